import { stretchesAround } from './around.ts';
import { codeStretches, hasCapitalVerb, mayHoldCode, type Stretch } from './code-lines.ts';
import { BEHIND, OPENING } from './edges.ts';
import { createFold, endAt, type Folded } from './fold.ts';
import { createGlance, type Glance } from './glance.ts';
import { isErrorName } from './gate.ts';
import type { Entry } from './splits.ts';
import type { Trie } from './trie.ts';
import { createUnits } from './units.ts';
import { createHoldsTerm, findWords, plainly } from './words.ts';

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

/** Of a text that was read before, only what may lie around some stretches of it is looked for. */
export type Scan = (text: string, reading: Reading, stretches?: readonly Stretch[]) => Finding[];

const NEAR = 3;

/** A disguised word gives itself away. */
const isExact = (text: string, start: number, end: number, entry: Entry): boolean => {
  const found = text.slice(start, end);
  const letters = found.replace(/[^\p{L}\p{N}]/gu, '');
  if (/[^A-Za-z0-9À-ÿ]/.test(letters)) return true;
  for (const term of entry.written) if (term.replace(/[^\p{L}\p{N}]/gu, '') === letters) return true;
  return false;
};

const isSure = (text: string, found: Finding, entry: Entry, reading: Reading, doubtful: boolean): boolean => {
  if (entry.strength === 'strong') {
    return !doubtful || isMeant(text, found, entry);
  }
  if (entry.strength === 'weak') return false;
  if (entry.strength === 'brand' && reading === 'prose') return false;
  return isExact(text, found.start, found.end, entry) || isMeant(text, found, entry);
};

/** So many characters a neighbour may take, dressed as it may be. */
const REACH = 60;

/** Words broken by hyphens as wholes: "le-vel". */
const whole = (text: string): string => text.replace(/(?<=\p{L})- ?(?=\p{L})/gu, '');
/** Nobody writes words letter by letter around one of people. */
const isSpelled = (text: string): boolean => /(?<!\p{L})(?:\p{L} ){3}/u.test(text);

