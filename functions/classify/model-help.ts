import * as z from 'zod/mini';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import type { Usage } from '#shared/contracts/answer.ts';
import type { ModelReply } from '#shared/model-ports.ts';
import { log } from '#shared/runtime/log.ts';

/** USD for a million tokens, by the name of the model. */
const Prices = z.record(z.string(), z.object({ input: z.number(), output: z.number() }));

export const pricesIn = (folder: CatalogFolder): Promise<z.infer<typeof Prices>> =>
  folder.read('prices', Prices);

/** What a model had to do with an answer; empty when none was asked. */
export interface Help {
  usage?: Usage;
  degraded?: string[];
}

interface Circumstances {
  questionId: string;
  /** Its reply had the form that was asked for. */
  used: boolean;
  /** Undefined where the price is not known: the cost is 0 then. */
  price: { input: number; output: number } | undefined;
}

/** What a reply cost, and whether the model was of no use; both are logged. */
export const helpOf = (reply: ModelReply, { questionId, used, price }: Circumstances): Help => {
  const failure = reply.kind === 'failed' ? reply.failure : used ? undefined : 'unreadable';
  log.info('model', { questionId, ...reply.usage, failure });
  const { calls: modelCalls, inputTokens, outputTokens } = reply.usage;
  const { input, output } = price ?? { input: 0, output: 0 };
  const costUsd = (inputTokens * input + outputTokens * output) / 1e6;
  return {
    usage: { modelCalls, inputTokens, outputTokens, costUsd },
    ...(failure !== undefined && { degraded: ['model'] }),
  };
};
