/**
 * Every figure that functions count, with its unit and the ways it is broken down. Each way costs money for each
 * value that its dimensions take, so these come from short closed lists: never an id, a name or a text. What is
 * broken down in two ways is never broken down by both at once.
 */
export const METRICS = {
  /** Of one piece of work, whatever it led to. */
  latency: { unit: 'Milliseconds', by: [['work']] },
  /** By the piece of work, and by the name of the fault. */
  errors: { unit: 'Count', by: [['work'], ['error']] },
  coldStart: { unit: 'Count', by: [['work']] },
  /** Questions that came, whether they were answered or not. */
  asked: { unit: 'Count', by: [['channel']] },
  /** From the question's arrival to its answer. */
  answerTime: { unit: 'Milliseconds', by: [['channel']] },
  answers: { unit: 'Count', by: [['kind'], ['category'], ['language']] },
  refusals: { unit: 'Count', by: [['reason']] },
  /** Codes of `degraded` in answers. */
  degraded: { unit: 'Count', by: [['code']] },
  /** `outcome`: where it was found (`memory`, `shared`), `stale`, `miss`, or `away`. */
  cacheReads: { unit: 'Count', by: [['cache', 'outcome']] },
  /** A circuit breaker went into a state: `open`, `probing`, `closed`. */
  breakerTurns: { unit: 'Count', by: [['breaker', 'state']] },
  /** A kind of failure was got over, and how. */
  recoveries: { unit: 'Count', by: [['failure', 'how']] },
  modelCalls: { unit: 'Count', by: [['provider', 'outcome']] },
  modelTime: { unit: 'Milliseconds', by: [['provider']] },
  /** `direction`: `in`, `out`. */
  modelTokens: { unit: 'Count', by: [['provider', 'direction']] },
  /** US dollars. */
  modelCost: { unit: 'None', by: [['provider']] },
  /** What a budget made of a call: `warned`, `cheaper`, `no_model`, `refused`. */
  budgets: { unit: 'Count', by: [['state']] },
  /** Questions of a session so far, with each question. */
  sessionMessages: { unit: 'None', by: [['channel']] },
  sessionMinutes: { unit: 'None', by: [['channel']] },
  /** People were called: `handover`, `access`. */
  escalations: { unit: 'Count', by: [['what']] },
  /** `up`, `down`. */
  feedback: { unit: 'Count', by: [['thumb']] },
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
}

export type MetricName = keyof typeof METRICS;

/** A value for every dimension that the metric is broken down by. */
export type Dimensions<Name extends MetricName> = Record<
  (typeof METRICS)[Name]['by'][number][number],
  string
>;

/** Says that something happened, once or by how much: `count('cacheReads', { cache: 'query', outcome: 'miss' })`. */
export type Count = <Name extends MetricName>(
  name: Name,
  dimensions: Dimensions<Name>,
  value?: number,
) => void;
