import * as z from 'zod/mini';
import { Reader } from './documents.ts';
import { Announcement } from './incoming.ts';
import { Instant } from './query.ts';

/** A local time of day, `HH:MM`. */
export const ClockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

export const Weekday = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
export type Weekday = z.infer<typeof Weekday>;

/** Local times between which nothing is said; over midnight where `to` is not after `from`. */
export const Quiet = z.object({ from: ClockTime, to: ClockTime });
export type Quiet = z.infer<typeof Quiet>;

/** What an alert is about, as the line knows it: a process, or all processes of a label. */
export const About = z.object({
  field: z.string(),
  key: z.string().check(z.maxLength(300)),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type About = z.infer<typeof About>;

/** `failures` or more within so many minutes. */
export const Threshold = z.object({
  failures: z.int().check(z.gte(1), z.lte(1000)),
  withinMinutes: z.int().check(z.gte(5), z.lte(1440)),
});
export type Threshold = z.infer<typeof Threshold>;

/** Tells when something fails, or has not run though it should have; about all processes where none is named. */
export const Alert = z.object({
  kind: z.literal('alert'),
  on: z.enum(['failure', 'silence']),
  about: z.optional(About),
  threshold: z.optional(Threshold),
});
export type Alert = z.infer<typeof Alert>;

/** How things went: of a week where it comes on one day of the week, else of a day. */
export const Summary = z.object({
  kind: z.literal('summary'),
  at: ClockTime,
  days: z.union([z.literal('every'), z.literal('working'), Weekday]),
});
export type Summary = z.infer<typeof Summary>;

/** The answer to a question that came while the data could not be read: told once, when it can be read again. */
export const Owed = z.object({ kind: z.literal('owed'), question: z.string().check(z.maxLength(1000)) });
export type Owed = z.infer<typeof Owed>;

export const Want = z.discriminatedUnion('kind', [Alert, Summary, Owed]);
export type Want = z.infer<typeof Want>;

const Event = z.object({ at: Instant, text: z.string().check(z.maxLength(4000)) });

/** Where a subscription stands: what is wrong and was noticed, what waits to be told. */
export const Standing = z.object({
  /** What is wrong now, by key; each is noticed once, and once more when it is right again. */
  wrong: z.array(z.object({ key: z.string(), name: z.string(), since: Instant })).check(z.maxLength(100)),
  /** Waits until quiet hours end; the newest last. */
  held: z.array(Event).check(z.maxLength(20)),
  /** How many announcements were made: each has a number of its own. */
  told: z.int(),
  /** When it was last looked at: of a summary, the instant it was due. */
  lookedAt: z.optional(Instant),
  /** Written down before it is queued, so that a crash between the two loses and doubles nothing. */
  pending: z.optional(Announcement),
});
export type Standing = z.infer<typeof Standing>;

/** What somebody wants to be told without asking. */
export const Subscription = z.object({
  version: z.literal(1),
  subscriptionId: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  owner: Reader,
  language: z.string(),
  want: Want,
  quiet: z.optional(Quiet),
  createdAt: Instant,
  standing: Standing,
});
export type Subscription = z.infer<typeof Subscription>;
