import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import * as z from 'zod/mini';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleFunctions } from '#infra/bundle.ts';
import { functionNames } from '#infra/settings.ts';

const EAGER_LIMIT = 60_000;
const Meta = z.object({
  inputs: z.record(z.string(), z.unknown()),
  outputs: z.record(
    z.string(),
    z.object({
      bytes: z.number(),
      entryPoint: z.optional(z.string()),
      imports: z.array(z.object({ path: z.string(), kind: z.string(), external: z.optional(z.boolean()) })),
    }),
  ),
});
type Meta = z.infer<typeof Meta>;

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'milhena-bundles-'));
  await bundleFunctions(home);
});
afterAll(() => rm(home, { recursive: true, force: true }));

const metaOf = async (name: string): Promise<Meta> =>
  z.parse(Meta, JSON.parse(await readFile(join(home, `${name}.meta.json`), 'utf8')));

/** The bundle and what it imports before it runs, without what waits to be needed. */
const eagerBytes = ({ outputs }: Meta): number => {
  const start = Object.keys(outputs).find((path) => path.endsWith('/handler.mjs')) ?? '';
  const reached = new Set([start]);
  for (const path of reached) {
    for (const { path: next, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && outputs[next]) reached.add(next);
    }
  }
  return [...reached].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
};

describe.each(functionNames)('%s', (name) => {
  test(`loads at most ${EAGER_LIMIT / 1000} kB before it is asked anything`, async () => {
    expect(eagerBytes(await metaOf(name))).toBeLessThanOrEqual(EAGER_LIMIT);
  });

  test('holds all it needs in its own folder, but for Node itself', async () => {
    const folder = join(home, 'functions', name);
    for (const [path, { imports }] of Object.entries((await metaOf(name)).outputs)) {
      const file = join(folder, relative(folder, join(process.cwd(), path)));
      await access(file);
      const outside = imports.filter(({ external }) => external).map(({ path: other }) => other);
      expect(outside.filter((other) => !/^(node:)?[a-z_/]+$/.test(other) && other !== 'pg-native')).toEqual(
        [],
      );
      expect(relative(folder, dirname(file)).startsWith('..')).toBe(false);
    }
  });
});

const carries = ({ inputs }: Meta, library: RegExp): boolean =>
  Object.keys(inputs).some((path) => library.test(path));

test.each([
  ['a database driver', /node_modules\/(pg|kysely)\//, 'query'],
  ['a client of models', /node_modules\/openai\//, 'classify'],
])('%s is carried by one function alone', async (_, library, name) => {
  const found = await Promise.all(functionNames.map(async (each) => carries(await metaOf(each), library)));
  expect(functionNames.filter((_each, at) => found[at])).toEqual([name]);
});
