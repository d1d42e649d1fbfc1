import type { Condition, Formula, Part, Sentence, Slot } from '#shared/contracts/draft.ts';
import { byGender, nounForm } from './agreement.ts';
import { havingScope } from './having.ts';
import { MOST_ASKED, fieldSlot, lineSentences, listing, quoted, rowParts } from './lines.ts';
import {
  type Frame,
  MAIN,
  cell,
  metricNamed,
  periodOf,
  phrase,
  sentence,
  slot,
  valueOf,
  when,
} from './slots.ts';
import { nounOf } from './wording.ts';

/** Rows read beyond those asked for, so that ties with the last one are seen. */
export const TIES = 3;
/** As many names that share the first place are said in one sentence. */
const MOST_TIED = 4;

export interface Ranking {
  by: string;
  which: 'max' | 'min';
}

export const rankingOf = (frame: Frame): Ranking | undefined => {
  const order = (frame.query.order ?? []).find(({ by }) => by !== frame.query.limitBy);
  const by = order?.by ?? (frame.asked.shape === 'comparison' ? frame.asked.metrics[0] : undefined);
  if (by === undefined || !frame.query.metrics.includes(by)) return undefined;
  return { by, which: order?.direction === 'asc' ? 'min' : 'max' };
};

/** What is ranked: the first dimension that the ranking is not within. */
const axis = ({ query: { dimensions = [], limitBy } }: Frame): string =>
  dimensions.find((name) => name !== limitBy) ?? '';

const rankWords = (frame: Frame, { by, which }: Ranking): Record<string, Part[]> => {
  const noun = nounOf(frame.wording.dimensions, axis(frame));
  const own = axis(frame) === frame.catalog.mainEntity;
  const { was } = frame.wording.grammar;
  const best: Formula = { op: which, evidence: MAIN, column: by };
  return {
    period: periodOf(frame),
    dimension: [nounForm(noun, 'the', frame.wording)],
    the_dimensions: [nounForm(noun, 'the_many', frame.wording)],
    those: [byGender(frame.wording.grammar.those, noun)],
    among: own ? frame.among : [],
    having: havingScope(frame),
    scope: own ? frame.beside : frame.scope,
    is: [frame.query.timeRange ? byGender(was['name'], noun) : (frame.wording.phrases['is'] ?? '')],
    are: [frame.query.timeRange ? byGender(was['names'], noun) : (frame.wording.phrases['are'] ?? '')],
    extreme: [slot('ranking', 'name', best, 'extreme')],
    extremes: [slot('ranking', 'name', best, 'extreme', 'many')],
    value: [valueOf(frame, by, best, `${by}_best`)],
    there: [slot(`${by}_there`, 'name', best, 'there')],
  };
};

const keyFor = (frame: Frame, key: string): string =>
  (frame.query.having ?? []).length > 0 ? `${key}_among` : key;

interface Peak {
  at: (column: string) => Formula;
  tied: Formula;
  best: Formula;
}

const peakOf = (frame: Frame, { by, which }: Ranking): Peak => ({
  at: (column) => ({ op: 'at', evidence: MAIN, column, by, which }),
  tied: { op: 'tied', evidence: MAIN, column: axis(frame), by, which, most: MOST_TIED },
  best: { op: which, evidence: MAIN, column: by },
});

const named = (frame: Frame, formula: Formula, suffix: string): Slot => ({
  ...fieldSlot(frame, axis(frame), 0, suffix),
  formula,
});

/** Nothing at all is no ranking: with no failures anywhere, none has the most. */
const notZero = (frame: Frame, { by, which }: Ranking, best: Formula): Condition[] =>
  which === 'max' && metricNamed(frame, by)?.unit === 'count' ? [when(best, 'positive')] : [];

