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
  /** Where words begin inside the term. */
  breaks: readonly number[];
  /** Where two words are joined that mean nothing technical apart. */
  seams: readonly number[];
  /** Its words may be written as one. */
  joinable: boolean;
  /** The spellings as written, for terms that count only in these very letters. */
  written: readonly string[];
  /** Words that make other spellings count as well, when they stand beside. */
  beside: readonly string[];
}

export interface Match {
  entry: Entry;
  /** First unit, and the unit after the last. */
  from: number;
  to: number;
}

const SHORTEST_SPLIT_BY_SPACE = 6;
const SHORTEST_SPLIT_BY_MARK = 4;

const isForeign = (text: Folded, match: Match, unit: number): boolean =>
  unit > match.from &&
  unit < match.to &&
  text.gaps[unit] !== GAP.none &&
  !match.entry.breaks.includes(unit - match.from);

/** Ordinary words in a row are no split term, whatever they spell together. */
const spellsWords = (text: Folded, match: Match, common: ReadonlySet<string>): boolean => {
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

/** A capital in the middle of a line: on a new one ("1 run", "Data as of …") every sentence has one. */
const isCapital = ({ text, starts }: Folded, unit: number): boolean =>
  /^\p{Lu}\p{Ll}/u.test(text.slice(starts[unit], (starts[unit] ?? 0) + 4)) &&
  !text.slice(starts[unit - 1], starts[unit]).includes('\n');

/** Breaks where the term has none are accepted only where ordinary prose does not make them. */
export const isSplit = (text: Folded, match: Match, common: ReadonlySet<string>): boolean => {
  let bySpace = 0;
  let byMark = 0;
  let atSeam = 0;
  let together = 0;
  for (let unit = match.from + 1; unit < match.to; unit++) {
    const gap = text.gaps[unit];
    if (gap === GAP.none && isLetter(text.codes[unit] ?? 0)) together++;
    if (gap === GAP.none || match.entry.breaks.includes(unit - match.from)) continue;
    if (gap === GAP.joiner) byMark++;
    else if (gap === GAP.space) bySpace++;
    else return false;
    if (gap === GAP.space && match.entry.seams.includes(unit - match.from) && !isCapital(text, unit))
      atSeam++;
  }
  const length = match.to - match.from;
  if (bySpace + byMark === 0) return true;
  if (match.entry.concept === undefined) return bySpace === 0 && byMark === match.entry.seams.length;
  if (together === 0 && length > 2) return true;
  if (bySpace === 0 && match.entry.strength === 'exact') return true;
  if (match.entry.strength !== 'strong') return false;
  if (bySpace === 0) return length >= SHORTEST_SPLIT_BY_MARK;
  if (length < SHORTEST_SPLIT_BY_SPACE || atSeam === bySpace) return false;
  return !spellsWords(text, match, common);
};

/** Words of a phrase written as one count when they are long enough. */
export const isJoined = (text: Folded, match: Match): boolean => {
  if (match.entry.joinable) return true;
  for (const at of match.entry.breaks) if (text.gaps[match.from + at] === GAP.none) return false;
  return true;
};
