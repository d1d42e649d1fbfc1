import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamoSessions } from '#shared/adapters/dynamo-sessions.ts';
import { dynamoStore } from '#shared/adapters/dynamo-store.ts';
import { scatteredPause } from '#shared/adapters/pauses.ts';
import type { Reader } from '#shared/contracts/documents.ts';
import { sessionKeeper } from '#shared/domain/conversation/session-keeper.ts';
import { startDynamo } from '#test/support/dynalite.ts';
import { said } from '#test/support/sessions.ts';
import { makeStoreTables } from '#test/support/store-tables.ts';
import { type Length, median, type Part, percentile, round } from './measure.ts';

const AIM_MS = 50;
const MESSAGES = { short: 200, usual: 1000, long: 5000 };
const NOW = '2026-11-21T09:00:00.000Z';
const RULES = { idleMs: 25_200_000, workStart: '06:00', workEnd: '20:00', timeZone: 'Europe/Rome' };
/** Of about 800 bytes a turn: a conversation of some minutes, and one that is as large as it may be. */
const SIZES = { 'ten to twenty turns': 10, 'as large as it may be': 200 };
const ANSWER = 'Ieri 240 esecuzioni, 12 hanno richiesto attenzione. '.repeat(10);

interface Times {
  load: number[];
  save: number[];
  /** One read and one write of as many bytes, by the SDK alone. */
  bare: number[];
}

/** What a session costs each question: loading it before, saving it after. */
export const measureSessions = async (length: Length): Promise<Part> => {
  const { stop } = await startDynamo();
  try {
    await makeStoreTables();
    const figures: Part['figures'] = {};
    const ratios: Part['ratios'] = {};
    const aims: Part['aims'] = [];
    for (const [name, turns] of Object.entries(SIZES)) {
      const { load, save, bare } = await timesOf(turns, MESSAGES[length]);
      const both = load.map((ms, at) => ms + (save[at] ?? 0));
      for (const [what, times] of Object.entries({ load, save, both, bare }))
        figures[`${name}, ${what}`] = {
          'p50 ms': round(median(times)),
          'p95 ms': round(percentile(times, 0.95)),
        };
      ratios[`session of ${name} / its bytes by the SDK alone`] = {
        value: median(both) / median(bare),
        tolerance: 0.5,
      };
      aims.push({
        what: `load and save, ${name}, p95 ms`,
        value: round(percentile(both, 0.95)),
        atMost: AIM_MS,
      });
    }
    return {
      title: 'Sessions: loaded before an answer, saved after it',
      includes:
        'One message after the other in one session, DynamoDB emulated (dynalite, in memory, same process). Bare: GetItem and PutItem of an item of the same size.',
      figures,
      ratios,
      aims,
    };
  } finally {
    stop();
  }
};

const timesOf = async (turns: number, messages: number): Promise<Times> => {
  const store = dynamoSessions({
    tables: dynamoStore(),
    name: 'sessions',
    keepSeconds: 3600,
    clock: Date.now,
  });
  const newId = (): string => crypto.randomUUID();
  const keeper = sessionKeeper({ store, rules: RULES, newId, pause: scatteredPause(15) });
  const reader: Reader = { tenantId: 'bench', userId: crypto.randomUUID() };
  const times: Times = { load: [], save: [], bare: [] };
  let id = newId();
  for (let at = 0; at < messages + turns; at += 1) {
    const isWarm = at >= turns;
    // A short one is begun anew before it grows.
    if (isWarm && turns < 50 && at % turns === 0) id = await sessionWith(keeper, reader, turns);
    const startedAt = performance.now();
    const opened = await keeper.open(reader, id, NOW);
    const loadedAt = performance.now();
    await keeper.keep(reader, opened, said({ at: NOW, answer: ANSWER }));
    const savedAt = performance.now();
    if (!isWarm) continue;
    times.load.push(loadedAt - startedAt);
    times.save.push(savedAt - loadedAt);
    times.bare.push(await bareTime(JSON.stringify(opened.session)));
  }
  return times;
};

type Keeper = ReturnType<typeof sessionKeeper>;

const sessionWith = async (keeper: Keeper, reader: Reader, turns: number): Promise<string> => {
  const id = crypto.randomUUID();
  for (let at = 0; at < turns; at += 1)
    await keeper.keep(reader, await keeper.open(reader, id, NOW), said({ at: NOW, answer: ANSWER }));
  return id;
};

let bareClient: DynamoDBClient | undefined;

const bareTime = async (text: string): Promise<number> => {
  bareClient ??= new DynamoDBClient({});
  const Key = { owner: { S: 'bench/bare' }, sessionId: { S: 'bare' } };
  const startedAt = performance.now();
  await bareClient.send(new GetItemCommand({ TableName: 'sessions', Key, ConsistentRead: true }));
  const Item = { ...Key, lastAt: { S: NOW }, head: { S: '{}' }, turns: { S: text } };
  await bareClient.send(new PutItemCommand({ TableName: 'sessions', Item }));
  return performance.now() - startedAt;
};
