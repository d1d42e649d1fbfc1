import * as z from 'zod/mini';

/** An instant in UTC, ISO 8601 with milliseconds and `Z`. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;

/** Half open: `from` belongs to the range, `to` does not. */
export const TimeRange = z.strictObject({ from: Instant, to: Instant });
export type TimeRange = z.infer<typeof TimeRange>;

const FieldName = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,62}$/));
const Scalar = z.union([z.string().check(z.maxLength(300)), z.number(), z.boolean()]);

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

export type Filter =
  | z.infer<typeof OneOf>
  | z.infer<typeof Bound>
  | { and: Filter[] }
  | { or: Filter[] }
  | { not: Filter };
export const Filter: z.ZodMiniType<Filter, Filter> = z.lazy(() =>
  z.union([
    OneOf,
    Bound,
    z.strictObject({ and: z.array(Filter).check(z.minLength(1), z.maxLength(20)) }),
    z.strictObject({ or: z.array(Filter).check(z.minLength(1), z.maxLength(20)) }),
    z.strictObject({ not: Filter }),
  ]),
);

/**
 * `period`: each metric gets a second column `<metric>_compared`, computed over this other range.
 * `whole`: each metric gets `<metric>_whole`, the grand total over the same range: no `filters`, no dimensions.
 */
export const Comparison = z.union([
  z.strictObject({ kind: z.literal('period'), timeRange: TimeRange }),
  z.strictObject({ kind: z.literal('whole') }),
]);
export type Comparison = z.infer<typeof Comparison>;

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
 * `everything` lifts the dataset's default population (for runs: trials and sub-processes count too).
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
  fill: z.optional(z.boolean()),
  everything: z.optional(z.boolean()),
  shape: z.optional(Shape),
});
export type SemanticQuery = z.infer<typeof SemanticQuery>;
