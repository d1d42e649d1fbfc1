import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dynamoContext } from '#shared/adapters/dynamo-context.ts';
import { dynamoSessions } from '#shared/adapters/dynamo-sessions.ts';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import { scatteredPause } from '#shared/adapters/pauses.ts';
import type { Reader } from '#shared/contracts/documents.ts';
import { sessionKeeper } from '#shared/domain/conversation/session-keeper.ts';
import { startDynamo } from '#test/support/dynalite.ts';
import { type FaultyDynamo, type Fate, startFaultyDynamo } from '#test/support/faulty-dynamo.ts';
import { said } from '#test/support/sessions.ts';
import { makeStoreTables } from '#test/support/store-tables.ts';

let dynamo: FaultyDynamo;
let stop: () => void;
beforeAll(async () => {
  const real = await startDynamo();
  await makeStoreTables();
  dynamo = await startFaultyDynamo(real.endpoint);
  stop = () => {
    dynamo.stop();
    real.stop();
  };
});
afterAll(() => {
  stop();
});
beforeEach(() => {
  dynamo.fate = () => 'pass';
  dynamo.done = [];
});

const rules = { idleMs: 25_200_000, workStart: '06:00', workEnd: '20:00', timeZone: 'Europe/Rome' };
const AT = '2026-11-20T09:00:00.000Z';
const stores = () => {
  const tables = dynamoStore();
  const sessions = dynamoSessions({ tables, name: 'sessions', keepSeconds: 3600, clock: Date.now });
  const keeper = sessionKeeper({
    store: sessions,
    rules,
    newId: () => crypto.randomUUID(),
    pause: scatteredPause(15),
  });
  const say = async (reader: Reader, id: string, question: string) =>
    keeper.keep(reader, await keeper.open(reader, id, AT), said({ question }));
  const context = dynamoContext({ tables, name: 'context', now: () => new Date(AT) });
  return { sessions, say, context };
};
const someone = (): Reader => ({ tenantId: 'acme', userId: crypto.randomUUID() });
const questions = async (reader: Reader) =>
  (await stores().sessions.read(reader, 's')).session?.turns.map(({ question }) => question);

/** Each fate once, for the operation named; then all is well. */
const once = (operation: string, ...fates: Fate[]) => {
  dynamo.fate = (asked) => (asked === operation ? (fates.shift() ?? 'pass') : 'pass');
};

