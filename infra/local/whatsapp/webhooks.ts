import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Mischief } from './faults.ts';

/** One post, over all its tries. */
export interface Delivery {
  /** Milliseconds since 1970. */
  at: number;
  tries: number;
  /** Of the last try; 0 when there was no answer. */
  status: number;
  /** How long the first answer took. */
  ms: number;
}

export interface WebhookSettings {
  url: string;
  appSecret: string;
  mischief: Mischief;
  /** Before the second try; doubles from try to try, up to a minute. */
  retryMs: number;
  now: () => number;
}

export interface Webhooks {
  /** Posts one value of an entry. Those of one lane start in their order. `onTaken`: it was answered with 200. */
  post: (value: unknown, lane?: string, onTaken?: () => void) => void;
  /** Posts any bytes, signed. */
  postRaw: (body: string, lane?: string, onTaken?: () => void) => void;
  deliveries: () => readonly Delivery[];
  /** When nothing is under way or waits for another try. */
  settled: () => Promise<void>;
  stop: () => void;
}

const ACCOUNT = '102290129340398';
const ANSWER_WITHIN_MS = 20_000;
const MOST_MS_BETWEEN = 60_000;
const HELD_MS = 1000;
const TRIED_FOR_MS = 7 * 86_400_000;

/** As Meta writes JSON: only ASCII, slashes escaped. Who signs a body of their own making finds out here. */
export const escaped = (document: unknown): string =>
  JSON.stringify(document)
    .replaceAll('/', '\\/')
    .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

export const openWebhooks = ({ url, appSecret, mischief, retryMs, now }: WebhookSettings): Webhooks => {
  const ended = new AbortController();
  const under = new Set<Promise<void>>();
  const lanes = new Map<string, Promise<void>>();
  const deliveries: Delivery[] = [];
  let held: (() => void)[] = [];

  const once = async (body: Buffer): Promise<number> => {
    const signature = createHmac('sha256', appSecret).update(body).digest('hex');
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-hub-signature-256': `sha256=${signature}`,
          'user-agent': 'facebookexternalua',
        },
        body: new Uint8Array(body),
        signal: AbortSignal.any([ended.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  };

  const first = async (body: Buffer): Promise<Delivery> => {
    const at = now();
    const begun = performance.now();
    const status = await once(body);
    const delivery = { at, tries: 1, status, ms: performance.now() - begun };
    deliveries.push(delivery);
    return delivery;
  };

  /** Anything but 200 is tried again, ever more rarely. */
  const again = async (body: Buffer, delivery: Delivery, onTaken?: () => void): Promise<void> => {
    let pause = retryMs;
    while (delivery.status !== 200 && !ended.signal.aborted && now() - delivery.at < TRIED_FOR_MS) {
      await wait(pause, undefined, { signal: ended.signal });
      delivery.status = await once(body);
      delivery.tries += 1;
      pause = Math.min(pause * 2, MOST_MS_BETWEEN);
    }
    if (delivery.status === 200) onTaken?.();
  };

  const track = (work: Promise<void>): void => {
    const done: Promise<void> = work
      .catch(() => undefined)
      .finally(() => {
        under.delete(done);
      });
    under.add(done);
  };

  /** Resolves when the first try was answered. */
  const deliver = async (body: Buffer, onTaken?: () => void): Promise<void> => {
    const { webhookDelayMs } = mischief.current();
    if (webhookDelayMs > 0) await wait(webhookDelayMs, undefined, { signal: ended.signal });
    if (mischief.strikes('doubleWebhooks')) track(first(body).then((twin) => again(body, twin)));
    const delivery = await first(body);
    track(again(body, delivery, onTaken));
  };

  const hold = async (body: Buffer, onTaken?: () => void): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held.push(resolve);
    await Promise.race([promise, wait(HELD_MS, undefined, { signal: ended.signal })]);
    await deliver(body, onTaken);
  };

  const postRaw: Webhooks['postRaw'] = (text, lane, onTaken) => {
    const body = Buffer.from(text);
    if (mischief.strikes('reorderWebhooks')) {
      track(hold(body, onTaken));
      return;
    }
    const before = lane === undefined ? undefined : lanes.get(lane);
    const work = (before ?? Promise.resolve()).then(() => deliver(body, onTaken)).catch(() => undefined);
    if (lane !== undefined) {
      const turn: Promise<void> = work.finally(() => {
        if (lanes.get(lane) === turn) lanes.delete(lane);
      });
      lanes.set(lane, turn);
    }
    const overtaken = held;
    held = [];
    const release = async () => {
      await work;
      for (const go of overtaken) go();
    };
    track(release());
  };

  return {
    postRaw,
    post: (value, lane, onTaken) => {
      const entry = [{ id: ACCOUNT, changes: [{ field: 'messages', value }] }];
      postRaw(escaped({ object: 'whatsapp_business_account', entry }), lane, onTaken);
    },
    deliveries: () => deliveries,
    settled: async () => {
      while (under.size > 0) await Promise.all(under);
    },
    stop: () => ended.abort(),
  };
};
