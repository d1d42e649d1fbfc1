import { codeStretches, type Stretch } from './code-lines.ts';
import { createFold, GAP, isDigit, type Folded } from './fold.ts';
import { TRAIT } from './traits.ts';
import { isErrorName, isTechnical } from './gate.ts';
import type { Entry } from './splits.ts';
import type { Trie } from './trie.ts';

/** What is to be replaced in a text. Without an entry it is technical by its form alone. */
export interface Finding {
  start: number;
  end: number;
  entry: Entry | undefined;
}

interface Found extends Finding {
  sure: boolean;
}

/** Names are read as technical text: brands count there, and words made of words are taken apart before. */
export type Reading = 'prose' | 'name';

export type Scan = (text: string, reading: Reading) => Finding[];

const NEAR = 3;
const OPENING = '"\'`([{<«“‘*';
const CLOSING = '"\'`)]}>»”’*';
const ENDING = '.,;:!?…';

/** The word without the punctuation around it. */
const core = (text: string, start: number, end: number): Stretch => {
  let from = start;
  let to = end;
  while (from < to && (OPENING + ENDING).includes(text[from] ?? '') && !isLeadingDot(text, from)) from++;
  while (to > from && (CLOSING + ENDING).includes(text[to - 1] ?? '') && !isCall(text, from, to)) to--;
  return [from, to];
};
const isLeadingDot = (text: string, at: number): boolean =>
  text[at] === '.' && /\p{L}/u.test(String.fromCodePoint(text.codePointAt(at + 1) ?? 0));
/** `first()` keeps its brackets. */
const isCall = (text: string, from: number, to: number): boolean =>
  text[to - 1] === ')' && text.slice(from, to).includes('(') && from < to;

const wordStretches = (text: string, folded: Folded): Stretch[] => {
  const found: Stretch[] = [];
  const { words } = folded;
  for (let i = 0; i < words.length; i += 3) {
    const start = words[i] ?? 0;
    const end = words[i + 1] ?? 0;
    const traits = words[i + 2] ?? 0;
    if (traits === (TRAIT.dot | TRAIT.letter) && text.indexOf('.', start) >= end - 1) continue;
    const [from, to] = core(text, start, end);
    if (from >= to) continue;
    const word = text.slice(from, to);
    const plain = traits & TRAIT.foreign ? plainly(word) : word;
    if (isTechnical(plain, traits & TRAIT.foreign ? 0x1ff : traits))
      found.push(quoted(text, start, end, from, to));
  }
  return found;
};

/** Quotes and brackets go with what they enclose. */
const quoted = (text: string, start: number, end: number, from: number, to: number): Stretch => {
  let left = from;
  let right = to;
  while (
    left > start &&
    right < end &&
    OPENING.includes(text[left - 1] ?? '') &&
    OPENING.indexOf(text[left - 1] ?? '') === CLOSING.indexOf(text[right] ?? '')
  ) {
    left--;
    right++;
  }
  return [left, right];
};

const plainly = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .normalize('NFC');

/** A disguised word gives itself away. */
const isExact = (text: string, start: number, end: number, entry: Entry): boolean => {
  const letters = text.slice(start, end).replace(/[^\p{L}\p{N}]/gu, '');
  if (/[^A-Za-z0-9À-ÿ]/.test(letters)) return true;
  for (const term of entry.written) if (term.replace(/[^\p{L}\p{N}]/gu, '') === letters) return true;
  return false;
};

const isSure = (text: string, found: Finding, entry: Entry, reading: Reading): boolean => {
  if (entry.strength === 'strong') return true;
  if (entry.strength === 'weak') return false;
  if (entry.strength === 'brand' && reading === 'prose') return false;
  return isExact(text, found.start, found.end, entry);
};

const EXCEPTION = [5, 24, 3, 5, 16, 20, 9, 15, 14];
const ERROR = [5, 18, 18, 15, 18];
const ends = (folded: Folded, to: number, codes: readonly number[]): boolean =>
  codes.every((code, i) => folded.codes[to - codes.length + i] === code);

