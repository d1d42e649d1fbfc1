import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Orders, ORDERS, ORDERS_NOW, startOrders } from '#test/support/orders.ts';

const root = join(import.meta.dirname, '..', '..');
let orders: Orders;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(() => orders.stop());

const run = (command: string, ...args: string[]): Promise<{ code: number; out: string }> =>
  new Promise((resolve) => {
    const file = join(root, 'infra', 'local', 'cli', `${command}.ts`);
    execFile(process.execPath, [file, ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout + stderr });
    });
  });

const doctor = (...args: string[]) => run('doctor', ...args);

/** A copy of the catalog with one of its files changed. */
const changed = async (file: string, from: string, to: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'milhena-catalog-'));
  await cp(join(root, ORDERS.catalog), folder, { recursive: true });
  const text = await readFile(join(folder, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(folder, file), text.replaceAll(from, to));
  return folder;
};

describe('the doctor on a catalog of another business', () => {
  test('finds it whole, its role able to read what it needs and no more', async () => {
    const { code, out } = await doctor(orders.readerUrl, '--catalog', ORDERS.catalog);
    expect(out).toContain('figures: 29 of 29');
    expect(out).toContain('customer: 15 names');
    expect(out).toMatch(/orders: 959, from 2026-07-21 to 2026-11-18/);
    expect(out).toMatch(/0 problems/);
    expect(code).toBe(0);
  });

  test.each([
    ['model.yaml', 'orders.placed_at', 'orders.plazed_at', /column orders.plazed_at does not exist/],
    ['wording.it.yaml', '  punctuality: {', '  tidiness: {', /figures without a noun: punctuality/],
    [
      'wording.en.yaml',
      'left {value}',
      'handed over {value}',
      /“handed over \{value\}” holds a word of ranking/,
    ],
    ['reading.yaml', 'rows: orders', 'rows: sales', /there is no metric sales/],
    [
      'grammar.en.yaml',
      'never_ordered: [',
      'never_bought: [',
      /grammar.en.yaml, views: there is no view never_bought/,
    ],
    ['grammar.it.yaml', 'metrics:', 'metricz:', /grammar.it.yaml: at metrics: /],
  ])('says what is missing in %s', async (file, from, to, finding) => {
    const { code, out } = await doctor(orders.readerUrl, '--catalog', await changed(file, from, to));
    expect(out).toMatch(finding);
    expect(code).not.toBe(0);
  });

  test('looks at the words alone where there is no database', async () => {
    const { code, out } = await doctor('--catalog', ORDERS.catalog, '--words');
    expect(out).toMatch(/Words in it\n {2}✓ nothing is missing/);
    expect(code).toBe(0);
  });
});

test('the role that orders are read with reads what its catalog grants: no bank details', async () => {
  const client = new Client(orders.readerUrl);
  await client.connect();
  await client.query('select customer_no, legal_name from public.customers');
  await expect(client.query('select payment_iban from public.customers')).rejects.toThrow(
    /permission denied/,
  );
  await expect(client.query('select contract_terms from public.carriers')).rejects.toThrow(
    /permission denied/,
  );
  await client.end();
});

test('the role is made from the command line, and can do no more', async () => {
  const { out, code } = await run(
    'reader-role',
    orders.postgres.adminUrl,
    '--catalog',
    ORDERS.catalog,
    '--role',
    'second_reader',
  );
  expect(out).toMatch(/^second_reader reads 6 tables\n {2}no row policy: .+\npassword: [\w-]{20,}\n$/);
  expect(code).toBe(0);
  const url = new URL(orders.readerUrl);
  url.username = 'second_reader';
  url.password = /password: (\S+)/.exec(out)?.[1] ?? '';
  expect((await doctor(url.href, '--catalog', ORDERS.catalog)).out).toMatch(/0 problems/);
});

test('a conversation goes on in the words of this catalog', async () => {
  const say = orders.line.talk();
  const first = await say('Quanti ordini abbiamo avuto a ottobre?', { now: ORDERS_NOW });
  const second = await say('e a settembre?', { now: ORDERS_NOW });
  const third = await say('e per Hotel Bellavista?', { now: ORDERS_NOW });
  const [october] = await orders.expected(
    `select count(*)::int as n from o where d between '2026-10-01' and '2026-10-31'`,
  );
  const [september] = await orders.expected(
    `select count(*)::int as n, count(*) filter (where customer = 'Hotel Bellavista')::int as hotel from o where d between '2026-09-01' and '2026-09-30'`,
  );
  const valueOf = (answer: typeof first): unknown =>
    answer.claims.find(({ unit }) => unit === 'count')?.value;
  expect([first, second, third].map(valueOf)).toEqual([
    october?.['n'],
    september?.['n'],
    september?.['hotel'],
  ]);
});