/** The first place: one alone, or all that share it. `value` is left out where lines follow that hold it. */
export const firstPlace = (frame: Frame, ranking: Ranking, withValue = true): Sentence[] => {
  const { at, tied, best } = peakOf(frame, ranking);
  const words = rankWords(frame, ranking);
  const some = notZero(frame, ranking, best);
  const one = quoted(frame, axis(frame), named(frame, at(axis(frame)), '_first'));
  const all = [named(frame, tied, '_tied')];
  const end = withValue ? '' : '_only';
  const none = some.length > 0 ? [sentence(phrase(frame, 'top_none', words), when(best, 'zero'))] : [];
  const value = [valueOf(frame, ranking.by, at(ranking.by))];
  return [
    ...none,
    sentence(
      phrase(frame, keyFor(frame, `top_one${end}`), { ...words, name: one, value }),
      when(at(ranking.by), 'known'),
      ...some,
    ),
    sentence(
      phrase(frame, keyFor(frame, `top_tied${end}`), { ...words, names: all }),
      when(tied, 'known'),
      ...some,
    ),
  ];
};

const tieLines = (frame: Frame, ranking: Ranking, shown: number, more: Condition[]): Sentence[] =>
  Array.from({ length: TIES }, (_, index): Sentence => {
    const { by } = ranking;
    const row = shown + index;
    const gap: Formula = { op: 'difference', left: cell(by, shown - 1), right: cell(by, row) };
    const some = notZero(frame, ranking, cell(by, row));
    return { when: [when(gap, 'zero'), ...some, ...more], parts: ['\n• ', ...rowParts(frame, row)] };
  });

/** The one place at the top; where more share it than are named, those that were read. */
const single = (frame: Frame, ranking: Ranking): Sentence[] => {
  const { at, tied, best } = peakOf(frame, ranking);
  const crowd = [when(at(ranking.by), 'null'), when(tied, 'null'), ...notZero(frame, ranking, best)];
  const lead = phrase(frame, keyFor(frame, 'top_crowd'), rankWords(frame, ranking));
  return [
    ...firstPlace(frame, ranking),
    { when: [when(best, 'known'), ...crowd], parts: lead },
    { when: [when(cell(axis(frame), 0), 'known'), ...crowd], parts: ['\n• ', ...rowParts(frame, 0)] },
    ...tieLines(frame, ranking, 1, crowd),
  ];
};

/** "The two worst of each area": what they are the first by, then all of them, one group after the other. */
export const firstOfEach = (frame: Frame, ranking: Ranking): Sentence[] => {
  const { best } = peakOf(frame, ranking);
  const some = notZero(frame, ranking, best);
  const each = nounOf(frame.wording.dimensions, frame.asked.limitBy ?? '').one;
  const words = { ...rankWords(frame, ranking), each: [each] };
  return [
    ...(some.length > 0 ? [sentence(phrase(frame, 'top_none', words), when(best, 'zero'))] : []),
    { when: [when(best, 'known'), ...some], parts: phrase(frame, 'ranked_each', words) },
    ...listing(frame, axis(frame), 'dimensions', MOST_ASKED).map((line) => ({
      ...line,
      when: [...(line.when ?? []), ...some],
    })),
  ];
};

/** A ranking: the first one alone in a sentence, several as lines with those that tie with the last. */
export const rankedSentences = (frame: Frame, ranking: Ranking): Sentence[] => {
  const shown = Math.min(frame.asked.limit ?? 1, MOST_ASKED);
  if (shown === 1) return single(frame, ranking);
  const { best } = peakOf(frame, ranking);
  const some = notZero(frame, ranking, best);
  const words = rankWords(frame, ranking);
  // Of the three that failed most, one that did not fail is none.
  const each = notZero(frame, ranking, cell(ranking.by, 'each'));
  const lines = lineSentences(frame, shown).map((line) => ({
    ...line,
    ...(some.length > 0 ? { when: [...some, ...each] } : {}),
  }));
  return [
    ...(some.length > 0 ? [sentence(phrase(frame, 'top_none', words), when(best, 'zero'))] : []),
    { when: [when(best, 'known'), ...some], parts: phrase(frame, keyFor(frame, 'ranked'), words) },
    ...lines,
    ...tieLines(frame, ranking, shown, some),
  ];
};
