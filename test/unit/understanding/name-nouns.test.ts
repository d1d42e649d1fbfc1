import { describe, expect, test } from 'vitest';
import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import { queryOf } from '#test/support/understanding.ts';

const accounts: Filter = { field: 'tag', operator: 'in', values: ['Amministrazione'] };

describe('the noun of a name groups nothing', () => {
  test.each<[string, Partial<SemanticQuery>]>([
    [
      'processes without the label Amministrazione in Logistica, please',
      {
        dataset: 'processes',
        dimensions: ['process'],
        filters: { and: [{ field: 'area', operator: 'in', values: ['Logistica'] }, { not: accounts }] },
      },
    ],
    [
      "elenca i processi senza l'etichetta Amministrazione",
      { dataset: 'processes', dimensions: ['process'], filters: { not: accounts } },
    ],
    ['show failed runs of the payroll export process', { dataset: 'runs', metrics: [] }],
  ])('%s', (text, expected) => expect(queryOf(text)).toMatchObject(expected));

  test.each([
    'failures by label excluding Amministrazione',
    'which labels excluding Amministrazione failed?',
  ])('but "%s" asks for the groups', (text) =>
    expect(queryOf(text)).toMatchObject({ dimensions: ['tag'], filters: { not: accounts } }),
  );
});

describe('things that are listed with their last', () => {
  test.each([
    "elenca i processi della logistica con la data dell'ultima esecuzione",
    'list the processes of logistics with their last run',
  ])('%s', (text) =>
    expect(queryOf(text)).toMatchObject({ metrics: ['last_run'], dimensions: ['process'], shape: 'list' }),
  );

  test('the last of them all is one', () => {
    const { dimensions, shape } = queryOf('list the last failure of the processes of logistics');
    expect([dimensions, shape]).toEqual([undefined, 'last']);
  });
});
