import { type Summary, Weekday } from '#shared/contracts/subscription.ts';
import { takeClock } from './clock.ts';
import { leftOver, type Message, phraseIn, type Span, take, takeAll, took } from './phrases.ts';
import type { SubscriptionWords } from './words.ts';

type Reads = SubscriptionWords['reads'];

const MORNING = '08:00';
const EVENING = '19:00';
const WEEKLY_DAY = 'monday';

/**
 * Takes "every morning at 8 a summary". All words must be understood: a summary of something else than all, or a
 * question in which the word stands, is left to the line.
 */
export const readSummary = (
  message: Message,
  reads: Reads,
): ({ do: 'summary' } & Pick<Summary, 'at' | 'days'>) | undefined => {
  if (phraseIn(message, reads.summary) === undefined) return undefined;
  const rhythm = takeRhythm(message, reads);
  const at = takeClock(message, reads, rhythm?.late ?? false);
  const ofDay = took(message, reads.adjectives.day) !== undefined;
  took(message, reads.adjectives.week);
  const days = rhythm?.days ?? (ofDay && at !== undefined ? 'every' : undefined);
  if (days === undefined) return undefined;
  took(message, reads.summary);
  for (const phrases of [reads.send, reads.tell, reads.perhaps]) takeAll(message, phrases);
  if (leftOver(message, reads.small) !== undefined) return undefined;
  return { do: 'summary', at: at ?? (rhythm?.late === true ? EVENING : MORNING), days };
};

const takeRhythm = (message: Message, reads: Reads): { days: Summary['days']; late: boolean } | undefined => {
  const isFree = (span: Span | undefined): span is Span =>
    span !== undefined && !isEach(message, span.start, reads);
  const late = phraseIn(message, reads.evening);
  const working = phraseIn(message, reads.working);
  const weekday = takeWeekday(message, reads);
  if (isFree(working)) {
    take(message, working);
    if (late !== undefined) take(message, late);
    return { days: 'working', late: late !== undefined };
  }
  const daily = late ?? phraseIn(message, reads.daily);
  const weekly = phraseIn(message, reads.weekly);
  if (weekday !== undefined || isFree(weekly)) {
    if (weekly !== undefined) take(message, weekly);
    return { days: weekday ?? WEEKLY_DAY, late: false };
  }
  if (!isFree(daily)) return undefined;
  take(message, daily);
  return { days: 'every', late: late !== undefined };
};

/** "Every Monday", "for each day": the second divides a figure. */
const isEach = ({ tokens }: Message, at: number, { each }: Reads): boolean =>
  each.includes(tokens[at - 1]?.norm ?? '');

const takeWeekday = (message: Message, reads: Reads): Weekday | undefined => {
  for (const day of Weekday.options)
    for (const every of reads.every) {
      const found = phraseIn(
        message,
        reads.days[day].map((name) => `${every} ${name}`),
      );
      if (found === undefined || isEach(message, found.start, reads)) continue;
      take(message, found);
      return day;
    }
  return undefined;
};
