import * as z from 'zod/mini';
import type { Catalog } from '#shared/contracts/catalog.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { datasetOf } from '../proof/columns.ts';

const Texts = z.record(z.string(), z.string());

const Gender = z.enum(['m', 'f', 'n']);
export type Gender = z.infer<typeof Gender>;

/** One text for each gender; languages without genders give `n` alone. */
const ByGender = z.partialRecord(Gender, z.string());
const Numbered = z.object({ one: z.string(), many: z.string(), zero: z.optional(z.string()) });
const Adjective = z.union([z.string(), z.partialRecord(Gender, Numbered)]);
const Start = z.object({ plain: z.string(), vowel: z.optional(z.string()), special: z.optional(z.string()) });
const Article = z.partialRecord(Gender, z.object({ one: Start, many: Start }));

/** A metric, dimension or dataset in the words of the business. */
export const Noun = z.object({
  gender: z.optional(Gender),
  one: z.string(),
  many: z.optional(z.string()),
  /** Metrics: what they are and are not, as an answer; no figures. */
  definition: z.optional(z.string()),
  /** Metrics: the whole that this one is a part of. */
  of: z.optional(z.string()),
  /** Metrics: the largest unit of a duration (hours for working time). */
  largest: z.optional(z.enum(['day', 'hour'])),
  /** Metrics: adjective of a ranking, instead of "with the highest …", in agreement with what is ranked. */
  most: z.optional(Adjective),
  least: z.optional(Adjective),
  /** Metrics for the latest instant of something: the sentence for when it never happened; `neverOne` is of one named thing. */
  never: z.optional(z.string()),
  neverOne: z.optional(z.string()),
  /** How one thing is where this counts it, and where it does not; `opposite` is the metric of the contrary. */
  state: z.optional(
    z.object({
      yes: z.string(),
      no: z.string(),
      opposite: z.optional(z.string()),
      plain: z.optional(z.boolean()),
    }),
  ),
  /** Metrics: "some of it" goes without saying where another bound is named. */
  implied: z.optional(z.boolean()),
  /** Metrics: how a filter on a dimension reads behind this metric. */
  scopes: z.optional(z.record(z.string(), z.string())),
  /** Dimensions: how a filter on it reads; `{value}` is what the filter lets through. */
  scope: z.optional(z.string()),
  /** Dimensions: the same, said of the named things themselves. */
  among: z.optional(z.string()),
  /** Dimensions: how a text that is looked for in it reads. */
  contains: z.optional(z.string()),
  /** Dimensions: the values that tell how things are now, not what once happened. */
  now: z.optional(z.array(z.string())),
  /** Dimensions: what stands for no value. */
  missing: z.optional(z.string()),
  /** Units of time: "a day". */
  per: z.optional(z.string()),
  /** Instants: how what was not in a period reads; `{value}` is the period. */
  outside: z.optional(z.string()),
  /** Instants: the same of what was in it. */
  inside: z.optional(z.string()),
  /** Fields: how one reads inside a line of a list. */
  line: z.optional(z.string()),
  /** Fields that are left out of lines. */
  silent: z.optional(z.boolean()),
});
export type Noun = z.infer<typeof Noun>;

const Grammar = z.object({
  articles: z.record(z.string(), Article),
  vowels: z.string(),
  specialStarts: z.array(z.string()),
  /** Grammatical number after "no". */
  noneNumber: z.enum(['one', 'many']),
  there: z.record(z.enum(['past', 'now']), z.partialRecord(Gender, Numbered)),
  was: z.record(z.string(), ByGender),
  high: z.record(z.enum(['max', 'min']), ByGender),
  /** The choice that is none of the names offered. */
  another: z.optional(ByGender),
  /** Before a count of what a list leaves out. */
  others: z.optional(ByGender),
  /** Stands for a noun that was just said, in the plural. */
  those: z.optional(ByGender),
  /** "The last three runs": `{n}`, `{one}`, `{many}`. */
  latest: z.optional(z.record(z.enum(['newest', 'oldest']), z.partialRecord(Gender, Numbered))),
  /** Words before a figure that change with its first sound. */
  elisions: z.object({
    whole: z.array(z.string()),
    first: z.array(z.string()),
    words: z.record(z.string(), z.string()),
    zeroWords: z.record(z.string(), z.string()),
    /** Words that change before the sound of what follows, a name or a figure: "y" before "i". */
    sounds: z.optional(
      z.record(
        z.string(),
        z.object({ say: z.string(), before: z.array(z.string()), but: z.array(z.string()) }),
      ),
    ),
  }),
});

