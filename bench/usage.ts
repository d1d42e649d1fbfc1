import { Server } from 'node:http';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { Client } from 'pg';
import { type BootOptions, bootLocalCloud } from '#infra/local/cloud.ts';
import { readLine } from '#infra/local/figures/lines.ts';
import { popularMix } from './questions.ts';

/**
 * What one question of each kind uses of what AWS charges for, counted on a local cloud: calls of functions and
 * their time, of tables, queues and state machines, and bytes of logs. `docs/cost.md` is made of these figures.
 */
const RUNS = 20;
/** Of the mix: so many questions a second, the first of them not counted, while runs are written. */
const MIX = { perSecond: 10, warm: 200, runs: 600 };

interface Call {
  target: string;
  bytesIn: number;
  bytesOut: number;
}
let calls: Call[] = [];

/** The emulators serve in this process: every request that reaches one of them passes here. */
// oxlint-disable-next-line typescript/unbound-method -- it is called with its own server below
const { emit } = Server.prototype;
Server.prototype.emit = function watched(this: Server, event: string | symbol, ...rest: unknown[]): boolean {
  if (event === 'request') note(rest[0], rest[1]);
  return Reflect.apply(emit, this, [event, ...rest]);
};
const Asked = z.object({ headers: z.record(z.string(), z.unknown()) });

function note(request: unknown, response: unknown): void {
  const { headers } = z.parse(Asked, request);
  const target = headers['x-amz-target'];
  if (typeof target !== 'string' || !isResponse(response)) return;
  const before = response.socket?.bytesWritten ?? 0;
  response.once('finish', () => {
    const bytesOut = (response.socket?.bytesWritten ?? before) - before;
    calls.push({ target, bytesIn: Number(headers['content-length'] ?? 0), bytesOut });
  });
}
interface Response {
  socket: { bytesWritten: number } | null;
  once: (event: 'finish', told: () => void) => void;
}
const isResponse = (value: unknown): value is Response =>
  typeof value === 'object' && value !== null && 'once' in value;

const dataDir = await mkdtemp(join(tmpdir(), 'milhena-usage-'));
await chmod(dataDir, 0o755);
const boot = (more: Partial<BootOptions>) =>
  bootLocalCloud({ port: 0, dataDir, demo: { runs: 20_000, days: 60 }, quiet: true, fresh: true, ...more });
// What is counted is a question that nobody asked a moment ago.
let cloud = await boot({ now: new Date('2026-11-20T15:00:00Z'), handedOn: { FRESH_SECONDS: '0' } });
const logs = join(dataDir, 'logs');
const written = async (): Promise<string> =>
  (
    await Promise.all(
      (
        await readdir(logs)
      )
        .filter((name) => name !== 'local.log')
        .map((name) => readFile(join(logs, name), 'utf8')),
    )
  ).join('');

