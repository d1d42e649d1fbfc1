import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import { createLayout } from '#test/support/n8n-layout.ts';
import { type ConnectedPostgres, connectedPostgres } from '#test/support/postgres.ts';

// Changes of the clock at odd minutes, by odd amounts, and at usual ones; old ones and such that are to come.
const AROUND = [
  ['America/St_Johns', '2010-11-07T02:31:00Z'],
  ['America/St_Johns', '2011-03-13T03:31:00Z'],
  ['Antarctica/Casey', '2022-10-01T16:01:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['Asia/Kathmandu', '2026-05-01T18:15:00Z'],
  ['Pacific/Chatham', '2026-04-04T14:00:00Z'],
  ['Europe/Rome', '2026-10-25T01:00:00Z'],
] as const;
const MINUTES = [-61, -60, -31, -30, -16, -15, -2, -1, 0, 1, 2, 14, 15, 29, 30, 31, 59, 60, 61];
const UNITS = ['hour', 'weekday', 'day', 'week', 'month'] as const;
const PLAIN = {
  hour: `date_part('hour', local)`,
  weekday: `date_part('isodow', local)`,
  day: `to_char(local, 'YYYY-MM-DD')`,
  week: `to_char(date_trunc('week', local), 'YYYY-MM-DD')`,
  month: `to_char(local, 'YYYY-MM')`,
};

let postgres: ConnectedPostgres;
let client: Client;

beforeAll(async () => {
  postgres = await connectedPostgres();
  ({ client } = postgres);
  await createLayout(client);
  await client.query(`insert into workflow_entity (id, name, active, nodes, connections, "versionId")
    values ('w', 'One', true, '[]', '{}', 'v')`);
  await client.query(
    `insert into execution_entity (finished, mode, status, "createdAt", "startedAt", "stoppedAt", "workflowId")
     select true, 'trigger', case when place % 3 = 0 then 'error' else 'success' end, at, at, at, 'w'
     from (select row_number() over () as place, instant + make_interval(mins => minutes, secs => 30.5) as at
       from unnest($1::timestamptz[]) as instant, unnest($2::int[]) as minutes) as times`,
    [AROUND.map(([, instant]) => instant), MINUTES],
  );
});
afterAll(async () => {
  await postgres.stop();
});

const asked = async (query: SemanticQuery, timeZone: string) => {
  const { sql, parameters } = compile(query, {
    catalog: n8nCatalog,
    schema: 'public',
    timeZone,
    now: '2026-11-21T09:00:00.000Z',
    scope: { kind: 'all' },
  });
  const { rows } = await client.query<unknown[]>({ text: sql, values: parameters, rowMode: 'array' });
  return { sql, rows: rows.map((row) => row.map((cell, at) => (at === 0 ? cell : Number(cell)))) };
};

for (const timeZone of new Set(AROUND.map(([zone]) => zone)))
  test(`figures by units of time are the same counted by quarters as row by row: ${timeZone}`, async () => {
    for (const unit of UNITS) {
      const { sql, rows } = await asked(
        { metrics: ['runs', 'failures', 'failure_rate'], dimensions: [unit], limit: 1000 },
        timeZone,
      );
      expect(sql).toContain('"quarters"');
      const { rows: plain } = await client.query<unknown[]>({
        text: `select unit, count(*), count(*) filter (where status = 'error'),
            100::double precision * count(*) filter (where status = 'error') / count(*)
          from (select status, ${PLAIN[unit]} as unit
            from (select status, "startedAt" at time zone $1 as local from execution_entity) as runs) as runs
          group by 1 order by 1`,
        values: [timeZone],
        rowMode: 'array',
      });
      expect(rows).toEqual(plain.map((row) => row.map((cell, at) => (at === 0 ? cell : Number(cell)))));
    }
  });

test('what is more than counts is still computed over the rows', async () => {
  const { sql, rows } = await asked({ metrics: ['runs', 'max_duration'], dimensions: ['month'] }, 'UTC');
  expect(sql).not.toContain('"quarters"');
  expect(rows.reduce((sum, [, runs]) => sum + Number(runs), 0)).toBe(AROUND.length * MINUTES.length);
});
