import * as z from 'zod/mini';
import { InvalidDocument, NotYet } from '../contracts/faults.ts';
import { once } from '../once.ts';
import { count, describeError, log, measure, openLog } from './log.ts';
import { along, type Trail } from './trail.ts';

const Record = z.object({
  messageId: z.string(),
  receiptHandle: z.string(),
  body: z.string(),
  eventSourceARN: z.string(),
  attributes: z.object({
    MessageGroupId: z.optional(z.string()),
    ApproximateReceiveCount: z.optional(z.coerce.number()),
    SentTimestamp: z.optional(z.coerce.number()),
  }),
});
type Record = z.infer<typeof Record>;
const Event = z.object({ Records: z.array(Record) });

interface BatchResult {
  batchItemFailures: { itemIdentifier: string }[];
}

/** A message of a queue that goes back to it. */
interface Received {
  queueArn: string;
  receiptHandle: string;
}

export interface Lane<Item> {
  /** What kind of item it is, and by which ids its log lines are found. */
  about: (item: Item) => { kind: string; trail: Trail };
  /** Does what one item asks for before `deadline`; whatever it throws, the item is repeated. */
  work: (item: Item, deadline: Date) => Promise<void>;
  /** Lets a message come back after so many seconds rather than after the time its queue has for it. */
  postpone: (message: Received, seconds: number) => Promise<void>;
}

interface Context {
  getRemainingTimeInMillis: () => number;
}

/**
 * Less than this and nothing is begun: a function that is ended in the middle leaves its whole batch invisible for a
 * long time.
 */
const LEAST_MS = 12_000;
/** What is left for answering the queue when all work has ended. */
const SPARE_MS = 1000;
const SHORTEST_WAIT_S = 1;
const LONGEST_WAIT_S = 60;

/**
 * Messages of a queue. Groups run side by side, each in its order; after a failure nothing more of that group is
 * done, and it all comes back: after what the work asked for, else after a wait that doubles with every time. What
 * can not be read comes back after a second, until its queue moves it to the dead letters.
 */
export const batch = <Schema extends z.ZodMiniType>(
  name: string,
  schema: Schema,
  load: () => Promise<Lane<z.output<Schema>>>,
): ((event: unknown, context: Context) => Promise<BatchResult>) => {
  const lane = once(load);
  return async (event, context) => {
    const [loaded] = await Promise.allSettled([lane(), openLog()]);
    if (loaded.status === 'rejected') {
      log.error(name, { ...describeError(loaded.reason) });
      throw new Error('See the log of this function.');
    }
    const now = () => Date.now();
    const deadline = new Date(now() + context.getRemainingTimeInMillis() - SPARE_MS);
    return workOffAll({ name, schema, lane: loaded.value, deadline, now }, event);
  };
};

/** One event, by whatever clock. */
export const workOffAll = async <Schema extends z.ZodMiniType>(
  turn: Turn<Schema>,
  event: unknown,
): Promise<BatchResult> => {
  const { Records } = z.parse(Event, event);
  const groups = Object.values(Object.groupBy(Records, groupOf));
  const failed = await Promise.all(groups.map((records = []) => workOff(turn, records)));
  return { batchItemFailures: failed.flat().map(({ messageId }) => ({ itemIdentifier: messageId })) };
};

/** Where there are no groups, every message is its own. */
const groupOf = ({ attributes, messageId, eventSourceARN }: Record): string =>
  `${eventSourceARN} ${attributes.MessageGroupId ?? messageId}`;

interface Turn<Schema extends z.ZodMiniType> {
  name: string;
  schema: Schema;
  lane: Lane<z.output<Schema>>;
  deadline: Date;
  now: () => number;
}

/** One group, in its order; what is to come back. */
const workOff = async <Schema extends z.ZodMiniType>(
  turn: Turn<Schema>,
  records: readonly Record[],
): Promise<readonly Record[]> => {
  for (const [at, record] of records.entries()) {
    const waitS = await done(turn, record);
    if (waitS === undefined) continue;
    const left = records.slice(at);
    // The last first: none becomes visible before the one that it has to wait for.
    for (const { eventSourceARN, receiptHandle } of left.toReversed())
      await turn.lane
        .postpone({ queueArn: eventSourceARN, receiptHandle }, waitS)
        .catch((error: unknown) => log.warn(turn.name, { ...describeError(error), postponed: false }));
    return left;
  }
  return [];
};

/** Undefined when it is done, else after how many seconds it is to come back. */
const done = async <Schema extends z.ZodMiniType>(
  turn: Turn<Schema>,
  record: Record,
): Promise<number | undefined> => {
  const startedAt = performance.now();
  try {
    const item = itemOf(turn.schema, record.body);
    const { kind, trail } = turn.lane.about(item);
    return await along(trail, () => worked(turn, record, { item, kind, startedAt }));
  } catch (error) {
    return failed(turn, record, { error, startedAt });
  }
};

const worked = async <Schema extends z.ZodMiniType>(
  turn: Turn<Schema>,
  record: Record,
  { item, kind, startedAt }: { item: z.output<Schema>; kind: string; startedAt: number },
): Promise<number | undefined> => {
  const { name, lane, deadline, now } = turn;
  const { ApproximateReceiveCount: receives = 1, SentTimestamp: sentAt } = record.attributes;
  try {
    if (now() + LEAST_MS > deadline.getTime()) throw new NotYet('No time is left', 0);
    if (receives === 1 && sentAt !== undefined) count('waited', { item: kind }, Math.max(0, now() - sentAt));
    await lane.work(item, deadline);
    measure(name, startedAt);
    const ms = Math.round(performance.now() - startedAt);
    log.info(name, { item: record.messageId, kind, receives, ms });
    return undefined;
  } catch (error) {
    return failed(turn, record, { error, startedAt });
  }
};

const failed = <Schema extends z.ZodMiniType>(
  { name }: Turn<Schema>,
  { messageId, attributes }: Record,
  { error, startedAt }: { error: unknown; startedAt: number },
): number => {
  const { ApproximateReceiveCount: receives = 1 } = attributes;
  const known = describeError(error);
  // What only waits is no error.
  measure(name, startedAt, error instanceof NotYet ? undefined : known.error);
  log.warn(name, { item: messageId, receives, ...known });
  return secondsAfter(error, receives);
};

const secondsAfter = (error: unknown, receives: number): number => {
  if (error instanceof InvalidDocument) return SHORTEST_WAIT_S;
  const wished = error instanceof NotYet ? Math.ceil(error.waitMs / 1000) : 2 ** (receives - 1);
  return Math.min(LONGEST_WAIT_S, Math.max(SHORTEST_WAIT_S, wished));
};

/** @throws InvalidDocument naming the fields that are wrong, never their values. */
const itemOf = <Schema extends z.ZodMiniType>(schema: Schema, body: string): z.output<Schema> => {
  const parsed = z.safeParse(schema, jsonOf(body));
  if (parsed.success) return parsed.data;
  const fields = new Set(parsed.error.issues.map((issue) => issue.path.join('.') || '(message)'));
  throw new InvalidDocument(`Unexpected shape at: ${[...fields].slice(0, 10).join(', ')}`);
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