/** The word before, the two before, and the word behind. */
const besides = (before: string, behind: string): string[] => {
  const words = before.split(/[ '’]/).slice(-3, -1);
  return [...words.slice(-1), words.join(' '), ...behind.split(/[^\p{L}\p{N}]/u).slice(1, 2)];
};

/** "The api is away" is about no bees. */
const isMeant = (text: string, { start, end }: Finding, { beside, unless }: Entry): boolean => {
  if (beside.length + unless.length === 0) return false;
  // The first name of an address, whatever becomes of the rest.
  if (/^\.\p{Ll}/u.test(text.slice(end, end + 3))) return true;
  const before = plainly(text.slice(Math.max(0, start - REACH), start).replace(/\s/g, ' '));
  const behind = plainly(text.slice(end, end + REACH).replace(/\s/g, ' '));
  const words = [...besides(before, behind), ...besides(whole(before), whole(behind))];
  if (isSpelled(`${before}|${behind} `)) return true;
  if (words.some((word) => beside.includes(word.toLowerCase()))) return true;
  if (unless.length === 0) return false;
  const around = whole(`${before}|${behind}`).split(/[^\p{L}]/u);
  // A word that is cut off is none.
  const [first, last] = [start > REACH ? 1 : 0, end + REACH < text.length ? -1 : undefined];
  return !around.slice(first, last).some((word) => unless.includes(word.toLowerCase()));
};

/** The last letter but one of "exception" and "error": few words are looked at for it. */
const BEFORE_LAST = 15;

/** What is doubtful and reaches beyond a start. Everyday words are not: they take part to protect what they cover. */
const givesWay = (found: Found | undefined, start: number): boolean =>
  found !== undefined && found.end > start && !found.sure && found.entry?.concept !== undefined;

/** A full stop before a term, and nothing before that, is of the term: `.NET Core`. */
const beginningOf = (text: string, start: number): number =>
  text[start - 1] === '.' && (start === 1 || text[start - 2] === ' ') ? start - 1 : start;

const findTerms = (text: string, folded: Folded, trie: Trie, reading: Reading, found: Found[]): void => {
  const { codes, starts, heads, headCount, hards, length } = folded;
  let after = 0;
  let limit = 0;
  let part = 0;
  for (let at = 0; at < headCount; at++) {
    const from = heads[at] ?? 0;
    if (from < after) continue;
    // No term goes beyond the end of a sentence.
    while (from >= limit) limit = hards[++part] ?? length;
    const match = trie.longest(folded, from, limit);
    if (match) {
      const { entry } = match;
      const start = beginningOf(text, starts[from] ?? 0);
      const end = endAt(folded, match.to - 1);
      const protects = entry.concept === undefined;
      // What stands alone is no part of what people say.
      const isAlone = from === hards[part - 1] && match.to === limit;
      const isDoubtful = match.doubtful === true && !isAlone;
      const sure = !protects && isSure(text, { start, end, entry }, entry, reading, isDoubtful);
      // What is not sure gives way to what is: "q u e r y s e r i a l i z e r" is no "querys".
      if (sure) while (givesWay(found.at(-1), start)) found.pop();
      if ((found.at(-1)?.end ?? 0) <= start) found.push({ start, end, entry, sure });
      if (sure || protects) after = match.to;
      continue;
    }
    const to = at + 1 < headCount ? (heads[at + 1] ?? 0) : length;
    if (codes[to - 2] !== BEFORE_LAST) continue;
    const start = starts[from] ?? 0;
    const end = endAt(folded, to - 1);
    if (isErrorName(text.slice(start, end))) found.push({ start, end, entry: undefined, sure: true });
  }
};

const wordsBetween = (text: string, from: number, to: number): number => {
  const between = text.slice(from, to);
  if (/[.!?;\n]/.test(between) || between.length > 60) return Number.POSITIVE_INFINITY;
  return between.split(/[\s'’]/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
};

/** Something surely technical stands within some words, others that may be between. */
const isNearSure = (text: string, found: readonly Found[], one: Found, at: number, step: 1 | -1): boolean => {
  for (let i = at + step; i >= 0 && i < found.length; i += step) {
    const other = found[i] ?? one;
    const [left, right] = step < 0 ? [other, one] : [one, other];
    if (wordsBetween(text, left.end, right.start) >= NEAR) return false;
    if (other.sure) return true;
  }
  return false;
};

/** Words that are also ordinary count only beside something surely technical. */
const settle = (text: string, found: readonly Found[]): Finding[] =>
  found.filter(
    (one, i) =>
      one.sure ||
      (one.entry?.concept !== undefined &&
        (isNearSure(text, found, one, i, -1) || isNearSure(text, found, one, i, 1))),
  );

/**
 * One list in the order of the text: a term that covers the whole word wins over its form, else the form wins. Of
 * two that overlap one at least is a form, since terms do not.
 */
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
    merged.pop();
    if (covers(one, last, text)) merged.push(proven(one));
    else if (covers(last, one, text)) merged.push(proven(last));
    else merged.push({ start: last.start, end: Math.max(last.end, one.end), entry: undefined, sure: true });
  }
  return merged;
};

/** An ordinary word in a technical form is meant as the technical one: `merge()`. */
const proven = (term: Found): Found => ({ ...term, sure: term.entry?.concept !== undefined });

const isBare = (between: string): boolean => !/[\p{L}\p{N}]/u.test(between);
const isQuote = (between: string, signs: string): boolean =>
  Array.from(between).every((sign) => signs.includes(sign));

/** The term says all that the technical form holds; an everyday word does not excuse the signs of code: `email()`. */
const covers = (term: Found, form: Found, text: string): boolean => {
  if (term.entry === undefined) return false;
  const [before, behind] = [text.slice(form.start, term.start), text.slice(term.end, form.end)];
  return term.entry.concept === undefined
    ? isQuote(before, OPENING) && isQuote(behind, BEHIND)
    : isBare(before) && isBare(behind);
};

const everything: Glance = (_, from, to) => [from, to];

/** Finds all that must not be read by people: looks once over the text, and reads only what may hold some. */
export const createScan = (trie: Trie, glance: Glance = createGlance(trie)): Scan => {
  const unitsOf = createUnits();
  const fold = createFold();
  const holdsTerm = createHoldsTerm(trie);
  return (text, reading, stretches) => {
    const units = unitsOf(text);
    const { length } = text;
    // In names brands count too, which a glance does not look for.
    const look = reading === 'name' ? everything : glance;
    const doubtfulAround = (known: readonly Stretch[]): Stretch[] => {
      const near = stretchesAround(units, length, known, trie.reach, 0);
      const doubtful = near.filter(([from, to]) => look(units, from, to, length).length > 0);
      return stretchesAround(units, length, doubtful, 0, trie.reach);
    };
    const parts = stretches ? doubtfulAround(stretches) : [[0, length] as const];
    const terms: Found[] = [];
    const words: Stretch[] = [];
    let traits = 0;
    let holdsQuery = false;
    for (const [from, to] of parts) {
      const doubtful = look(units, from, to, length);
      for (let i = 0; i < doubtful.length; i += 2) {
        const folded = fold(text, units, doubtful[i] ?? 0, doubtful[i + 1] ?? 0);
        findTerms(text, folded, trie, reading, terms);
        findWords(text, folded.words, holdsTerm, words);
        traits |= folded.traits;
        holdsQuery ||= hasCapitalVerb(text, folded.words);
      }
    }
    const code = holdsQuery || mayHoldCode(traits) ? codeStretches(text, traits) : [];
    if (code.length + words.length === 0) return settle(text, terms);
    return settle(text, merge(terms, [...code, ...words], text));
  };
};
