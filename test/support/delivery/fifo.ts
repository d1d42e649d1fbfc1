import { entryOf } from '#shared/adapters/sqs-queue.ts';
import type { Incoming } from '#shared/contracts/incoming.ts';
import type { World } from './world.ts';

interface Waiting {
  id: string;
  group: string;
  body: string;
  visibleAt: number;
  receives: number;
  handle: string;
}

/** A record as the event source hands it on. */
export interface QueueRecord {
  messageId: string;
  receiptHandle: string;
  body: string;
  eventSourceARN: string;
  attributes: { MessageGroupId: string; ApproximateReceiveCount: string };
}

export interface Fifo {
  name: string;
  put: (items: readonly Incoming[]) => void;
  /** Up to ten, each group in its order and by one receiver at a time. */
  receive: () => QueueRecord[];
  remove: (handle: string) => void;
  postpone: (handle: string, seconds: number) => void;
  size: () => number;
  deadLetters: () => string[];
}

const DEDUPLICATION_MS = 300_000;

export interface FifoSettings {
  visibilityMs: number;
  mostReceives: number;
  /** It keeps no order and no group, takes everything twice, and gives to several at once. */
  loose: boolean;
  /** Something may be to receive. */
  wake: () => void;
}

/** SQS FIFO as AWS describes it. */
export const fifoOf = (world: World, name: string, settings: FifoSettings): Fifo => {
  const waiting: Waiting[] = [];
  const seen = new Map<string, number>();
  const dead: string[] = [];
  let count = 0;
  const now = () => world.now().getTime();
  const wakeIn = (ms: number) => world.after(ms, settings.wake);
  const drop = (one: Waiting) => void waiting.splice(waiting.indexOf(one), 1);

  return {
    name,
    put: (items) => {
      for (const item of settings.loose ? [...items, ...items] : items) {
        const { wire } = entryOf(item, 0);
        const identity = String(wire.MessageDeduplicationId);
        if (!settings.loose && (seen.get(identity) ?? 0) > now()) continue;
        seen.set(identity, now() + DEDUPLICATION_MS);
        count += 1;
        waiting.push({
          id: `${name}-${count}`,
          group: settings.loose ? `group-${count}` : String(wire.MessageGroupId),
          body: wire.MessageBody,
          visibleAt: 0,
          receives: 0,
          handle: '',
        });
      }
      wakeIn(1);
    },
    receive: () => {
      const locked = new Set(waiting.filter(({ visibleAt }) => visibleAt > now()).map(({ group }) => group));
      const taken: QueueRecord[] = [];
      for (const one of waiting.slice()) {
        if (taken.length >= 10) break;
        if (locked.has(one.group)) continue;
        one.receives += 1;
        if (one.receives > settings.mostReceives) {
          drop(one);
          dead.push(one.body);
          continue;
        }
        one.handle = `${one.id}/${one.receives}`;
        one.visibleAt = now() + settings.visibilityMs;
        wakeIn(settings.visibilityMs + 1);
        taken.push({
          messageId: one.id,
          receiptHandle: one.handle,
          body: one.body,
          eventSourceARN: `arn:aws:sqs:eu-south-1:1:${name}`,
          attributes: { MessageGroupId: one.group, ApproximateReceiveCount: String(one.receives) },
        });
      }
      return taken;
    },
    remove: (handle) => {
      const one = waiting.find((each) => each.handle === handle);
      if (one) drop(one);
      wakeIn(1);
    },
    postpone: (handle, seconds) => {
      const one = waiting.find((each) => each.handle === handle);
      if (one) one.visibleAt = now() + seconds * 1000;
      wakeIn(seconds * 1000 + 1);
    },
    size: () => waiting.length,
    deadLetters: () => dead,
  };
};
