import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedDemo } from '#infra/local/demo/seed.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import { type Line, lineOn } from '#test/support/bare-line.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import { createLayout } from '#test/support/n8n-layout.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';
import { type ReadOnlyClient, readOnlyClient } from '#test/support/read-only-client.ts';
import { insert } from '#test/support/summaries/past.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday. */
const FIRST = Date.parse('2026-08-03T00:00:00.000Z');
const LAST = Date.parse('2026-11-20T00:00:00.000Z');
const iso = (at: number) => new Date(at).toISOString();
const every = (step: number, offset: number, until = LAST): number[] =>
  Array.from({ length: Math.floor((until - FIRST) / step) }, (_, at) => FIRST + offset + at * step).filter(
    (at) => at < until,
  );
const inOffice = (at: number) => {
  const day = new Date(at);
  return day.getUTCDay() % 6 !== 0 && day.getUTCHours() >= 8 && day.getUTCHours() < 17;
};

interface Known {
  starts: number[];
  mode?: string;
  live?: boolean;
  archived?: boolean;
  settings?: object;
}
const COMPANY: Record<string, Known> = {
  hourly: { starts: every(HOUR, 0) },
  'hourly until one day': { starts: every(HOUR, 0, Date.parse('2026-11-10T12:00:00Z')) },
  nightly: { starts: every(DAY, 2 * HOUR) },
  'nightly until one night': { starts: every(DAY, 2 * HOUR, Date.parse('2026-11-13T00:00:00Z')) },
  'in office hours': { starts: every(HOUR / 2, 0).filter(inOffice) },
  'weekly until August': { starts: every(7 * DAY, 9 * HOUR, Date.parse('2026-09-01T00:00:00Z')) },
  monthly: { starts: every(30 * DAY, 6 * HOUR) },
  'switched off': { starts: every(HOUR, 0, FIRST + 40 * DAY), live: false },
  'put away': { starts: every(HOUR, 0, FIRST + 40 * DAY), archived: true },
  'only tried': { starts: every(HOUR, 0, FIRST + 40 * DAY), mode: 'manual' },
  'keeps no successes': {
    starts: every(9 * HOUR, 0, FIRST + 40 * DAY),
    settings: { saveDataSuccessExecution: 'none' },
  },
  'never ran': { starts: [] },
};

/** The definition once more, from its text: quiet for long, by the median and by the longest pause. */
const silentAt = (now: number): string[] =>
  Object.entries(COMPANY)
    .filter(([, { live = true, archived = false, mode, settings, starts }]) => {
      const past = starts.filter((at) => at <= now);
      const last = past.at(-1);
      if (!live || archived || mode !== undefined || settings || last === undefined) return false;
      const recent = past.filter((at) => at >= last - 30 * DAY);
      const pauses = recent.slice(1).map((at, index) => at - (recent[index] ?? 0));
      if (pauses.length < 3) return false;
      const sorted = pauses.toSorted((a, b) => a - b);
      const middle = (sorted.length - 1) / 2;
      const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
      return now - last > 3 * median && now - last > (sorted.at(-1) ?? 0);
    })
    .map(([name]) => name)
    .sort();

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

