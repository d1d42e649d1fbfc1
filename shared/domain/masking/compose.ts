import type { Articles } from './articles.ts';
import type { Stretch } from './code-lines.ts';
import type { Form } from './dictionary.ts';
import { foldedCode, GONE, MARK, MARK_GRAVE } from './letters.ts';
import type { Finding } from './scan.ts';

/** How one language writes: its articles, and the words after which a noun is plural. */
export interface Voice {
  articles: Articles;
  plural: ReadonlySet<string>;
}

/** What to write for a finding; undefined drops it. */
export type Choose = (finding: Finding) => Form | undefined;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const beginsUpper = (text: string): boolean => /^\p{Lu}/u.test(text);
/** Half of a pair is part of a word: it is never cut off. */
const isWordPart = (unit: number): boolean => {
  const folded = foldedCode(unit);
  return folded < GONE || folded === MARK || folded === MARK_GRAVE || (unit >= 0xd800 && unit < 0xe000);
};

interface Before {
  word: string;
  /** How many characters the word and what follows it take. */
  size: number;
}

const isSpace = (char: string | undefined): boolean => char === ' ' || char === '\u00a0';
const LONGEST_WORD = 24;

const lastWord = (before: string): Before | undefined => {
  let end = before.length;
  const apostrophe = before[end - 1] === "'" || before[end - 1] === '’' ? "'" : '';
  if (apostrophe) end--;
  else while (isSpace(before[end - 1])) end--;
  let start = end;
  while (start > 0 && end - start < LONGEST_WORD && isWordPart(before.charCodeAt(start - 1))) start--;
  if (start === end || (!apostrophe && end === before.length)) return undefined;
  return { word: before.slice(start, end) + apostrophe, size: before.length - start };
};

const isMany = (word: string, plural: ReadonlySet<string>): boolean =>
  plural.has(word) || (word !== '1' && /^\d+$/.test(word));

/** The noun as it stands behind what was written, with its article; `cut`: how much of that it replaces. */
const placed = (
  before: string,
  form: Form,
  many: boolean,
  { articles, plural }: Voice,
): { cut: number; written: string } => {
  const previous = lastWord(before);
  const article = previous && articles.read(previous.word);
  const gender = form.gender ?? 'm';
  if (article && previous) {
    const noun = article.many ? form.many : form.one;
    const fresh = articles.agreeing(article, noun, gender, article.many);
    return { cut: previous.size, written: (beginsUpper(previous.word) ? capital(fresh) : fresh) + noun };
  }
  const word = previous?.word.toLowerCase() ?? '';
  const counted = isMany(word, plural);
  const several = many || counted;
  const noun = several ? form.many : form.one;
  if (!form.indefinite || counted || articles.determiners.has(word)) return { cut: 0, written: noun };
  return { cut: 0, written: articles.indefinite(noun, gender, several) + noun };
};

/** Only the end of what was written is looked at, so that long texts cost no more than their length. */
const startsSentence = (before: string): boolean => {
  const tail = before.slice(-8);
  const trimmed = tail.trimEnd();
  return trimmed === '' || tail.endsWith('\n') || /[.!?]["'»”)]?$/.test(trimmed);
};
const isBlank = (unit: number): boolean => unit === 32 || unit === 10;
/** The ends of a text are mostly blanks, which no pattern is needed for. */
const endsInWord = (text: string): boolean =>
  !isBlank(text.charCodeAt(text.length - 1)) && /[\p{L}\p{N}]$/u.test(text.slice(-2));
const startsInWord = (text: string, at: number): boolean =>
  !isBlank(text.charCodeAt(at)) && /^[\p{L}\p{N}]/u.test(text.slice(at, at + 2));

/** More units between two findings are no signs alone. */
const MOST_SIGNS = 16;
const SIGNS = /^(?:(?![.!?;]\s|\n\n)[^\p{L}\p{N}]){0,8}$/u;
const SPACES = /^[\s\-/]{0,8}$/;

/** Neighbours become one noun, the head of the two; a bare reference adds nothing. */
const joined = (
  text: string,
  findings: readonly Finding[],
  head: Articles['head'],
  choose: Choose,
): Finding[] => {
  const result: Finding[] = [];
  for (const finding of findings) {
    const last = result.at(-1);
    const isNear = last !== undefined && finding.start - last.end <= MOST_SIGNS;
    const one = isNear ? headOf(last, finding, text.slice(last.end, finding.start), head, choose) : undefined;
    if (last && one) result[result.length - 1] = { start: last.start, end: finding.end, entry: one.entry };
    else result.push(finding);
  }
  return result;
};

const headOf = (
  first: Finding,
  second: Finding,
  between: string,
  head: Articles['head'],
  choose: Choose,
): Finding | undefined => {
  const [one, two] = [choose(first), choose(second)];
  if (!one || !two || !SIGNS.test(between)) return undefined;
  if (one === two || two.indefinite) return first;
  if (one.indefinite) return second;
  if (!SPACES.test(between)) return undefined;
  return head === 'first' ? first : second;
};

/** Grows at its end; only the last characters stay within reach, so that the work is linear. */
class Page {
  readonly #done: string[] = [];
  #length = 0;
  #open = '';

  get end(): string {
    return this.#open;
  }
  get length(): number {
    return this.#length + this.#open.length;
  }
  write(text: string): void {
    this.#open += text;
    if (this.#open.length < 4 * REACH) return;
    const done = this.#open.slice(0, -REACH);
    this.#done.push(done);
    this.#length += done.length;
    this.#open = this.#open.slice(-REACH);
  }
  cut(size: number): void {
    if (size > 0) this.#open = this.#open.slice(0, -size);
  }
  toString(): string {
    return this.#done.join('') + this.#open;
  }
}
const REACH = 64;

export interface Composed {
  text: string;
  /** Where the new words stand. */
  written: Stretch[];
}

/** The text with every finding replaced by its business words, articles and capitals adjusted. */
export const compose = (
  text: string,
  findings: readonly Finding[],
  voice: Voice,
  choose: Choose,
): Composed => {
  const page = new Page();
  const spans: Stretch[] = [];
  let last = 0;
  for (const finding of joined(text, findings, voice.articles.head, choose)) {
    page.write(text.slice(last, finding.start));
    last = finding.end;
    const form = choose(finding);
    if (form) {
      const { cut, written } = placed(page.end, form, finding.entry?.many ?? false, voice);
      page.cut(cut);
      const first = text[finding.start] === '.' ? finding.start + 1 : finding.start;
      const upper = cut === 0 && beginsUpper(text.slice(first, first + 2)) && startsSentence(page.end);
      const start = page.length;
      if (cut === 0 && endsInWord(page.end)) page.write(' ');
      page.write(upper ? capital(written) : written);
      if (startsInWord(text, last)) page.write(' ');
      spans.push([start, page.length]);
    } else spans.push([page.length, page.length]);
  }
  page.write(text.slice(last));
  return { text: page.toString(), written: spans };
};
