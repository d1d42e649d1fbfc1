import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { bootLocalCloud } from '#infra/local/cloud.ts';
import { DEMO_PEOPLE } from '#infra/local/whatsapp/demo-people.ts';
import type { Fate } from '#test/support/faulty-aws.ts';
import { layingWires, type Wires } from '#test/support/wires.ts';
import { liveHeaps } from '#test/support/live-heaps.ts';
import { localClient } from './load.ts';
import { percentile, round } from './measure.ts';

// The whole local cloud for a long time, with a fault every minute: what fails, and what grows.

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    rate: { type: 'string', default: '50' },
  },
});
const MINUTES = Number(values.minutes);
const RATE = Number(values.rate);
const MINUTE_MS = 60_000;
/** When in its minute a fault begins: what was before is told apart from what follows. */
const FAULT_AFTER_MS = 10_000;
const DRAIN_MS = 35_000;
const MB = 1_048_576;

interface Minute {
  fault: string;
  asked: number;
  errors: number;
  refused: number;
  times: number[];
  processMb: number;
  /** In use once garbage was collected: by the emulated tables and queues, the doors and the load; by the functions. */
  emulatedMb: number;
  functionsMb: number;
  connections: number;
  handles: number;
}

const folder = await mkdtemp(join(tmpdir(), 'milhena-soak-'));
await chmod(folder, 0o755);
const wires = layingWires();
const cloud = await bootLocalCloud({
  port: 0,
  dataDir: folder,
  quiet: true,
  now: new Date('2026-11-20T15:00:00Z'),
  demo: { runs: 20_000, days: 60 },
  wire: wires.wire,
});
const laid = wires.laid();
const client = localClient(cloud.url, { 'x-api-key': cloud.apiKey });

const COMMON = [
  'Quanti fallimenti ieri?',
  'How many runs this week?',
  'Quali processi falliscono di più questo mese?',
  'What is running now?',
  'Tasso di successo di questo mese',
  'Average duration last week',
];
let count = 0;
/** Four of five are asked by everyone, the fifth by nobody before. */
const nextQuestion = (): string => {
  count += 1;
  if (count % 5 !== 0) return COMMON[count % COMMON.length] ?? '';
  const [day, hour] = [1 + (count % 19), Math.floor(count / 19) % 24];
  return `Quante esecuzioni il ${day} novembre dalle ${hour}:00 alle ${hour}:59?`;
};

const during = async (ms: number, begin: () => void): Promise<void> => {
  begin();
  await sleep(ms);
  wires.mend();
};
const some = (share: number, fate: Fate) => (): Fate => (Math.random() < share ? fate : 'pass');

const FAULTS: Record<string, (to: Wires) => Promise<void>> = {
  'the database is killed': () =>
    during(0, () => void process.kill(cloud.databasePid() ?? process.pid, 'SIGKILL')),
  'tables throttle one in three': ({ tables }) =>
    during(15_000, () => (tables.fate = some(0.33, 'ProvisionedThroughputExceededException'))),
  'the database is a black hole for 5 s': ({ database }) => during(5000, () => database.freeze()),
  'one in ten runs of the line is lost': ({ services }) =>
    during(15_000, () => (services.fate = some(0.1, 'reset'))),
  'nobody gets into the database for 5 s': ({ database }) => during(5000, () => database.cut()),
  'queues take nothing for 10 s': ({ queues }) =>
    during(10_000, () => (queues.fate = () => 'ServiceUnavailable')),
  'the database answers 150 ms later': ({ database }) => during(15_000, () => database.delay(150)),
  'tables never answer for 5 s': ({ tables }) => during(5000, () => (tables.fate = () => 'silent')),
};

/** Bytes of the process without mapped files, in which the emulated tables lie; with them where the system does not say. */
const ownMemory = async (): Promise<number> => {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const kilobytes = /^RssAnon:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? process.memoryUsage().rss : Number(kilobytes) * 1024;
};

