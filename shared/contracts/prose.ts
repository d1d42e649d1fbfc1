import * as z from 'zod/mini';

const Groups = z.record(z.string(), z.array(z.string()));

/** How prose with figures is read in one language: data only. Tags are the closed vocabulary of `domain/claims`. */
export const ProseLanguage = z.object({
  language: z.string(),
  /** The mark before decimals; the other of comma and point groups thousands. */
  decimal: z.enum([',', '.']),
  /** "Non ha avuto nessun fallimento" denies once. */
  doubleNegation: z.boolean(),
  tags: Groups,
  /** Words that multiply the number before them: cento, mila, thousand. */
  multipliers: z.record(z.string(), z.number()),
  /** Short for words of the calendar: mon, gio. */
  aliases: z.record(z.string(), z.string()),
});
export type ProseLanguage = z.infer<typeof ProseLanguage>;

/** What the words of prose mean in one catalog. */
export const ProseCatalog = z.object({
  metrics: Groups,
  /** Verbs that take a metric for granted, unless another one is named beside them. */
  verbs: Groups,
  /** `> metric` or `< metric` to the comparatives that mean it: slower, faster. */
  adjectives: Groups,
  entities: Groups,
  /** Metrics that count: "a failure" is one of them. */
  counted: z.array(z.string()),
  /** What "the mean" is where only a length of time says of what. */
  mean: z.string(),
  /** So many in a hundred → the metric that says within which time they are done. */
  percentiles: z.record(z.string(), z.string()),
  /** The last instant of what a metric counts. */
  lasts: z.record(z.string(), z.string()),
  /** What "not" makes of a metric. */
  opposites: z.record(z.string(), z.string()),
  /** Metric → what it is a part of: failures of completed runs. */
  wholes: z.record(z.string(), z.string()),
  /** Rate → the metric it is the rate of. */
  rates: z.record(z.string(), z.string()),
});
export type ProseCatalog = z.infer<typeof ProseCatalog>;
