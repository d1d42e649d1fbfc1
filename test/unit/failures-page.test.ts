import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'failures.md'), 'utf8');
const rows = page.split('\n').flatMap((line) => {
  const [, number, shown] = /^\| (\d+) \|.*\| ([^|]+) \|$/.exec(line) ?? [];
  return number === undefined || shown === undefined ? [] : [{ number: Number(number), shown }];
});

test('each of the forty failures says where it is shown, or that it is not', () => {
  expect([...new Set(rows.map(({ number }) => number))]).toEqual(
    Array.from({ length: 40 }, (_, at) => at + 1),
  );
  for (const { shown } of rows) expect(shown).toMatch(/`(test|bench)\/|\*unproven here\*/);
});

test('every test that is named there exists', () => {
  const missing = rows.flatMap(({ shown }) => {
    let folder = '';
    return [...shown.matchAll(/`([\w./-]+)`/g)].flatMap(([, name = '']) => {
      // A name alone lies beside the one before it.
      const path = name.includes('/') ? name : join(folder, name);
      folder = join(path, '..');
      return existsSync(join(root, path)) ? [] : [path];
    });
  });
  expect(missing).toEqual([]);
});
