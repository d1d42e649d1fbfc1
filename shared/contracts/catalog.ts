import * as z from 'zod/mini';

/** What a value measures. `seconds` for every duration, `percent` where 12.5 means 12.5 %. */
export const Unit = z.enum(['count', 'percent', 'fraction', 'seconds', 'ms', 'date', 'name']);
export type Unit = z.infer<typeof Unit>;

export const FieldType = z.enum(['text', 'number', 'boolean', 'instant']);
export type FieldType = z.infer<typeof FieldType>;

/** A column of a dataset by its business name; `expression` is SQL over the dataset's source. */
export const Field = z.object({
  name: z.string(),
  expression: z.string(),
  type: FieldType,
  unit: z.optional(Unit),
  dimension: z.boolean(),
  description: z.string(),
  /** For a name dimension: the field that identifies it; filters on the name use this key. */
  key: z.optional(z.string()),
  /** Values are listed in the directory, so that questions can name them. */
  directory: z.optional(z.boolean()),
  /** The value is made by our own code from the raw columns, in the query function: `cause`. */
  derive: z.optional(z.enum(['cause'])),
  /**
   * A filter on this field lifts the dataset's population: who asks for trials gets trials. With values, only one that
   * lets some of them through: those that the population leaves out.
   */
  lifts: z.optional(z.union([z.boolean(), z.array(z.string())])),
});
export type Field = z.infer<typeof Field>;

export const Dataset = z.object({
  name: z.string(),
  /** A table, or a SELECT in text. Trusted: it is deployed with the catalog. */
  source: z.string(),
  primaryKey: z.array(z.string()),
  description: z.string(),
  /** Rows that exist for nobody (soft-deleted …), as an SQL condition. */
  exclude: z.optional(z.string()),
  /** Rows counted unless `everything` is asked for, as an SQL condition. */
  population: z.optional(z.string()),
  /** The field on which periods are cut. */
  time: z.optional(z.string()),
  /** The field with the end, where a row stands for a stretch of time: it is used whole or not at all. */
  until: z.optional(z.string()),
  /** No stretch is longer than so many hours. */
  longest: z.optional(z.number()),
  /** The SELECT in `source` has the same rows whichever of its columns are read: others are left out of a statement. */
  lean: z.optional(z.boolean()),
  /** Rows that are a stretch and no instant, as an SQL condition; it must be true or false. All of them may be unless it is given. */
  lasts: z.optional(z.string()),
  /** The database has an index of these rows by main entity and time: both ends of each are found at once. */
  indexed: z.optional(z.boolean()),
  fields: z.array(Field),
});
export type Dataset = z.infer<typeof Dataset>;

/** Many rows of `from` belong to one row of `to`. */
export const Relationship = z.object({
  name: z.string(),
  from: z.string(),
  to: z.string(),
  fromColumns: z.array(z.string()),
  toColumns: z.array(z.string()),
  /** Every row of `from` has its row of `to`. */
  required: z.optional(z.boolean()),
  /** Rows of `from` are labels: rows of `to` may be grouped and filtered by them, one counting for each. */
  labels: z.optional(z.boolean()),
});
export type Relationship = z.infer<typeof Relationship>;

export const Metric = z.object({
  name: z.string(),
  dataset: z.string(),
  expression: z.string(),
  unit: Unit,
  description: z.string(),
  /** What no rows mean: `zero` for counts, `unknown` (null) for averages, rates, time saved. */
  empty: z.enum(['zero', 'unknown']),
  /** A figure of the instant of the data (running, waiting …): periods do not apply. */
  now: z.optional(z.boolean()),
  /** Which way is good news; steers trend words. */
  better: z.enum(['up', 'down', 'neutral']),
  /** Values of parts add up to the value of the whole. */
  additive: z.boolean(),
  /** The metric that summaries can give where they cannot give this one. */
  nearest: z.optional(z.string()),
  /** Summaries know it better than rows, which only estimate it. */
  recorded: z.optional(z.boolean()),
  /** It is wrong for a name whose rows are not all kept. */
  whole: z.optional(z.boolean()),
  /** A boolean field: rows of which it is not true change nothing of the value. */
  only: z.optional(z.string()),
});
export type Metric = z.infer<typeof Metric>;

