import { createHmac } from 'node:crypto';
import { dispatchWith } from '#functions/dispatch/dispatch.ts';
import type { DispatchPorts } from '#functions/dispatch/ports.ts';
import { receive } from '#functions/webhook/receive.ts';
import type { Send } from '#shared/contracts/delivery.ts';
import { Incoming, type Receipt } from '#shared/contracts/incoming.ts';
import { readWebhook } from '#shared/domain/whatsapp/read-webhook.ts';
import { workOffAll } from '#shared/runtime/batch.ts';
import { type Fifo, fifoOf, type QueueRecord } from './fifo.ts';
import { memoryStores } from './memory-stores.ts';
import { messagePost, type Platform, platformOf } from './phone.ts';
import { type Process, processOf, type World, worldOf } from './world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FUNCTION_MS = MINUTE;
const SECRET = 'app-secret';
const signed = (body: string) => `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
const secret = { appSecrets: [SECRET], verifyToken: 'v', accessToken: 't' };

/** What the world does to the assistant; all shares from 0 to 1. */
export interface Weather {
  /** That a process dies at one of its gates, by function. */
  crash: { webhook: number; messages: number; receipts: number };
  /** That a queue does not take an item. */
  queueFails: number;
  refused: number;
  takenUnknown: number;
  lostUnknown: number;
  failsLater: number;
  statusLost: number;
  statusDelay: number;
  /** Queues keep no order and give everything to several at once. */
  looseQueues: boolean;
}

/** A place to break things on purpose. */
export interface Sabotage {
  /** Whether a process dies at this gate, of all gates of the history; chance else. */
  dies?: (gate: number) => boolean;
  ports?: (ports: DispatchPorts) => DispatchPorts;
  records?: (records: QueueRecord[]) => QueueRecord[];
  /** What is told to have failed. */
  failures?: (ids: string[]) => string[];
  /** What is told not to be queued. */
  notQueued?: (items: Incoming[]) => Incoming[];
}

export interface Outcome {
  messages: number;
  sends: number;
  crashes: number;
  lost: string[];
  doubled: string[];
  /** Doubled, though no status that came in time could have told. */
  excused: number;
  disordered: string[];
  mixed: string[];
  deadLetters: number;
  unsettled: number;
}

const PERSONS = 2;
const MOST_MESSAGES = 3;
const PARKED_MS = MINUTE;

/** One history of a few people, with all that may go wrong. The same seed gives the same history. */
export const simulate = async (seed: number, weather: Weather, sabotage: Sabotage = {}): Promise<Outcome> => {
  const world = worldOf(seed);
  const stores = memoryStores(world.now);
  let crashes = 0;
  let gates = 0;
  const life = (share: number, onDeath: () => void): Process =>
    processOf(
      world,
      () => {
        gates += 1;
        return sabotage.dies?.(gates) ?? world.chance(share);
      },
      () => {
        crashes += 1;
        onDeath();
      },
    );

  /** In the order in which they were first queued. */
  const queuedOrder: string[] = [];
  const lanes: Lane[] = [];
  const wake = () => lanes.forEach((lane) => lane.poll());
  const settings = { visibilityMs: 6 * FUNCTION_MS, mostReceives: 300, loose: weather.looseQueues, wake };
  const normal = fifoOf(world, 'normal.fifo', settings);
  const urgent = fifoOf(world, 'urgent.fifo', settings);

  const platform = platformOf(world, weather, (body) => deliverPost(body, 0));
  lanes.push(laneOf(normal, weather.crash.messages), laneOf(urgent, weather.crash.receipts));

  /** The platform repeats what was not answered with 200, later and later. */
  function deliverPost(body: string, tries: number, signature = signed(body)): void {
    let answered = false;
    const again = () => {
      if (answered || tries > 30) return;
      answered = true;
      world.after(Math.min(10_000 * 2 ** tries, 30 * MINUTE), () => deliverPost(body, tries + 1, signature));
    };
    const process = life(weather.crash.webhook, () => world.after(5000, again));
    const queue = (fifo: Fifo) => ({
      put: process.guard(async (items: readonly Incoming[]) => {
        const [safe, left]: [Incoming[], Incoming[]] = [[], []];
        for (const item of items) (world.chance(weather.queueFails) ? left : safe).push(item);
        for (const item of safe)
          if (item.kind === 'message' && !queuedOrder.includes(item.messageId))
            queuedOrder.push(item.messageId);
        fifo.put(safe);
        return sabotage.notQueued?.(left) ?? left;
      }),
    });
    const serve = receive({
      secrets: { read: process.guard(async () => secret), renew: async () => secret },
      read: (document, receivedAt) => readWebhook(document, { numberIds: ['1055'], receivedAt }),
      urgent: queue(urgent),
      normal: queue(normal),
      now: world.now,
      count: () => undefined,
    });
    const headers = { 'x-hub-signature-256': signature };
    const call = async (): Promise<void> => {
      const { status } = await serve({ method: 'POST', query: {}, headers, bytes: Buffer.from(body) });
      if (status === 200) answered = true;
      else again();
    };
    void call();
  }

  interface Lane {
    poll: () => void;
  }

  /** The event source of a queue: some functions at a time, each with a batch. */
  function laneOf(fifo: Fifo, crash: number): Lane {
    let free = 3;
    const poll = (): void => {
      while (free > 0) {
        const records = fifo.receive();
        if (records.length === 0) return;
        free -= 1;
        invoke(sabotage.records?.(records) ?? records);
      }
    };
    const invoke = (records: QueueRecord[]): void => {
      let isOver = false;
      const over = () => {
        if (isOver) return;
        isOver = true;
        free += 1;
        world.after(500, poll);
      };
      const process = life(crash, over);
      const deadline = new Date(world.now().getTime() + FUNCTION_MS - 1000);
      // A function that takes too long is ended.
      world.after(FUNCTION_MS, () => !isOver && process.kill());
      const dispatch = dispatchWith(portsFor(process));
      const lane = {
        about: ({ kind }: Incoming) => ({ kind, trail: {} }),
        work: async (item: Incoming, until: Date) => {
          await dispatch(item, until);
          if (item.kind === 'receipt') noteTold(item.messageId);
        },
        postpone: process.guard(async ({ receiptHandle }: { receiptHandle: string }, seconds: number) =>
          fifo.postpone(receiptHandle, seconds),
        ),
      };
      const now = () => world.now().getTime();
      const turn = { name: 'dispatch', schema: Incoming, lane, deadline, now };
      const run = async (): Promise<void> => {
        const { batchItemFailures } = await workOffAll(turn, { Records: records });
        if (process.isDead()) return;
        const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
        const told = new Set(sabotage.failures?.(failed) ?? failed);
        for (const { messageId, receiptHandle } of records)
          if (!told.has(messageId)) fifo.remove(receiptHandle);
        over();
      };
      void run();
    };
    return { poll };
  }

  function noteTold(messageId: string): void {
    const one = platform.taken.find((each) => each.messageId === messageId);
    if (one) one.toldAt ??= world.now().getTime();
  }

  function portsFor(process: Process): DispatchPorts {
    const { guard } = process;
    const { claims, outbox } = stores;
    const ports: DispatchPorts = {
      claims: {
        claim: guard((id: string, until: Date) => claims.claim(id, until)),
        release: guard((id: string, until: Date) => claims.release(id, until)),
        finish: guard((id: string) => claims.finish(id)),
      },
      outbox: {
        ofCause: guard((cause: string) => outbox.ofCause(cause)),
        read: guard((id: string) => outbox.read(id)),
        add: guard((sends: readonly Send[]) => outbox.add(sends)),
        change: guard((before: Send, after: Send) => outbox.change(before, after)),
        addReceipt: guard((id: string, receipt: Receipt) => outbox.addReceipt(id, receipt)),
        receipts: guard((id: string) => outbox.receipts(id)),
      },
      platform: {
        send: guard((_, payload, reference) => platform.send(payload, reference)),
        seen: async () => undefined,
        upload: async () => '9001',
      },
      // Asked twice, it says something else: what goes out must be of one and the same.
      answer: guard(async ({ messageId, sender }) => {
        const words = `${messageId}/${Math.floor(world.random() * 1e9)}`;
        const parts = 1 + (Number(messageId.at(-1)) % 3);
        await world.pass(world.between(50, 6000));
        const outgoing = Array.from({ length: parts }, (_, part) => ({
          payload: { text: `${words}/${part}/${parts}` },
          charts: [],
        }));
        return { to: sender, outgoing };
      }),
      busy: async ({ sender }) => ({ to: sender, outgoing: [] }),
      news: async () => undefined,
      crowded: guard(async () => false),
      heed: async () => undefined,
      optedOut: async () => undefined,
      picture: async () => undefined,
      now: world.now,
      chance: world.random,
      sleep: guard((ms: number) => world.pass(ms)),
      every: () => () => undefined,
      count: () => undefined,
      parkedMs: PARKED_MS,
    };
    return sabotage.ports?.(ports) ?? ports;
  }

  const messages = writeMessages(world, (body, delay) => world.after(delay, () => deliverPost(body, 0)));
  await world.run();
  return {
    ...judged(messages, queuedOrder, platform, stores),
    crashes,
    deadLetters: normal.deadLetters().length + urgent.deadLetters().length,
  };
};

/** Each message one to five times within some minutes, and half of them once more 7.9 days later. */
const writeMessages = (world: World, post: (body: string, delay: number) => void): string[] => {
  const ids: string[] = [];
  for (let person = 0; person < PERSONS; person += 1) {
    let at = 0;
    const count = 1 + Math.floor(world.random() * MOST_MESSAGES);
    for (let each = 0; each < count; each += 1) {
      at += world.between(0, 20_000);
      const id = `wamid.${person}-${each}`;
      ids.push(id);
      const body = messagePost(`39333111000${person}`, id, world.now());
      const copies = 1 + Math.floor(world.random() ** 2 * 5);
      for (let copy = 0; copy < copies; copy += 1)
        // The second copy may be there before the first, and one message before the other.
        post(body, at + (copy === 0 ? world.between(0, 3000) : world.between(0, 20 * MINUTE)));
      if (world.chance(0.5)) post(body, 7.9 * DAY);
    }
  }
  return ids;
};

/** What the people had of it in the end. */
const judged = (
  messages: readonly string[],
  queuedOrder: readonly string[],
  { taken }: Platform,
  { rows }: ReturnType<typeof memoryStores>,
): Omit<Outcome, 'crashes' | 'deadLetters'> => {
  const outcome = {
    lost: [] as string[],
    doubled: [] as string[],
    disordered: [] as string[],
    mixed: [] as string[],
  };
  let excused = 0;
  const firsts = new Map<string, number>();
  for (const message of messages) {
    const ofMessage = taken.filter(({ text }) => text.startsWith(`${message}/`));
    const words = new Set(ofMessage.map(({ text }) => text.split('/')[1]));
    if (words.size > 1) outcome.mixed.push(message);
    const parts = Number(ofMessage[0]?.text.split('/')[3] ?? 1);
    for (let part = 0; part < parts; part += 1) {
      const copies = ofMessage.filter(({ text }) => text.split('/')[2] === String(part));
      const had = copies.filter(({ failed }) => !failed);
      if (had.length === 0) outcome.lost.push(`${message}/${part}`);
      for (const [before, again] of had.slice(1).map((one, at) => [had[at], one] as const)) {
        const wasTold = before?.toldAt !== undefined && before.toldAt < (again?.at ?? 0) - 1000;
        const inTime = (again?.at ?? 0) - (before?.at ?? 0) < PARKED_MS - 1000;
        if (wasTold || inTime) outcome.doubled.push(`${message}/${part}`);
        else excused += 1;
      }
      const first = copies[0];
      if (first) firsts.set(`${message}/${part}`, first.at);
    }
  }
  const inOrder = queuedOrder.flatMap((message) =>
    [0, 1, 2].flatMap((part) => {
      const at = firsts.get(`${message}/${part}`);
      return at === undefined ? [] : [{ person: message.split('-')[0], name: `${message}/${part}`, at }];
    }),
  );
  for (const [at, one] of inOrder.entries())
    if (inOrder.slice(at + 1).some((next) => next.person === one.person && next.at < one.at))
      outcome.disordered.push(one.name);
  const unsettled = rows
    .values()
    .flatMap((each) => each)
    .filter(({ state }) => state !== 'sent')
    .toArray().length;
  return { ...outcome, excused, unsettled, messages: messages.length, sends: taken.length };
};