describe('a process is silent', () => {
  let reader: ReadOnlyClient;
  beforeAll(async () => {
    const urls = await server.createDatabase('rhythms');
    const admin = new Client(urls.adminUrl);
    await admin.connect();
    await createLayout(admin);
    await admin.query('set session_replication_role = replica');
    const stamps = { createdAt: iso(FIRST), updatedAt: iso(FIRST) };
    await insert(
      admin,
      'workflow_entity',
      Object.entries(COMPANY).map(([name, { live = true, archived = false, settings = {} }]) => ({
        ...stamps,
        id: name,
        name,
        active: live && !archived,
        activeVersionId: live && !archived ? name : null,
        isArchived: archived,
        nodes: [],
        connections: {},
        versionId: name,
        triggerCount: 1,
        versionCounter: 1,
        settings,
      })),
    );
    let id = 0;
    const runs = Object.entries(COMPANY).flatMap(([workflowId, { starts, mode = 'trigger' }]) =>
      starts.map((at) => ({
        id: (id += 1),
        workflowId,
        status: 'success',
        mode,
        finished: true,
        storedAt: 'db',
        createdAt: iso(at),
        startedAt: iso(at),
        stoppedAt: iso(at + 1000),
      })),
    );
    await insert(admin, 'execution_entity', runs);
    await admin.query('analyze');
    await admin.end();
    reader = await readOnlyClient(urls);
  });
  afterAll(() => reader?.end());

  const read = (query: SemanticQuery, now: number): Promise<Cell[][]> =>
    reader.read(
      compile(query, {
        catalog: n8nCatalog,
        schema: 'public',
        timeZone: 'Europe/Rome',
        now: iso(now),
        scope: { kind: 'all' },
      }),
    );

  test('when it has been quiet for longer than its rhythm allows, at any instant', async () => {
    const filters = { field: 'silent', operator: 'in' as const, values: [true] };
    const found: string[] = [];
    for (let now = FIRST + 20 * DAY; now < LAST; now += 31 * HOUR) {
      const listed = await read(
        {
          metrics: [],
          dataset: 'processes',
          dimensions: ['process'],
          filters,
          order: [{ by: 'process', direction: 'asc' }],
        },
        now,
      );
      expect(listed.map(([name]) => name)).toEqual(silentAt(now));
      expect(await read({ metrics: ['silent_processes'] }, now)).toEqual([[silentAt(now).length]]);
      found.push(...silentAt(now));
    }
    expect([...new Set(found)].sort()).toEqual([
      'hourly until one day',
      'nightly until one night',
      'weekly until August',
    ]);
  });

  test('it did not run in a period, whenever it ran before or after', async () => {
    const idleIn = (from: number, to: number): string[] =>
      Object.entries(COMPANY)
        .filter(([, { live = true, archived = false, mode, settings, starts }]) => {
          const counted = mode === undefined ? starts : [];
          return live && !archived && !settings && !counted.some((at) => at >= from && at < to);
        })
        .map(([name]) => name)
        .sort();
    const lengths = new Set<number>();
    for (let days = 20; FIRST + days * DAY < LAST; days += 3) {
      const from = FIRST + days * DAY + 7 * HOUR;
      const to = from + (days % 2 === 0 ? 7 : 1) * DAY;
      const timeRange = { from: iso(from), to: iso(to) };
      const listed = await read(
        {
          metrics: [],
          dataset: 'processes',
          dimensions: ['process'],
          filters: {
            and: [
              { field: 'live', operator: 'in', values: [true] },
              { field: 'successes_kept', operator: 'in', values: [true] },
              { not: { field: 'ran_at', operator: 'within', timeRange } },
            ],
          },
          order: [{ by: 'process', direction: 'asc' }],
        },
        LAST,
      );
      expect(listed.map(([name]) => name)).toEqual(idleIn(from, to));
      lengths.add(listed.length);
    }
    expect(lengths.size).toBeGreaterThan(2);
  });
});

