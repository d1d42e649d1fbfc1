import * as z from 'zod/mini';
import { Category, Reason } from './answer.ts';
import { Named } from './catalog.ts';
import { SemanticQuery } from './query.ts';

/** What the reader should know about how the question was read; words for it stand in the wording. */
export const Note = z.string().check(z.regex(/^[a-z][a-z_]{0,62}$/));
export type Note = z.infer<typeof Note>;

const common = { language: z.string(), category: Category, confidence: z.number() };

const ONE = [
  z.object({
    ...common,
    kind: z.literal('query'),
    query: SemanticQuery,
    /** The asker gave a period; otherwise the range of the data is stated. */
    periodGiven: z.boolean(),
    about: z.optional(z.array(Named)),
    notes: z.optional(z.array(Note)),
    /** The question wants yes or no first, whatever its shape. */
    yesNo: z.optional(z.boolean()),
    /** The question wants the mean of the buckets of a series: "on average per day". */
    average: z.optional(z.boolean()),
  }),
  z.object({ ...common, kind: z.literal('definition'), metrics: z.array(z.string()) }),
  z.object({
    ...common,
    kind: z.literal('clarify'),
    /** The dimension whose name was unclear. */
    about: z.string(),
    choices: z.array(Named),
    mention: z.string(),
  }),
  z.object({
    ...common,
    kind: z.literal('refuse'),
    reason: Reason,
    /** Keys of suggested questions of the wording. */
    nearest: z.optional(z.array(z.string())),
    mention: z.optional(z.string()),
    /** Names like the one that does not exist, nearest first, three at most. */
    nearestNames: z.optional(z.array(Named)),
  }),
  /** `topic` picks a variant of the reply: `thanks`, `goodbye` … */
  z.object({ ...common, kind: z.literal('static'), topic: z.optional(z.string()) }),
] as const;

/** What one question asks for. */
export const Single = z.discriminatedUnion('kind', ONE);
export type Single = z.infer<typeof Single>;

/** What a message asks for, before any wording: the only thing that wording is made from. */
export const Understanding = z.discriminatedUnion('kind', [
  ...ONE,
  /** Several questions in one message; they are answered one after the other. */
  z.object({
    ...common,
    kind: z.literal('several'),
    parts: z.array(Single).check(z.minLength(2), z.maxLength(3)),
  }),
]);
export type Understanding = z.infer<typeof Understanding>;
