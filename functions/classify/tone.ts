import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import type { Draft } from '#shared/contracts/draft.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { type Asked, type Knowledge, readAlone } from '#shared/domain/understanding/understand.ts';
import type { Worded } from '#shared/domain/wording/worded.ts';
import type { Wording } from '#shared/domain/wording/wording.ts';
import type { LanguageModel } from '#shared/model-ports.ts';
import { type Help, helpOf, pricesIn } from './model-help.ts';

interface Toned {
  draft: Draft;
  help: Help;
}

interface Said {
  questionId: string;
  understanding: Understanding;
  words: Worded;
  wording: Wording;
}

type Tone = (message: Asked, knowledge: Knowledge, said: Said) => Promise<Toned>;

/**
 * Lets a model put courtesy around answers that come of data. Without a model, or when it fails or says nothing
 * of use, the answer stands as it was.
 */
export const toneOf = async (model: LanguageModel | undefined, folder: CatalogFolder): Promise<Tone> => {
  if (!model) return async (_, __, { words }) => ({ draft: words.draft, help: {} });
  const [prices, { tonedBy }, { hiddenText }] = await Promise.all([
    pricesIn(folder),
    import('#shared/domain/wording/tone.ts'),
    import('#shared/domain/understanding/assist/aliases.ts'),
  ]);
  return async (message, knowledge, { questionId, understanding, words: { draft }, wording }) => {
    const plain = { draft, help: {} };
    if (understanding.kind !== 'query') return plain;
    const { language, query } = understanding;
    const { frame } = readAlone({ ...message, askedLanguage: language }, knowledge);
    const question = hiddenText(frame, knowledge.directory) ?? '';
    const toned = tonedBy({ draft, question, language, query }, wording);
    if (!toned) return plain;
    const reply = await model.ask(toned.request);
    const given = reply.kind === 'said' ? toned.apply(reply.text) : undefined;
    const help = helpOf(reply, { questionId, used: given !== undefined, price: prices[model.name] });
    return { draft: given ?? draft, help };
  };
};
