import * as z from 'zod/mini';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import type { IncomingMessage } from '#shared/contracts/incoming.ts';
import type { Person } from '#shared/contracts/person.ts';
import { questionIdOf } from '#shared/domain/people/person.ts';
import { SubscriptionWords } from '#shared/domain/subscriptions/words.ts';
import { once } from '#shared/once.ts';
import type { SubscriptionStore } from '#shared/ports.ts';
import { describeError, log, recovered } from '#shared/runtime/log.ts';

export interface OwingPorts {
  catalog: CatalogFolder;
  subscriptions: SubscriptionStore;
  tenantId: string;
}

interface Question {
  message: IncomingMessage;
  text: string;
  language: string;
  at: string;
}

const MOST = 5;
const OWED_MS = 72 * 3_600_000;

/**
 * Answers that are owed. What the person is owed stands with the person, and only that is told: a promise that was
 * never said, or whose question was answered meanwhile, is found by the clock and goes unheard.
 */
export const owing = ({ catalog, subscriptions, tenantId }: OwingPorts) => {
  const known = once(() => catalog.read('subscriptions', z.array(SubscriptionWords)));
  const forget = (person: Person, ids: readonly string[]) =>
    Promise.all(ids.map((id) => subscriptions.remove({ tenantId, userId: person.personId }, id))).catch(
      (error: unknown) => log.warn('promise not taken back', { ...describeError(error) }),
    );

  return {
    /** The person who is owed the answer, and what is said to them; undefined where it can not be promised. */
    promise: async (
      person: Person,
      { message, text, language, at }: Question,
    ): Promise<{ person: Person; said: string } | undefined> => {
      const { owed = [] } = person;
      const still = owed.filter(({ at: since }) => Date.parse(at) - Date.parse(since) < OWED_MS);
      const others = still.filter(({ question }) => question !== text);
      if (message.groupId !== undefined || others.length >= MOST) return undefined;
      const owner = { tenantId, userId: person.personId };
      const subscriptionId = `owed-${questionIdOf(message.messageId)}`;
      try {
        const all = await known();
        const words = all.find((one) => one.language === language) ?? all[0];
        if (words === undefined) return undefined;
        const quiet = (await subscriptions.list(owner)).find((one) => one.subscription.quiet)?.subscription
          .quiet;
        await subscriptions.write(
          {
            version: 1,
            subscriptionId,
            owner,
            language: words.language,
            want: { kind: 'owed', question: text },
            ...(quiet && { quiet }),
            createdAt: at,
            standing: { wrong: [], held: [], told: 0 },
          },
          undefined,
        );
        const replaced = still.filter(({ question }) => question === text);
        await forget(
          person,
          replaced.flatMap((one) => (one.subscriptionId === subscriptionId ? [] : one.subscriptionId)),
        );
        const promised = { subscriptionId, question: text, at };
        return { person: { ...person, owed: [...others, promised] }, said: words.says.promise };
      } catch (error) {
        log.error('nothing promised', { ...describeError(error) });
        return undefined;
      }
    },

    /** The person after this question was answered: it is owed no more. */
    answered: async (person: Person, text: string): Promise<Person> => {
      const { owed = [], ...rest } = person;
      const done = owed.filter(({ question }) => question === text);
      if (done.length === 0) return person;
      const ids = done.map(({ subscriptionId }) => subscriptionId);
      // What was told of our own accord has no subscription any more.
      const open = await subscriptions.list({ tenantId, userId: person.personId }).catch(() => []);
      if (open.some(({ subscription }) => ids.includes(subscription.subscriptionId)))
        recovered({ failure: 'answer_owed', how: 'asked_again' });
      await forget(person, ids);
      const left = owed.filter(({ question }) => question !== text);
      return { ...rest, ...(left.length > 0 && { owed: left }) };
    },
  };
};
