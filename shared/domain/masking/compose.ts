import { agreeing, englishArticle, italianArticle } from './articles.ts';
import type { Stretch } from './code-lines.ts';
import type { Form } from './dictionary.ts';
import type { Finding } from './scan.ts';

/** What to write for a finding; undefined drops it. */
export type Choose = (finding: Finding) => Form | undefined;

const DETERMINERS: Record<string, ReadonlySet<string>> = {
  it: new Set(
    'ogni qualche ciascun ciascuna mio mia tuo tua suo sua nostro nostra vostro vostra loro primo prima altro altra stesso stessa nuovo nuova vecchio vecchia ultimo ultima unico unica tale qualsiasi qualunque alcun alcuna tecnico'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the a an this that these those my your our its his her their each every no any some one another which whose new old last first next other same'.split(
      ' ',
    ),
  ),
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const beginsUpper = (text: string): boolean => /^\p{Lu}/u.test(text);

interface Before {
  word: string;
  /** How many characters the word and what follows it take. */
  size: number;
}

const isWordPart = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{M}\d]/u.test(char);
const isSpace = (char: string | undefined): boolean => char === ' ' || char === '\u00a0';
const LONGEST_WORD = 24;

const lastWord = (before: string): Before | undefined => {
  let end = before.length;
  const apostrophe = before[end - 1] === "'" || before[end - 1] === '’' ? "'" : '';
  if (apostrophe) end--;
  else while (isSpace(before[end - 1])) end--;
  let start = end;
  while (start > 0 && end - start < LONGEST_WORD && isWordPart(before[start - 1])) start--;
  if (start === end || (!apostrophe && end === before.length)) return undefined;
  return { word: before.slice(start, end) + apostrophe, size: before.length - start };
};

const isMany = (before: Before | undefined, plural: ReadonlySet<string>): boolean => {
  if (!before) return false;
  const word = before.word.toLowerCase();
  return plural.has(word) || (/^\d+$/.test(word) && word !== '1');
};

const italian = (before: string, form: Form, many: boolean, plural: ReadonlySet<string>) => {
  const previous = lastWord(before);
  const article = previous && italianArticle(previous.word);
  const gender = form.gender ?? 'm';
  if (article && previous) {
    const noun = article.many ? form.many : form.one;
    const fresh = agreeing(article, noun, gender, article.many);
    return { cut: previous.size, written: (beginsUpper(previous.word) ? capital(fresh) : fresh) + noun };
  }
  const several = many || isMany(previous, plural);
  const noun = several ? form.many : form.one;
  if (
    !form.indefinite ||
    (previous && DETERMINERS['it']?.has(previous.word.toLowerCase())) ||
    isMany(previous, plural)
  ) {
    return { cut: 0, written: noun };
  }
  const un = italianArticle('un');
  return { cut: 0, written: (un ? agreeing(un, noun, gender, several) : '') + noun };
};

const english = (before: string, form: Form, many: boolean, plural: ReadonlySet<string>) => {
  const previous = lastWord(before);
  const word = previous?.word.toLowerCase();
  const several = many || isMany(previous, plural);
  if (previous && (word === 'a' || word === 'an')) {
    const article = englishArticle(form.one);
    return {
      cut: previous.size,
      written: `${beginsUpper(previous.word) ? capital(article) : article} ${form.one}`,
    };
  }
  const noun = several ? form.many : form.one;
  if (!form.indefinite || several || (word !== undefined && DETERMINERS['en']?.has(word)))
    return { cut: 0, written: noun };
  return { cut: 0, written: `${englishArticle(noun)} ${noun}` };
};

/** Only the end of what was written is looked at, so that long texts cost no more than their length. */
const startsSentence = (before: string): boolean => {
  const tail = before.slice(-8);
  const trimmed = tail.trimEnd();
  return trimmed === '' || tail.endsWith('\n') || /[.!?]["'»”)]?$/.test(trimmed);
};
const endsInWord = (text: string): boolean => /[\p{L}\p{N}]$/u.test(text.slice(-2));

const SIGNS = /^(?:(?![.!?;]\s|\n\n)[^\p{L}\p{N}]){0,8}$/u;
const SPACES = /^[\s\-/]{0,8}$/;

/** Neighbours become one noun: the head comes first in Italian, last in English; a bare reference adds nothing. */
const joined = (text: string, findings: readonly Finding[], language: string, choose: Choose): Finding[] => {
  const result: Finding[] = [];
  for (const finding of findings) {
    const last = result.at(-1);
    const head = last && headOf(last, finding, text.slice(last.end, finding.start), language, choose);
    if (last && head) result[result.length - 1] = { start: last.start, end: finding.end, entry: head.entry };
    else result.push(finding);
  }
  return result;
};

const headOf = (
  first: Finding,
  second: Finding,
  between: string,
  language: string,
  choose: Choose,
): Finding | undefined => {
  const [one, two] = [choose(first), choose(second)];
  if (!one || !two || !SIGNS.test(between)) return undefined;
  if (one === two || two.indefinite) return first;
  if (one.indefinite) return second;
  if (!SPACES.test(between)) return undefined;
  return language === 'it' ? first : second;
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
  language: string,
  plural: ReadonlySet<string>,
  choose: Choose,
): Composed => {
  const place = language === 'it' ? italian : english;
  const page = new Page();
  const spans: Stretch[] = [];
  let last = 0;
  for (const finding of joined(text, findings, language, choose)) {
    page.write(text.slice(last, finding.start));
    last = finding.end;
    const form = choose(finding);
    if (form) {
      const { cut, written } = place(page.end, form, finding.entry?.many ?? false, plural);
      page.cut(cut);
      const upper =
        cut === 0 && beginsUpper(text.slice(finding.start, finding.end)) && startsSentence(page.end);
      const start = page.length;
      if (cut === 0 && endsInWord(page.end)) page.write(' ');
      page.write(upper ? capital(written) : written);
      if (/^[\p{L}\p{N}]/u.test(text.slice(last, last + 2))) page.write(' ');
      spans.push([start, page.length]);
    } else spans.push([page.length, page.length]);
  }
  page.write(text.slice(last));
  return { text: page.toString(), written: spans };
};
