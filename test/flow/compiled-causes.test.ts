import { stringify } from 'flatted';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile } from '#shared/domain/compiling/compile.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import { createLayout } from '#test/support/n8n-layout.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';
import { type ReadOnlyClient, readOnlyClient } from '#test/support/read-only-client.ts';

const failing = (error: unknown, lastNodeExecuted = 'Fine') =>
  stringify({ resultData: { error, runData: {}, lastNodeExecuted } });
const UNKNOWN = { message: null, description: null, httpCode: null, errorName: null, node: null };

// Details as they were seen, or could be: none may stop the answer.
const DETAILS: { title: string; data: string | undefined; cause: Record<string, unknown> }[] = [
  {
    title: 'a step that was refused',
    data: failing({
      message: 'Authorization failed',
      description: 'no',
      httpCode: '401',
      name: 'NodeApiError',
      node: { name: 'CRM' },
    }),
    cause: {
      message: 'Authorization failed',
      description: 'no',
      httpCode: '401',
      errorName: 'NodeApiError',
      node: 'CRM',
    },
  },
  {
    title: 'an error without a step: the last one stands in',
    data: failing({ message: 'boom [line 3]' }),
    cause: { ...UNKNOWN, message: 'boom [line 3]', node: 'Fine' },
  },
  {
    title: 'a numeric code and a missing text',
    data: failing({ httpCode: 503, description: null }),
    cause: { ...UNKNOWN, httpCode: '503', node: 'Fine' },
  },
  {
    title: 'a zero byte in one text, and not in the other',
    data: failing({ message: 'broken \u0000 text', description: 'legible' }),
    cause: { ...UNKNOWN, description: 'legible', node: 'Fine' },
  },
  {
    title: 'half a character',
    data: failing({ message: 'broken \ud83d text', description: 'whole 😀' }),
    cause: { ...UNKNOWN, description: 'whole 😀', node: 'Fine' },
  },
  {
    title: 'a zero byte elsewhere',
    data: failing({ message: 'legible', context: '\u0000' }),
    cause: { ...UNKNOWN, message: 'legible', node: 'Fine' },
  },
  { title: 'no error in the detail', data: failing(undefined), cause: { ...UNKNOWN, node: 'Fine' } },
  { title: 'an empty detail', data: '', cause: UNKNOWN },
  {
    title: 'a detail that is too large to be read',
    data: failing({ message: 'x'.repeat(2_100_000) }),
    cause: UNKNOWN,
  },
  {
    title: 'a long text, cut',
    data: failing({ message: 'y'.repeat(5000) }),
    cause: { ...UNKNOWN, message: 'y'.repeat(2000), node: 'Fine' },
  },
  { title: 'a detail that is kept elsewhere', data: undefined, cause: UNKNOWN },
];

let server: TestPostgres;
let reader: ReadOnlyClient;
beforeAll(async () => {
  server = await startPostgres();
  const owner = new Client(server.url);
  await owner.connect();
  await createLayout(owner);
  await owner.query(`insert into public.workflow_entity (id, name, active, nodes, connections, "versionId")
    values ('w1', 'Fatturazione', true, '[]', '{}', 'v1')`);
  for (const [id, { data }] of DETAILS.entries()) {
    await owner.query(
      `insert into public.execution_entity (id, "workflowId", finished, mode, status, "createdAt", "startedAt", "stoppedAt", "storedAt")
       values ($1, 'w1', false, 'trigger', $2, now(), now() - make_interval(mins => $1), now(), 'db')`,
      [id + 1, id % 2 === 0 ? 'error' : 'crashed'],
    );
    if (data !== undefined)
      await owner.query(
        `insert into public.execution_data ("executionId", "workflowData", data) values ($1, '{}', $2)`,
        [id + 1, data],
      );
  }
  await owner.end();
  reader = await readOnlyClient(server);
});
afterAll(async () => {
  await reader?.end();
  await server?.stop();
});

test('a failure tells its raw reason, whatever its detail looks like', async () => {
  const statement = compile(
    { metrics: [], dataset: 'failure_details', dimensions: ['process', 'cause', 'run'] },
    {
      catalog: n8nCatalog,
      schema: 'public',
      timeZone: 'Europe/Rome',
      now: new Date().toISOString(),
      scope: { kind: 'all' },
    },
  );
  expect(statement.columns).toEqual(['process', 'cause', 'run']);
  const rows = await reader.read(statement);
  const told = rows.map(([process, cause, run]) => ({
    title: DETAILS[Number(run) - 1]?.title,
    process,
    cause: JSON.parse(String(cause)),
  }));
  expect(told).toEqual(DETAILS.map(({ title, cause }) => ({ title, process: 'Fatturazione', cause })));
});
