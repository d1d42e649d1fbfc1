import * as z from 'zod/mini';

const Text = z.string().check(z.minLength(1));
const Phrases = z.array(Text).check(z.minLength(1));
const SevenDays = z.strictObject({
  monday: Phrases,
  tuesday: Phrases,
  wednesday: Phrases,
  thursday: Phrases,
  friday: Phrases,
  saturday: Phrases,
  sunday: Phrases,
});

/** What wishes about being told are read by, in one language; phrases of whole words, without accents. */
const Reads = z.strictObject({
  /** Asks to be told, and can mean nothing else; then those that may also ask something now. */
  tell: Phrases,
  perhaps: Phrases,
  /** Right behind them asks something now, and wishes nothing: "how many". */
  asks: Phrases,
  /** Joins either of them with what is to be told; the first of no time at all, the second of any time. */
  if: Phrases,
  whenever: Phrases,
  fails: Phrases,
  silent: Phrases,
  /** All processes. */
  any: Phrases,
  /** Failures of no process in particular. */
  somewhere: Phrases,
  more: Phrases,
  least: Phrases,
  within: Phrases,
  units: z.strictObject({ minute: Phrases, hour: Phrases, day: Phrases }),
  failures: Phrases,
  summary: Phrases,
  daily: Phrases,
  adjectives: z.strictObject({ day: Phrases, week: Phrases }),
  send: Phrases,
  evening: Phrases,
  working: Phrases,
  weekly: Phrases,
  days: SevenDays,
  /** Before a day of the week. */
  every: Phrases,
  /** Not a wish but a way to divide a figure: "for each". */
  each: Phrases,
  at: Phrases,
  /** Numbers and times of the clock in words. */
  numbers: z.record(z.string(), z.number()),
  clock: z.record(z.string(), z.string()),
  half: Phrases,
  halfBefore: Phrases,
  morningHours: Phrases,
  eveningHours: Phrases,
  quiet: Phrases,
  until: Phrases,
  list: Phrases,
  end: Phrases,
  /** Ends alerts, as it names them. */
  endAlerts: Phrases,
  alerts: Phrases,
  all: Phrases,
  /** Between "alerts" and what they are about. */
  about: Phrases,
  /** Says nothing about what is meant. */
  polite: Phrases,
  /** At the ends of a name, and no part of it. */
  small: Phrases,
});

/** Questions that the line is asked; `{name}`, `{minutes}`. */
const Asks = z.strictObject({
  failures: Text,
  successes: Text,
  failing: Text,
  silent: Text,
  lastRun: Text,
  silentAll: Text,
  yesterday: Phrases,
  today: Phrases,
  week: Phrases,
});

/** What is said; never a figure of its own but those of a wish. */
const Says = z.strictObject({
  alert: z.strictObject({
    failure: Text,
    silence: Text,
    failures: Text,
    anyFailure: Text,
    anySilence: Text,
    anyFailures: Text,
  }),
  summary: z.strictObject({ every: Text, working: Text, weekly: Text }),
  quiet: Text,
  done: Text,
  hush: Text,
  hushNone: Text,
  which: Text,
  full: Text,
  away: Text,
  none: Text,
  yours: Text,
  howToEnd: Text,
  ended: Text,
  nothingEnded: Text,
  /** Before the answer of the line. */
  failed: Text,
  silentNow: Text,
  worksAgain: Text,
  runsAgain: Text,
  morning: Text,
  daySummary: Text,
  weekSummary: Text,
  /** `{time}`: `{text}` */
  earlier: Text,
  heldSince: Text,
  weekdays: z.strictObject({
    monday: Text,
    tuesday: Text,
    wednesday: Text,
    thursday: Text,
    friday: Text,
    saturday: Text,
    sunday: Text,
  }),
  /** An answer that is owed, as it stands among what is told: `{question}`. */
  owed: Text,
  /** Promised where the data can not be read. */
  promise: Text,
  /** Before the answer that was owed, and where it has to be asked for again: `{question}`. */
  back: Text,
  backAsk: Text,
  askAgain: Text.check(z.maxLength(20)),
  minutes: Text,
  hour: Text,
  hours: Text,
  /** What the template names where it is about all processes, or a summary. */
  anyProcess: Text,
  aSummary: Text,
  aQuestion: Text,
});

export const SubscriptionWords = z.strictObject({ language: Text, reads: Reads, asks: Asks, says: Says });
export type SubscriptionWords = z.infer<typeof SubscriptionWords>;
