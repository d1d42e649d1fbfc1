import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import * as z from 'zod/mini';
import { compileCatalog } from '#infra/catalog.ts';
import { seedDemo } from '#infra/local/demo/seed.ts';
import { type CatalogFolder, catalogFolder } from '#shared/adapters/catalog-files.ts';
import { postgresDatabase } from '#shared/adapters/postgres.ts';
import { fixedCredentials } from '#shared/adapters/secrets.ts';
import { Dictionary } from '#shared/domain/masking/dictionary.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
import { startPostgres } from '#test/support/postgres.ts';
import { historyOf, type Surroundings } from './history.ts';
import { ASKED_AT, TIME_ZONE } from './line-world.ts';
import { truthsOf } from './truths.ts';

/** What all histories stand on: the catalog, and what a real database says to each question of each reader. */
export const surroundingsOf = async (): Promise<Surroundings> => {
  const postgres = await startPostgres();
  const client = new Client(postgres.url);
  await client.connect();
  await seedDemo(client, { now: new Date(ASKED_AT), timeZone: TIME_ZONE, seed: 1, runs: 3000 });
  const folder = await mkdtemp(join(tmpdir(), 'milhena-catalog-'));
  await compileCatalog(folder);
  const catalog = filesOnce(catalogFolder(folder));
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
  await client.end();
  await postgres.stop();
  const dictionary = await catalog.read('masking', Dictionary);
  const masks = new Map(['it', 'en'].map((language) => [language, createMask(dictionary, language)]));
  return { catalog, truths, masks };
};

/** Thousands of lines are built of the same files. */
const filesOnce = (files: CatalogFolder): CatalogFolder => {
  const known = new Map<string, unknown>();
  const languages = files.languages();
  const read: CatalogFolder['read'] = async (part, schema) => {
    const wanted = z.custom<z.output<typeof schema>>((value) => value !== undefined);
    const found = known.get(part) ?? (await files.read(part, schema));
    known.set(part, found);
    return z.parse(wanted, found);
  };
  return { read, languages: () => languages };
};

/** What was wrong in each history of these seeds; empty when nothing was. */
export const failuresOf = async (seeds: Iterable<number>, surroundings: Surroundings): Promise<string[]> => {
  const failures: string[] = [];
  for (const seed of seeds) {
    const { wrong } = await historyOf(seed, surroundings);
    if (wrong.length > 0) failures.push(`seed ${seed}: ${[...new Set(wrong)].join(', ')}`);
  }
  return failures;
};

const isLong = process.env['MODE'] === 'long';

/**
 * Histories of one test file; two files share them, so that two cores do. All 10,000 took 86 s of CPU with what they
 * stand on, 158 s while coverage is counted as `npm test` does (22 November 2026, machine at work on other things), and
 * nothing was wrong in any.
 */
export const SEEDS = isLong ? 50_000 : 5000;
/** A file of them takes no longer. */
export const MOST_TIME_MS = isLong ? 1_800_000 : 600_000;
