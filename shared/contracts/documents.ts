import * as z from 'zod/mini';
import { Access } from './access.ts';
import { Answer, Block, Category, Claim, Kind, Reason, Usage } from './answer.ts';
import { Conversation, Preferences } from './conversation.ts';
import { Draft } from './draft.ts';
import { Evidence } from './evidence.ts';
import { Instant, SemanticQuery } from './query.ts';

/** Whose question it is, and whose data may answer it. */
export const Reader = z.object({ tenantId: z.string(), userId: z.string() });
export type Reader = z.infer<typeof Reader>;

/** What the state machine tells of a step that failed. */
export const StepFault = z.object({ Error: z.string(), Cause: z.optional(z.string()) });
export type StepFault = z.infer<typeof StepFault>;

/**
 * The document that grows along `Question → Classified → Queried → Validated → Masked`: one flat object
 * with a version; each step adds its fields and passes the rest on, but for the draft, which nobody needs any more once
 * its sentences are proven.
 */
export const Question = z.object({
  version: z.literal(1),
  questionId: z.string(),
  /** By which the asker finds it again; stands in every log line. */
  requestId: z.optional(z.string()),
  sessionId: z.string(),
  reader: Reader,
  /** What the reader may see; looked up at the door for every question. */
  access: Access,
  channel: z.enum(['http', 'whatsapp']),
  text: z.string().check(z.maxLength(4096)),
  /** Asked for by the client; otherwise found from the text. */
  askedLanguage: z.optional(z.string()),
  askedAt: Instant,
  /** Who asked waits so long, by the clock of the world: nothing is begun that can not end before. */
  answerBy: z.optional(Instant),
  timeZone: z.string(),
  /** What was said before; missing for a first question. */
  conversation: z.optional(Conversation),
  preferences: z.optional(Preferences),
  /** The names were read just now for this very question: do not ask for them a second time. */
  namesRead: z.optional(z.boolean()),
  /** Why they could not be read anew. */
  namesFault: z.optional(StepFault),
});
export type Question = z.infer<typeof Question>;

/** A semantic query and the id its evidence will have. */
export const Read = z.object({ id: z.string(), query: SemanticQuery });
export type Read = z.infer<typeof Read>;

/** `next` is what the state machine chooses by. `names`: the directory is missing or old; ask again after. */
export const Classified = z.extend(Question, {
  next: z.enum(['query', 'mask', 'names']),
  language: z.string(),
  category: Category,
  kind: Kind,
  reason: z.optional(Reason),
  confidence: z.number(),
  reads: z.array(Read),
  draft: Draft,
  blocks: z.array(Block),
  suggestions: z.array(z.string()),
  /** What names are called whose masked words alone would not tell them apart. */
  numbered: z.optional(z.record(z.string(), z.string())),
  /** Of a model, when one was asked. */
  usage: z.optional(Usage),
  /** What was down, in stable codes: `model`, `names`, `database`. */
  degraded: z.optional(z.array(z.string())),
  /** A step failed; the reader gets an honest sentence, never the cause. */
  fault: z.optional(StepFault),
});
export type Classified = z.infer<typeof Classified>;

export const Queried = z.extend(Classified, { evidence: z.array(Evidence) });
export type Queried = z.infer<typeof Queried>;

/** A sentence that was proven: free text, and indexes into `claims`. */
export const ProvenSentence = z.array(z.union([z.string(), z.object({ claim: z.int() })]));
export type ProvenSentence = z.infer<typeof ProvenSentence>;

export const Validated = z.extend(z.omit(Queried, { draft: true }), {
  sentences: z.array(ProvenSentence),
  claims: z.array(Claim),
});
export type Validated = z.infer<typeof Validated>;

/** Straight from classify (static replies have a draft and no evidence) or from validate (sentences and no draft). */
export const Maskable = z.extend(Classified, {
  draft: z.optional(Draft),
  evidence: z.optional(z.array(Evidence)),
  sentences: z.optional(z.array(ProvenSentence)),
  claims: z.optional(z.array(Claim)),
});
export type Maskable = z.infer<typeof Maskable>;

/**
 * The end of the line: the answer without what only the edge knows, and what the session is to remember; the
 * edge keeps that and does not send it on.
 */
export const Masked = z.extend(z.omit(Answer, { durationMs: true }), {
  conversation: z.optional(Conversation),
});
export type Masked = z.infer<typeof Masked>;
