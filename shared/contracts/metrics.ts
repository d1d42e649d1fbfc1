import { RECOVERIES } from './recoveries.ts';

const CHANNEL = [{ channel: ['http', 'whatsapp'] }] as const;

/**
 * Every figure that functions count, with its unit and the ways it is broken down. Each way costs money for each
 * value that its dimensions take, so these come from short closed lists: never an id, a name or a text. What is
 * broken down in two ways is never broken down by both at once. `only` are all the values that can be counted, where
 * they are known beforehand: nothing else can be counted, and no alarm can look at anything else.
 */
export const METRICS = {
  /** Of one piece of work, whatever it led to. */
  latency: { unit: 'Milliseconds', by: [['work']] },
  /** By the piece of work, and by the name of the fault. */
  errors: { unit: 'Count', by: [['work'], ['error']] },
  coldStart: { unit: 'Count', by: [['work']] },
  /** Questions that came, whether they were answered or not. */
  asked: { unit: 'Count', by: [['channel']], only: CHANNEL },
  /** From the question's arrival to its answer. */
  answerTime: { unit: 'Milliseconds', by: [['channel']], only: CHANNEL },
  answers: { unit: 'Count', by: [['kind'], ['category'], ['language']] },
  refusals: { unit: 'Count', by: [['reason']] },
  /** Codes of `degraded` in answers. */
  degraded: { unit: 'Count', by: [['code']] },
  /** `outcome`: where it was found (`memory`, `shared`), `stale`, `miss`, or `away`. */
  cacheReads: {
    unit: 'Count',
    by: [['cache', 'outcome']],
    only: [
      { cache: ['answers'], outcome: ['memory', 'shared', 'miss'] },
      { cache: ['figures'], outcome: ['memory', 'shared', 'stale', 'miss', 'away'] },
      { cache: ['shared'], outcome: ['away'] },
    ],
  },
  /** A circuit breaker went into a state: `open`, `probing`, `closed`. */
  breakerTurns: {
    unit: 'Count',
    by: [['breaker', 'state']],
    only: [{ state: ['open', 'probing', 'closed'] }],
  },
  /** A kind of failure was got over, and how. */
  recoveries: { unit: 'Count', by: [['failure', 'how']], only: RECOVERIES },
  modelCalls: { unit: 'Count', by: [['provider', 'outcome']] },
  modelTime: { unit: 'Milliseconds', by: [['provider']] },
  /** `direction`: `in`, `out`. */
  modelTokens: { unit: 'Count', by: [['provider', 'direction']], only: [{ direction: ['in', 'out'] }] },
  /** US dollars. */
  modelCost: { unit: 'None', by: [['provider']] },
  /** What a budget made of a call: `warned`, `cheaper`, `no_model`, `refused`. */
  budgets: {
    unit: 'Count',
    by: [['state']],
    only: [{ state: ['warned', 'cheaper', 'no_model', 'refused'] }],
  },
  /** Questions of a session so far, with each question. */
  sessionMessages: { unit: 'None', by: [['channel']], only: CHANNEL },
  sessionMinutes: { unit: 'None', by: [['channel']], only: CHANNEL },
  /** People were called: `handover`, `access`. */
  escalations: { unit: 'Count', by: [['what']], only: [{ what: ['handover', 'access'] }] },
  /** `up`, `down`. */
  feedback: { unit: 'Count', by: [['thumb']], only: [{ thumb: ['up', 'down'] }] },
  /** From when something was put into a queue to when work on it began. */
  waited: { unit: 'Milliseconds', by: [['item']] },
  /** What became of messages of ours. */
  sends: { unit: 'Count', by: [['outcome']] },
  /** People were told something without asking. */
  news: { unit: 'Count', by: [['agent']] },
} as const satisfies Record<string, Metric>;

interface Metric {
  unit: 'Count' | 'Milliseconds' | 'None';
  by: readonly (readonly string[])[];
  only?: readonly Readonly<Record<string, readonly string[]>>[];
}

export type MetricName = keyof typeof METRICS;

type DimensionOf<Name extends MetricName> = (typeof METRICS)[Name]['by'][number][number];
type ValuesOf<Dimension extends string, Only> = Only extends unknown
  ? {
      [One in Dimension]: Only extends { readonly [Key in One]: readonly (infer Value)[] } ? Value : string;
    }
  : never;

/** A value for every dimension that the metric is broken down by. */
export type Dimensions<Name extends MetricName> = (typeof METRICS)[Name] extends {
  only: readonly (infer Only)[];
}
  ? ValuesOf<DimensionOf<Name>, Only>
  : Record<DimensionOf<Name>, string>;

/** Says that something happened, once or by how much: `count('cacheReads', { cache: 'query', outcome: 'miss' })`. */
export type Count = <Name extends MetricName>(
  name: Name,
  dimensions: Dimensions<Name>,
  value?: number,
) => void;
