import type { Formula, Sentence } from '#shared/contracts/draft.ts';
import { fieldsIn } from '../proof/filters.ts';
import { lineSentences } from './lines.ts';
import { firstPlace, rankingOf } from './ranking.ts';
import { beyond, MOST_BUCKETS, peaks, seriesWords } from './series.ts';
import { type Frame, MAIN, metricNamed, phrase, sentence, slot, valueOf, when } from './slots.ts';

/** The parts of the day that many hours are told by: first and last hour of each. */
const PARTS = [
  [0, 5],
  [6, 11],
  [12, 17],
  [18, 23],
] as const;

/** Too many hours to read out: how much fell into each part of the day. Hours that were left out make no parts. */
const dayParts = (frame: Frame, by: string): Sentence[] => {
  const whole = frame.query.dimensions?.[0] === 'hour' && !fieldsIn(frame.query.filters).includes('hour');
  if (!whole || metricNamed(frame, by)?.additive !== true) return [];
  const total: Formula = { op: 'sum', evidence: MAIN, column: by };
  return PARTS.map(([first, last]) => {
    const part = { evidence: MAIN, by: 'hour', first, last };
    const sum: Formula = { op: 'sumWithin', column: by, ...part };
    const words = {
      part: [slot(`hours_${first}`, 'name', { op: 'span', ...part })],
      value: [valueOf(frame, by, sum, `${by}_${first}`)],
      percent: [slot(`share_${first}`, 'percent', { op: 'percentOf', left: sum, right: total })],
    };
    const shown = [when(beyond(MOST_BUCKETS), 'positive'), when(sum, 'positive')];
    return sentence(['\n• ', ...phrase(frame, 'day_part', words)], ...shown);
  });
};

/** What stands least out too, where the others are not read out. */
const least = (frame: Frame): Sentence[] =>
  peaks(frame, ['min']).map((one) => ({
    ...one,
    when: [...(one.when ?? []), when(beyond(MOST_BUCKETS), 'positive')],
  }));

/** How a figure is spread over hours or weekdays: which stands out, and all of them, or the parts of the day. */
export const distributionSentences = (frame: Frame): Sentence[] => {
  const by = frame.asked.metrics[0] ?? '';
  const axis = frame.query.dimensions?.[0] ?? '';
  const ranking = rankingOf(frame);
  const place = ranking?.by === by ? ranking : { by, which: 'max' as const };
  const at: Formula = { op: 'at', evidence: MAIN, column: by, by, which: place.which };
  const tied: Formula = { op: 'tied', evidence: MAIN, column: axis, by, which: place.which, most: 4 };
  const best: Formula = { op: place.which, evidence: MAIN, column: by };
  const crowd = [when(at, 'null'), when(tied, 'null'), when(best, 'known')];
  const peak = {
    peak: [slot('peak', 'name', best, 'extreme', 'peak')],
    value: [valueOf(frame, by, best, `${by}_${place.which}`)],
  };
  return [
    ...firstPlace(frame, place),
    sentence(phrase(frame, 'series', seriesWords(frame)), ...crowd),
    sentence(phrase(frame, 'peak_tied', peak), ...crowd),
    ...(place.which === 'max' ? least(frame) : []),
    ...lineSentences(frame, MOST_BUCKETS).map((line) => ({
      ...line,
      when: [when(beyond(MOST_BUCKETS), 'zero')],
    })),
    ...dayParts(frame, by),
  ];
};
