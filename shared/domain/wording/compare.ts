import type { Formula, Part, Sentence } from '#shared/contracts/draft.ts';
import { wasOf } from './figures.ts';
import {
  type Frame,
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

/** What part of the whole a count is. */
export const shareSentences = (frame: Frame): Sentence[] => {
  const metric = frame.asked.metrics[0] ?? '';
  const whole = `${metric}_whole`;
  const percent = slot('share', 'percent', { op: 'percentOf', left: cell(metric), right: cell(whole) });
  const counted = valueOf(frame, metric, cell(whole), whole);
  const values = {
    period: periodOf(frame),
    scope: frame.scope,
    metric: [metricWord(metric, 'the')],
    was: wasOf(frame, metric),
    value: [valueOf(frame, metric)],
    whole: [
      counted.style === 'counted' && frame.peer.length === 0 ? slot(whole, 'count', cell(whole)) : counted,
    ],
    peer: frame.peer,
    none: [counted],
    percent: [percent],
    there: [slot(`${metric}_there`, 'name', cell(metric), 'there')],
    none_there: [slot(`${metric}_there`, 'name', cell(whole), 'there')],
  };
  const counts = (metricNamed(frame, metric)?.unit ?? 'count') === 'count';
  const said = `${counts ? 'share' : 'share_value'}${frame.peer.length > 0 ? '_within' : ''}`;
  return [
    sentence(phrase(frame, said, values), when(cell(whole), 'positive')),
    sentence(phrase(frame, counts ? 'share_none' : 'share_value_none', values), when(cell(whole), 'zero')),
    sentence(
      phrase(frame, 'value_unknown', {
        ...values,
        unknown: [slot('unknown', 'name', cell(whole), 'unknown')],
      }),
      when(cell(whole), 'null'),
    ),
  ];
};

type Words = Record<string, Part[]>;

const sides = (frame: Frame, metric: string, words: Words, more: boolean): Sentence[] => {
  const other = `${metric}_compared`;
  const unknown = (column: string): Part[] => [slot(`${column}_unknown`, 'name', cell(column), 'unknown')];
  const said = (column: string): Part[] => {
    const { unit, style } = valueOf(frame, metric);
    return [slot(column, unit, cell(column), more && style === 'counted' ? undefined : style)];
  };
  const value = said(metric);
  const compared = said(other);
  const counts = (metricNamed(frame, metric)?.unit ?? 'count') === 'count';
  const line = more ? 'compare_more' : counts ? 'compare_count' : 'compare_value';
  const known = [when(cell(metric), 'known'), when(cell(other), 'known')];
  const all = { ...words, value, compared };
  return [
    sentence(phrase(frame, line, all), ...known),
    sentence(
      phrase(frame, 'compare_left_unknown', { ...all, unknown: unknown(metric) }),
      when(cell(metric), 'null'),
      when(cell(other), 'known'),
    ),
    sentence(
      phrase(frame, 'compare_right_unknown', { ...all, unknown: unknown(other) }),
      when(cell(metric), 'known'),
      when(cell(other), 'null'),
    ),
    sentence(
      phrase(frame, 'value_unknown', { ...all, unknown: unknown(metric) }),
      when(cell(metric), 'null'),
      when(cell(other), 'null'),
    ),
  ];
};

const trends = (frame: Frame, metric: string, words: Words): Sentence[] => {
  const other = `${metric}_compared`;
  const { unit = 'count', better = 'neutral' } = metricNamed(frame, metric) ?? {};
  const direction: Formula = { op: 'direction', from: cell(other), to: cell(metric) };
  const change = slot('change', 'percent', { op: 'percentChange', from: cell(other), to: cell(metric) });
  const given = {
    ...words,
    trend: [slot('trend', 'name', direction, 'trend')],
    verdict: [slot('verdict', 'name', direction, 'trend', 'verdict')],
    change: [change],
  };
  const changed = unit === 'count' || unit === 'seconds';
  const judged = better !== 'neutral' && unit !== 'count';
  const plain = judged ? 'trend_verdict' : 'trend';
  const ways = (['up', 'down'] as const).flatMap((way) => [
    ...(changed
      ? [
          sentence(
            phrase(frame, judged ? 'trend_change_verdict' : 'trend_change', given),
            when(direction, way),
            when(change.formula, 'known'),
          ),
        ]
      : []),
    sentence(
      phrase(frame, plain, given),
      when(direction, way),
      ...(changed ? [when(change.formula, 'null')] : []),
    ),
  ]);
  return [...ways, sentence(phrase(frame, 'trend', given), when(direction, 'same'))];
};

/** The same of others beside it. */
export const peerSentences = (frame: Frame): Sentence[] =>
  frame.asked.metrics.flatMap((metric, index): Sentence[] => {
    const other = `${metric}_compared`;
    const counts = (metricNamed(frame, metric)?.unit ?? 'count') === 'count';
    const words = {
      period: index === 0 ? periodOf(frame) : [],
      scope: frame.scope,
      peer: frame.peer,
      metric: [metricWord(metric, 'the')],
      was: wasOf(frame, metric),
      there: [slot(`${metric}_there`, 'name', cell(metric), 'there')],
      value: [valueOf(frame, metric)],
      compared: [valueOf(frame, metric, cell(other), other)],
    };
    const unknown = (column: string): Part[] => [slot(`${column}_unknown`, 'name', cell(column), 'unknown')];
    const both = sentence(
      phrase(frame, counts ? 'peer_count' : 'peer_value', words),
      when(cell(metric), 'known'),
      when(cell(other), 'known'),
    );
    if (counts) return [both];
    return [
      both,
      sentence(
        phrase(frame, 'value_unknown', { ...words, unknown: unknown(metric) }),
        when(cell(metric), 'null'),
      ),
      sentence(
        phrase(frame, 'value_unknown', { ...words, scope: frame.peer, unknown: unknown(other) }),
        when(cell(other), 'null'),
      ),
    ];
  });

/** Two periods side by side, then the direction between them; further metrics in short. */
export const comparisonSentences = (frame: Frame): Sentence[] =>
  frame.asked.metrics.flatMap((metric, index) => {
    const { many } = nounOf(frame.wording.metrics, metric);
    const words: Words = {
      period: index === 0 ? periodOf(frame) : [],
      compared_period: periodOf(frame, 'compared'),
      scope: index === 0 ? frame.scope : [],
      metric: [metricWord(metric, 'the')],
      metrics: [metricWord(metric, many === undefined ? 'bare' : 'many')],
      was: wasOf(frame, metric),
      there: [slot(`${metric}_there`, 'name', cell(metric), 'there')],
    };
    return [...sides(frame, metric, words, index > 0), ...trends(frame, metric, words)];
  });