describe('on the demo company', () => {
  const now = '2026-11-18T09:30:00.000Z';
  let line: Line;
  let silent: string[];
  let client: Client;
  beforeAll(async () => {
    const urls = await server.createDatabase('demo');
    client = new Client(urls.url);
    await client.connect();
    const { truth } = await seedDemo(client, {
      now: new Date(now),
      timeZone: 'Europe/Rome',
      runs: 20_000,
      days: 60,
    });
    silent = truth.names.silent;
    line = await lineOn(urls.url);
  });
  afterAll(async () => {
    await line?.close();
    await client?.end();
  });
  const listed = async (question: string) => {
    const { evidence } = await line.ask(question, { now });
    return evidence.find(({ id }) => id === 'e1')?.rows.map(([name]) => name);
  };

  test.each([
    'che cosa non è partito?',
    'quali processi non girano più?',
    'c’è qualche processo in silenzio?',
    'which processes have gone quiet?',
    'What should have run and did not?',
    'which processes stopped running?',
  ])('%s', async (question) => {
    expect(await listed(question)).toEqual(silent);
  });

  test('of one process it is a yes or no, and of today what has not run since midnight', async () => {
    const [name = ''] = silent;
    const yes = await line.ask(`${name} è in silenzio?`, { now });
    expect(yes.answer).toMatch(/^Sì, .* è in silenzio\./);
    const no = await line.ask('has the Data quality check stopped running?', { now });
    expect(no.answer).toMatch(/^No, .* has not gone quiet\./);
    const { rows } = await client.query<{ name: string }>(
      `select name from workflow_entity w where active and not "isArchived" and not exists (
         select from execution_entity e where e."workflowId" = w.id and "deletedAt" is null
         and mode in ('webhook', 'trigger', 'retry', 'error', 'cli', 'evaluation')
         and "startedAt" >= '2026-11-17T23:00:00Z')
       and coalesce(w.settings ->> 'saveDataSuccessExecution', 'all') <> 'none'`,
    );
    // Runs of one whose successes are not kept are in the summaries alone: that it did not run would be untrue.
    const unkept = await client.query<{ name: string }>(
      `select name from workflow_entity where active and settings ->> 'saveDataSuccessExecution' = 'none'`,
    );
    expect(unkept.rows.length).toBeGreaterThan(0);
    const quiet = await line.ask('quali processi non sono partiti oggi?', { now });
    expect(quiet.answer).toContain('senza esecuzioni oggi, mercoledì 18 novembre:');
    expect(new Set(await listed('which processes did not run today?'))).toEqual(
      new Set(rows.map((row) => row.name)),
    );
    for (const { name: other } of unkept.rows) expect(quiet.answer).not.toContain(other);
  });

  test.each([
    ["did the 8 o'clock report run?", 8],
    ['è partito il report delle 8?', 8],
    ['did the 3 am report run?', 3],
  ])('%s is about today', async (question, hour) => {
    const { rows } = await client.query<{ runs: number }>(
      `select count(*)::int as runs from execution_entity e join workflows_tags using ("workflowId")
       join tag_entity t on t.id = "tagId" where t.name = 'report' and "deletedAt" is null
       and mode in ('webhook', 'trigger', 'retry', 'error', 'cli', 'evaluation')
       and ("startedAt" at time zone 'Europe/Rome')::date = '2026-11-18'
       and date_part('hour', "startedAt" at time zone 'Europe/Rome') = $1`,
      [hour],
    );
    const answer = await line.ask(question, { now });
    expect(answer.evidence.find(({ id }) => id === 'e1')?.rows[0]?.[0]).toBe(rows[0]?.runs);
    expect(answer.answer).toMatch(Number(rows[0]?.runs) > 0 ? /^(Yes|Sì)/ : /^No/);
  });

  test.each([
    [
      'which processes did not run yesterday?',
      'without runs yesterday',
      '2026-11-16T23:00Z',
      '2026-11-17T23:00Z',
    ],
    [
      'quali processi non sono partiti ieri?',
      'senza esecuzioni ieri',
      '2026-11-16T23:00Z',
      '2026-11-17T23:00Z',
    ],
    ['processes with no runs last week', 'without runs last week', '2026-11-08T23:00Z', '2026-11-15T23:00Z'],
  ])('of a period that is over: %s', async (question, says, from, to) => {
    const { rows } = await client.query<{ name: string }>(
      `select name from workflow_entity w where active and not "isArchived" and not exists (
         select from execution_entity e where e."workflowId" = w.id and "deletedAt" is null
         and mode in ('webhook', 'trigger', 'retry', 'error', 'cli', 'evaluation')
         and "startedAt" >= $1 and "startedAt" < $2)
       and coalesce(w.settings ->> 'saveDataSuccessExecution', 'all') <> 'none'`,
      [from, to],
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(await listed(question))).toEqual(new Set(rows.map(({ name }) => name)));
    expect((await line.ask(question, { now })).answer).toContain(says);
  });

  test('nothing is told of a period of which not all is kept', async () => {
    const { answer, claims } = await line.ask('which processes did not run in September?', { now });
    expect(answer).toMatch(/^The data starts on .*: of that period I cannot tell\./);
    expect(claims.some(({ slot }) => slot === 'process')).toBe(false);
  });
});
