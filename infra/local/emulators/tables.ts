import { access, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AbstractKeyIterator, AbstractValueIterator } from 'abstract-level';
import * as z from 'zod/mini';
import { BootFailure } from '../failure.ts';
import type { TemplateReader } from '../template/template.ts';
import { close, listen } from './listen.ts';

const Keys = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));
const Projection = z.object({
  ProjectionType: z.string(),
  NonKeyAttributes: z.optional(z.array(z.string())),
});
const Indexes = z.optional(z.array(z.object({ IndexName: z.string(), KeySchema: Keys, Projection })));
const Table = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  KeySchema: Keys,
  GlobalSecondaryIndexes: Indexes,
  LocalSecondaryIndexes: Indexes,
  TimeToLiveSpecification: z.optional(z.object({ AttributeName: z.string(), Enabled: z.boolean() })),
  // The emulator has none: whoever needs them must not find them silently missing.
  StreamSpecification: z.optional(z.never()),
});
type Table = z.output<typeof Table>;
const Described = z.object({
  Table: z.object({
    KeySchema: Keys,
    TableStatus: z.string(),
    GlobalSecondaryIndexes: Indexes,
    LocalSecondaryIndexes: Indexes,
  }),
});
const Scanned = z.object({ Items: z.array(z.record(z.string(), z.unknown())) });

export interface Tables {
  endpoint: string;
  names: string[];
  stop: () => Promise<void>;
}

type Call = (operation: string, input: unknown) => Promise<{ ok: boolean; answer: unknown }>;

const SWEEP_MS = 60_000;

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** The template's tables in dynalite, kept in a folder; what has expired is swept out. */
export const openTables = async (template: TemplateReader, folder: string): Promise<Tables> => {
  const { default: dynalite } = await import('dynalite');
  closeWhatWasRead();
  // A table that was being made when the process was killed can be neither used nor removed; none held anything.
  const made = `${folder}.made`;
  if (!(await exists(made))) await rm(folder, { recursive: true, force: true });
  const server = dynalite({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const endpoint = `http://127.0.0.1:${await listen(server)}`;
  const call = caller(endpoint, template.region);
  const tables = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'].flatMap((type) =>
    template
      .all(type, Table)
      .map(({ identity, properties }) => ({ name: identity.reference, ...properties })),
  );
  await Promise.all(tables.map((table) => ensure(call, table)));
  await writeFile(made, '');
  const sweeper = setInterval(() => {
    for (const table of tables) void sweep(call, table).catch(() => undefined);
  }, SWEEP_MS);
  sweeper.unref();
  return {
    endpoint,
    names: tables.map(({ name }) => name),
    stop: async () => {
      clearInterval(sweeper);
      await close(server);
    },
  };
};

/**
 * dynalite 4.0 ends a query by the `return` of the iterator it reads from. Those of its store have `close` alone, so
 * none was ever closed: each kept all files of its moment, and memory with them, for as long as the process lived.
 */
const closeWhatWasRead = (): void => {
  const ended = {
    return(this: { close: () => Promise<void> }) {
      return this.close();
    },
  };
  for (const { prototype } of [AbstractKeyIterator, AbstractValueIterator])
    if (!('return' in prototype)) Object.assign(prototype, ended);
};

/** dynalite only looks whether a signature is there; loading the SDK for five calls would cost more. */
const caller =
  (endpoint: string, region: string): Call =>
  async (operation, input) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'x-amz-date': '20000101T000000Z',
        authorization: `AWS4-HMAC-SHA256 Credential=local/20000101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(input),
    });
    return { ok: response.ok, answer: await response.json() };
  };

type Named = Table & { name: string };

const ensure = async (call: Call, table: Named): Promise<void> => {
  const { name, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes } = table;
  const known = z.safeParse(Described, (await call('DescribeTable', { TableName: name })).answer);
  if (known.success && known.data.Table.TableStatus === 'ACTIVE') {
    if (keysOf(known.data.Table) === keysOf(table)) return;
    await removeEmpty(call, name);
  }
  const { ok, answer } = await call('CreateTable', {
    TableName: name,
    AttributeDefinitions,
    KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes,
    LocalSecondaryIndexes,
  });
  if (!ok) throw new BootFailure('template', `The table ${name} can not be made: ${JSON.stringify(answer)}`);
  for (let tries = 0; tries < 100; tries += 1) {
    const { data } = z.safeParse(Described, (await call('DescribeTable', { TableName: name })).answer);
    if (data?.Table.TableStatus === 'ACTIVE') return;
    await sleep(5);
  }
  throw new BootFailure('engine', `The table ${name} does not become active. Start with --fresh.`);
};

/** How a table and its indexes find their items; the emulator can not change that. */
const keysOf = ({
  KeySchema,
  GlobalSecondaryIndexes = [],
  LocalSecondaryIndexes = [],
}: Pick<Table, 'KeySchema' | 'GlobalSecondaryIndexes' | 'LocalSecondaryIndexes'>): string =>
  JSON.stringify([
    keyNames(KeySchema),
    ...[...GlobalSecondaryIndexes, ...LocalSecondaryIndexes]
      .map((index) => [index.IndexName, ...keyNames(index.KeySchema)].join())
      .sort(),
  ]);

const keyNames = (keys: z.output<typeof Keys>): string[] =>
  keys.map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName}`);

/** A table that holds nothing makes way for one of other keys. */
const removeEmpty = async (call: Call, name: string): Promise<void> => {
  const { answer } = await call('Scan', { TableName: name, Limit: 1 });
  if (z.parse(Scanned, answer).Items.length > 0)
    throw new BootFailure('data', `The keys of the table ${name} have changed. Start with --fresh.`);
  await call('DeleteTable', { TableName: name });
  for (let tries = 0; tries < 100; tries += 1) {
    if (!(await call('DescribeTable', { TableName: name })).ok) return;
    await sleep(5);
  }
  throw new BootFailure('engine', `The table ${name} can not be made anew. Start with --fresh.`);
};

/** AWS removes what has expired within days; readers must not rely on it. */
const sweep = async (call: Call, { name, KeySchema, TimeToLiveSpecification: ttl }: Named): Promise<void> => {
  if (!ttl?.Enabled) return;
  const { answer } = await call('Scan', {
    TableName: name,
    FilterExpression: '#at < :now',
    ExpressionAttributeNames: { '#at': ttl.AttributeName },
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(Date.now() / 1000)) } },
  });
  for (const item of z.parse(Scanned, answer).Items) {
    const Key = Object.fromEntries(
      KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]),
    );
    await call('DeleteItem', { TableName: name, Key });
  }
};