const Formats = z.object({
  percent: z.string(),
  tinyPercent: z.string(),
  nearlyAll: z.string(),
  tinyDuration: z.string(),
  firstDay: z.optional(z.string()),
  and: z.string(),
  /** Between values of which one is enough. */
  or: z.optional(z.string()),
  units: z.record(z.enum(['day', 'hour', 'minute', 'second', 'thousandth']), Numbered),
  days: z.record(z.enum(['d', 'dm', 'dmy', 'wd', 'wdm', 'wdmy']), z.string()),
  month: z.string(),
  /** An hour of the day at the head of a line: `{hour}` is 9, `{time}` is 09:00. */
  hour: z.string(),
  /** The same inside a sentence, and the hours that are said otherwise. */
  hourNamed: z.optional(z.string()),
  hours: z.optional(Texts),
  /** How a day or a weekday stands where it is what was asked for ("el {value}"), by its dimension. */
  named: z.optional(Texts),
  /** Hours and weekdays asked for: `hour`, `weekday`, and `hour_span`, `weekday_span` in two parts. */
  windows: z.optional(Texts),
  today: z.string(),
  yesterday: z.string(),
  moment: z.string(),
  /** An instant where the day has just been said. */
  clock: z.optional(z.string()),
  noDeadline: z.string(),
  quoteOpen: z.string(),
  quoteClose: z.string(),
});

/** Words that free text may not hold: what they say must come from a slot. Lower case, whole words. */
export const Forbidden = z.object({
  numbers: z.array(z.string()),
  dates: z.array(z.string()),
  ranking: z.array(z.string()),
  trend: z.array(z.string()),
  absolutes: z.array(z.string()),
});
export type Forbidden = z.infer<typeof Forbidden>;

/** Everything that is said in one language about one catalog: data, composed from YAML. */
export const Wording = z.object({
  language: z.string(),
  locale: z.string(),
  grammar: Grammar,
  formats: Formats,
  periods: Texts,
  phrases: Texts,
  operators: Texts,
  trends: Texts,
  static: Texts,
  refusals: Texts,
  /** What is asked back, and what stands before the rest of several answers. */
  asks: Texts,
  forbidden: Forbidden,
  /** Words that free text may hold beside those of the texts here. */
  allowed: z.array(z.string()),
  /** Words of courtesy, all that a model may put around an answer: they affirm, deny and compare nothing. */
  tone: z.array(z.string()),
  metrics: z.record(z.string(), Noun),
  dimensions: z.record(z.string(), Noun),
  datasets: z.record(z.string(), Noun),
  labels: z.record(z.string(), Texts),
  notes: Texts,
  /** Metrics that bound the data when no period is asked for. */
  range: z.optional(z.object({ first: z.string(), last: z.string() })),
  /** Questions to suggest, by key. */
  questions: Texts,
  /** Keys of `questions` that fit after an answer about this metric, or `default`. */
  suggest: z.record(z.string(), z.array(z.string())),
  /** Metrics: the question that shows it along the last `{days}` days, of one thing with this `{name}`. */
  each: z.optional(Texts),
});
export type Wording = z.infer<typeof Wording>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const merge = (left: unknown, right: unknown): unknown => {
  if (Array.isArray(left) && Array.isArray(right)) return [...new Set<unknown>([...left, ...right])];
  if (!isRecord(left) || !isRecord(right)) return right;
  const merged: Record<string, unknown> = { ...left };
  for (const [key, value] of Object.entries(right))
    if (Object.hasOwn(left, key)) merged[key] = merge(left[key], value);
    else merged[key] = value;
  return merged;
};

/** What a catalog without texts of its own leaves empty. */
const EMPTY: unknown = {
  asks: {},
  allowed: [],
  tone: [],
  metrics: {},
  dimensions: {},
  datasets: {},
  labels: {},
  notes: {},
  questions: {},
  suggest: {},
};

/**
 * Composes one wording a language from its parts (the language's own texts, the catalog's texts, label
 * lists such as `{ labels: { cause: … } }`); later parts win. What one language forbids in free text is
 * forbidden in all, since a draft may mix them.
 * @throws when a part lacks what the schema asks for.
 */
export const composeWordings = (parts: Record<string, unknown[]>): Record<string, Wording> => {
  const merged = Object.entries(parts).map(
    ([language, list]) => [language, list.reduce(merge, EMPTY)] as const,
  );
  const bans = merged.flatMap(([, part]) => (isRecord(part) ? [{ forbidden: part['forbidden'] }] : []));
  return Object.fromEntries(
    merged.map(([language, part]) => [language, z.parse(Wording, bans.reduce(merge, part))]),
  );
};

/** The words for a catalog name; a name that no wording knows is spelled out. */
export const nounOf = (nouns: Record<string, Noun>, name: string): Noun => {
  const known = Object.hasOwn(nouns, name) ? nouns[name] : undefined;
  return known ?? { one: name.replaceAll('_', ' ') };
};

/** The words of a field, as this dataset has them: a process was made, a run asked for. */
export const fieldNoun = (
  { catalog, wording }: { catalog: Catalog; wording: Wording },
  query: SemanticQuery,
  name: string,
): Noun => {
  const own = `${datasetOf(catalog, query)?.name}.${name}`;
  return nounOf(wording.dimensions, Object.hasOwn(wording.dimensions, own) ? own : name);
};
