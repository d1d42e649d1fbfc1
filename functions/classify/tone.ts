import type { Draft } from '#shared/contracts/draft.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { type Asked, type Knowledge, readAlone } from '#shared/domain/understanding/understand.ts';
import type { Worded } from '#shared/domain/wording/worded.ts';
import type { Wording } from '#shared/domain/wording/wording.ts';
import type { AskModels, Asker } from './ask-models.ts';
import type { Help } from './model-help.ts';

interface Toned {
  draft: Draft;
  help: Help;
}

interface Said {
  asker: Asker;
  understanding: Understanding;
  words: Worded;
  wording: Wording;
}

type Tone = (message: Asked, knowledge: Knowledge, said: Said) => Promise<Toned>;

/**
 * Lets a model put courtesy around answers that come of data. Without a model, or when it fails or says nothing
 * of use, the answer stands as it was.
 */
export const toneOf = async (ask: AskModels | undefined): Promise<Tone> => {
  if (!ask) return async (_, __, { words }) => ({ draft: words.draft, help: {} });
  const [{ tonedBy }, { hiddenText }] = await Promise.all([
    import('#shared/domain/wording/tone.ts'),
    import('#shared/domain/understanding/assist/aliases.ts'),
  ]);
  return async (message, knowledge, { asker, understanding, words: { draft }, wording }) => {
    const plain = { draft, help: {} };
    if (understanding.kind !== 'query') return plain;
    const { language, query } = understanding;
    const { frame } = readAlone({ ...message, askedLanguage: language }, knowledge);
    const question = hiddenText(frame, knowledge.directory) ?? '';
    const toned = tonedBy({ draft, question, language, query }, wording);
    if (!toned) return plain;
    const { value, help } = await ask(
      { work: 'tone', request: toned.request, read: (text) => toned.apply(text) },
      asker,
    );
    return { draft: value ?? draft, help };
  };
};
