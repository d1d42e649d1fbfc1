import type { Token } from '../language/tokens.ts';
import { proseTokens } from './words.ts';

export interface ProseSentence {
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly Token[];
}

const ENDS = /^[.;!?…]$/;

/** No answer is longer; a longer text is not read at all, and nothing of it passes. */
export const LONGEST = 4096;

/** Sentences of the longest answer; a text with more is not read at all, and nothing of it passes. */
export const MOST_SENTENCES = 200;

/** A text without any stop is cut all the same. */
const MOST_TOKENS = 400;

/** Cuts a text at its full stops, semicolons and line breaks; a point within a number is none. */
export const sentencesOf = (text: string, decimal: string): ProseSentence[] => {
  const sentences: ProseSentence[] = [];
  let open: Token[] = [];
  const close = (): void => {
    const [first] = open;
    const last = open.at(-1);
    if (first && last) sentences.push({ start: first.start, end: last.end, tokens: open });
    open = [];
  };
  let before = 0;
  let atLine = true;
  /** The number of the last line of a list, and whether it is of the line before: a list counts from one. */
  let counted = 0;
  let within = false;
  let listed = false;
  for (const token of proseTokens(text, decimal)) {
    if (text.slice(before, token.start).includes('\n')) {
      close();
      atLine = true;
      within = listed;
      listed = false;
    }
    before = token.end;
    // "2. Ordini": the number of a list.
    const [number] = open;
    const isNext = number?.value === counted + 1 || (number?.value === 1 && !within);
    if (atLine && open.length === 1 && number?.kind === 'number' && isNext && /^[.)]$/.test(token.norm)) {
      open = [];
      counted = number.value ?? 0;
      listed = true;
      atLine = false;
    } else if (token.kind === 'mark' && ENDS.test(token.norm)) {
      close();
      atLine = false;
    } else open.push(token);
    if (open.length > MOST_TOKENS) close();
  }
  close();
  return sentences;
};
