import type { Masked, Reader } from '#shared/contracts/documents.ts';
import type { About, Alert, Quiet, Subscription, Want } from '#shared/contracts/subscription.ts';
import type { KeptSubscription, SubscriptionStore } from '#shared/ports.ts';
import { type AskAsPorts, askingAs } from './ask-as.ts';
import { aboutOf } from './observation.ts';
import type { SubscriptionWords } from './words.ts';

export interface SubscribePorts extends AskAsPorts {
  subscriptions: SubscriptionStore;
}

export const MOST_SUBSCRIPTIONS = 20;
const ASKED_MINUTES = 60;

/** A wish whose names are still words. */
export type Named = Omit<Alert, 'about'> & { name?: string };

export type Made =
  | { kind: 'made'; subscription: Subscription }
  | { kind: 'full' }
  /** The name fits several things, or none; what the line says of it. */
  | { kind: 'unclear'; answer: Masked };

interface Wished {
  reader: Reader;
  words: SubscriptionWords;
  quiet?: Quiet | undefined;
  at: string;
}

/** Makes subscriptions; names are resolved by the line, as the person whose wish it is. */
export const subscribing = (ports: SubscribePorts) => {
  const { subscriptions, newId } = ports;
  const ask = askingAs(ports);

  /** What a name means to the line. @throws AssistantUnavailable, AssistantTimeout, StoreUnavailable */
  const resolve = async (
    name: string,
    { reader, words: { asks, language }, at }: Wished,
  ): Promise<{ about: About | undefined; answer: Masked }> => {
    const question = asks.failures.replace('{minutes}', String(ASKED_MINUTES)).replace('{name}', () => name);
    const answer = await ask(reader, language, at)(question);
    return { about: aboutOf(answer), answer };
  };

  /** The same wish twice is one subscription. */
  const make = async (want: Want, { reader, words, quiet, at }: Wished): Promise<Made> => {
    const mine = await subscriptions.list(reader);
    const same = mine.find(({ subscription }) => isSame(subscription.want, want));
    const hours = quiet ?? same?.subscription.quiet ?? mine.find(quieted)?.subscription.quiet;
    const hushed = hours && { quiet: hours };
    if (same !== undefined) {
      const subscription = { ...same.subscription, ...hushed };
      if (quiet !== undefined) await subscriptions.write(subscription, same.revision);
      return { kind: 'made', subscription };
    }
    if (mine.length >= MOST_SUBSCRIPTIONS) return { kind: 'full' };
    const subscription: Subscription = {
      version: 1,
      subscriptionId: newId(),
      owner: reader,
      language: words.language,
      want,
      ...hushed,
      createdAt: at,
      standing: { wrong: [], held: [], told: 0 },
    };
    await subscriptions.write(subscription, undefined);
    return { kind: 'made', subscription };
  };

  return {
    resolve,
    make,
    alert: async ({ name, ...alert }: Named, wished: Wished): Promise<Made> => {
      if (name === undefined) return make(alert, wished);
      const { about, answer } = await resolve(name, wished);
      return about === undefined ? { kind: 'unclear', answer } : make({ ...alert, about }, wished);
    },
  };
};

const quieted = ({ subscription }: KeptSubscription): boolean => subscription.quiet !== undefined;

const isSame = (one: Want, other: Want): boolean => meaningOf(one) === meaningOf(other);

const meaningOf = (want: Want): string => {
  switch (want.kind) {
    case 'summary':
      return JSON.stringify([want.at, want.days]);
    case 'owed':
      return JSON.stringify([want.kind, want.question]);
    case 'alert': {
      const { on, about, threshold } = want;
      return JSON.stringify([on, about?.field, about?.key, threshold?.failures, threshold?.withinMinutes]);
    }
  }
};