const termsOf = (text: string, folded: Folded, trie: Trie, reading: Reading): Found[] => {
  const found: Found[] = [];
  const { codes, gaps, starts, ends: stops, length } = folded;
  let unit = 0;
  while (unit < length) {
    const match = trie.longest(folded, unit);
    if (match) {
      const start = starts[unit] ?? 0;
      const end = stops[match.to - 1] ?? start;
      const finding = { start, end, entry: match.entry };
      // Everyday words take part: they protect what they cover.
      if (match.entry.concept === undefined) found.push({ ...finding, sure: false });
      else found.push({ ...finding, sure: isSure(text, finding, match.entry, reading) });
      unit = match.to;
      continue;
    }
    const first = unit;
    unit++;
    while (
      unit < length &&
      gaps[unit] === GAP.none &&
      !(isDigit(codes[unit - 1] ?? 0) && !isDigit(codes[unit] ?? 0))
    )
      unit++;
    if (unit - first > 7 && (ends(folded, unit, EXCEPTION) || ends(folded, unit, ERROR))) {
      const start = starts[first] ?? 0;
      const end = stops[unit - 1] ?? start;
      if (isErrorName(text.slice(start, end))) found.push({ start, end, entry: undefined, sure: true });
    }
  }
  return found;
};

const wordsBetween = (text: string, from: number, to: number): number => {
  const between = text.slice(from, to);
  if (/[.!?;\n]/.test(between) || between.length > 60) return Number.POSITIVE_INFINITY;
  return between.split(/[\s'’]/).filter((word) => word !== '').length;
};

/** Words that are also ordinary count only beside something surely technical. */
const settle = (text: string, found: readonly Found[]): Finding[] =>
  found.filter((one, i) => {
    if (one.sure) return true;
    if (one.entry?.concept === undefined) return false;
    const before = found[i - 1];
    const after = found[i + 1];
    return (
      (before?.sure === true && wordsBetween(text, before.end, one.start) < NEAR) ||
      (after?.sure === true && wordsBetween(text, one.end, after.start) < NEAR)
    );
  });

/** One list in the order of the text: a term that covers the whole word wins over its form, else the form wins. */
const merge = (terms: readonly Found[], stretches: readonly Stretch[], text: string): Found[] => {
  const all: Found[] = stretches.map(([start, end]) => ({ start, end, entry: undefined, sure: true }));
  for (const term of terms) all.push(term);
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Found[] = [];
  for (const one of all) {
    const last = merged.at(-1);
    if (!last || one.start >= last.end) {
      merged.push(one);
      continue;
    }
    if (covers(one, last, text)) merged[merged.length - 1] = one;
    else if (!covers(last, one, text)) {
      merged[merged.length - 1] = {
        start: last.start,
        end: Math.max(last.end, one.end),
        entry: undefined,
        sure: last.sure || one.sure,
      };
    }
  }
  return merged;
};

const isBare = (text: string, from: number, to: number): boolean =>
  !/[\p{L}\p{N}]/u.test(text.slice(from, to));

/** The term says all that the technical form holds. */
const covers = (term: Found, other: Found, text: string): boolean =>
  term.entry !== undefined &&
  (other.entry === undefined || other.end - other.start < term.end - term.start) &&
  (term.start <= other.start || isBare(text, other.start, term.start)) &&
  (term.end >= other.end || isBare(text, term.end, other.end));

/** Finds all that must not be read by people, in one pass over the folded text. */
export const createScan = (trie: Trie): Scan => {
  const fold = createFold();
  return (text, reading) => {
    const folded = fold(text);
    const terms = termsOf(text, folded, trie, reading);
    if (folded.words.length === 0) return terms.length === 0 ? [] : settle(text, terms);
    const stretches = [...codeStretches(text, folded.traits), ...wordStretches(text, folded)];
    if (stretches.length === 0) return terms.length === 0 ? [] : settle(text, terms);
    return settle(text, merge(terms, stretches, text));
  };
};
