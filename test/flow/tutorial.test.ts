import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCatalog } from '#infra/catalog.ts';
import { wordSections } from '#infra/local/cli/doctor-words.ts';
import { type Line, lineOn } from '#test/support/bare-line.ts';
import { type Orders, ORDERS_NOW, startOrders } from '#test/support/orders.ts';

/** The files that docs/adding-a-catalog.md tells to write, as it tells them. */
const fromThePage = async (): Promise<string> => {
  const page = await readFile(new URL('../../docs/adding-a-catalog.md', import.meta.url), 'utf8');
  const folder = join(await mkdtemp(join(tmpdir(), 'milhena-tutorial-')), 'shop');
  await mkdir(folder);
  for (const [, name = '', text = ''] of page.matchAll(
    /^`layers\/catalog\/shop\/([\w.]+)`\n\n```yaml\n([\s\S]*?)^```$/gm,
  ))
    await writeFile(join(folder, name), text);
  return folder;
};

let orders: Orders;
let line: Line;
let source: { catalog: string; languages: string[] };
beforeAll(async () => {
  source = { catalog: await fromThePage(), languages: ['en'] };
  orders = await startOrders();
  line = await lineOn(orders.readerUrl, 'Europe/Rome', source);
});
afterAll(async () => {
  await line?.close();
  await orders?.stop();
});

test('the catalog of the page is whole', () => {
  const directory = { readers: 'test', readAt: ORDERS_NOW, names: [] };
  const sections = wordSections({ ...readCatalog(source), directory, timeZone: 'UTC', now: ORDERS_NOW });
  const marks = sections.flatMap(({ lines }) => lines.filter(({ mark }) => mark !== 'ok'));
  expect(marks).toEqual([]);
});

test.each([
  [
    'How many orders were there last month?',
    `select count(*)::int as n from o where d between '2026-10-01' and '2026-10-31'`,
  ],
  [
    'How many orders were cancelled in October?',
    `select count(*)::int as n from o where state = 'cancelled' and d between '2026-10-01' and '2026-10-31'`,
  ],
  [
    'How many orders did Hotel Bellavista place?',
    `select count(*)::int as n from o where customer = 'Hotel Bellavista'`,
  ],
  [
    'Which customer ordered most this month?',
    `select count(*)::int as n from o where d >= '2026-11-01' group by customer order by 1 desc limit 1`,
  ],
])('%s', async (question, sql) => {
  const answer = await line.ask(question, { now: ORDERS_NOW });
  const [row] = await orders.expected(sql);
  expect(answer.claims.map(({ value }) => value)).toContain(row?.['n']);
});

test('what it lacks is refused, and names that fit alike are asked back', async () => {
  const profit = await line.ask('What is our profit margin?', { now: ORDERS_NOW });
  expect([profit.kind, profit.reason]).toEqual(['refuse', 'not_in_data']);
  expect(profit.answer).toContain('orders and who placed them');
  expect((await line.ask('How many orders did Rossi place?', { now: ORDERS_NOW })).kind).toBe('clarify');
});