const ask = async (question: string, sessionId?: string, userId = 'usage'): Promise<void> => {
  const response = await fetch(`${cloud.url}/v1/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': cloud.apiKey },
    body: JSON.stringify({ question, userId, ...(sessionId && { sessionId }) }),
  });
  if (!response.ok) throw new Error(`${question}: ${response.status}`);
  await response.arrayBuffer();
};
/** One person is answered twenty times a minute. */
const WRITE_MS = 3200;
const write = async (text: string): Promise<void> => {
  const due = performance.now() + WRITE_MS;
  const { whatsApp } = cloud;
  if (!whatsApp) throw new Error('no WhatsApp');
  const before = whatsApp.messages('giulia').length;
  whatsApp.phone('giulia').say(text);
  while (whatsApp.messages('giulia').length < before + 2) await sleep(20);
  await sleep(Math.max(700, due - performance.now()));
};

const days = Array.from(
  { length: RUNS + 5 },
  (_, at) => `${1 + (at % 28)} ${at < 28 ? 'ottobre' : 'novembre'}`,
);
const kinds: [string, (at: number) => Promise<void>][] = [
  ['static', (at) => ask('ciao', `s-${at}`)],
  ['data', (at) => ask(`Quanti fallimenti il ${days[at]}?`, `d-${at}`)],
  ['whatsapp', (at) => write(`Quanti fallimenti il ${days[at]}?`)],
];

const usages: Record<string, unknown> = {};
for (const [kind, one] of kinds) {
  // New copies start slowly on a machine at work.
  for (let at = RUNS; at < RUNS + 3; at += 1) await one(at).catch(() => sleep(1000));
  await sleep(1000);
  calls = [];
  const before = await written();
  for (let at = 0; at < RUNS; at += 1) await one(at);
  await sleep(1000);
  usages[kind] = usageOf(calls, before, await written(), RUNS, median);
}
await cloud.stop();
// Its clock runs: what is remembered grows old.
cloud = await boot({});
usages['mix'] = await usageOfMix();
console.log(JSON.stringify(usages, null, 2));
await cloud.stop();
await rm(dataDir, { recursive: true, force: true });
process.exit(0);

/** A company's mix, each question in a session of its own, answered from what is remembered where that may be told. */
async function usageOfMix() {
  const writer = new Client(cloud.ownerUrl);
  await writer.connect();
  const next = popularMix();
  let before = '';
  for (let sent = 0; sent < MIX.warm + MIX.runs; sent += 1) {
    if (sent === MIX.warm) {
      await sleep(1000);
      calls = [];
      before = await written();
    }
    if (sent % MIX.perSecond === 0)
      await writer.query(`insert into execution_entity (finished, mode, status, "createdAt", "startedAt", "stoppedAt", "workflowId")
        select true, 'trigger', 'success', now(), now(), now(), id from workflow_entity order by random() limit 1`);
    const due = performance.now() + 1000 / MIX.perSecond;
    await ask(next().text, undefined, `someone-${sent % 100}`);
    await sleep(Math.max(0, due - performance.now()));
  }
  await sleep(1000);
  await writer.end();
  return usageOf(calls, before, await written(), MIX.runs, mean);
}

/** Milliseconds of every call of each function, in their order. */
function worked(text: string): Map<string, number[]> {
  const works = new Map<string, number[]>();
  const told = text.split('\n').flatMap((line) => (line.startsWith('{"_aws"') ? readLine(line) : []));
  for (const { name, dimensions, values } of told) {
    const work = dimensions['work'];
    if (name === 'latency' && work !== undefined) works.set(work, [...(works.get(work) ?? []), ...values]);
  }
  return works;
}

/** For questions that are alike: other things are at work on this machine too. */
function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length;
}

/** How often a question calls each function, and how long a call takes. */
function functionsOf(before: string, after: string, questions: number, middle: typeof mean) {
  const known = worked(before);
  const found = [...worked(after)].map(([work, all]): [string, { calls: number; ms: number }] => {
    const own = all.slice(known.get(work)?.length ?? 0);
    const ms = Math.round(middle(own) * 10) / 10;
    return [work, { calls: Math.round((own.length / questions) * 100) / 100, ms }];
  });
  return Object.fromEntries(found.filter(([, { calls: count }]) => count > 0));
}

function usageOf(
  all: readonly Call[],
  before: string,
  after: string,
  questions: number,
  middle: typeof mean,
) {
  const round = (value: number) => Math.round((value / questions) * 100) / 100;
  const of = (pattern: RegExp) => all.filter(({ target }) => pattern.test(target));
  const reads = of(/^DynamoDB_\d+\.(GetItem|Query|Scan|BatchGetItem)$/);
  const writes = of(/^DynamoDB_\d+\.(PutItem|UpdateItem|DeleteItem|TransactWriteItems|BatchWriteItem)$/);
  const sum = (list: readonly Call[], units: (call: Call) => number) =>
    list.reduce((total, call) => total + units(call), 0);
  return {
    readUnits: round(sum(reads, ({ bytesOut }) => Math.max(1, Math.ceil(bytesOut / 4096)))),
    writeUnits: round(
      sum(
        writes,
        ({ bytesIn, target }) => Math.max(1, Math.ceil(bytesIn / 1024)) * (/Transact/.test(target) ? 2 : 1),
      ),
    ),
    flows: round(of(/StartSyncExecution/).length),
    queueCalls: round(of(/^AmazonSQS\.(Send|Delete|Change)/).length),
    secrets: round(of(/secretsmanager/i).length),
    logBytes: round(after.length - before.length),
    functions: functionsOf(before, after, questions, middle),
  };
}
