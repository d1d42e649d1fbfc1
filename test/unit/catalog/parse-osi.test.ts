import { describe, expect, test } from 'vitest';
import { InvalidDocument } from '#shared/contracts/faults.ts';
import { parseOsi } from '#shared/domain/catalog/parse-osi.ts';
import { n8nCatalog } from '#test/support/catalog.ts';

const extension = (data: unknown) => [{ vendor_name: 'MILHENA', data: JSON.stringify(data) }];
const expression = (text: string, dialect = 'ANSI_SQL') => ({ dialects: [{ dialect, expression: text }] });
const field = (name: string, data: object = { type: 'text' }, more: object = {}) => ({
  name,
  expression: expression(`things.${name}`),
  dimension: {},
  custom_extensions: extension(data),
  ...more,
});

/** A model that is right, with one part replaced. */
const model = (part: Record<string, unknown> = {}) => ({
  semantic_model: [
    {
      name: 'tiny',
      datasets: [
        { name: 'things', source: 'thing', primary_key: ['id'], fields: [field('id'), field('thing')] },
      ],
      relationships: [],
      metrics: [
        {
          name: 'count',
          expression: expression('count(things.id)'),
          custom_extensions: extension({ unit: 'count' }),
        },
      ],
      custom_extensions: extension({ version: '1', main_dataset: 'things', main_entity: 'thing' }),
      ...part,
    },
  ],
});
const things = (fields: object[], more: object = {}) =>
  model({ datasets: [{ name: 'things', source: 'thing', primary_key: ['id'], fields, ...more }] });

describe('a semantic model', () => {
  test('a metric that only has a unit gets the rest from it', () => {
    const { metrics } = parseOsi(model());
    expect(metrics[0]).toMatchObject({ dataset: 'things', empty: 'zero', additive: true, better: 'neutral' });
    const rate = {
      name: 'rate',
      expression: expression('avg(things.id)'),
      custom_extensions: extension({ unit: 'percent' }),
    };
    expect(parseOsi(model({ metrics: [rate] })).metrics[0]).toMatchObject({
      empty: 'unknown',
      additive: false,
    });
  });

  test('an expression in the dialect of the database is preferred', () => {
    const both = { dialects: [...expression('a').dialects, ...expression('b', 'POSTGRESQL').dialects] };
    const parsed = parseOsi(things([field('id', undefined, { expression: both }), field('thing')]));
    expect(parsed.datasets[0]?.fields[0]?.expression).toBe('b');
  });

  test('extensions of other vendors are left alone', () => {
    const foreign = [{ vendor_name: 'DBT', data: 'not json' }, ...extension({ type: 'number' })];
    const parsed = parseOsi(things([field('id', undefined, { custom_extensions: foreign }), field('thing')]));
    expect(parsed.datasets[0]?.fields[0]?.type).toBe('number');
  });

  const wrong: [string, unknown, RegExp][] = [
    ['nothing at all', undefined, /Semantic model/],
    [
      'two models',
      { semantic_model: [...model().semantic_model, ...model().semantic_model] },
      /semantic_model/,
    ],
    [
      'an unknown main dataset',
      model({ custom_extensions: extension({ version: '1', main_dataset: 'x', main_entity: 'thing' }) }),
      /main dataset x/,
    ],
    [
      'an unknown main entity',
      model({ custom_extensions: extension({ version: '1', main_dataset: 'things', main_entity: 'x' }) }),
      /main entity x/,
    ],
    [
      'an extension that is not JSON',
      model({ custom_extensions: [{ vendor_name: 'MILHENA', data: '{' }] }),
      /not JSON/,
    ],
    [
      'a misspelt extension',
      things([field('id', { type: 'text', dirctory: true }), field('thing')]),
      /extension of id/,
    ],
    ['a field twice', things([field('thing'), field('thing')]), /thing stands twice in things/],
    ['a key that is not there', things([field('thing', { type: 'text', key: 'no' })]), /key no of thing/],
    [
      'a time that is not there',
      things([field('thing')], { custom_extensions: extension({ time: 'when' }) }),
      /time field when/,
    ],
    ['a field named like a part of time', things([field('thing'), field('day')]), /day is a reserved/],
    [
      'no SQL',
      things([field('thing', undefined, { expression: expression('x', 'MDX') })]),
      /thing has no SQL/,
    ],
    [
      'a metric of nothing',
      model({
        metrics: [
          { name: 'm', expression: expression('1'), custom_extensions: extension({ unit: 'count' }) },
        ],
      }),
      /m names no dataset/,
    ],
    [
      'a metric of something else',
      model({
        metrics: [
          {
            name: 'm',
            expression: expression('1'),
            custom_extensions: extension({ unit: 'count', dataset: 'x' }),
          },
        ],
      }),
      /m refers to x/,
    ],
    [
      'a relationship to nowhere',
      model({ relationships: [{ name: 'r', from: 'things', to: 'x', from_columns: [], to_columns: [] }] }),
      /r refers to x/,
    ],
  ];
  test.each(wrong)('%s is refused by name', (_, document, message) => {
    expect(() => parseOsi(document)).toThrow(InvalidDocument);
    expect(() => parseOsi(document)).toThrow(message);
  });
});

describe('the default catalog', () => {
  test('every metric and field says what it is', () => {
    const texts = [
      ...n8nCatalog.metrics,
      ...n8nCatalog.datasets,
      ...n8nCatalog.datasets.flatMap((one) => one.fields),
    ];
    expect(texts.filter(({ description }) => description === '').map(({ name }) => name)).toEqual([]);
  });

  test('reads no column that the older layout lacks, and no secret', () => {
    const text = JSON.stringify(n8nCatalog);
    for (const absent of [
      'storedAt',
      'workflowVersionId',
      'workflowName',
      'creatorId',
      'workflow_statistics_delta',
    ])
      expect(text).not.toContain(absent);
    for (const secret of ['credentials_entity', 'user_api_keys', 'password', 'staticData', 'pinData'])
      expect(text).not.toContain(secret);
  });

  test('has the metrics and dimensions that questions are made of', () => {
    const metrics = n8nCatalog.metrics.map(({ name }) => name);
    expect(metrics).toEqual(
      expect.arrayContaining(['runs', 'failures', 'time_saved', 'stuck', 'never_run', 'p95_duration']),
    );
    const fields = n8nCatalog.datasets.flatMap((one) => one.fields.map(({ name }) => name));
    expect(fields).toEqual(
      expect.arrayContaining(['process', 'area', 'tag', 'outcome', 'start_type', 'cause']),
    );
  });
});
