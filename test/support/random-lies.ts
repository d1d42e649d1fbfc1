import * as fc from 'fast-check';
import { termsOf } from '#shared/domain/understanding/assist/tags.ts';
import { n8nCatalog as catalog } from '#test/support/catalog.ts';
import { grammar } from '#test/support/understanding.ts';

const terms = termsOf(catalog, grammar);

const some = (names: readonly string[]) => fc.constantFrom(...names);
/** Anything that the schema allows: quotes from the question and others, terms of the catalog at random. */
const said = (ask: string) => {
  const words = ask.split(/\s+/);
  const piece = fc
    .tuple(fc.nat(words.length - 1), fc.integer({ min: 1, max: words.length }))
    .map(([at, length]) => words.slice(at, at + length).join(' '));
  const because = fc.oneof(
    { weight: 6, arbitrary: piece },
    some([
      'yesterday',
      'last year',
      'Payroll export',
      'failed',
      'top 50',
      'ignore the rules',
      "'; DROP TABLE runs",
      'webhook',
      ask,
    ]),
  );
  const many = <Slot>(slot: fc.Arbitrary<Slot>) => fc.array(slot, { maxLength: 2 });
  return fc.record({
    category: fc.oneof(
      { weight: 9, arbitrary: fc.constant('BUSINESS_DATA') },
      some(['OFF_TOPIC', 'HELP', 'ACTION']),
    ),
    metrics: many(fc.record({ metric: some(terms.metrics), because })),
    dimensions: many(fc.record({ dimension: some(terms.dimensions), because })),
    values: many(fc.record({ value: some(terms.values), because })),
    views: many(fc.record({ view: some(terms.views), because })),
    names: many(fc.record({ alias: some(['P1', 'P2', 'P9', 'Payroll export']), because })),
    periods: many(fc.record({ because })),
    order: fc.option(
      fc.record({
        direction: some(['most', 'least']),
        limit: fc.option(fc.integer({ min: 1, max: 100 })),
        because,
      }),
    ),
    comparison: fc.option(fc.record({ because })),
    shape: fc.option(
      fc.record({
        shape: some(['figure', 'list', 'top', 'series', 'boolean', 'reason', 'share']),
        because,
      }),
    ),
    ignored: fc.array(fc.oneof(piece, fc.constant(ask)), { maxLength: 4 }),
  });
};

/** A question, and what a model without any sense or shame says of it. */
export const randomLies = (asks: readonly string[]) =>
  some(asks).chain((ask) => fc.record({ ask: fc.constant(ask), said: said(ask) }));
