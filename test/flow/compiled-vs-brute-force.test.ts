import * as fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Catalog } from '#shared/contracts/catalog.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import { figuresOf, listingOf } from '#test/support/brute-force/class-cases.ts';
import {
  FIGURES,
  figureClasses,
  LISTINGS,
  listingClasses,
  NO_FIGURES,
  NO_LISTINGS,
} from '#test/support/brute-force/classes.ts';
import { type Asked, evaluator } from '#test/support/brute-force/evaluate.ts';
import { coveringCases, pairsOf } from '#test/support/brute-force/pairwise.ts';
import { questions, READ_AT } from '#test/support/brute-force/questions.ts';
import { makeWorld, randomOf, type World } from '#test/support/brute-force/world.ts';
import { writeWorld } from '#test/support/brute-force/write-world.ts';
import { createLayout } from '#test/support/n8n-layout.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';
import { type ReadOnlyClient, readOnlyClient } from '#test/support/read-only-client.ts';
import { readOnlySelect } from '#test/support/read-only-select.ts';

const SEED = Number(process.env['MILHENA_SEED'] ?? 20_261_121);
const CASES = Number(process.env['MILHENA_CASES'] ?? 550);
const WORLDS = [
  { title: 'a small company', layout: '2.8', processes: 14, runs: 500 },
  { title: 'a company on the older layout', layout: '1.123', processes: 9, runs: 300 },
  { title: 'a busy company', layout: '2.8', processes: 25, runs: 1500 },
  { title: 'a company that has processes and no runs', layout: '2.8', processes: 5, runs: 0 },
] as const;

// Mistakes that a catalog could hold: the same cases must notice each.
const MISTAKES: [string, string][] = [
  [
    "'webhook', 'trigger', 'retry', 'error', 'cli', 'evaluation'",
    "'webhook', 'trigger', 'retry', 'error', 'cli'",
  ],
  ["runs.status in ('error', 'crashed')", "runs.status in ('error')"],
  ["runs.status in ('success', 'error')", "runs.status in ('success', 'error', 'crashed')"],
  ["runs.outcome <> 'new'", 'true'],
  ['runs.\\"deletedAt\\" is not null', 'false'],
  ['runs.\\"retrySuccessId\\" is not null', 'true'],
  ["interval '1 hour'", "interval '3 hours'"],
  ["is distinct from 'dynamic'", "<> 'dynamic'"],
  ['percentile_cont(0.5)', 'percentile_disc(0.5)'],
  ['not processes.\\"isArchived\\"', 'true'],
  ["any_run.mode <> 'manual'", "any_run.mode <> 'cli'"],
  ["p.type = 'team'", 'true'],
];

// Every pair of classes of the two tables is asked of every company.
const TABLES = [
  {
    what: 'figures',
    axes: FIGURES,
    forbidden: NO_FIGURES,
    make: figuresOf,
    classes: figureClasses,
  },
  {
    what: 'listed rows',
    axes: LISTINGS,
    forbidden: NO_LISTINGS,
    make: listingOf,
    classes: listingClasses,
  },
];

const agreement =
  (world: World, reader: ReadOnlyClient, catalog: Catalog) =>
  async (asked: Asked): Promise<void> => {
    const { query, timeZone, scope } = asked;
    const statement = compile(query, { catalog, schema: 'public', timeZone, now: READ_AT, scope });
    expect(await readOnlySelect(statement.sql)).toEqual([]);
    expect(await reader.read(statement)).toEqual(evaluator(world)(asked));
  };

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

describe.each(WORLDS)('$title', ({ title, layout, ...size }) => {
  const world = makeWorld(SEED + title.length, size);
  let reader: ReadOnlyClient;
  beforeAll(async () => {
    const urls = await server.createDatabase(title);
    const admin = new Client(urls.adminUrl);
    await admin.connect();
    await createLayout(admin, layout);
    await writeWorld(admin, world);
    await admin.end();
    reader = await readOnlyClient(urls);
  });
  afterAll(() => reader?.end());

  test('gets from the statement what a plain reading of the definitions gives', {
    timeout: 300_000,
  }, async () => {
    const matches = agreement(world, reader, n8nCatalog);
    const property = fc.asyncProperty(questions(world), matches);
    await expect(fc.assert(property, { numRuns: CASES, seed: SEED })).resolves.toBeUndefined();
  });

  test.each(TABLES)('gets it for every pair of classes of $what', { timeout: 300_000 }, async (table) => {
    const random = randomOf(SEED);
    const { cases, pairs } = coveringCases(table.axes, table.forbidden, random);
    const matches = agreement(world, reader, n8nCatalog);
    const missing = new Set(pairs);
    for (const choice of cases) {
      const asked = table.make(choice, world, random);
      expect(table.classes(asked)).toEqual(choice);
      await matches(asked);
      for (const pair of pairsOf(table.classes(asked))) missing.delete(pair);
    }
    expect([...missing]).toEqual([]);
    expect(pairs.size).toBeGreaterThan(700);
  });

  test.runIf(size.runs > 1000)('would notice a wrong definition', { timeout: 300_000 }, async () => {
    const unnoticed: string[] = [];
    for (const [right, wrong] of MISTAKES) {
      const text = JSON.stringify(n8nCatalog);
      expect(text).toContain(right);
      const mistaken = agreement(world, reader, Catalog.parse(JSON.parse(text.replaceAll(right, wrong))));
      const found = await fc.check(fc.asyncProperty(questions(world), mistaken), {
        numRuns: CASES,
        seed: SEED,
        endOnFailure: true,
      });
      if (!found.failed) unnoticed.push(`${right} -> ${wrong}`);
    }
    expect(unnoticed).toEqual([]);
  });
});
