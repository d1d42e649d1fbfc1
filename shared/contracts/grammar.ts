import * as z from 'zod/mini';
import { Filter, Order, Shape } from './query.ts';

/**
 * A phrase is words separated by spaces. `stem*` is any word that begins so, `a/b` either, `[a]` optional.
 * Phrases are written without accents and apostrophes, as the tokeniser leaves them.
 */
const Phrases = z.array(z.string());

/** How one language is understood: data only. Tags are the closed vocabulary of `domain/understanding`. */
export const LanguageGrammar = z.object({
  language: z.string(),
  /** Short words that give the language away. */
  detect: Phrases,
  /** Chat spellings and what they stand for. */
  abbreviations: z.record(z.string(), z.string()),
  /** Endings of words that never name anything: adverbs, verbs with a pronoun. */
  ignorable: Phrases,
  /** Articles and prepositions: they never name anything on their own. */
  small: Phrases,
  /** Endings cut off to compare words of names, longest first. */
  endings: Phrases,
  numbers: z.record(z.string(), z.number()),
  ordinals: z.record(z.string(), z.number()),
  /** Tens and units may be written as one word (ventitre). */
  gluedNumbers: z.optional(z.boolean()),
  /** Short words that lose their last letter before a vowel, and may be written in one with it: "lultimo". */
  elided: z.optional(Phrases),
  /** Words between tens and units (treinta y dos). */
  numberJoints: z.optional(Phrases),
  /** Endings of plural nouns. */
  plurals: z.optional(Phrases),
  /** Endings of verbs that say what is to come. */
  futures: z.optional(Phrases),
  months: z.array(Phrases),
  weekdays: z.array(Phrases),
  units: z.record(z.string(), Phrases),
  tags: z.record(z.string(), Phrases),
});
export type LanguageGrammar = z.infer<typeof LanguageGrammar>;

/** What the words of one language mean in one catalog. */
export const CatalogGrammar = z.object({
  language: z.string(),
  metrics: z.record(z.string(), Phrases),
  families: z.record(z.string(), Phrases),
  dimensions: z.record(z.string(), Phrases),
  /** `field=value` to the words that mean that value. */
  values: z.record(z.string(), Phrases),
  views: z.record(z.string(), Phrases),
  superlatives: z.record(z.string(), Phrases),
  /** Words too short to mean a view but right behind a name, at the end: "is the reminder on?". */
  viewsBehindName: z.optional(z.record(z.string(), Phrases)),
  /** Nouns for one row of the main dataset (runs), and for the thing people name (processes). */
  rows: Phrases,
  entity: Phrases,
  /** Words that are said of nothing but this data: with one of them a few unknown words do no harm. */
  anchors: z.optional(Phrases),
  /** Phrases of this file, as people wrote them, that questions answered rightly have used. Left out: all are. */
  proven: z.optional(Phrases),
  /** Nouns for one row of another dataset, by the metric that counts its rows: shipments, parcels. */
  otherRows: z.optional(z.record(z.string(), Phrases)),
  /** Topics that the data does not hold. */
  absent: Phrases,
  /** Loose words by the tag that they may have; believed only when a model says so too. */
  hints: z.optional(z.record(z.string(), Phrases)),
});
export type CatalogGrammar = z.infer<typeof CatalogGrammar>;

/** A ready-made reading: what a phrase such as "never run" asks for. */
export const View = z.object({
  /** The metric that counts it. */
  metric: z.optional(z.string()),
  dataset: z.optional(z.string()),
  /** Columns when it is listed. */
  dimensions: z.optional(z.array(z.string())),
  filters: z.optional(Filter),
  order: z.optional(z.array(Order)),
  shape: z.optional(Shape),
  /** Periods do not apply. */
  now: z.optional(z.boolean()),
  /** The word only describes ("active") when rows or measures are asked for. */
  describes: z.optional(z.boolean()),
  /** It stands whatever else is named: "never run" measures nothing else. */
  firm: z.optional(z.boolean()),
  /** The metric that the same words mean of a period that is over: "got stuck yesterday" is a failure. */
  past: z.optional(z.string()),
  /** The metric that says how long it lasts: "how long do they sit in the queue". */
  lasts: z.optional(z.string()),
  /**
   * With a period up to now: of these, what has not happened since by this field ("not run since Monday"). With a
   * period that is over: what has not happened in it by the field `during`, which has a value for each time.
   */
  since: z.optional(z.object({ field: z.string(), during: z.optional(z.string()), filters: Filter })),
  /** The number field that says for how long it has been so: "running for more than an hour". */
  elapsed: z.optional(z.string()),
  /** It tells of trouble, so that "why" may be asked of it. */
  trouble: z.optional(z.boolean()),
});
export type View = z.infer<typeof View>;

