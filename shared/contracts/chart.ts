import * as z from 'zod/mini';
import { Unit } from './catalog.ts';

/** Columns for parts of time, bars for names (the longest first), a line for many instants. */
export const ChartForm = z.enum(['columns', 'bars', 'line']);
export type ChartForm = z.infer<typeof ChartForm>;

/** [row, column] of an evidence cell. */
const CellAt = z.tuple([z.int(), z.int()]);

/** Which cells the values are. */
export const ChartProof = z.object({
  evidence: z.string(),
  fingerprint: z.string(),
  /** Column of the labels; missing where the labels are the periods that are compared. */
  label: z.optional(z.string()),
  /** As the rows of the chart: the cell of each value; null where the evidence has no such row. */
  cells: z.array(z.array(z.nullable(CellAt))),
});
export type ChartProof = z.infer<typeof ChartProof>;

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
  proof: z.optional(ChartProof),
});
export type Chart = z.infer<typeof Chart>;

/** How figures and dates of a language are written. */
export const localeOf = (language: string): string => {
  const known: Record<string, string> = { it: 'it-IT', en: 'en-GB', es: 'es-ES' };
  const locale = Object.hasOwn(known, language) ? known[language] : language;
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
};
