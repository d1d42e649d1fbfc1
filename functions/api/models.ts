import * as z from 'zod/mini';
import { admission, Breaker, USUAL_BREAKER } from '#shared/domain/resilience/breaker.ts';
import { Arms, ARMS_KEY, circuitKey } from '#shared/domain/routing/arms.ts';
import { standingsOf } from '#shared/domain/routing/choose.ts';
import type { SharedState } from '#shared/ports.ts';
import { type Route, route } from '#shared/runtime/http.ts';

const Figure = z.number();

/** A model at a kind of work: what is known of it lately, and how often it would be asked first now. */
const Standing = z.object({
  work: z.string(),
  model: z.string(),
  /** How often it would be asked first now, of 1. */
  share: Figure,
  /** Replies that passed our checks, of 1. */
  success: Figure,
  /** Calls that still count: each counts half after half an hour, and sixty are the most. */
  calls: Figure,
  /** Of a call, on average. */
  ms: Figure,
  usd: Figure,
  /** `closed`: it is asked; `open`: it is left alone; `probing`: the next question will see. */
  circuit: z.enum(['closed', 'open', 'probing']),
});

const Models = z.object({ readAt: z.string(), models: z.array(Standing) });

export interface ModelsPorts {
  states: SharedState;
  clock: () => number;
}

const CIRCUITS = { call: 'closed', none: 'open', probe: 'probing' } as const;

/** Which model is asked for which work, and the numbers it is chosen by. */
export const modelsRoute = ({ states, clock }: ModelsPorts): Route =>
  route(
    {
      method: 'GET',
      path: '/v1/models',
      summary: 'The models that compete: what is known of each at each kind of work, and how it is chosen',
      response: Models,
      problems: ['unauthorized', 'too_many_requests'],
    },
    async () => {
      const now = clock();
      const arms = z.safeParse(Arms, await states.read(ARMS_KEY)).data ?? {};
      const standings = standingsOf(arms, now);
      const circuits = await circuitsOf(states, [...new Set(standings.map(({ model }) => model))], now);
      const models = standings.map(({ calls, success, ms, usd, ...standing }) => ({
        ...standing,
        calls: rounded(calls, 2),
        success: rounded(success, 3),
        ms: Math.round(ms),
        usd: rounded(usd, 8),
        circuit: circuits[standing.model] ?? 'closed',
      }));
      return { body: { readAt: new Date(now).toISOString(), models } };
    },
  );

const circuitsOf = async (states: SharedState, models: readonly string[], now: number) => {
  const read = models.map(async (model) => {
    const breaker = z.safeParse(Breaker, await states.read(circuitKey(model))).data;
    return [model, breaker ? CIRCUITS[admission(breaker, now, USUAL_BREAKER)] : 'closed'] as const;
  });
  return Object.fromEntries(await Promise.all(read));
};

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
