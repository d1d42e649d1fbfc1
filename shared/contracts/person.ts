import * as z from 'zod/mini';
import { Sender } from './incoming.ts';
import { Instant } from './query.ts';
import { Action, Flaw, Reply } from './reply.ts';

/** Whether somebody may ask: granted or refused by an operator, or not decided. */
export const Admission = z.enum(['granted', 'asked', 'refused', 'unknown']);
export type Admission = z.infer<typeof Admission>;

/** Something that can be tapped, by the short id that went to the person's device. */
export const Offer = z.object({ id: z.string(), at: Instant, action: Action });
export type Offer = z.infer<typeof Offer>;

/** An answer that we promised when the data could not be read. */
export const Promised = z.object({ subscriptionId: z.string(), question: z.string(), at: Instant });
export type Promised = z.infer<typeof Promised>;

/** A person who writes to us: who they are on the platform and where the conversation with them stands. */
export const Person = z.object({
  version: z.literal(1),
  /** Their `userId` everywhere else; stays when number or id change. */
  personId: z.string(),
  sender: Sender,
  admission: Admission,
  language: z.optional(z.string()),
  /** When we said who we are. */
  greetedAt: z.optional(Instant),
  /** They wrote STOP. */
  stoppedAt: z.optional(Instant),
  /** Their last message: free words may be sent for 24 hours from then. */
  wroteAt: z.optional(Instant),
  /** The conversation our last answer belongs to. */
  sessionId: z.optional(z.string()),
  /** A colleague has the conversation: until then, or until it is handed back. `told`: when one will answer. */
  handover: z.optional(
    z.object({
      at: Instant,
      questionId: z.optional(z.string()),
      until: z.optional(Instant),
      told: z.optional(z.boolean()),
    }),
  ),
  /** A thumbs down was given, and the next words say what was wrong. */
  flawed: z.optional(z.object({ at: Instant, questionId: z.string() })),
  /** What an operator did for them and they have not been told. */
  news: z.optional(z.enum(['granted', 'handedBack'])),
  /** What we owe them: whoever asked it again and was answered is owed it no more. */
  owed: z.optional(z.array(Promised).check(z.maxLength(5))),
  /** When we last said sorry for being late. */
  apologisedAt: z.optional(Instant),
  /** The message whose question was lost on its way to the line, or its answer; it comes again. */
  unheard: z.optional(z.string()),
  /** The latest message and what was said to it: doing it again says the same. `origin`: what it changes, or itself. */
  latest: z.optional(z.object({ messageId: z.string(), origin: z.string(), reply: z.optional(Reply) })),
  /** Messages in the window that began at `since`. */
  pace: z.optional(z.object({ since: Instant, messages: z.int(), told: z.boolean() })),
  /** The newest last; the oldest go first. */
  offers: z.array(Offer).check(z.maxLength(60)),
});
export type Person = z.infer<typeof Person>;

/** What somebody thought of an answer. */
export const Feedback = z.object({
  version: z.literal(1),
  questionId: z.string(),
  personId: z.string(),
  at: Instant,
  up: z.boolean(),
  flaw: z.optional(Flaw),
  /** In the person's own words. */
  correction: z.optional(z.string().check(z.maxLength(1000))),
  question: z.optional(z.string()),
});
export type Feedback = z.infer<typeof Feedback>;
