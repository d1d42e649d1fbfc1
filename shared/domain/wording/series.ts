import type { Condition, Formula, Part, Sentence, Slot } from '#shared/contracts/draft.ts';
import { nounForm } from './agreement.ts';
import { wasOf } from './figures.ts';
import { fieldSlot, lineSentences, quoted } from './lines.ts';
import {
  type Frame,
  MAIN,
  cell,
  metricNamed,
  metricWord,
  periodOf,
  phrase,
  sentence,
  slot,
  valueOf,
  when,
} from './slots.ts';
import { nounOf } from './wording.ts';

/** All buckets of two weeks are read out; of longer series only what stands out. */
export const MOST_BUCKETS = 14;
/** As many buckets that share a peak are named. */
const MOST_TIED = 3;

const rows: Formula = { op: 'rows', evidence: MAIN };
export const beyond = (shown: number): Formula => ({ op: 'beyond', evidence: MAIN, shown });

const axis = (frame: Frame): string => frame.query.dimensions?.[0] ?? '';
const measure = (frame: Frame): string => frame.asked.metrics[0] ?? '';

export const seriesWords = (frame: Frame): Record<string, Part[]> => {
  const noun = nounOf(frame.wording.dimensions, axis(frame));
  const metric = measure(frame);
  const many = nounOf(frame.wording.metrics, metric).many !== undefined;
  return {
    period: periodOf(frame),
    scope: frame.scope,
    metric: [metricWord(metric, many ? 'many' : 'bare')],
    the_metric: [metricWord(metric, 'the')],
    was: wasOf(frame, metric),
    dimension: [noun.one],
    the_dimension: [nounForm(noun, 'the', frame.wording)],
    per: [noun.per ?? ''],
  };
};

/** Peaks of what is the same everywhere, or of one bucket alone, say nothing. */
const worthPeaks = (frame: Frame): Condition[] => {
  const best = (op: 'max' | 'min'): Formula => ({ op, evidence: MAIN, column: measure(frame) });
  return [when(rows, 'many'), when({ op: 'exceeds', left: best('max'), right: best('min') }, 'positive')];
};

const middle = (frame: Frame): Formula => ({ op: 'median', evidence: MAIN, column: measure(frame) });
const counts = (frame: Frame): boolean => metricNamed(frame, measure(frame))?.unit === 'count';

/** Where most buckets have nothing, a mean and a least value say nothing. */
const usual = (frame: Frame): Condition[] => (counts(frame) ? [when(middle(frame), 'positive')] : []);

export const peaks = (frame: Frame, ends: readonly ('max' | 'min')[] = ['max', 'min']): Sentence[] =>
  ends.flatMap((which) => {
    const by = measure(frame);
    const at = (column: string): Formula => ({ op: 'at', evidence: MAIN, column, by, which });
    const tied: Formula = { op: 'tied', evidence: MAIN, column: axis(frame), by, which, most: MOST_TIED };
    const best: Formula = { op: which, evidence: MAIN, column: by };
    const named = (formula: Formula): Slot => ({ ...fieldSlot(frame, axis(frame), 0, `_${which}`), formula });
    const given = {
      peak: [slot(`peak_${which}`, 'name', best, 'extreme', 'peak')],
      value: [valueOf(frame, by, best, `${by}_${which}`)],
    };
    const worth = [...worthPeaks(frame), ...(which === 'min' ? usual(frame) : [])];
    return [
      sentence(
        phrase(frame, 'peak', { ...given, name: quoted(frame, axis(frame), named(at(axis(frame)))) }),
        when(at(by), 'known'),
        ...worth,
      ),
      sentence(phrase(frame, 'peak', { ...given, name: [named(tied)] }), when(tied, 'known'), ...worth),
      sentence(
        phrase(frame, 'peak_tied', given),
        when(at(by), 'null'),
        when(tied, 'null'),
        when(best, 'known'),
        ...worth,
      ),
    ];
  });

/** The whole and the mean of the buckets; only of what adds up, and only where no bucket is left out. */
const totals = (frame: Frame): Sentence[] => {
  const metric = measure(frame);
  const sum: Formula = { op: 'sum', evidence: MAIN, column: metric };
  const mean: Formula = { op: 'mean', evidence: MAIN, column: metric };
  const { unit, style } = valueOf(frame, metric, mean);
  const given = {
    ...seriesWords(frame),
    there: [slot(`${metric}_there`, 'name', sum, 'there')],
    value: [valueOf(frame, metric, sum, 'total')],
    mean_there: [slot(`${metric}_there`, 'name', mean, 'there')],
    mean: [slot('mean', unit, mean, frame.average ? style : style === 'counted' ? undefined : style)],
    total: [slot('total', unit, sum)],
  };
  const kind = counts(frame) ? 'count' : 'value';
  const known = when(sum, 'known');
  const plain = (...conditions: Condition[]) =>
    sentence(phrase(frame, `series_${kind}`, given), known, ...conditions);
  if (frame.query.fill !== true) return [plain()];
  const several = [when(sum, 'positive'), when(rows, 'many')];
  const alone = [plain(when(sum, 'zero'), when(rows, 'many')), plain(when(rows, 'one'))];
  if (frame.average)
    return [sentence(phrase(frame, `series_${kind}_average`, given), known, ...several), ...alone];
  return [
    sentence(phrase(frame, `series_${kind}_mean`, given), known, ...several, ...usual(frame)),
    ...(counts(frame) ? [plain(...several, when(middle(frame), 'zero'))] : []),
    ...alone,
  ];
};

const edges = (frame: Frame): Sentence => {
  const metric = measure(frame);
  const at = (row: number, suffix: string): Part[] =>
    phrase(frame, 'edge', {
      name: [fieldSlot(frame, axis(frame), row, suffix)],
      value: [valueOf(frame, metric, cell(metric, row), `${metric}${suffix}`)],
    });
  return sentence(
    phrase(frame, 'edges', { first: at(0, '_first'), last: at(-1, '_last') }),
    when(beyond(MOST_BUCKETS), 'positive'),
    ...worthPeaks(frame),
  );
};

/** Values along time: total and mean, peaks, and every bucket when they are few. */
export const seriesSentences = (frame: Frame): Sentence[] => {
  const sum: Formula = { op: 'sum', evidence: MAIN, column: measure(frame) };
  const adds = metricNamed(frame, measure(frame))?.additive === true;
  const lead = sentence(phrase(frame, 'series', seriesWords(frame)));
  const lines = lineSentences(frame, MOST_BUCKETS).map((line) => ({
    ...line,
    when: [when(beyond(MOST_BUCKETS), 'zero'), ...(adds ? [when(sum, 'positive')] : [])],
  }));
  return [
    ...(adds ? [{ ...lead, when: [when(sum, 'null')] }, ...totals(frame)] : [lead]),
    ...peaks(frame),
    edges(frame),
    ...(frame.average ? [] : lines),
  ];
};
