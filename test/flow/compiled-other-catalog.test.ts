import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { installReadOnlyRole } from '#infra/database/install.ts';
import { parseOsi } from '#shared/domain/catalog/parse-osi.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import { compileNames } from '#shared/domain/compiling/names.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { type ConnectedPostgres, connectedPostgres } from '#test/support/postgres.ts';

// A shop in a schema of its own, with odd names: nothing of it is known to the code.
const MODEL = `
semantic_model:
  - name: shop
    datasets:
      - name: orders
        source: Order Lines
        primary_key: [No]
        fields:
          - { name: order_no, expression: { dialects: [{ dialect: ANSI_SQL, expression: 'orders."No"' }] }, dimension: {}, custom_extensions: [{ vendor_name: MILHENA, data: '{"type":"number"}' }] }
          - { name: customer_id, expression: { dialects: [{ dialect: ANSI_SQL, expression: 'orders."select"' }] }, dimension: {}, custom_extensions: [{ vendor_name: MILHENA, data: '{"type":"text"}' }] }
          - { name: amount, expression: { dialects: [{ dialect: ANSI_SQL, expression: 'orders.amount' }, { dialect: POSTGRESQL, expression: 'orders.amount::double precision' }] }, custom_extensions: [{ vendor_name: MILHENA, data: '{"type":"number"}' }] }
          - { name: ordered_at, expression: { dialects: [{ dialect: ANSI_SQL, expression: 'orders.ordered_at' }] }, dimension: { is_time: true }, custom_extensions: [{ vendor_name: MILHENA, data: '{"type":"instant"}' }] }
        custom_extensions: [{ vendor_name: MILHENA, data: '{"time":"ordered_at"}' }]
      - name: customers
        source: 'select c.code, c.full_name from {schema}."customer" c'
        primary_key: [code]
        fields:
          - { name: customer_id, expression: { dialects: [{ dialect: ANSI_SQL, expression: customers.code }] }, dimension: {}, custom_extensions: [{ vendor_name: MILHENA, data: '{"type":"text"}' }] }
          - { name: customer, expression: { dialects: [{ dialect: ANSI_SQL, expression: customers.full_name }] }, dimension: {}, custom_extensions: [{ vendor_name: MILHENA, data: '{"type":"text","key":"customer_id","directory":true}' }] }
    relationships:
      - { name: order_of, from: orders, to: customers, from_columns: [select], to_columns: [code] }
    metrics:
      - { name: orders, expression: { dialects: [{ dialect: ANSI_SQL, expression: count(orders.order_no) }] }, custom_extensions: [{ vendor_name: MILHENA, data: '{"unit":"count"}' }] }
      - { name: takings, expression: { dialects: [{ dialect: ANSI_SQL, expression: sum(orders.amount) }] }, custom_extensions: [{ vendor_name: MILHENA, data: '{"unit":"fraction","additive":true}' }] }
    custom_extensions: [{ vendor_name: MILHENA, data: '{"version":"1","main_dataset":"orders","main_entity":"customer"}' }]
`;
const catalog = parseOsi(parse(MODEL));
const options = {
  catalog,
  schema: 'my "shop"',
  timeZone: 'America/New_York',
  now: '2026-07-01T00:00:00.000Z',
};

describe('a catalog of another business, in another schema', () => {
  let postgres: ConnectedPostgres;
  let client: Client;
  beforeAll(async () => {
    postgres = await connectedPostgres();
    ({ client } = postgres);
    await client.query(`
      create schema "my ""shop""";
      create table "my ""shop""".customer (code text primary key, full_name text, iban text);
      create table "my ""shop"""."Order Lines" ("No" int primary key, "select" text, amount numeric(10,2), ordered_at timestamptz);
      insert into "my ""shop""".customer values ('a', 'Rossi', 'x'), ('b', 'Rossi', 'y'), ('c', 'Verdi', 'z');
      insert into "my ""shop"""."Order Lines" values
        (1, 'a', 10.5, '2026-06-10T03:00:00Z'), (2, 'a', 2, '2026-06-10T05:00:00Z'),
        (3, 'b', 1, '2026-06-10T12:00:00Z'), (4, null, 99, '2026-06-10T12:00:00Z');`);
    const grants = {
      'Order Lines': ['No', 'select', 'amount', 'ordered_at'],
      customer: ['code', 'full_name'],
    };
    await installReadOnlyRole(client, { role: 'shopper', password: 'x', schema: options.schema, grants });
    await client.query('set role shopper');
  });
  afterAll(async () => {
    await postgres?.stop();
  });

  const read = async ({ sql, parameters }: ReturnType<typeof compile>) =>
    (await client.query<unknown[]>({ text: sql, values: parameters, rowMode: 'array' })).rows;
  const ask = (query: SemanticQuery) => read(compile(query, { ...options, scope: { kind: 'all' } }));

  test('two customers of the same name are two rows, and orders of nobody are not lost', async () => {
    expect(await ask({ metrics: ['takings', 'orders'], dimensions: ['customer'] })).toEqual([
      [null, 99, '1'],
      ['Rossi', 12.5, '2'],
      ['Rossi', 1, '1'],
    ]);
  });

  test('days are those of the reader', async () => {
    expect(await ask({ metrics: ['orders'], dimensions: ['day'] })).toEqual([
      ['2026-06-09', '1'],
      ['2026-06-10', '3'],
    ]);
  });

  test('a reader sees the customers in scope', async () => {
    const scope = { kind: 'processes' as const, ids: ['b'] };
    expect(await read(compile({ metrics: ['orders'] }, { ...options, scope }))).toEqual([['1']]);
    expect(await read(compileNames({ ...options, scope }))).toEqual([
      ['customer', 'b', 'Rossi', null, null, null],
    ]);
  });
});
