import * as z from 'zod/mini';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import type { Person } from '#shared/contracts/person.ts';
import type { Decision } from '#shared/domain/people/decide.ts';
import { type Heeded, wishes } from '#shared/domain/subscriptions/heed.ts';
import { readWish } from '#shared/domain/subscriptions/read.ts';
import type { SubscribePorts } from '#shared/domain/subscriptions/subscribe.ts';
import { SubscriptionWords } from '#shared/domain/subscriptions/words.ts';
import { once } from '#shared/once.ts';
import { describeError, log } from '#shared/runtime/log.ts';
import type { Said } from './asker.ts';
import type { Voices } from './voices.ts';

export interface WishingPorts extends SubscribePorts {
  catalog: CatalogFolder;
  tenantId: string;
}

/** Does what a message wishes about being told without asking; undefined when it is for the line. */
export const wishing = (ports: WishingPorts, voices: Voices) => {
  const known = once(() => ports.catalog.read('subscriptions', z.array(SubscriptionWords)));
  const done = new Map<string, Promise<Heeded | undefined>>();
  return async (
    person: Person,
    { text }: Extract<Decision, { do: 'ask' }>,
    at: string,
  ): Promise<Said | undefined> => {
    const words = await known();
    const found = readWish(text, words);
    if (found === undefined) return undefined;
    const voice = voices.of(found.language);
    const heed = wishes(ports, words);
    const reader = { tenantId: ports.tenantId, userId: person.personId };
    try {
      // Decided anew, it is done once and says the same.
      const heeding = done.get(text) ?? heed({ reader, text, at, open: voice.manners.labels.open });
      done.set(text, heeding);
      const heeded = await heeding;
      return heeded && { person, parts: heeded.parts, voice };
    } catch (error) {
      log.error('wish not heeded', { ...describeError(error) });
      const away = words.find(({ language }) => language === found.language)?.says.away ?? '';
      return { person, parts: [{ type: 'text', text: away }], voice };
    }
  };
};
