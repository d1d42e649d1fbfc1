import * as z from 'zod/mini';
import { Unit } from './catalog.ts';
import { Cell, Evidence } from './evidence.ts';
import { Formula } from './draft.ts';
import { SemanticQuery } from './query.ts';

export const Category = z.enum([
  'BUSINESS_DATA',
  'KNOWLEDGE',
  'ACTION',
  'HELP',
  'GREETING',
  'TECHNOLOGY',
  'HUMAN',
  'OFF_TOPIC',
]);
export type Category = z.infer<typeof Category>;

export const Kind = z.enum(['answer', 'clarify', 'refuse', 'static']);
export type Kind = z.infer<typeof Kind>;

/** Why an answer is a refusal; stable, for machines. The sentence for people is in `answer`. */
export const Reason = z.enum([
  'not_in_data',
  'no_forecast',
  'no_opinion',
  'not_understood',
  'unknown_name',
  'future_period',
  'not_proven',
  'not_available_yet',
  /** A wish to be told without asking: it is taken where people write to us. */
  'only_by_message',
  'off_topic',
  'unsafe',
  'nothing_visible',
  /** It could only be read with a model, and what may be spent on that is spent. */
  'budget_spent',
  'data_unreachable',
]);
export type Reason = z.infer<typeof Reason>;

/** Every figure, name and date that stands in the answer, with what proves it. */
export const Claim = z.object({
  slot: z.string(),
  text: z.string(),
  value: Cell,
  unit: Unit,
  evidence: z.string(),
  /** [row, column] of the evidence cells that were read. */
  cells: z.array(z.tuple([z.int(), z.int()])),
  formula: z.nullable(Formula),
});
export type Claim = z.infer<typeof Claim>;

/** Channel-neutral rich parts of an answer. */
export const Block = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('choices'),
    choices: z.array(z.object({ id: z.string(), label: z.string() })),
  }),
  /** Figures that are worth a picture: a column of labels and a column of values of the evidence. */
  z.object({
    type: z.literal('series'),
    title: z.string(),
    unit: Unit,
    evidence: z.string(),
    /** Empty where two periods are compared and nothing else: then there is one row. */
    label: z.string(),
    value: z.string(),
    /** Column of the same figure in the period that is compared with. */
    compared: z.optional(z.string()),
    /** No more rows than these are shown, and what is said where there are more: "the first 5". */
    most: z.optional(z.object({ rows: z.int(), said: z.string() })),
    /** What the cells of labels are called; where `others` is false, no other cell may be shown. */
    named: z.optional(z.object({ texts: z.record(z.string(), z.string()), others: z.boolean() })),
    /** Said below a picture: "data as of {day}, {time}". */
    note: z.optional(z.string()),
    /** Id of the picture: `GET /v1/charts/{id}.png`. */
    chart: z.optional(z.string()),
  }),
  z.object({ type: z.literal('topics'), topics: z.array(z.string()) }),
  /** What the figures asked for are and are not. */
  z.object({
    type: z.literal('definitions'),
    definitions: z.array(z.object({ metric: z.string(), label: z.string(), text: z.string() })),
  }),
]);
export type Block = z.infer<typeof Block>;

export const Usage = z.object({
  modelCalls: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  costUsd: z.number(),
});
export type Usage = z.infer<typeof Usage>;

/** What a client gets for a question. */
export const Answer = z.object({
  questionId: z.string(),
  sessionId: z.string(),
  language: z.string(),
  kind: Kind,
  category: Category,
  confidence: z.number(),
  reason: z.optional(Reason),
  answer: z.string(),
  query: z.nullable(SemanticQuery),
  claims: z.array(Claim),
  evidence: z.array(Evidence),
  blocks: z.array(Block),
  suggestions: z.array(z.string()),
  cached: z.boolean(),
  degraded: z.array(z.string()),
  usage: Usage,
  durationMs: z.number(),
});
export type Answer = z.infer<typeof Answer>;
