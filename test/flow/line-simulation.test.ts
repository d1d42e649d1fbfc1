import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { compileCatalog } from '#infra/catalog.ts';
import { seedDemo } from '#infra/local/demo/seed.ts';
import { type CatalogFolder, catalogFolder } from '#shared/adapters/catalog-files.ts';
import { postgresDatabase } from '#shared/adapters/postgres.ts';
import { fixedCredentials } from '#shared/adapters/secrets.ts';
import type { Masked } from '#shared/contracts/documents.ts';
import { Dictionary } from '#shared/domain/masking/dictionary.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
import { historyOf, type Surroundings } from '#test/support/answering/history.ts';
import type { World } from '#test/support/delivery/world.ts';
import type { Step } from '#test/support/answering/flow.ts';
import { ASKED_AT, type Sabotage, TIME_ZONE } from '#test/support/answering/line-world.ts';
import { truthsOf } from '#test/support/answering/truths.ts';
import { startPostgres } from '#test/support/postgres.ts';

const isLong = process.env['MODE'] === 'long';
const SEEDS = isLong ? 10_000 : 500;
/** Seeds that once failed. */
const KEPT: readonly number[] = [];
const MOST_TO_FIND = 200;

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

const failuresOf = async (seeds: Iterable<number>): Promise<string[]> => {
  const failures: string[] = [];
  for (const seed of seeds) {
    const { wrong } = await historyOf(seed, surroundings);
    if (wrong.length > 0) failures.push(`seed ${seed}: ${[...new Set(wrong)].join(', ')}`);
  }
  return failures;
};

test(`in ${SEEDS} histories with faults at every port each question is answered truly or refused honestly, and heals`, async () => {
  expect(await failuresOf([...KEPT, ...Array.from({ length: SEEDS }, (_, seed) => seed)])).toEqual([]);
}, 600_000);

type Plant = (world: World) => Sabotage;
const onStep =
  (name: string, change: (step: Step, world: World) => Step): Plant =>
  (world) => ({
    steps: (steps) => {
      const step = steps[name];
      return step ? { ...steps, [name]: change(step, world) } : steps;
    },
  });
const Told = z.looseObject({ answer: z.string(), evidence: z.array(z.looseObject({})) });

/** Mistakes that the check must find; each is one change of the code or of what it stands on. */
const MISTAKES: readonly [string, Plant, RegExp][] = [
  [
    'an answer is kept without whose it is',
    () => ({
      line: (line) => {
        const kept = new Map<string, Promise<Masked>>();
        return {
          ask: (question) => {
            const answer = kept.get(question.text) ?? line.ask(question);
            kept.set(question.text, answer);
            return answer;
          },
        };
      },
    }),
    /untrue|another reader/,
  ],
  [
    'a figure is changed on its way',
    onStep('Mask', (step) => async (document) => {
      const told = z.parse(Told, await step(document));
      return { ...told, answer: told.answer.replace(/[1-8]/, '9') };
    }),
    /untrue/,
  ],
  [
    'a technology term slips in',
    onStep('Mask', (step) => async (document) => {
      const told = z.parse(Told, await step(document));
      return { ...told, answer: `${told.answer} Postgres timeout.` };
    }),
    /not masked/,
  ],
  [
    'data that can not be reached counts as none',
    (world) => ({
      database: (database) => ({
        ...database,
        read: (statement, answerBy) =>
          database.read(statement, answerBy).catch(() => world.pass(1).then(() => [])),
      }),
    }),
    /untrue|not healed/,
  ],
  [
    'what failed once is never tried again',
    onStep('Query', (step) => {
      let broken: unknown;
      return async (document) => {
        if (broken !== undefined) throw broken;
        return step(document).catch((error: unknown) => {
          broken = error;
          throw error;
        });
      };
    }),
    /not healed/,
  ],
  [
    'the line is waited for without end',
    (world) => ({
      line: (line) => ({
        ask: async (question) => {
          const answer = await line.ask(question);
          if (answer.degraded.length > 0) await world.pass(60_000);
          return answer;
        },
      }),
    }),
    /late/,
  ],
];

test.each(MISTAKES)('finds it when %s', { timeout: 120_000 }, async (_, plant, expected) => {
  let found: string | undefined;
  for (let seed = 0; seed < MOST_TO_FIND && found === undefined; seed += 1) {
    const { wrong } = await historyOf(seed, surroundings, plant);
    found = wrong.find((what) => expected.test(what));
  }
  expect(found).toBeDefined();
});
