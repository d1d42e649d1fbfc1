import type { Quiet, Summary, Threshold } from '#shared/contracts/subscription.ts';
import { takeQuiet } from './clock.ts';
import {
  firstLeft,
  leftOver,
  type Message,
  messageOf,
  phraseAt,
  phraseIn,
  take,
  takeAll,
  took,
} from './phrases.ts';
import { readSummary } from './read-summary.ts';
import { takeThreshold } from './read-threshold.ts';
import type { SubscriptionWords } from './words.ts';

type Reads = SubscriptionWords['reads'];

/** What somebody wishes about being told; names are still words. */
export type Wish =
  | { do: 'alert'; on: 'failure' | 'silence'; name?: string; threshold?: Threshold; quiet?: Quiet }
  /** An alert, and nobody knows about what. */
  | { do: 'which' }
  | { do: 'summary'; at: Summary['at']; days: Summary['days']; quiet?: Quiet }
  | { do: 'end'; what: 'all' | 'alert' | 'summary'; name?: string }
  | { do: 'quiet'; quiet: Quiet }
  | { do: 'list' };

export interface ReadWish {
  language: string;
  wish: Wish;
  /** The same message with another name in it. */
  again: (name: string) => string;
}

/** A longer message is no wish. */
const MOST_WORDS = 60;

/** Reads a wish about being told, in whichever language has its words. Undefined: it is for the line. */
export const readWish = (text: string, all: readonly SubscriptionWords[]): ReadWish | undefined => {
  const whole = messageOf(text);
  if (whole.tokens.length > MOST_WORDS) return undefined;
  for (const { language, reads } of all) {
    const message = { ...whole, taken: [...whole.taken] };
    let again = (name: string): string => name;
    const wish = readIn(message, reads, (found) => (again = found));
    if (wish !== undefined) return { language, wish, again };
  }
  return undefined;
};

type Note = (again: (name: string) => string) => void;

const readIn = (message: Message, reads: Reads, note: Note): Wish | undefined => {
  if (phraseIn(message, reads.list) !== undefined) return { do: 'list' };
  const quiet = takeQuiet(message, reads);
  takeAll(message, reads.polite);
  const hushed = quiet && { quiet };
  const wish =
    readEnd(message, reads) ??
    readAlert(message, reads, note) ??
    readSummary(message, reads) ??
    (hushed && leftOver(message, reads.small) === undefined
      ? { do: 'quiet' as const, ...hushed }
      : undefined);
  return wish?.do === 'alert' || wish?.do === 'summary' ? { ...wish, ...hushed } : wish;
};

const readEnd = (message: Message, reads: Reads): Wish | undefined => {
  const first = firstLeft(message);
  const alerts = phraseAt(message, first, reads.endAlerts);
  const opening = alerts ?? phraseAt(message, first, reads.end);
  if (opening === undefined) return undefined;
  if (alerts === undefined) {
    if (phraseIn(message, reads.summary, opening.end) !== undefined) return { do: 'end', what: 'summary' };
    const noun = phraseIn(message, reads.alerts, opening.end);
    if (noun === undefined) return undefined;
    take(message, noun);
  }
  take(message, opening);
  takeAll(message, reads.all);
  takeAll(
    message,
    reads.about.filter((phrase) => phrase.includes(' ')),
  );
  const name = leftOver(message, [...reads.small, ...reads.about])?.name;
  return name === undefined ? { do: 'end', what: 'all' } : { do: 'end', what: 'alert', name };
};

const readAlert = (message: Message, reads: Reads, note: Note): Wish | undefined => {
  const isSure = phraseIn(message, reads.tell) !== undefined;
  const opening = phraseIn(message, isSure ? reads.tell : reads.perhaps);
  const whenever = phraseIn(message, isSure ? [...reads.whenever, ...reads.if] : reads.whenever);
  if (opening === undefined || (!isSure && whenever === undefined)) return undefined;
  // "Let me know how many runs ended in error": now.
  if (phraseAt(message, opening.end, reads.asks) !== undefined) return undefined;
  const before = [...message.taken];
  take(message, opening);
  if (whenever !== undefined) take(message, whenever);
  const isSilence = took(message, reads.silent) !== undefined;
  const threshold = isSilence ? undefined : takeThreshold(message, reads);
  const fails = !isSilence && took(message, reads.fails) !== undefined;
  const counted = !isSilence && took(message, reads.failures) !== undefined;
  if (!isSilence && !fails && !counted && threshold === undefined) {
    message.taken.splice(0, before.length, ...before);
    return undefined;
  }
  const isAny = took(message, reads.any) !== undefined;
  const isSomewhere = took(message, reads.somewhere) !== undefined;
  const about = leftOver(message, reads.small);
  if (about === undefined && !isAny && !isSomewhere && !counted) return { do: 'which' };
  if (about !== undefined) note(about.again);
  return {
    do: 'alert',
    on: isSilence ? 'silence' : 'failure',
    ...(about && { name: about.name }),
    ...(threshold && { threshold }),
  };
};
