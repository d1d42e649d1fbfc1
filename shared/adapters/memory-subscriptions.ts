import type { Reader } from '../contracts/documents.ts';
import type { KeptSubscription, SubscriptionStore } from '../ports.ts';

const ownerOf = ({ tenantId, userId }: Reader): string => `${tenantId}/${userId}`;
const copy = <Value>(value: Value): Value => structuredClone(value);

/** Subscriptions for tests; they end with the process. */
export const memorySubscriptions = (): SubscriptionStore => {
  const items = new Map<string, KeptSubscription>();
  const keyOf = (owner: Reader, id: string) => `${ownerOf(owner)}/${id}`;
  let revisions = 0;
  const of = (reader: Reader) =>
    [...items].filter(([key]) => key.startsWith(`${ownerOf(reader)}/`)).map(([, one]) => copy(one));
  return {
    list: async (reader) =>
      of(reader).sort((one, other) => one.subscription.createdAt.localeCompare(other.subscription.createdAt)),
    all: async () => [...items.values()].map(copy),
    write: async (subscription, revision) => {
      const key = keyOf(subscription.owner, subscription.subscriptionId);
      if (items.get(key)?.revision !== revision) return undefined;
      revisions += 1;
      items.set(key, { subscription: copy(subscription), revision: String(revisions) });
      return String(revisions);
    },
    remove: async (reader, id) => items.delete(keyOf(reader, id)),
    removeAll: async (reader) => {
      const keys = of(reader).map(({ subscription }) => keyOf(reader, subscription.subscriptionId));
      return keys.filter((key) => items.delete(key)).length;
    },
  };
};
