import { describe, expect, test } from 'vitest';
import { leanSource } from '#shared/domain/compiling/lean-source.ts';

const keeping =
  (...columns: string[]) =>
  (column: string) =>
    columns.includes(column);

describe('of a source as many columns are read as something is made of', () => {
  const SOURCE = `select w.id, w."isArchived", w.settings ->> 'from, here' as kept,
    case when w.a is distinct from 'x' then (select max(b.c) from b where b.d = w.id) end as most,
    coalesce(w.name, 'none') as name
  from {schema}.workflow_entity w
  offset 0`;
  const REST = `from {schema}.workflow_entity w
  offset 0`;

  test('each by its own name, in their order', () => {
    expect(leanSource(SOURCE, keeping('name', 'id'))).toBe(
      `select w.id, coalesce(w.name, 'none') as name ${REST}`,
    );
    expect(leanSource(SOURCE, keeping('isArchived', 'kept'))).toBe(
      `select w."isArchived", w.settings ->> 'from, here' as kept ${REST}`,
    );
    expect(leanSource(SOURCE, keeping('most'))).toContain(`where b.d = w.id) end as most ${REST}`);
  });

  test('all of them where nothing is known to be read', () => {
    expect(leanSource(SOURCE, keeping())).toBe(SOURCE);
  });

  test.each([
    ['a table', 'workflow_entity'],
    ['a column without a name', 'select id, count(*) from runs'],
    ['what begins otherwise', 'with x as (select 1 as id) select id from x'],
    ['a list alone', 'select 1 as id, 2 as name'],
  ])('%s stays as it is', (_, source) => {
    expect(leanSource(source, keeping('id'))).toBe(source);
  });
});
