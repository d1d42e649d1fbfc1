import * as z from 'zod/mini';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import type { Usage } from '#shared/contracts/answer.ts';
import type { Spent } from '#shared/contracts/spending.ts';
import type { ModelFailure } from '#shared/model-ports.ts';
import { count, log, recovered } from '#shared/runtime/log.ts';
import type { Entry } from './ledger.ts';

/** USD for a million tokens, by the name of the model. */
const Prices = z.record(z.string(), z.object({ input: z.number(), output: z.number() }));

export const pricesIn = (folder: CatalogFolder): Promise<z.infer<typeof Prices>> =>
  folder.read('prices', Prices);

/** What models had to do with an answer; empty when none was asked. */
export interface Help {
  usage?: Usage;
  degraded?: string[];
}

/** A model that was asked, and what came of it. */
export interface Tried {
  model: string;
  work: string;
  /** Undefined when its reply was of use. */
  failure: ModelFailure | undefined;
  spent: Spent;
  usd: number;
  ms: number;
}

/** What all of them used together. */
export const helpOf = (tried: readonly Tried[], degraded: string[]): Help => {
  const usage = { modelCalls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };
  for (const { spent, usd } of tried) {
    usage.modelCalls += spent.calls;
    usage.inputTokens += spent.inputTokens;
    usage.outputTokens += spent.outputTokens;
    usage.costUsd += usd;
  }
  return { usage, ...(degraded.length > 0 && { degraded }) };
};

/** Each kind of failure once, and what got the question over it. */
export const gotOver = (
  failures: readonly (ModelFailure | undefined)[],
  how: 'next_model' | 'rules',
): void => {
  for (const failure of new Set(failures))
    if (failure !== undefined) recovered({ failure: `model_${failure}`, how });
};

/** Logged and counted: a call, or what a budget says to it when it is not simply free. */
export const noteOf = (what: Tried | Entry, { questionId }: { questionId: string }): void => {
  if ('verdict' in what) {
    const { verdict, of } = what;
    if (verdict === 'free') return;
    log.warn('budget', { questionId, verdict, of });
    count('budgets', { state: STATES[verdict] });
    return;
  }
  const { model, work, failure, spent, usd, ms } = what;
  log.info('model', { questionId, model, work, ...spent, ms, failure });
  if (failure === 'resting') return;
  count('modelCalls', { provider: model, outcome: failure ?? 'used' });
  count('modelTime', { provider: model }, ms);
  count('modelTokens', { provider: model, direction: 'in' }, spent.inputTokens);
  count('modelTokens', { provider: model, direction: 'out' }, spent.outputTokens);
  count('modelCost', { provider: model }, usd);
};

const STATES = { warn: 'warned', cheaper: 'cheaper', no_model: 'no_model', refuse: 'refused' } as const;
