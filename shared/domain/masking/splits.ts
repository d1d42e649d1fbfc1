import type { Strength } from './dictionary.ts';
import { GAP, type Folded } from './fold.ts';
import { isLetter } from './letters.ts';

/** What a path of the trie means. */
export interface Entry {
  /** Undefined: everyday words, which protect what they cover. */
  concept: string | undefined;
  strength: Strength;
  many: boolean;
  drop: boolean;
  /** A longer word that begins with it is masked with it. */
  opens: boolean;
  /** Where words begin inside the term. */
  breaks: readonly number[];
  /** Where two words are joined that mean nothing technical apart. */
  seams: readonly number[];
  /** Its words may be written as one. */
  joinable: boolean;
  /** The spellings as written, for terms that count only in these very letters. */
  written: readonly string[];
  /** Words that make other spellings count as well, or ordinary words that it is written in, when they stand beside. */
  beside: readonly string[];
  /** Words of people that the ordinary word keeps company with: where none is near, the term is meant. */
  unless: readonly string[];
}

export interface Match {
  entry: Entry;
  /** First unit, and the unit after the last. */
  from: number;
  to: number;
  /** It is written in ordinary words. */
  doubtful?: boolean;
}

const SHORTEST_SPLIT_BY_SPACE = 6;
const SHORTEST_SPLIT_BY_BOTH = 7;
const SHORTEST_SPLIT_BY_MARK = 4;

const isForeign = (text: Folded, match: Match, unit: number): boolean =>
  unit > match.from &&
  unit < match.to &&
  text.gaps[unit] !== GAP.none &&
  !match.entry.breaks.includes(unit - match.from);

/** Ordinary words in a row are no split term, whatever they spell together. */
export const spellsWords = (text: Folded, match: Match, common: ReadonlySet<string>): boolean => {
  let start = match.from;
  for (let unit = match.from + 1; unit <= match.to; unit++) {
    if (unit < match.to && text.gaps[unit] === GAP.none) continue;
    if (isForeign(text, match, start) || isForeign(text, match, unit)) {
      if (!common.has(String.fromCharCode(...text.codes.subarray(start, unit)))) return false;
    }
    start = unit;
  }
  return true;
};

const SHORTEST_WORD = 4;

/** Written in two words that may each stand for itself: "roll back", "local host". */
export const isInWords = (text: Folded, { entry, from, to }: Match): boolean => {
  if (entry.breaks.length > 0) return false;
  let at = -1;
  for (let unit = from + 1; unit < to; unit++) {
    if (text.gaps[unit] === GAP.none) continue;
    if (at > 0 || text.gaps[unit] !== GAP.space) return false;
    at = unit;
  }
  return at - from >= SHORTEST_WORD && to - at >= SHORTEST_WORD;
};

/** A capital in the middle of a line: on a new one ("1 run", "Data as of …") every sentence has one. */
const isCapital = ({ text, starts }: Folded, unit: number): boolean =>
  /^\p{Lu}\p{Ll}/u.test(text.slice(starts[unit], (starts[unit] ?? 0) + 4)) &&
  !text.slice(starts[unit - 1], starts[unit]).includes('\n');

/** Each word of the term is whole or all in single letters, and one at least is: "O R D E R by". */
const isLetterByLetter = ({ gaps }: Folded, { entry, from, to }: Match): boolean => {
  let apart = false;
  let start = from;
  let broken = 0;
  for (let unit = from + 1; unit <= to; unit++) {
    if (unit < to && !entry.breaks.includes(unit - from)) {
      if (gaps[unit] !== GAP.none) broken++;
      continue;
    }
    const rest = unit - start - 1;
    if (broken > 0 && (broken < rest || rest < 2)) return false;
    apart ||= broken > 0;
    start = unit;
    broken = 0;
  }
  return apart;
};

/** Breaks where the term has none are accepted only where ordinary prose does not make them. */
export const isSplit = (text: Folded, match: Match, common: ReadonlySet<string>): boolean => {
  let bySpace = 0;
  let byMark = 0;
  let byBoth = 0;
  let atSeam = 0;
  let together = 0;
  for (let unit = match.from + 1; unit < match.to; unit++) {
    const gap = text.gaps[unit];
    if (gap === GAP.none && isLetter(text.codes[unit] ?? 0)) together++;
    if (gap === GAP.none || match.entry.breaks.includes(unit - match.from)) continue;
    if (gap === GAP.joiner) byMark++;
    else if (gap === GAP.space) bySpace++;
    else if (gap === GAP.mixed) byBoth++;
    else return false;
    if (gap === GAP.space && match.entry.seams.includes(unit - match.from) && !isCapital(text, unit))
      atSeam++;
  }
  const length = match.to - match.from;
  // "c o m p i l e: r": a sign with its space ends no word of a text that is all letters.
  if (byBoth > 0 && !(together === 0 && length >= SHORTEST_SPLIT_BY_BOTH)) return false;
  if (bySpace + byMark + byBoth === 0) return true;
  if (match.entry.concept === undefined) return bySpace === 0 && byMark === match.entry.seams.length;
  if ((together === 0 && length > 2) || isLetterByLetter(text, match)) return true;
  if (bySpace === 0 && match.entry.strength === 'exact') return true;
  if (match.entry.strength !== 'strong') return false;
  if (bySpace === 0) return length >= SHORTEST_SPLIT_BY_MARK;
  if (length < SHORTEST_SPLIT_BY_SPACE || atSeam === bySpace) return false;
  return isInWords(text, match) || !spellsWords(text, match, common);
};

/** Words of a phrase written as one count when they are long enough. */
export const isJoined = (text: Folded, match: Match): boolean => {
  if (match.entry.joinable) return true;
  for (const at of match.entry.breaks) if (text.gaps[match.from + at] === GAP.none) return false;
  return true;
};