/** A metric over the summaries, or about them. */
export const SummaryMetric = z.extend(Metric, {
  /** The metric it has the value of, of rows that are gone. */
  standsFor: z.optional(z.string()),
  /** Zero where rows and summaries of a settled period give this metric the same value. */
  gapOf: z.optional(z.string()),
  /**
   * `cut`: how many stretches a query would have to cut. `older`: how much of what a query counts is of
   * before the first row that is kept. `since`: the first instant that is known at all. `rowsSince`: that of
   * the rows. `latest`: the last stretch that counts what rows do not.
   */
  role: z.optional(z.enum(['cut', 'older', 'since', 'rowsSince', 'latest'])),
  /** Not quite what it stands for: words for the difference stand in the wording. */
  close: z.optional(z.boolean()),
});
export type SummaryMetric = z.infer<typeof SummaryMetric>;

/** What outlives the rows of the main dataset: totals of stretches of time. */
export const Summaries = z.object({
  /** The dataset of stretches; from the first row that is kept on, of rows. */
  dataset: z.string(),
  /** The dataset that tells how far back each source goes: `hours` (0 for rows), `since`, `until`. */
  coverage: z.string(),
  metrics: z.array(SummaryMetric),
});
export type Summaries = z.infer<typeof Summaries>;

/** The semantic model of the business data, read from Open Semantic Interchange YAML. */
export const Catalog = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  /** The dataset that questions without a metric word are about (`runs`). */
  mainDataset: z.string(),
  /** The dimension that people name (`process`). */
  mainEntity: z.string(),
  datasets: z.array(Dataset),
  relationships: z.array(Relationship),
  metrics: z.array(Metric),
  summaries: z.optional(Summaries),
  /** The dataset whose one row changes with every write to what figures are made of. */
  watermark: z.optional(z.string()),
});
export type Catalog = z.infer<typeof Catalog>;

/** Dimensions that every dataset with a time field has, in the reader's time zone. */
export const TIME_DIMENSIONS = ['hour', 'day', 'weekday', 'week', 'month'] as const;

/** Something a question can name: a process, a tag, an area. */
export const Named = z.object({
  dimension: z.string(),
  /** What filters compare with: the process id; the name itself for tags and areas. */
  key: z.string(),
  name: z.string(),
  /** The name with technology words replaced; people may use either. */
  masked: z.optional(z.string()),
  /** For processes: it has runs, and all of them lie outside the default population. */
  outside: z.optional(z.boolean()),
  /** For processes: false when it is not listed among processes (archived). */
  listed: z.optional(z.boolean()),
  /** For processes: some of its rows are not kept; only summaries count them. */
  partly: z.optional(z.boolean()),
});
export type Named = z.infer<typeof Named>;

/** How far back the data goes; a hint of what to read, never proof of anything. */
export const Coverage = z.object({
  /** The first row that is kept; missing when there is none. */
  rows: z.optional(z.iso.datetime()),
  /** Of summaries: how long their stretches are, from when and until when. */
  stretches: z.array(z.object({ hours: z.number(), since: z.iso.datetime(), until: z.iso.datetime() })),
});
export type Coverage = z.infer<typeof Coverage>;

/** All names that some readers may use, as they were at `readAt`. */
export const Directory = z.object({
  /** Who: a tenant, or those of a tenant with one and the same allow-list. */
  readers: z.string(),
  readAt: z.iso.datetime(),
  names: z.array(Named),
  coverage: z.optional(Coverage),
});
export type Directory = z.infer<typeof Directory>;
