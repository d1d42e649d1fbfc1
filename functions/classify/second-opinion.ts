import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import type { Conversed } from '#shared/domain/understanding/conversation/converse.ts';
import type { Asked, Knowledge } from '#shared/domain/understanding/understand.ts';
import type { LanguageModel } from '#shared/model-ports.ts';
import { type Help, helpOf, pricesIn } from './model-help.ts';

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
    pricesIn(folder),
    import('#shared/domain/understanding/assist/second-reading.ts'),
  ]);
  return (message, first, knowledge) => {
    const second = secondReading(message, first, knowledge);
    return (
      second &&
      (async (questionId) => {
        const reply = await model.ask(second.request);
        const read = reply.kind === 'said' ? second.read(reply.text) : undefined;
        const help = helpOf(reply, { questionId, used: read !== undefined, price: prices[model.name] });
        return { read: read ?? first, help };
      })
    );
  };
};
