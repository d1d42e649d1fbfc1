import * as z from 'zod/mini';
import { Instant } from './query.ts';

/**
 * A moment that an answer told: the worst day, the busiest hour, when something was. `value` is a local day (the first
 * of a week), a month as `2026-11`, an hour, a day of the week from 1 for Monday, or an instant.
 */
export const Told = z.object({
  unit: z.enum(['hour', 'weekday', 'day', 'week', 'month', 'instant']),
  value: z.string().check(z.maxLength(40)),
});
export type Told = z.infer<typeof Told>;

/** A question that can be asked again as it stands: a follow-up is read by changing its words. */
export const Turn = z.object({
  /** Complete in itself: what a follow-up leaves out has been put in. */
  text: z.string().check(z.maxLength(2000)),
  /** Words such as "yesterday" keep the day they were said on. */
  askedAt: Instant,
  /** Names of the main entity that the answer gave, in its order, as the reader knows them. */
  named: z.array(z.string().check(z.maxLength(300))).check(z.maxLength(10)),
  /** The last answer before that gave several: "the second one" is still understood once the first was asked about. */
  listed: z.optional(z.array(z.string().check(z.maxLength(300))).check(z.maxLength(10))),
  /** The one moment that the answer told: what "that day" may mean next. */
  told: z.optional(Told),
  /** Keys of names that were chosen where several fit. */
  pins: z.optional(z.array(z.string()).check(z.maxLength(10))),
  /** The question before this one: "the difference?" is between the two. */
  earlier: z.optional(z.object({ text: z.string().check(z.maxLength(2000)), askedAt: Instant })),
});
export type Turn = z.infer<typeof Turn>;

/** Something the assistant asked back; the next message may be the answer to it. */
export const Pending = z.object({
  /** The question that was unclear, and the part of it that a choice replaces: characters `from` up to `to`. */
  text: z.string().check(z.maxLength(2000)),
  askedAt: Instant,
  from: z.int(),
  to: z.int(),
  /** As they were offered, with the key of each; `name` is what takes the place of the unclear part. */
  choices: z.array(z.object({ id: z.string(), label: z.string(), name: z.string() })).check(z.maxLength(10)),
  pins: z.optional(z.array(z.string()).check(z.maxLength(10))),
});
export type Pending = z.infer<typeof Pending>;

/** What one question must know of those before it. Small: it travels with every question. */
export const Conversation = z.object({
  version: z.literal(1),
  /** The language the conversation is held in; short messages are read in it. */
  language: z.optional(z.string()),
  /** The last question that was about the data. */
  last: z.optional(Turn),
  pending: z.optional(Pending),
});
export type Conversation = z.infer<typeof Conversation>;

/** What is known of the asker that shapes the reading of a question; only what has not expired. */
export const Preferences = z.object({
  language: z.optional(z.string()),
  /** A period in the asker's own words ("ultimi 7 giorni"), used where a question names none. */
  period: z.optional(z.string().check(z.maxLength(200))),
  /** What "my processes" are. */
  favourites: z.optional(z.array(z.string().check(z.maxLength(300))).check(z.maxLength(50))),
});
export type Preferences = z.infer<typeof Preferences>;
