import type { Masked } from '#shared/contracts/documents.ts';
import type { Subscription } from '#shared/contracts/subscription.ts';
import type { askingAs } from '#shared/domain/subscriptions/ask-as.ts';
import { keepCharts } from '#shared/domain/charts/keep.ts';
import { type Look, look } from '#shared/domain/subscriptions/look.ts';
import type { SubscriptionWords } from '#shared/domain/subscriptions/words.ts';
import { isQuiet } from '#shared/domain/subscriptions/due.ts';
import type { ChartStore, IncomingQueue, KeptSubscription, Now, SubscriptionStore } from '#shared/ports.ts';

export interface WatchPorts {
  subscriptions: SubscriptionStore;
  queue: IncomingQueue;
  ask: ReturnType<typeof askingAs>;
  charts: ChartStore;
  words: readonly SubscriptionWords[];
  timeZone: string;
  numberId: string;
  now: Now;
  /** Told of one that could not be looked at; the others are not held up. */
  complain: (subscription: Subscription, error: unknown) => void;
  /** Told of one whose owner will be told something. */
  announced: (subscription: Subscription) => void;
}

export interface Watched {
  subscriptions: number;
  announced: number;
  failed: number;
  /** For which no time was left; they come first the next time. */
  left: number;
}

const AT_ONCE = 4;

/** What one tick finds out once for all: that the data can not be read. */
interface Tick {
  away: boolean;
}

/**
 * Looks at every subscription once. What there is to tell is written down with how the subscription stands, then
 * queued, then crossed out: after a crash anywhere it is queued again under the same id, and told once.
 */
export const watching = (ports: WatchPorts) => {
  const { subscriptions, queue, now, words: all } = ports;

  /** Queues what waits; undefined when it could not be queued, or somebody else has the subscription. */
  const settled = async ({
    subscription,
    revision,
  }: KeptSubscription): Promise<KeptSubscription | undefined> => {
    const { pending, ...standing } = subscription.standing;
    if (pending === undefined) return { subscription, revision };
    // The clock died between the two, and the quiet hours have begun since.
    if (isQuiet(now().toISOString(), subscription.quiet, ports.timeZone)) return undefined;
    if ((await queue.put([pending])).length > 0) return undefined;
    if (subscription.want.kind === 'owed') {
      await ended(subscription);
      return undefined;
    }
    return written({ ...subscription, standing }, revision);
  };

  const ended = async ({ owner, subscriptionId }: Subscription): Promise<void> => {
    await subscriptions.remove(owner, subscriptionId);
  };

  const written = async (
    subscription: Subscription,
    before: string,
  ): Promise<KeptSubscription | undefined> => {
    const revision = await subscriptions.write(subscription, before);
    return revision === undefined ? undefined : { subscription, revision };
  };

  const lookAt = async (subscription: Subscription): Promise<Look> => {
    const { owner, language } = subscription;
    const words = all.find((one) => one.language === language) ?? all[0];
    if (words === undefined) throw new Error('no words');
    const at = now().toISOString();
    const { timeZone, numberId } = ports;
    /** A summary without its picture is better than none. */
    const picture = async (answer: Masked): Promise<string | undefined> => {
      const blocks = await keepCharts(ports.charts, owner, answer, timeZone).catch((error: unknown) => {
        ports.complain(subscription, error);
        return [];
      });
      return blocks.flatMap((block) => (block.type === 'series' && block.chart ? [block.chart] : []))[0];
    };
    return look(subscription, {
      now: at,
      timeZone,
      numberId,
      words,
      ask: ports.ask(owner, language, at),
      picture,
    });
  };

  /** Whether something was announced. */
  const one = async (first: KeptSubscription, tick: Tick): Promise<boolean> => {
    const kept = await settled(first);
    if (kept === undefined || (tick.away && first.subscription.want.kind === 'owed')) return false;
    const standing = await lookAt(kept.subscription);
    if (standing === 'away') tick.away = true;
    if (standing === 'over') await ended(kept.subscription);
    if (typeof standing === 'string') return false;
    const next = await written({ ...kept.subscription, standing }, kept.revision);
    if (next === undefined || standing.pending === undefined) return false;
    await settled(next);
    return true;
  };

  return async (deadline: Date): Promise<Watched> => {
    const waiting = (await subscriptions.all()).sort(longestAgoFirst);
    const done: Watched = { subscriptions: waiting.length, announced: 0, failed: 0, left: 0 };
    const tick: Tick = { away: false };
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (now() >= deadline) {
          done.left += 1;
          continue;
        }
        try {
          if (!(await one(next, tick))) continue;
          done.announced += 1;
          ports.announced(next.subscription);
        } catch (error) {
          done.failed += 1;
          ports.complain(next.subscription, error);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return done;
  };
};

const longestAgoFirst = (
  { subscription: one }: KeptSubscription,
  { subscription: other }: KeptSubscription,
) => (one.standing.lookedAt ?? '').localeCompare(other.standing.lookedAt ?? '');