describe('tables that fail for a moment (FAILURES 20)', () => {
  test.each([
    ['throttled', 'ProvisionedThroughputExceededException'],
    ['broken', 'InternalServerError'],
    ['done, but the answer was lost', 'lost'],
  ] as const)('a write that is %s is done once', async (_, fate) => {
    const [{ say }, reader] = [stores(), someone()];
    await say(reader, 's', 'first');
    once('PutItem', fate);
    expect(await say(reader, 's', 'second')).toBe('kept');
    expect(await questions(reader)).toEqual(['first', 'second']);
    const { session } = await stores().sessions.read(reader, 's');
    expect(session?.statistics.messages).toBe(2);
  });

  test('a read that is throttled twice is answered', async () => {
    const [{ say, context }, reader] = [stores(), someone()];
    await say(reader, 's', 'first');
    once('GetItem', 'ProvisionedThroughputExceededException', 'ProvisionedThroughputExceededException');
    expect((await stores().sessions.read(reader, 's')).session).toBeDefined();
    once('Query', 'InternalServerError');
    expect((await context.list(reader)).entries).toEqual([]);
  });

  test('thirty messages of one person at once are all kept, on a table that fails one time in twenty', async () => {
    const [{ say }, reader] = [stores(), someone()];
    const fates: Fate[] = ['lost', 'InternalServerError', 'ProvisionedThroughputExceededException'];
    let count = 0;
    dynamo.fate = () => ((count += 1) % 20 === 0 ? (fates[count % 3] ?? 'pass') : 'pass');
    const all = Array.from({ length: 30 }, (_, at) => `question ${at}`);
    const outcomes = await Promise.all(all.map((question) => say(reader, 's', question)));
    dynamo.fate = () => 'pass';
    expect(outcomes.filter((outcome) => outcome !== 'kept')).toEqual([]);
    expect((await questions(reader))?.toSorted()).toEqual(all.toSorted());
  });

  test('an erasure that broke off is finished by the next', async () => {
    const [{ say, sessions }, reader] = [stores(), someone()];
    for (let at = 0; at < 30; at += 1) await say(reader, `s${at}`, 'x');
    let deletes = 0;
    dynamo.fate = (operation) => {
      deletes += operation === 'DeleteItem' ? 1 : 0;
      return deletes > 10 ? 'silent' : 'pass';
    };
    await expect(sessions.removeAll(reader)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    dynamo.fate = () => 'pass';
    expect(await stores().sessions.removeAll(reader)).toBeLessThan(30);
    expect((await stores().sessions.list(reader, { limit: 1 }))?.sessions).toEqual([]);
  });
});

describe('what the SDK got over by itself is told', () => {
  const read = async (reader: Reader) => {
    const told: string[] = [];
    const tables = dynamoStore({ recovered: ({ failure, how }) => told.push(`${failure} ${how}`) });
    await dynamoContext({ tables, name: 'context', now: () => new Date(AT) }).list(reader);
    return told;
  };

  test.each([
    ['ProvisionedThroughputExceededException', 'table_throttled retried'],
    ['InternalServerError', 'table_lost retried'],
    ['reset', 'table_lost retried'],
  ] as const)('%s: %s', async (fate, told) => {
    once('Query', fate);
    expect(await read(someone())).toEqual([told]);
  });

  test('nothing is, where nothing failed', async () => {
    expect(await read(someone())).toEqual([]);
  });
});

describe('a read that takes unusually long', () => {
  const reading = (hedgeMs?: number) => {
    const told: string[] = [];
    const tables = dynamoStore({
      ...(hedgeMs !== undefined && { hedgeMs }),
      recovered: ({ failure, how }) => told.push(`${failure} ${how}`),
    });
    const context = dynamoContext({ tables, name: 'context', now: () => new Date(AT) });
    return { read: () => context.read(someone(), 'report_format'), told };
  };

  test('is made a second time beside the first: what would take its whole time limit takes a moment', async () => {
    const { read, told } = reading();
    await read();
    once('GetItem', 'silent');
    const startedAt = performance.now();
    expect(await read()).toBeUndefined();
    expect(performance.now() - startedAt).toBeLessThan(900);
    expect(told).toEqual(['table_slow hedged']);
  });

  test('costs a table that is slow as a whole a fifth more calls at most, and two', async () => {
    const { read } = reading(5);
    await read();
    let asked = 0;
    dynamo.fate = () => {
      asked += 1;
      return 30;
    };
    for (let at = 0; at < 40; at += 1) await read();
    expect(asked).toBeGreaterThan(40);
    expect(asked).toBeLessThanOrEqual(40 + 8 + 3);
  });

  test('is no reason to write twice', async () => {
    const [{ say }, reader] = [stores(), someone()];
    await say(reader, 's', 'first');
    let writes = 0;
    dynamo.fate = (operation) => {
      if (operation !== 'PutItem') return 'pass';
      writes += 1;
      return 200;
    };
    expect(await say(reader, 's', 'second')).toBe('kept');
    expect(writes).toBe(1);
  });
});

describe('tables that never answer', () => {
  test('are given up within a few seconds, by one fault', async () => {
    dynamo.fate = () => 'silent';
    const startedAt = performance.now();
    const { sessions, context } = stores();
    await expect(sessions.read(someone(), 's')).rejects.toMatchObject({ name: 'StoreUnavailable' });
    await expect(context.list(someone())).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
