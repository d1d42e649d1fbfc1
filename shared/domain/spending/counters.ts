import type { BudgetOf, CounterKey, Spent } from '#shared/contracts/spending.ts';

export interface Circumstances {
  tenantId: string;
  userId: string;
  sessionId: string;
  /** The kind of work a model is asked for. */
  work: string;
  /** Local, `2026-11-21`. */
  day: string;
}

/** The partition of all together; no person can have it, since it ends where their name would stand. */
export const serviceOwner = (tenantId: string): string => `${tenantId}/`;

/** Where what is spent under these circumstances is counted, by what a budget may be of. */
export const countersOf = ({
  tenantId,
  userId,
  sessionId,
  work,
  day,
}: Circumstances): Record<BudgetOf, CounterKey> => {
  const person = `${tenantId}/${userId}`;
  const service = serviceOwner(tenantId);
  const month = day.slice(0, 7);
  return {
    session: { owner: person, counter: `session#${sessionId}` },
    'user-day': { owner: person, counter: `day#${day}` },
    'user-month': { owner: person, counter: `month#${month}` },
    'work-day': { owner: service, counter: `day#${day}#work#${work}` },
    'service-day': { owner: service, counter: `day#${day}` },
    'service-month': { owner: service, counter: `month#${month}` },
  };
};

/** Counted as well, though no budget is of it. */
export const modelCounter = ({ tenantId, day }: Circumstances, model: string): CounterKey => ({
  owner: serviceOwner(tenantId),
  counter: `day#${day}#model#${model}`,
});

/** The local date: days begin where the tenant is. */
export const dayOf = (now: Date, timeZone: string): string => {
  const known = days.get(timeZone);
  const day = known ?? new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  if (known === undefined) days.set(timeZone, day);
  return day.format(now);
};

/** Making one takes longer than all else here; time zones are few. */
const days = new Map<string, Intl.DateTimeFormat>();

export const NOTHING_SPENT: Spent = { calls: 0, inputTokens: 0, outputTokens: 0, micros: 0 };

export const sumOf = (a: Spent, b: Spent): Spent => ({
  calls: a.calls + b.calls,
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  micros: a.micros + b.micros,
});

/** Parts may be below 0. */
export const minus = (a: Spent, b: Spent): Spent => ({
  calls: a.calls - b.calls,
  inputTokens: a.inputTokens - b.inputTokens,
  outputTokens: a.outputTokens - b.outputTokens,
  micros: a.micros - b.micros,
});
