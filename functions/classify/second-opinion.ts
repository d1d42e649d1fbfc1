import * as z from 'zod/mini';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import type { Usage } from '#shared/contracts/answer.ts';
import type { Conversed } from '#shared/domain/understanding/conversation/converse.ts';
import type { Asked, Knowledge } from '#shared/domain/understanding/understand.ts';
import type { LanguageModel, ModelReply } from '#shared/ports.ts';
import { log } from '#shared/runtime/log.ts';

/** USD for a million tokens, by the name of the model. */
const Prices = z.record(z.string(), z.object({ input: z.number(), output: z.number() }));

/** What a model had to do with an answer; empty when none was asked. */
interface Help {
  usage?: Usage;
  degraded?: string[];
}

interface Helped {
  read: Conversed;
  help: Help;
}

/** Undefined where nobody has to be asked; otherwise asks. */
type Opinion = (
  message: Asked,
  first: Conversed,
  knowledge: Knowledge,
) => ((questionId: string) => Promise<Helped>) | undefined;

/**
 * Asks a model where the rules are unsure. Without a model, or when it fails or says nothing of use, what the
 * rules read stands.
 */
export const secondOpinion = async (
  model: LanguageModel | undefined,
  folder: CatalogFolder,
): Promise<Opinion> => {
  if (!model) return () => undefined;
  const [prices, { secondReading }] = await Promise.all([
    folder.read('prices', Prices),
    import('#shared/domain/understanding/assist/second-reading.ts'),
  ]);
  return (message, first, knowledge) => {
    const second = secondReading(message, first, knowledge);
    return (
      second &&
      (async (questionId) => {
        const reply = await model.ask(second.request);
        const read = reply.kind === 'said' ? second.read(reply.text) : undefined;
        const failure = reply.kind === 'failed' ? reply.failure : read ? undefined : 'unreadable';
        log.info('model', { questionId, ...reply.usage, failure });
        const help: Help = { usage: usageOf(reply, prices[model.name]) };
        return { read: read ?? first, help: failure ? { ...help, degraded: ['model'] } : help };
      })
    );
  };
};

/** The cost is 0 where the price is not known. */
const usageOf = ({ usage }: ModelReply, price = { input: 0, output: 0 }): Usage => {
  const { calls: modelCalls, inputTokens, outputTokens } = usage;
  const costUsd = (inputTokens * price.input + outputTokens * price.output) / 1e6;
  return { modelCalls, inputTokens, outputTokens, costUsd };
};
