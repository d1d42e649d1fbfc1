import * as z from 'zod/mini';
import { Flaw } from '#shared/contracts/reply.ts';

const Text = z.string().check(z.minLength(1));
/** As much as the smallest button holds. */
const Label = Text.check(z.maxLength(20));
const Words = z.array(Text).check(z.minLength(1));
const Row = z.object({ label: Label, description: Text.check(z.maxLength(72)) });

/** What cannot be read as a question. */
export const Unread = z.enum([
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'order',
  'form',
  'unsupported',
  'long',
]);
export type Unread = z.infer<typeof Unread>;

/** All that is said to a person in one language beside answers: how we begin, decline, stop, hand over. */
export const Manners = z.strictObject({
  language: z.string(),
  /** Who we are, before the first reply; what can be asked and how to stop, behind it. */
  hello: Text,
  how: Text,
  help: Text,
  stopped: Text,
  started: Text,
  declined: z.record(Unread, Text),
  /** Said before the answer to the words under a picture. */
  captionOnly: Text,
  invite: Text,
  requested: Text,
  waiting: Text,
  refused: Text,
  granted: Text,
  handedOver: Text,
  /** `{when}` a colleague will answer. */
  handedOverLater: Text,
  quietLater: Text,
  welcomeBack: Text,
  nobodyTold: Text,
  /** Too many people are asking just now. */
  busy: Text,
  /** Before the next answer: what an operator did. */
  news: z.object({ granted: Text, handedBack: Text }),
  late: Text,
  slow: Text,
  /** A button that is no longer known, and that its words are taken as a question. */
  expired: Text,
  expiredAsked: Text,
  thanks: Text,
  whatWrong: Text,
  flawed: Text,
  tellMore: Text,
  corrected: Text,
  /** `{time}` of the next start of work. */
  today: Text,
  tomorrow: Text,
  /** And `{day}`, one of the weekdays. */
  onDay: Text,
  /** From Monday, as they stand in `onDay`. */
  weekdays: z.array(Text).check(z.length(7)),
  labels: z.object({
    up: Label,
    down: Label,
    person: Label,
    access: Label,
    start: Label,
    /** Opens a list. */
    open: Label,
  }),
  /**
   * What can be done after an answer: ask one of the `next` questions, say what it was `worth`, have `more`, ask
   * `about` a `{name}`.
   */
  after: z.strictObject({
    next: Text,
    nextOpen: Label,
    worth: Text,
    more: Label,
    details: Label,
    about: Text,
  }),
  flaws: z.record(Flaw, Row),
  /** To people of ours; `{name}` is who it is about. */
  notices: z.object({ handover: Text, access: Text, somebody: Text, person: Text, assistant: Text }),
  /** Whole messages, without accents and signs. */
  words: z.object({ stop: Words, start: Words, help: Words, person: Words, back: Words }),
});
export type Manners = z.infer<typeof Manners>;
