import { createFold, GAP } from './fold.ts';
import { createUnits } from './units.ts';

const fold = createFold();
const unitsOf = createUnits();

export interface FoldedTerm {
  codes: number[];
  /** Where its words begin. */
  breaks: number[];
  /** Where a full stop or a capital joins two words: apart they are others ("coda.io", "SlowDown"). */
  seams: number[];
}

/** The folded letters of a term, and how it is put together. */
export const foldTerm = (term: string): FoldedTerm => {
  const view = fold(term, unitsOf(term), 0, term.length);
  const codes = Array.from(view.codes.subarray(0, view.length));
  const breaks: number[] = [];
  const seams: number[] = [];
  for (let at = 1; at < view.length; at++) {
    const start = view.starts[at] ?? 0;
    const before = term.charCodeAt(start - 1);
    const here = term.charCodeAt(start);
    if (view.gaps[at] !== GAP.none) (before === 46 ? seams : breaks).push(at);
    else if (before >= 97 && before <= 122 && here >= 65 && here <= 90) seams.push(at);
  }
  return { codes, breaks, seams };
};
