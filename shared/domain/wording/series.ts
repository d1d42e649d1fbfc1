import type { Block } from '#shared/contracts/answer.ts';
import type { Formula, Part, Sentence, Slot } from '#shared/contracts/draft.ts';
import { MOST_LINES, fieldSlot, lineSentences } from './lists.ts';
import { nounForm } from './agreement.ts';
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
const MOST_BUCKETS = 14;

const beyond = (shown: number): Formula => ({ op: 'beyond', evidence: MAIN, shown });

const axis = (frame: Frame): string => frame.query.dimensions?.[0] ?? '';

const atPeak = (frame: Frame, which: 'max' | 'min'): { name: Slot; value: Slot; known: Formula } => {
  const by = frame.asked.metrics[0] ?? '';
  const known: Formula = { op: 'at', evidence: MAIN, column: by, by, which };
  return {
    known,
    name: {
      ...fieldSlot(frame, axis(frame), 0, `_${which}`),
      formula: { op: 'at', evidence: MAIN, column: axis(frame), by, which },
    },
    value: valueOf(frame, by, known, `${by}_${which}`),
  };
};

const words = (frame: Frame): Record<string, Part[]> => {
  const noun = nounOf(frame.wording.dimensions, axis(frame));
  const metric = frame.asked.metrics[0] ?? '';
  return {
    period: periodOf(frame),
    scope: frame.scope,
    metric: [metricWord(metric, nounOf(frame.wording.metrics, metric).many === undefined ? 'bare' : 'many')],
    dimension: [noun.one],
    the_dimension: [nounForm(noun, 'the', frame.wording)],
  };
};

const peaks = (frame: Frame): Sentence[] =>
  (['max', 'min'] as const).flatMap((which) => {
    const { name, value, known } = atPeak(frame, which);
    const peak = slot(`peak_${which}`, 'name', known, 'extreme', 'peak');
    const column = frame.asked.metrics[0] ?? '';
    const tied: Formula = { op: which, evidence: MAIN, column };
    const tiedWords = {
      peak: [slot(`peak_${which}`, 'name', tied, 'extreme', 'peak')],
      value: [valueOf(frame, column, tied, `${column}_${which}`)],
    };
    return [
      sentence(phrase(frame, 'peak', { peak: [peak], name: [name], value: [value] }), when(known, 'known')),
      sentence(phrase(frame, 'peak_tied', tiedWords), when(known, 'null'), when(tied, 'known')),
    ];
  });

const total = (frame: Frame): Sentence[] => {
  const metric = frame.asked.metrics[0] ?? '';
  if (metricNamed(frame, metric)?.additive !== true) return [];
  const sum: Formula = { op: 'sum', evidence: MAIN, column: metric };
  return [
    sentence(phrase(frame, 'total', { value: [valueOf(frame, metric, sum, 'total')] }), when(sum, 'known')),
  ];
};

const edges = (frame: Frame): Sentence => {
  const metric = frame.asked.metrics[0] ?? '';
  const at = (row: number, suffix: string): Part[] => [
    fieldSlot(frame, axis(frame), row, suffix),
    ': ',
    valueOf(frame, metric, cell(metric, row), `${metric}${suffix}`),
  ];
  return sentence(
    phrase(frame, 'edges', { first: at(0, '_first'), last: at(-1, '_last') }),
    when(beyond(MOST_BUCKETS), 'positive'),
  );
};

/** Values along time: total, peaks, and every bucket when they are few. */
export const seriesSentences = (frame: Frame): Sentence[] => [
  sentence(phrase(frame, 'series', words(frame))),
  ...total(frame),
  ...peaks(frame),
  edges(frame),
  ...lineSentences(frame, MOST_BUCKETS).map((line) => ({
    ...line,
    when: [when(beyond(MOST_BUCKETS), 'zero')],
  })),
];

/** Which hour or weekday stands out, and the others when they are few. */
export const distributionSentences = (frame: Frame): Sentence[] => {
  const which =
    frame.query.order?.[0]?.direction === 'asc' && frame.query.order[0].by === frame.asked.metrics[0]
      ? 'min'
      : 'max';
  const { name, value, known } = atPeak(frame, which);
  const ranking = slot('ranking', 'name', known, 'extreme');
  const top = phrase(frame, 'top_one', {
    ...words(frame),
    dimension: words(frame)['the_dimension'] ?? [],
    extreme: [ranking],
    name: [name],
    value: [value],
  });
  return [
    sentence(top, when(known, 'known')),
    sentence(phrase(frame, 'series', words(frame)), when(known, 'null')),
    ...lineSentences(frame, frame.asked.limit ?? MOST_LINES).map((line) => ({
      ...line,
      when: [when(beyond(MOST_LINES), 'zero')],
    })),
  ];
};

export const seriesBlock = (frame: Frame): Block[] => {
  const metric = frame.asked.metrics[0] ?? '';
  const noun = nounOf(frame.wording.metrics, metric);
  const template = frame.wording.phrases['series_title'] ?? '';
  const title = template
    .replace('{metric}', noun.many ?? noun.one)
    .replace('{dimension}', nounOf(frame.wording.dimensions, axis(frame)).one);
  const unit = metricNamed(frame, metric)?.unit ?? 'count';
  return [
    {
      type: 'series',
      title: title.slice(0, 1).toUpperCase() + title.slice(1),
      unit,
      evidence: MAIN,
      label: axis(frame),
      value: metric,
    },
  ];
};
