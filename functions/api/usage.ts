import * as z from 'zod/mini';
import { dayOf, serviceOwner } from '#shared/domain/spending/counters.ts';
import type { UsageStore } from '#shared/model-ports.ts';
import { type Route, route } from '#shared/runtime/http.ts';
import { Identifier } from './person.ts';

const Query = z.strictObject({
  /** A person; everybody unless given. */
  userId: z.optional(Identifier),
  /** A month, `2026-11`, or a day in it, `2026-11-21`; this month unless given. */
  period: z.optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?$/))),
});

const Figures = z.object({
  calls: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  /** List prices of `layers/catalog/prices.yaml`; models that are not in it count as free. */
  costUsd: z.number(),
});

const Usage = z.object({
  period: z.string(),
  userId: z.nullable(z.string()),
  total: Figures,
  days: z.record(z.string(), Figures),
  /** Of everybody, by day: `2026-11-21/reading`. */
  works: z.record(z.string(), Figures),
  models: z.record(z.string(), Figures),
  /** Of a person: their conversations, whenever they were. */
  sessions: z.record(z.string(), Figures),
});

export interface UsagePorts {
  usage: UsageStore;
  tenantId: string;
  timeZone: string;
  now: () => Date;
}

/** What calls of models used: of everybody by day, kind of work and model; of a person by day and conversation. */
export const usageRoute = ({ usage, tenantId, timeZone, now }: UsagePorts): Route =>
  route(
    {
      method: 'GET',
      path: '/v1/usage',
      summary: 'Tokens and money that models used, of everybody or of a person',
      query: Query,
      response: Usage,
      problems: ['invalid_request', 'unauthorized', 'too_many_requests', 'unavailable'],
    },
    async ({ query }) => {
      const { userId, period = dayOf(now(), timeZone).slice(0, 7) } = query ?? {};
      const owner = userId === undefined ? serviceOwner(tenantId) : `${tenantId}/${userId}`;
      const [months, days, sessions] = await Promise.all([
        usage.list(owner, `month#${period}`),
        usage.list(owner, `day#${period}`),
        userId === undefined ? [] : usage.list(owner, 'session#'),
      ]);
      return {
        body: { period, userId: userId ?? null, ...sorted([...months, ...days, ...sessions], period) },
      };
    },
  );

type Counted = Awaited<ReturnType<UsageStore['list']>>[number];

const sorted = (counted: readonly Counted[], period: string) => {
  type ByName = Record<string, z.infer<typeof Figures>>;
  const days: ByName = {};
  const works: ByName = {};
  const models: ByName = {};
  const sessions: ByName = {};
  let total = { calls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };
  for (const { counter, spent } of counted) {
    const { micros, ...tokens } = spent;
    const figures = { ...tokens, costUsd: micros / 1e6 };
    const [kind = '', of = '', by, what = ''] = counter.split('#');
    if (kind !== 'session' && by === undefined && of === period) total = figures;
    if (kind === 'session') sessions[of] = figures;
    if (kind === 'day' && by === undefined) days[of] = figures;
    if (by === 'work') works[`${of}/${what}`] = figures;
    if (by === 'model') models[`${of}/${what}`] = figures;
  }
  return { total, days, works, models, sessions };
};
