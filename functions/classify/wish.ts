import * as z from 'zod/mini';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import { readWish } from '#shared/domain/subscriptions/read.ts';
import { SubscriptionWords } from '#shared/domain/subscriptions/words.ts';
import type { Conversed } from '#shared/domain/understanding/conversation/converse.ts';
import type { Asked } from '#shared/domain/understanding/understand.ts';

/**
 * "Every morning at 8 a summary": a wish to be told without asking, not a question. Where people can be written
 * to such messages are heeded before the line; here their sender is told where to say it.
 */
export const wishReader = async (
  folder: CatalogFolder,
): Promise<(message: Asked) => Conversed | undefined> => {
  const words = await folder.read('subscriptions', z.array(SubscriptionWords));
  return ({ text, conversation }) => {
    const language = readWish(text, words)?.language;
    if (language === undefined) return undefined;
    return {
      understanding: {
        kind: 'refuse',
        language,
        category: 'ACTION',
        reason: 'only_by_message',
        confidence: 0.95,
      },
      conversation: { version: 1, ...conversation, language },
    };
  };
};
