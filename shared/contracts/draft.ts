import * as z from 'zod/mini';
import { Unit } from './catalog.ts';

/** Where a figure comes from: evidence cells, or arithmetic over them. Evaluated only by `domain/proof`. */
export type Formula =
  /** One cell; `each` is the row of the sentence that repeats. */
  | { op: 'cell'; evidence: string; column: string; row: number | 'each' }
  /** How many rows the evidence has. */
  | { op: 'rows'; evidence: string }
  | { op: 'sum' | 'mean' | 'median' | 'min' | 'max'; evidence: string; column: string }
  /** How many rows have this value in the column. */
  | { op: 'countWhere'; evidence: string; column: string; equals: string | number | boolean }
  /** left - right. */
  | { op: 'difference'; left: Formula; right: Formula }
  /** left / right; null when right is 0. */
  | { op: 'ratio'; left: Formula; right: Formula }
  /** 100 × left / right; null when right is 0. */
  | { op: 'percentOf'; left: Formula; right: Formula }
  /** 100 × (to - from) / from; null when from is 0. */
  | { op: 'percentChange'; from: Formula; to: Formula }
  /** `up`, `down` or `same`, by comparing exact values. */
  | { op: 'direction'; from: Formula; to: Formula }
  /** The range the evidence was asked for, or its compared range; both edges are claims. */
  | { op: 'period'; evidence: string; which: 'main' | 'compared' }
  /** A number the asker gave, which the query carries (the bound of `having`, the bound of a filter). */
  | { op: 'asked'; evidence: string; having: number }
  /** The instant the evidence was read. */
  | { op: 'readAt'; evidence: string };

const Side = z.lazy((): z.ZodMiniType<Formula, Formula> => Formula);
export const Formula: z.ZodMiniType<Formula, Formula> = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('cell'),
    evidence: z.string(),
    column: z.string(),
    row: z.union([z.int(), z.literal('each')]),
  }),
  z.strictObject({ op: z.literal('rows'), evidence: z.string() }),
  z.strictObject({
    op: z.enum(['sum', 'mean', 'median', 'min', 'max']),
    evidence: z.string(),
    column: z.string(),
  }),
  z.strictObject({
    op: z.literal('countWhere'),
    evidence: z.string(),
    column: z.string(),
    equals: z.union([z.string(), z.number(), z.boolean()]),
  }),
  z.strictObject({ op: z.enum(['difference', 'ratio', 'percentOf']), left: Side, right: Side }),
  z.strictObject({ op: z.enum(['percentChange', 'direction']), from: Side, to: Side }),
  z.strictObject({ op: z.literal('period'), evidence: z.string(), which: z.enum(['main', 'compared']) }),
  z.strictObject({ op: z.literal('asked'), evidence: z.string(), having: z.int() }),
  z.strictObject({ op: z.literal('readAt'), evidence: z.string() }),
]);

/**
 * A hole in the wording. `style` steers the text only: `label` looks the value up in the wording's label
 * list named by `labels`; `day`, `time`, `moment` are forms of a date; `trend` words a direction.
 */
export const Slot = z.strictObject({
  slot: z.string(),
  unit: Unit,
  formula: Formula,
  style: z.optional(z.enum(['label', 'day', 'time', 'moment', 'trend', 'period'])),
  labels: z.optional(z.string()),
});
export type Slot = z.infer<typeof Slot>;

/** Free text (no figure, name, date, ranking or trend word) or a slot. */
export const Part = z.union([z.string(), Slot]);
export type Part = z.infer<typeof Part>;

/** The sentence stands only when all its conditions hold on the evidence. */
export const Condition = z.strictObject({
  formula: Formula,
  is: z.enum(['zero', 'positive', 'null', 'known', 'one', 'many', 'up', 'down', 'same']),
});
export type Condition = z.infer<typeof Condition>;

export const Sentence = z.strictObject({
  when: z.optional(z.array(Condition)),
  /** Repeat for the rows of this evidence, from the first, at most `limit` of them, one line each. */
  each: z.optional(z.strictObject({ evidence: z.string(), limit: z.int() })),
  parts: z.array(Part),
});
export type Sentence = z.infer<typeof Sentence>;

/** An answer before it is checked, made from a template or by a model: it holds no value. */
export const Draft = z.strictObject({ sentences: z.array(Sentence) });
export type Draft = z.infer<typeof Draft>;