const connections = async (): Promise<number> => {
  const owner = new Client(cloud.ownerUrl);
  owner.on('error', () => undefined);
  try {
    await owner.connect();
    const found = await owner.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where application_name = 'milhena'`,
    );
    return found.rows[0]?.count ?? 0;
  } catch {
    return Number.NaN;
  } finally {
    await owner.end().catch(() => undefined);
  }
};

const askInto = async (minute: Minute): Promise<void> => {
  const beganAt = performance.now();
  minute.asked += 1;
  try {
    const { status, body } = await client.post('/v1/ask', { question: nextQuestion() });
    if (status !== 200) minute.errors += 1;
    else if (body.includes('"data_unreachable"')) minute.refused += 1;
  } catch {
    minute.errors += 1;
  }
  minute.times.push(performance.now() - beganAt);
};

const people = DEMO_PEOPLE.filter(({ admitted }) => admitted);
let written = 0;
const oneMinute = async (fault: string, breaks: (to: Wires) => Promise<void>): Promise<Minute> => {
  const minute: Minute = {
    fault,
    asked: 0,
    errors: 0,
    refused: 0,
    times: [],
    processMb: 0,
    emulatedMb: 0,
    functionsMb: 0,
    connections: 0,
    handles: 0,
  };
  const beganAt = performance.now();
  const under = new Set<Promise<void>>();
  const breaking = sleep(FAULT_AFTER_MS).then(() => breaks(laid));
  const writing = setInterval(() => {
    written += 1;
    cloud.whatsApp?.phone(people[written % people.length]?.id ?? '').say(nextQuestion());
  }, 5000);
  for (let sent = 0; performance.now() - beganAt < MINUTE_MS; sent += 1) {
    const due = beganAt + (sent * 1000) / RATE;
    await sleep(Math.max(0, due - performance.now()));
    const asking = askInto(minute).finally(() => under.delete(asking));
    under.add(asking);
  }
  clearInterval(writing);
  await breaking;
  await Promise.all(under);
  const { main = 0, ...functions } = await liveHeaps();
  return {
    ...minute,
    processMb: Math.round((await ownMemory()) / MB),
    emulatedMb: Math.round(main / MB),
    functionsMb: Math.round(Object.values(functions).reduce((sum, one) => sum + one, 0) / MB),
    connections: await connections(),
    handles: process.getActiveResourcesInfo().length,
  };
};

const all: Minute[] = [];
const names = Object.keys(FAULTS);
for (let at = 0; at < MINUTES; at += 1) {
  // The first minute shows how it is when nothing breaks.
  const fault = at === 0 ? 'none' : (names[(at - 1) % names.length] ?? 'none');
  const minute = await oneMinute(fault, FAULTS[fault] ?? (() => Promise.resolve()));
  all.push(minute);
  console.log(rowOf(minute, at));
  // What ends in the middle has shown as much.
  await record();
}
await sleep(DRAIN_MS);
const share = await record();

function rowOf({ fault, asked, errors, refused, times, ...rest }: Minute, at: number): string {
  const of = (part: number) => round(percentile(times, part));
  const { processMb, emulatedMb, functionsMb, connections: held, handles } = rest;
  return `| ${[at + 1, fault, asked, errors, refused, of(0.5), of(0.95), of(0.99), processMb, emulatedMb, functionsMb, held, handles].join(' | ')} |`;
}

/** In MB, from the third minute, when all functions are there, to the last. */
function grown(what: 'processMb' | 'emulatedMb' | 'functionsMb'): number {
  return (all.at(-1)?.[what] ?? 0) - (all[Math.min(2, all.length - 1)]?.[what] ?? 0);
}

/** The share of errors so far. */
async function record(): Promise<number> {
  const heard = cloud.whatsApp?.messages().filter(({ from }) => from === 'business').length ?? 0;
  const asked = all.reduce((sum, one) => sum + one.asked, 0);
  const errors = all.reduce((sum, one) => sum + one.errors, 0);
  const page = [
    '# A fault every minute',
    '',
    `\`npm run soak -- --minutes ${MINUTES} --rate ${RATE}\`, ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, Node ${process.version}: the whole local cloud and the load in one process, ${RATE} questions a second over HTTP in an open loop and one on WhatsApp every five seconds. An error is any status but 200, or no answer in 30 s; "told" are honest sentences that the data can not be read.`,
    '',
    '| minute | what breaks | asked | errors | told | p50 ms | p95 ms | p99 ms | memory of the process without mapped files, MB | in use by emulated services and load | in use by functions | database connections | open handles |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...all.map(rowOf),
    '',
    `${errors} errors of ${asked} (${round((errors / Math.max(1, asked)) * 100)} %). On WhatsApp ${written} messages were written and ${heard} came back; one reply may be two messages. From the third minute to the last the memory of the process grew by ${grown('processMb')} MB; what is in use once garbage is collected by ${grown('emulatedMb')} MB in the emulated services and the load, and by ${grown('functionsMb')} MB in the functions.`,
    '',
  ];
  await mkdir('bench/results', { recursive: true });
  await writeFile('bench/results/soak.md', page.join('\n'));
  return errors / Math.max(1, asked);
}

client.close();
await cloud.stop();
await wires.close();
await rm(folder, { recursive: true, force: true });
process.exit(share < 0.001 ? 0 : 1);
