import { readFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StateMachine } from 'aws-local-stepfunctions';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Client } from 'pg';
import * as z from 'zod/mini';
import { buildChartsLayer } from '#infra/bundle.ts';
import { compileCatalog } from '#infra/catalog.ts';
import { installReadOnlyRole } from '#infra/database/install.ts';
import { seedDemo } from '#infra/local/demo/seed.ts';
import { Answer } from '#shared/contracts/answer.ts';
import type { ProxyResult } from '#shared/runtime/request.ts';
import { startDynamo } from '#test/support/dynalite.ts';
import { startJsonServer } from '#test/support/json-server.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';
import { makeStoreTables } from '#test/support/store-tables.ts';

const NOW = '2026-11-21T02:36:00.000Z';
const READER = { role: 'milhena_reader', password: 'reader-secret', schema: 'public' };

type Handler = (event: unknown) => Promise<unknown>;

export interface Line {
  postgres: TestPostgres;
  catalogDir: string;
  /** The read-only role's own URL. */
  readerUrl: string;
  ask(question: string, more?: Record<string, string>): Promise<Answer>;
  http(method: string, path: string, more?: object): Promise<ProxyResult>;
  handlers: Record<string, Handler>;
  stop(): Promise<void>;
}

/** The whole line in this process: the real handlers and the real flow over real engines and demo data. */
export const startLine = async (runs = 4000, days = 60): Promise<Line> => {
  const catalogDir = await mkdtemp(join(tmpdir(), 'milhena-catalog-'));
  const [postgres, dynamo] = await Promise.all([
    startPostgres(),
    startDynamo(),
    compileCatalog(catalogDir),
    buildChartsLayer(join(catalogDir, 'layer')),
  ]);
  await prepare(postgres, runs, days);
  await makeTables();
  const secrets = await startJsonServer(() => ({
    body: { SecretString: JSON.stringify({ username: READER.role, password: READER.password }) },
  }));
  const handlers: Record<string, Handler> = {};
  const flow = await answerFlow(handlers);
  const states = await startJsonServer(async (body) => {
    const input: unknown = JSON.parse(z.parse(z.object({ input: z.string() }), body).input);
    const output = await flow(input).catch(() => undefined);
    if (output === undefined) return { body: { status: 'FAILED' } };
    return { body: { status: 'SUCCEEDED', output: JSON.stringify(output) } };
  });
  const database = new URL(postgres.url);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SFN: states.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    POWERTOOLS_LOG_LEVEL: process.env['POWERTOOLS_LOG_LEVEL'] ?? 'SILENT',
    POWERTOOLS_METRICS_DISABLED: process.env['POWERTOOLS_METRICS_DISABLED'] ?? 'true',
    CATALOG_DIR: catalogDir,
    DIRECTORY_TABLE: 'directory',
    SESSIONS_TABLE: 'sessions',
    CONTEXT_TABLE: 'context',
    PEOPLE_TABLE: 'people',
    FEEDBACK_TABLE: 'feedback',
    SUBSCRIPTIONS_TABLE: 'subscriptions',
    CHARTS_TABLE: 'charts',
    USAGE_TABLE: 'usage',
    STATES_TABLE: 'states',
    CHARTS_DIR: join(catalogDir, 'layer', 'charts'),
    ACCESS_TABLE: 'access',
    UNLISTED_READERS: 'everything',
    ANSWER_FLOW_ARN: 'arn:aws:states:eu-south-1:000000000000:stateMachine:answer',
    TENANT_ID: 'demo',
    TIME_ZONE: 'Europe/Rome',
    SESSION_IDLE_HOURS: '7',
    WORKING_HOURS: '06:00-20:00',
    SESSION_KEEP_DAYS: '30',
    MILHENA_NOW: NOW,
    DATABASE_HOST: database.hostname,
    DATABASE_PORT: database.port,
    DATABASE_NAME: database.pathname.slice(1),
    DATABASE_TLS: 'off',
    DATABASE_SCHEMA: 'public',
    DATABASE_SECRET: 'reader',
    FRESH_SECONDS: '0',
    CACHE_URL: 'none',
    CACHE_NAME: 'none',
  });
  const [classify, query, validate, mask, api] = await Promise.all([
    import('#functions/classify/handler.ts'),
    import('#functions/query/handler.ts'),
    import('#functions/validate/handler.ts'),
    import('#functions/mask/handler.ts'),
    import('#functions/api/handler.ts'),
  ]);
  for (const [name, { handler }] of Object.entries({ classify, query, validate, mask }))
    handlers[name] = handler;
  const http = (method: string, path: string, more: object = {}): Promise<ProxyResult> =>
    api.handler({
      httpMethod: method,
      path,
      resource: path,
      headers: { 'content-type': 'application/json' },
      queryStringParameters: null,
      body: null,
      isBase64Encoded: false,
      requestContext: { requestId: 'test' },
      ...more,
    });
  return {
    postgres,
    catalogDir,
    handlers,
    http,
    readerUrl: `postgres://${READER.role}:${READER.password}@127.0.0.1:${postgres.port}${database.pathname}`,
    ask: async (question, more = {}) => {
      const result = await http('POST', '/v1/ask', { body: JSON.stringify({ question, ...more }) });
      if (result.statusCode !== 200) throw new Error(result.body);
      return z.parse(Answer, JSON.parse(result.body));
    },
    stop: async () => {
      secrets.stop();
      states.stop();
      dynamo.stop();
      await postgres.stop();
    },
  };
};

const prepare = async (postgres: TestPostgres, runs: number, days: number) => {
  const client = new Client(postgres.adminUrl);
  await client.connect();
  await seedDemo(client, { now: new Date(NOW), timeZone: 'Europe/Rome', runs, days });
  await installReadOnlyRole(client, { ...READER, rowPolicy: 'put' });
  await client.end();
};

const makeTables = async () => {
  await makeStoreTables();
  await new DynamoDBClient({}).send(
    new CreateTableCommand({
      TableName: 'directory',
      AttributeDefinitions: [{ AttributeName: 'tenantId', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'tenantId', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
};

/** The flow as it is deployed; each task runs the function its resource names. */
const answerFlow = async (
  handlers: Record<string, Handler>,
): Promise<(input: unknown) => Promise<unknown>> => {
  const text = await readFile(new URL('../../infra/flow/answer.asl.json', import.meta.url), 'utf8');
  const named = text.replaceAll(
    /\$\{(\w+?)FunctionArn\}/g,
    (_, name: string) => `arn:aws:lambda:eu-south-1:000000000000:function:${name.toLowerCase()}`,
  );
  const definition = JSON.parse(named);
  const local: Record<string, (input: unknown) => Promise<ReturnType<typeof JSON.parse>>> = {};
  for (const [state, { Resource }] of Object.entries(z.parse(Flow, definition).States)) {
    const name = Resource?.split(':').at(-1);
    if (name !== undefined)
      local[state] = async (input) => JSON.parse(JSON.stringify(await handlers[name]?.(input)));
  }
  // In and out as text, as on the wire.
  const machine = new StateMachine(definition);
  return async (input) =>
    machine.run(JSON.parse(JSON.stringify(input)), { overrides: { taskResourceLocalHandlers: local } })
      .result;
};

const Flow = z.object({
  States: z.record(z.string(), z.object({ Resource: z.optional(z.string()) })),
});
