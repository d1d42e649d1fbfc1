import type { Formula, Part } from '#shared/contracts/draft.ts';
import type { Having } from '#shared/contracts/query.ts';
import { boundedMetric } from '../proof/asked.ts';
import { type Frame, MAIN, phrase, slot } from './slots.ts';
import { nounOf } from './wording.ts';

/** "With failures" and "without failures" need no figure. */
const anyOrNone = ({ operator, value }: Having): 'some' | 'none' | undefined => {
  if ((operator === '>' && value === 0) || (operator === '>=' && value === 1)) return 'some';
  const none = (value === 0 && (operator === '=' || operator === '<=')) || (operator === '<' && value === 1);
  return none ? 'none' : undefined;
};

/** "With failures going up": a change that is not zero. */
const rising = ({ operator, value }: Having, made: string): 'rising' | 'falling' | undefined => {
  if (value !== 0 || (made !== '_change' && made !== '_growth')) return undefined;
  return operator === '>' ? 'rising' : operator === '<' ? 'falling' : undefined;
};

const partsOf = (frame: Frame, having: Having, index: number): Part[] => {
  const { metric, unit, made } = boundedMetric(having.metric, frame.query, frame.catalog) ?? {
    metric: undefined,
    unit: 'count' as const,
    made: '',
  };
  const formula: Formula = { op: 'asked', evidence: MAIN, having: index };
  const name = having.metric;
  const many = nounOf(frame.wording.metrics, metric?.name ?? name).many !== undefined;
  const word = (form: string): Part[] => [slot(`${name}_name`, 'name', formula, 'metric', form)];
  const way = rising(having, made);
  if (way)
    return phrase(frame, 'having_way', {
      metric: word(many ? 'many' : 'bare'),
      way: [slot(`${name}_bound`, unit, formula, 'bound', way)],
    });
  const kind = unit === 'count' && made === '' ? anyOrNone(having) : undefined;
  const value = [slot(`${name}_bound`, unit, formula, 'bound', kind)];
  if (made !== '')
    return phrase(frame, `having${made}${unit === 'count' ? '_count' : ''}`, {
      value,
      metric: word(many ? 'many' : 'bare'),
    });
  if (unit === 'count') return phrase(frame, kind === 'none' ? 'having_none' : 'having_count', { value });
  return phrase(frame, 'having_value', { value, metric: word('a') });
};

/** What groups have to reach: "with more than three failures and at least ten runs". */
export const havingScope = (frame: Frame): Part[] => {
  const all = (frame.query.having ?? []).map((having, index) => ({ having, index }));
  const said = all.filter(
    ({ having }) =>
      all.length === 1 ||
      anyOrNone(having) !== 'some' ||
      nounOf(frame.wording.metrics, having.metric).implied !== true,
  );
  return said.flatMap(({ having, index }, at) => [
    ...(at === 0 ? [] : [frame.wording.phrases['having_and'] ?? '']),
    ...partsOf(frame, having, index),
  ]);
};

/** Metrics whose value is the same in all groups, since it was asked to be. */
export const settled = ({ query }: Frame): Set<string> =>
  new Set((query.having ?? []).flatMap(({ metric, operator }) => (operator === '=' ? [metric] : [])));
