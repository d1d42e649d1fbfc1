import * as z from 'zod/mini';

/** An instant in UTC, ISO 8601 with milliseconds and `Z`. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;

/** Half open: `from` belongs to the range, `to` does not. */
export const TimeRange = z.strictObject({ from: Instant, to: Instant });
export type TimeRange = z.infer<typeof TimeRange>;

const FieldName = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,62}$/));
/** No database can hold the character of code zero in a text. */
const Text = z.string().check(z.maxLength(300), z.regex(/^[^\0]*$/));
const Scalar = z.union([Text, z.number(), z.boolean()]);

export const Operator = z.enum(['>', '>=', '<', '<=', '=', '<>']);
export type Operator = z.infer<typeof Operator>;

/** The row passes when its field is one of the values. A null field never passes. */
const OneOf = z.strictObject({
  field: FieldName,
  operator: z.literal('in'),
  values: z.array(Scalar).check(z.minLength(1), z.maxLength(200)),
});
/** A number field (seconds for durations) against a bound. */
const Bound = z.strictObject({ field: FieldName, operator: Operator, value: z.number() });
/** A text that holds this one somewhere, in small or capital letters, with or without accents. */
const Contains = z.strictObject({
  field: FieldName,
  operator: z.literal('contains'),
  text: Text.check(z.minLength(1)),
});
/** An instant in a range; of runs, their start need not be asked for so. */
const Within = z.strictObject({ field: FieldName, operator: z.literal('within'), timeRange: TimeRange });
/** There is a value: not null; for labels, at least one. */
const Known = z.strictObject({ field: FieldName, operator: z.literal('known') });

export type Filter =
  | z.infer<typeof OneOf>
  | z.infer<typeof Bound>
  | z.infer<typeof Contains>
  | z.infer<typeof Within>
  | z.infer<typeof Known>
  | { and: Filter[] }
  | { or: Filter[] }
  | { not: Filter };
export const Filter: z.ZodMiniType<Filter, Filter> = z.lazy(() =>
  z.union([
    OneOf,
    Bound,
    Contains,
    Within,
    Known,
    z.strictObject({ and: z.array(Filter).check(z.minLength(1), z.maxLength(20)) }),
    z.strictObject({ or: z.array(Filter).check(z.minLength(1), z.maxLength(20)) }),
    z.strictObject({ not: Filter }),
  ]),
);

/**
 * `period`: each metric gets a second column `<metric>_compared`, computed over this other range.
 * `peer`: the same column, over the same range and these other filters in the place of `filters`.
 * `whole`: each metric gets `<metric>_whole`, the grand total over the same range: no dimensions, and of filters only
 * those of the whole itself (of everything, where it has none).
 */
export const Comparison = z.union([
  z.strictObject({ kind: z.literal('period'), timeRange: TimeRange }),
  z.strictObject({ kind: z.literal('peer'), filters: Filter }),
  z.strictObject({ kind: z.literal('whole'), filters: z.optional(Filter) }),
]);
export type Comparison = z.infer<typeof Comparison>;

/**
 * What groups must reach; `metric` need not be shown. Where the query compares it may also be (as may `by` of
 * an order) `<metric>_compared`, `<metric>_change` (the difference) or `<metric>_growth` (the difference in
 * percent of what it is compared with); beside the whole `<metric>_whole` or `<metric>_share` (in percent).
 */
export const Having = z.strictObject({ metric: FieldName, operator: Operator, value: z.number() });
export type Having = z.infer<typeof Having>;

export const Order = z.strictObject({ by: FieldName, direction: z.enum(['asc', 'desc']) });
export type Order = z.infer<typeof Order>;

/** What the asker wants to see; it steers the wording, never the figures. */
export const Shape = z.enum([
  'figure',
  'list',
  'top',
  'series',
  'distribution',
  'boolean',
  'last',
  'reason',
  'share',
  'comparison',
]);
export type Shape = z.infer<typeof Shape>;

/**
 * The only thing that is ever compiled to SQL. Names are catalog names.
 *
 * With metrics: one row for each combination of `dimensions` (one row in all without any).
 * Without metrics: the rows of `dataset` themselves, one column for each of `dimensions`.
 * `fill` adds a row for every bucket of the single time dimension of `timeRange` that has none (counts 0).
 * `limitBy`, one of `dimensions`: so many rows of each of its values, by the order that is asked for besides; those
 * that share the last place are all there, and a hundred rows in all.
 * `everything` lifts the dataset's default population (for runs: trials and sub-processes count too).
 * `source` takes the metrics of the main dataset from the catalog's summaries instead of its rows; a summary
 * must not straddle the edges of the period, nor those of `split` (beside the units of time in it anyway).
 */
export const SemanticQuery = z.strictObject({
  metrics: z.array(FieldName).check(z.maxLength(8)),
  dimensions: z.optional(z.array(FieldName).check(z.maxLength(8))),
  dataset: z.optional(FieldName),
  filters: z.optional(Filter),
  timeRange: z.optional(TimeRange),
  comparison: z.optional(Comparison),
  having: z.optional(z.array(Having).check(z.maxLength(4))),
  order: z.optional(z.array(Order).check(z.maxLength(4))),
  limit: z.optional(z.int().check(z.gte(1), z.lte(100))),
  limitBy: z.optional(FieldName),
  fill: z.optional(z.boolean()),
  everything: z.optional(z.boolean()),
  source: z.optional(FieldName),
  split: z.optional(z.array(z.enum(['hour', 'day', 'week', 'month'])).check(z.maxLength(4))),
  shape: z.optional(Shape),
});
export type SemanticQuery = z.infer<typeof SemanticQuery>;