/** What the catalog's words lead to, in no language. */
export const Reading = z.object({
  /** The metric of the main dataset that counts its rows. */
  rows: z.string(),
  /** Metric families by aggregate: duration → mean, median, p95, max, min, total; `usual` if it is not the mean. */
  families: z.record(z.string(), z.record(z.string(), z.string())),
  /** The most particular first: "live processes that never ran" is about never having run. */
  views: z.record(z.string(), View),
  /** Adjectives that name a metric and a direction: slowest, most reliable. */
  superlatives: z.record(
    z.string(),
    z.object({
      metric: z.string(),
      direction: z.enum(['asc', 'desc']),
      /** Says by itself that things are meant, several of them, of late: "what needs attention". */
      concern: z.optional(z.boolean()),
    }),
  ),
  /**
   * The family that measures time, its usual metric, the number field of one row of that metric's dataset
   * ("longer than a minute") and the rows that have it.
   */
  timing: z.object({ family: z.string(), metric: z.string(), field: z.string(), ended: Filter }),
  /** Metrics that say how rows ended: they describe when something else is measured too. */
  outcomes: z.array(z.string()),
  /** Metrics that give way to a more particular one: "completed without errors" is success. */
  wholes: z.optional(z.array(z.string())),
  /** Metric → the wider one that only describes it: "failed and recovered" counts the recovered. */
  narrower: z.optional(z.record(z.string(), z.string())),
  /** Metric → the view that "never" or "always" makes of it, for things: "never started", "fails every time". */
  habits: z.optional(
    z.object({ never: z.record(z.string(), z.string()), always: z.record(z.string(), z.string()) }),
  ),
  /** Dimensions that the named things belong to: "which areas are there?". */
  groupings: z.optional(z.array(z.string())),
  /** The metric that "worst", "went wrong" and "why" are about. */
  trouble: z.string(),
  /** Metric → the rows of its dataset that it counts, to list them one by one. */
  rowFilters: z.record(z.string(), Filter),
  /** Dataset → the metric that counts its rows, for datasets beside the main one. */
  counts: z.optional(z.record(z.string(), z.string())),
  /** Metric and the metric of its opposite: "did not fail" is success. */
  opposites: z.record(z.string(), z.string()),
  /** Counting rows metric → counting distinct entities metric: "how many processes failed". */
  distinct: z.record(z.string(), z.string()),
  /** Metric → rate over the whole: "what percentage failed". */
  rates: z.record(z.string(), z.string()),
  /** The field that says how a row ended: "did the last one work?". */
  ending: z.optional(z.string()),
  /** Metric → the last instant of it: "when did it last fail". */
  last: z.record(z.string(), z.string()),
  first: z.record(z.string(), z.string()),
  /** What is told of a name or a period when nothing is asked of it. */
  overview: z.array(z.string()),
  /** Dimension → the metric that counts all there are: how many processes, how many carriers. */
  entities: z.record(z.string(), z.string()),
  /** When the named things were made: their dataset and the field that tells. */
  making: z.optional(z.object({ dataset: z.string(), field: z.string() })),
  /** Of two dimensions with a value of the same name, the one that is meant stands first here. */
  preferred: z.optional(z.array(z.string())),
  /** Rows that tell why something failed; without them "why" is not in the data. */
  reason: z.optional(
    z.object({ dataset: z.string(), dimensions: z.array(z.string()), order: z.array(Order) }),
  ),
});
export type Reading = z.infer<typeof Reading>;

/** Everything understanding needs, compiled from layers/catalog. */
export const Grammar = z.object({
  languages: z.record(z.string(), LanguageGrammar),
  catalogs: z.record(z.string(), CatalogGrammar),
  reading: Reading,
  /** Groups of words with one meaning in all languages, to find names: invoice, fattura. */
  vocabulary: z.record(z.string(), Phrases),
  /** What was recognised together in questions that were answered rightly, as `formOf` writes it. Left out: all is. */
  forms: z.optional(z.array(z.string())),
});
export type Grammar = z.infer<typeof Grammar>;
