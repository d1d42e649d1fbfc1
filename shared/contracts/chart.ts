import * as z from 'zod/mini';
import { Unit } from './catalog.ts';

/** Columns for parts of time, bars for names (the longest first), a line for many instants. */
export const ChartForm = z.enum(['columns', 'bars', 'line']);
export type ChartForm = z.infer<typeof ChartForm>;

/** A picture before it is drawn: every value is a proven cell, every text is masked. */
export const Chart = z.object({
  version: z.literal(1),
  form: ChartForm,
  title: z.string().check(z.maxLength(200)),
  /** Where the figures come from: period and instant. */
  note: z.string().check(z.maxLength(200)),
  unit: Unit,
  language: z.string(),
  labels: z.array(z.string().check(z.maxLength(80))).check(z.minLength(1), z.maxLength(400)),
  /** One or two rows of values, as long as `labels`; null where nothing is known. */
  rows: z
    .array(z.object({ name: z.string(), values: z.array(z.nullable(z.number())) }))
    .check(z.minLength(1), z.maxLength(2)),
});
export type Chart = z.infer<typeof Chart>;
