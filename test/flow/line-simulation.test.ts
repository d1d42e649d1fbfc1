import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileCatalog } from '#infra/catalog.ts';
import { seedDemo } from '#infra/local/demo/seed.ts';
import { type CatalogFolder, catalogFolder } from '#shared/adapters/catalog-files.ts';
import { postgresDatabase } from '#shared/adapters/postgres.ts';
import { fixedCredentials } from '#shared/adapters/secrets.ts';
import { Dictionary } from '#shared/domain/masking/dictionary.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
import { historyOf, type Surroundings } from '#test/support/answering/history.ts';
import { ASKED_AT, type Sabotage, TIME_ZONE } from '#test/support/answering/line-world.ts';
import { truthsOf } from '#test/support/answering/truths.ts';
import { startPostgres } from '#test/support/postgres.ts';

const isLong = process.env['MODE'] === 'long';
const SEEDS = isLong ? 200_000 : 20;
/** Seeds that once failed. */
const KEPT: readonly number[] = [];

let surroundings: Surroundings;
let stop: () => Promise<void>;
beforeAll(async () => {
  const postgres = await startPostgres();
  const client = new Client(postgres.url);
  await client.connect();
  stop = async () => {
    await client.end();
    await postgres.stop();
  };
  await seedDemo(client, { now: new Date(ASKED_AT), timeZone: TIME_ZONE, seed: 1, runs: 3000 });
  const folder = await mkdtemp(join(tmpdir(), 'milhena-catalog-'));
  await compileCatalog(folder);
  const catalog = readOnce(catalogFolder(folder));
  const url = new URL(postgres.url);
  const database = postgresDatabase(
    { host: url.hostname, port: Number(url.port), database: url.pathname.slice(1), tls: 'off' },
    fixedCredentials({ username: url.username, password: url.password }),
  );
  const names = async (reader: string): Promise<string[]> => {
    const area = { clerk: 'Amministrazione', helper: 'Assistenza clienti', nobody: '-' }[reader];
    const { rows } = await client.query<{ name: string }>(
      `select w.name from workflow_entity w where $1::text is null or exists (select 1 from shared_workflow s
         join project p on p.id = s."projectId" where s."workflowId" = w.id and p.name = $1)`,
      [area ?? null],
    );
    return rows.map(({ name }) => name);
  };
  const truths = await truthsOf(catalog, database, names);
  await database.close();
  const dictionary = await catalog.read('masking', Dictionary);
  const masks = new Map(['it', 'en'].map((language) => [language, createMask(dictionary, language)]));
  surroundings = { catalog, truths, masks };
});
afterAll(() => stop());

/** Thousands of lines are built of the same files. */
const readOnce = (files: CatalogFolder): CatalogFolder => {
  const known = new Map<string, Promise<unknown>>();
  const read = (part: string, schema: Parameters<CatalogFolder['read']>[1]): Promise<unknown> => {
    const found = known.get(part) ?? files.read(part, schema);
    known.set(part, found);
    return found;
  };
  const languages = files.languages();
  return { read: read as CatalogFolder['read'], languages: () => languages };
};

const failuresOf = async (seeds: Iterable<number>, sabotage?: Sabotage): Promise<string[]> => {
  const failures: string[] = [];
  for (const seed of seeds) {
    const { wrong } = await historyOf(seed, surroundings, sabotage);
    if (wrong.length > 0) failures.push(`seed ${seed}: ${[...new Set(wrong)].join(', ')}`);
  }
  return failures;
};

test(`in ${SEEDS} histories with faults at every port each question is answered truly or refused honestly, and heals`, async () => {
  expect(await failuresOf([...KEPT, ...Array.from({ length: SEEDS }, (_, seed) => seed)])).toEqual([]);
}, 600_000);
