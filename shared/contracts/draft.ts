import * as z from 'zod/mini';
import { Unit } from './catalog.ts';

/** Where a figure comes from: evidence cells, or arithmetic over them. Evaluated only by `domain/proof`. */
export type Formula =
  /** One cell; `each` is the row of the sentence that repeats. */
  | { op: 'cell'; evidence: string; column: string; row: number | 'each' }
  /** How many rows the evidence has. */
  | { op: 'rows'; evidence: string }
  /** How many of its first rows a list of at most `limit` lines shows. */
  | { op: 'listed'; evidence: string; limit: number }
  | { op: 'sum' | 'mean' | 'median' | 'min' | 'max'; evidence: string; column: string }
  /** The hours (or weekdays) `first` to `last`, and the sum of `column` in the rows that lie in them. */
  | { op: 'span'; evidence: string; by: string; first: number; last: number }
  | { op: 'sumWithin'; evidence: string; column: string; by: string; first: number; last: number }
  /** How many rows have this value in the column. */
  | { op: 'countWhere'; evidence: string; column: string; equals: string | number | boolean }
  /** left - right. */
  | { op: 'difference'; left: Formula; right: Formula }
  /** One when the left is greater; counts of different things may be set beside each other. Never said, only asked. */
  | { op: 'exceeds'; left: Formula; right: Formula }
  /** left / right; null when right is 0. */
  | { op: 'ratio'; left: Formula; right: Formula }
  /** 100 × left / right; null when right is 0. */
  | { op: 'percentOf'; left: Formula; right: Formula }
  /** 100 × (to - from) / from; null when from is 0. */
  | { op: 'percentChange'; from: Formula; to: Formula }
  /** `up`, `down` or `same`, by comparing exact values; of shares, those to one decimal. */
  | { op: 'direction'; from: Formula; to: Formula }
  /** The range the evidence was asked for, its compared range, or that of a filter; both edges are claims. */
  | { op: 'period'; evidence: string; which: 'main' | 'compared' | 'filter' }
  /** A number the asker gave, which the query carries (the bound of `having`, the bound of a filter). */
  | { op: 'asked'; evidence: string; having: number }
  /** The bound a filter of the query puts on a number field. */
  | { op: 'bound'; evidence: string; field: string }
  /** The values that a filter of the query lets through (or shuts out); null when there is no such filter. */
  | Filtered
  /** The different values of a column, in row order. */
  | { op: 'values'; evidence: string; column: string }
  /** Interpolated between neighbours, as PostgreSQL's percentile_cont; `p` between 0 and 1. */
  | { op: 'percentile'; evidence: string; column: string; p: number }
  /** Rows beyond the first `shown`. */
  | { op: 'beyond'; evidence: string; shown: number }
  /** The cell of `column` in the one row where `by` is greatest or least; null when several rows tie. */
  | { op: 'at'; evidence: string; column: string; by: string; which: 'max' | 'min' }
  /** The cells of `column` in the rows (two to `most`) that share the greatest or least `by`; else null. */
  | { op: 'tied'; evidence: string; column: string; by: string; which: 'max' | 'min'; most: number }
  /** `max` or `min` when no row there is beats this one; null otherwise. */
  | { op: 'extreme'; evidence: string; column: string; row: number; which: 'max' | 'min' }
  /** The value that is `rank`-th (from 0) by how often it occurs, and how often it occurs. */
  | { op: 'frequent' | 'frequency'; evidence: string; column: string; rank: number }
  /** The instant the evidence was read. */
  | { op: 'readAt'; evidence: string }
  /** `outside` when this edge of the range lies before the first instant that `kept` found; else `inside`. */
  | { op: 'reach'; evidence: string; which: 'main' | 'compared' | 'filter'; edge: 'from' | 'to'; kept: Kept };

/** `contains`: the texts that are looked for inside values; `peer`: of the filters that are compared with. */
export interface Filtered {
  op: 'filtered';
  evidence: string;
  field: string;
  excluded?: boolean | undefined;
  contains?: boolean | undefined;
  peer?: boolean | undefined;
}

/** The cell that holds the first instant of the data. */
export interface Kept {
  evidence: string;
  column: string;
}

