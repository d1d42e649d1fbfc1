import { foldText, type Token, tokenise } from '../language/tokens.ts';

/** From a token up to, and without, another. */
export interface Span {
  start: number;
  end: number;
}

/** A message whose words are taken away one by one as they are understood. */
export interface Message {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly taken: boolean[];
}

export const messageOf = (text: string): Message => {
  const folded = foldText(text);
  const tokens = tokenise(folded);
  return { text: folded, tokens, taken: tokens.map(({ kind }) => kind === 'mark') };
};

type Words = readonly string[];
const cut = new WeakMap<readonly string[], ReadonlyMap<string, readonly Words[]>>();
/** Phrases as their tokens are compared, by their first word: the files that they come from do not change. */
const byFirstWord = (phrases: readonly string[]): ReadonlyMap<string, readonly Words[]> => {
  const known = cut.get(phrases);
  if (known !== undefined) return known;
  const words = phrases.map((phrase) => tokenise(phrase).map(({ norm }) => norm));
  const made = Map.groupBy(words, ([first = '']) => first);
  cut.set(phrases, made);
  return made;
};

/** The longest of these phrases that stands just here, untaken. */
export const phraseAt = (
  { tokens, taken }: Message,
  start: number,
  phrases: readonly string[],
): Span | undefined => {
  let best: Span | undefined;
  for (const words of byFirstWord(phrases).get(tokens[start]?.norm ?? '') ?? []) {
    const end = start + words.length;
    if (words.length === 0 || end <= (best?.end ?? 0)) continue;
    if (words.every((word, at) => taken[start + at] === false && tokens[start + at]?.norm === word))
      best = { start, end };
  }
  return best;
};

/** The first place where one of them stands. */
export const phraseIn = (message: Message, phrases: readonly string[], from = 0): Span | undefined => {
  for (let at = from; at < message.tokens.length; at += 1) {
    const found = phraseAt(message, at, phrases);
    if (found !== undefined) return found;
  }
  return undefined;
};

export const take = ({ taken }: Message, { start, end }: Span): void => {
  taken.fill(true, start, end);
};

/** Takes the first of these phrases; whether there was one. */
export const took = (message: Message, phrases: readonly string[]): Span | undefined => {
  const found = phraseIn(message, phrases);
  if (found !== undefined) take(message, found);
  return found;
};

/** Takes all of these phrases, wherever they stand. */
export const takeAll = (message: Message, phrases: readonly string[]): void => {
  while (took(message, phrases) !== undefined);
};

/** The first word that is left. */
export const firstLeft = ({ taken }: Message): number => taken.indexOf(false);

/**
 * The words that are left, as one text, without small ones at its ends: what the message is about. `again` is the
 * message with other words in their place, where they stand together.
 */
export const leftOver = (
  { text, tokens, taken }: Message,
  small: readonly string[],
): { name: string; again: (name: string) => string } | undefined => {
  const left = tokens.flatMap((token, at) => (taken[at] === false ? [{ token, at }] : []));
  const isSmall = (one: (typeof left)[number] | undefined): boolean =>
    one !== undefined && small.includes(one.token.norm);
  while (isSmall(left[0])) left.shift();
  while (isSmall(left.at(-1))) left.pop();
  const [first, last] = [left[0], left.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const isWhole = last.at - first.at + 1 === left.length;
  const name = isWhole
    ? text.slice(first.token.start, last.token.end)
    : left.map(({ token }) => token.text).join(' ');
  const before = text.slice(0, first.token.start);
  const behind = text.slice(last.token.end);
  return { name, again: (other) => `${before}${other}${behind}`.trim() };
};
