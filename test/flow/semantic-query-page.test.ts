import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Operator, SemanticQuery, Shape } from '#shared/contracts/query.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import { FIGURES, figureClasses, listingClasses } from '#test/support/brute-force/classes.ts';
import { evaluator } from '#test/support/brute-force/evaluate.ts';
import type { Axes, Choice } from '#test/support/brute-force/pairwise.ts';
import { READ_AT } from '#test/support/brute-force/questions.ts';
import { makeWorld } from '#test/support/brute-force/world.ts';
import { writeWorld } from '#test/support/brute-force/write-world.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import { createLayout } from '#test/support/n8n-layout.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';
import { type ReadOnlyClient, readOnlyClient } from '#test/support/read-only-client.ts';

const PAGE = readFileSync(new URL('../../docs/semantic-query.md', import.meta.url), 'utf8');
const EXAMPLES = [...PAGE.matchAll(/```json\n(.*?)```/gs)].map(([, text]) => text ?? '');
const SEAT = { timeZone: 'Europe/Rome', scope: { kind: 'all' } as const };

describe('the page about the semantic query', () => {
  const world = makeWorld(21, { processes: 25, runs: 1500 });
  let server: TestPostgres;
  let reader: ReadOnlyClient;
  beforeAll(async () => {
    server = await startPostgres();
    const admin = new Client(server.adminUrl);
    await admin.connect();
    await createLayout(admin);
    await writeWorld(admin, world);
    await admin.end();
    reader = await readOnlyClient(server);
  });
  afterAll(async () => {
    await reader?.end();
    await server?.stop();
  });

  test.each(EXAMPLES)('gives an example that runs, and is right: %s', async (text) => {
    const query = SemanticQuery.parse(JSON.parse(text));
    const options = { catalog: n8nCatalog, schema: 'public', now: READ_AT, ...SEAT };
    const rows = await reader.read(compile(query, options));
    expect(rows).not.toEqual([]);
    // The causes of failures are proven elsewhere; these databases hold none.
    const right = query.dataset === 'failure_details' ? rows : evaluator(world)({ query, ...SEAT });
    expect(rows).toEqual(right);
  });

  test('has one for everything a query can be', () => {
    const asked = EXAMPLES.map((text) => ({ query: SemanticQuery.parse(JSON.parse(text)), ...SEAT }));
    const figures = asked.filter(({ query }) => query.metrics.length > 0).map(figureClasses);
    const listings = asked.filter(({ query }) => query.metrics.length === 0).map(listingClasses);
    const seen = (choices: Choice[]) =>
      new Set(choices.flatMap((choice) => Object.entries(choice).map(String)));
    const classes = (axes: Axes) =>
      Object.entries(axes)
        .filter(([axis]) => axis !== 'zone' && axis !== 'scope')
        .flatMap(([axis, names]) => names.map((name) => String([axis, name])));
    const shown = seen([...figures, ...listings]);
    expect(classes(FIGURES).filter((one) => !shown.has(one))).toEqual([]);
  });

  test('names every key, operator and shape of the contract', () => {
    const words = [...Object.keys(SemanticQuery.shape), ...Operator.options, ...Shape.options];
    expect(words.filter((word) => !PAGE.includes(`\`${word}\``) && !PAGE.includes(`"${word}"`))).toEqual([]);
  });
});