const Side = z.lazy((): z.ZodMiniType<Formula, Formula> => Formula);
export const Formula: z.ZodMiniType<Formula, Formula> = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('cell'),
    evidence: z.string(),
    column: z.string(),
    row: z.union([z.int(), z.literal('each')]),
  }),
  z.strictObject({ op: z.literal('rows'), evidence: z.string() }),
  z.strictObject({ op: z.literal('listed'), evidence: z.string(), limit: z.int() }),
  z.strictObject({
    op: z.enum(['sum', 'mean', 'median', 'min', 'max']),
    evidence: z.string(),
    column: z.string(),
  }),
  z.strictObject({
    op: z.literal('span'),
    evidence: z.string(),
    by: z.string(),
    first: z.int(),
    last: z.int(),
  }),
  z.strictObject({
    op: z.literal('sumWithin'),
    evidence: z.string(),
    column: z.string(),
    by: z.string(),
    first: z.int(),
    last: z.int(),
  }),
  z.strictObject({
    op: z.literal('countWhere'),
    evidence: z.string(),
    column: z.string(),
    equals: z.union([z.string(), z.number(), z.boolean()]),
  }),
  z.strictObject({ op: z.enum(['difference', 'exceeds', 'ratio', 'percentOf']), left: Side, right: Side }),
  z.strictObject({ op: z.enum(['percentChange', 'direction']), from: Side, to: Side }),
  z.strictObject({
    op: z.literal('period'),
    evidence: z.string(),
    which: z.enum(['main', 'compared', 'filter']),
  }),
  z.strictObject({ op: z.literal('asked'), evidence: z.string(), having: z.int() }),
  z.strictObject({ op: z.literal('bound'), evidence: z.string(), field: z.string() }),
  z.strictObject({
    op: z.literal('filtered'),
    evidence: z.string(),
    field: z.string(),
    excluded: z.optional(z.boolean()),
    contains: z.optional(z.boolean()),
    peer: z.optional(z.boolean()),
  }),
  z.strictObject({ op: z.literal('values'), evidence: z.string(), column: z.string() }),
  z.strictObject({
    op: z.literal('percentile'),
    evidence: z.string(),
    column: z.string(),
    p: z.number().check(z.gte(0), z.lte(1)),
  }),
  z.strictObject({ op: z.literal('beyond'), evidence: z.string(), shown: z.int() }),
  z.strictObject({
    op: z.literal('at'),
    evidence: z.string(),
    column: z.string(),
    by: z.string(),
    which: z.enum(['max', 'min']),
  }),
  z.strictObject({
    op: z.literal('tied'),
    evidence: z.string(),
    column: z.string(),
    by: z.string(),
    which: z.enum(['max', 'min']),
    most: z.int(),
  }),
  z.strictObject({
    op: z.literal('extreme'),
    evidence: z.string(),
    column: z.string(),
    row: z.int(),
    which: z.enum(['max', 'min']),
  }),
  z.strictObject({
    op: z.enum(['frequent', 'frequency']),
    evidence: z.string(),
    column: z.string(),
    rank: z.int(),
  }),
  z.strictObject({ op: z.literal('readAt'), evidence: z.string() }),
  z.strictObject({
    op: z.literal('reach'),
    evidence: z.string(),
    which: z.enum(['main', 'compared', 'filter']),
    edge: z.enum(['from', 'to']),
    kept: z.strictObject({ evidence: z.string(), column: z.string() }),
  }),
]);

export const SlotStyle = z.enum([
  'label',
  'day',
  'time',
  'moment',
  'trend',
  'period',
  'counted',
  'metric',
  'extreme',
  'yesno',
  'bound',
  'there',
  'unknown',
  'reach',
  'newest',
  'state',
]);
export type SlotStyle = z.infer<typeof SlotStyle>;

/**
 * A hole in the wording. `style` steers the text only: `label` looks the value up in the wording's label
 * list named by `labels`; `day`, `time`, `moment` are forms of a date; `trend` words a direction;
 * `counted` puts the noun of the metric (or of the dimension `labels`) after a count; `metric` is the name
 * of the metric that the formula reads, in the form `labels`; `extreme` words a greatest or least value;
 * `yesno` says whether there is any; `bound` puts the words of the operator before what was asked; `there`
 * is "there were" in agreement with a count; `unknown` words a null, and stands for nothing else;
 * `reach` says that a range lies outside the data; `newest` is "the last three runs" over rows in the order of
 * their time; `state` says of the one thing that the rows are narrowed to how it is.
 * `missing`: a null is said to be unknown in the words of its column; without it the sentence falls.
 */
export const Slot = z.strictObject({
  slot: z.string(),
  unit: Unit,
  formula: Formula,
  style: z.optional(SlotStyle),
  labels: z.optional(z.string()),
  missing: z.optional(z.boolean()),
});
export type Slot = z.infer<typeof Slot>;

/** Free text (no figure, name, date, ranking or trend word) or a slot. */
export const Part = z.union([z.string(), Slot]);
export type Part = z.infer<typeof Part>;

/**
 * The sentence stands only when all its conditions hold on the evidence. `reached` and `unreached`: whether the data
 * could be reached for this question, or the evidence is of an earlier one.
 */
export const Condition = z.strictObject({
  formula: Formula,
  is: z.enum([
    'zero',
    'positive',
    'null',
    'known',
    'one',
    'many',
    'up',
    'down',
    'same',
    'inside',
    'outside',
    'reached',
    'unreached',
  ]),
});
export type Condition = z.infer<typeof Condition>;

export const Sentence = z.strictObject({
  when: z.optional(z.array(Condition)),
  /** Repeat for the rows of this evidence, from the first, at most `limit` of them, one line each. */
  each: z.optional(z.strictObject({ evidence: z.string(), limit: z.int() })),
  /** Of several questions in one message: which one it answers, from 0. */
  part: z.optional(z.int()),
  /** Keys of fixed texts of the wording (`refusals.not_in_data`) that the sentence is; nothing else is in it. */
  said: z.optional(z.array(z.string()).check(z.minLength(1), z.maxLength(4))),
  /** Courtesy in the words of a model: no slot, and no word but those of `tone` in the wording. */
  tone: z.optional(z.boolean()),
  parts: z.array(Part),
});
export type Sentence = z.infer<typeof Sentence>;

/** An answer before it is checked, made from a template or by a model: it holds no value. */
export const Draft = z.strictObject({ sentences: z.array(Sentence) });
export type Draft = z.infer<typeof Draft>;
