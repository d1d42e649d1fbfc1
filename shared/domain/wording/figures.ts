import type { Part, Sentence } from '#shared/contracts/draft.ts';
import { byGender } from './agreement.ts';
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

/** The metric that a count is part of, when the query reads it. */
export const wholeOf = ({ wording, query }: Frame, metric: string): string | undefined => {
  const { of } = nounOf(wording.metrics, metric);
  return of !== undefined && query.metrics.includes(of) ? of : undefined;
};

const countSentences = (frame: Frame, metric: string, period: Part[]): Sentence[] => {
  const there = slot(`${metric}_there`, 'name', cell(metric), 'there');
  const parts = { period, there: [there], value: [valueOf(frame, metric)], scope: frame.scope };
  const whole = wholeOf(frame, metric);
  if (whole === undefined) return [sentence(phrase(frame, 'count', parts), when(cell(metric), 'known'))];
  const percent = slot(`${metric}_share`, 'percent', {
    op: 'percentOf',
    left: cell(metric),
    right: cell(whole),
  });
  const wider = { ...parts, whole: [valueOf(frame, whole)], percent: [percent] };
  const some = when(cell(whole), 'positive');
  return [
    sentence(phrase(frame, 'count_of', wider), some, when(cell(metric), 'positive')),
    sentence(phrase(frame, 'count_of_zero', wider), some, when(cell(metric), 'zero')),
    sentence(phrase(frame, 'count', parts), when(cell(whole), 'zero')),
  ];
};

const valueSentences = (frame: Frame, metric: string, period: Part[]): Sentence[] => {
  const unit = metricNamed(frame, metric)?.unit ?? 'count';
  const was = byGender(frame.wording.grammar.was[unit], nounOf(frame.wording.metrics, metric));
  const common = { period, metric: [metricWord(metric, 'the')], scope: frame.scope, was: [was] };
  const unknown = slot(`${metric}_unknown`, 'name', cell(metric), 'unknown');
  return [
    sentence(
      phrase(frame, 'value', { ...common, value: [valueOf(frame, metric)] }),
      when(cell(metric), 'known'),
    ),
    sentence(phrase(frame, 'value_unknown', { ...common, unknown: [unknown] }), when(cell(metric), 'null')),
  ];
};

/** One metric in one sentence, whatever it turns out to be. */
export const metricSentences = (frame: Frame, metric: string, period: Part[]): Sentence[] => {
  const counts = (metricNamed(frame, metric)?.unit ?? 'count') === 'count';
  const sentences = counts ? countSentences(frame, metric, period) : valueSentences(frame, metric, period);
  if (!frame.yesNo || !counts || metric !== frame.asked.metrics[0]) return sentences;
  const yes = slot('yes', 'name', cell(metric), 'yesno');
  return sentences.map((one) => ({ ...one, parts: [yes, ': ', ...one.parts] }));
};

/** Figures without rows: each metric asked for, the first with the period. */
export const figureSentences = (frame: Frame): Sentence[] =>
  frame.asked.metrics.flatMap((metric, index) =>
    metricSentences(
      index === 0 ? frame : { ...frame, scope: [] },
      metric,
      index === 0 ? periodOf(frame) : [],
    ),
  );

export const shareSentences = (frame: Frame): Sentence[] => {
  const metric = frame.asked.metrics[0] ?? '';
  const whole = `${metric}_whole`;
  const percent = slot('share', 'percent', { op: 'percentOf', left: cell(metric), right: cell(whole) });
  const values = {
    period: periodOf(frame),
    scope: frame.scope,
    value: [valueOf(frame, metric)],
    whole: [valueOf(frame, metric, cell(whole), whole)],
    percent: [percent],
    there: [slot(`${metric}_there`, 'name', cell(whole), 'there')],
  };
  return [
    sentence(phrase(frame, 'share', values), when(cell(whole), 'positive')),
    sentence(phrase(frame, 'share_none', values), when(cell(whole), 'zero')),
  ];
};

/** Two periods side by side, then the direction between them. */
export const comparisonSentences = (frame: Frame): Sentence[] => {
  const metric = frame.asked.metrics[0] ?? '';
  const { unit = 'count', better = 'neutral' } = metricNamed(frame, metric) ?? {};
  const other = `${metric}_compared`;
  const change = slot('change', 'percent', {
    op: 'percentChange',
    from: cell(other),
    to: cell(metric),
  });
  const direction = { op: 'direction', from: cell(other), to: cell(metric) } as const;
  const side = (column: string): Part[] => [valueOf(frame, metric, cell(column), column)];
  const missing = (column: string): Part[] => [slot(`${column}_unknown`, 'name', cell(column), 'unknown')];
  const words = {
    period: periodOf(frame),
    compared_period: periodOf(frame, 'compared'),
    scope: frame.scope,
    metric: [metricWord(metric, 'the')],
    trend: [slot('trend', 'name', direction, 'trend')],
    verdict: better === 'neutral' ? [] : [slot('verdict', 'name', direction, 'trend', 'verdict')],
    change: [change],
  };
  const line = unit === 'count' ? 'compare_count' : 'compare_value';
  const changed = unit === 'count' || unit === 'seconds';
  const same = when(direction, 'same');
  const trends = (['up', 'down'] as const).flatMap((way) => [
    ...(changed
      ? [sentence(phrase(frame, 'trend_change', words), when(direction, way), when(change.formula, 'known'))]
      : []),
    sentence(
      phrase(frame, 'trend', words),
      when(direction, way),
      ...(changed ? [when(change.formula, 'null')] : []),
    ),
    ...(better === 'neutral' || unit === 'count'
      ? []
      : [sentence(phrase(frame, 'verdict', words), when(direction, way))]),
  ]);
  const sides = (
    [
      ['known', 'known'],
      ['known', 'null'],
      ['null', 'known'],
      ['null', 'null'],
    ] as const
  ).map(([left, right]) =>
    sentence(
      phrase(frame, line, {
        ...words,
        value: left === 'known' ? side(metric) : missing(metric),
        compared: right === 'known' ? side(other) : missing(other),
      }),
      when(cell(metric), left),
      when(cell(other), right),
    ),
  );
  return [...sides, ...trends, sentence(phrase(frame, 'trend', words), same)];
};

/** When the data was read; without a period, how far it reaches. */
export const closingSentences = (frame: Frame): Sentence[] => {
  const { range } = frame.wording;
  const readAt = { op: 'readAt', evidence: MAIN } as const;
  const closing = sentence(
    phrase(frame, 'read_at', {
      time: [slot('read_time', 'date', readAt, 'time')],
      day: [slot('read_day', 'date', readAt, 'day')],
    }),
  );
  if (!range || !frame.query.metrics.includes(range.first) || frame.asked.metrics.includes(range.first))
    return [closing];
  const reach = {
    first: [slot('range_first', 'date', cell(range.first), 'day')],
    last: [slot('range_last', 'date', cell(range.last), 'day')],
  };
  return [sentence(phrase(frame, 'range', reach), when(cell(range.first), 'known')), closing];
};
