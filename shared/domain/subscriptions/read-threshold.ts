import type { Threshold } from '#shared/contracts/subscription.ts';
import { numberAt } from './clock.ts';
import { type Message, phraseAt, phraseIn, take } from './phrases.ts';
import type { SubscriptionWords } from './words.ts';

type Reads = SubscriptionWords['reads'];

const MINUTES = { minute: 1, hour: 60, day: 1440 } as const;
const USUAL_MINUTES = 60;

/** Takes "more than 5 failures in an hour". */
export const takeThreshold = (message: Message, reads: Reads): Threshold | undefined => {
  const more = phraseIn(message, reads.more);
  const least = more ?? phraseIn(message, reads.least);
  const number = least && numberAt(message, least.end, reads);
  if (least === undefined || number === undefined || !Number.isInteger(number)) return undefined;
  const failures = Math.min(1000, Math.max(1, more === undefined ? number : number + 1));
  take(message, { start: least.start, end: least.end + 1 });
  const noun = phraseAt(message, least.end + 1, reads.failures);
  if (noun !== undefined) take(message, noun);
  const withinMinutes = takeWithin(message, reads) ?? USUAL_MINUTES;
  return { failures, withinMinutes: Math.min(1440, Math.max(5, withinMinutes)) };
};

const takeWithin = (message: Message, reads: Reads): number | undefined => {
  for (let at = 0; at < message.tokens.length; at += 1) {
    const within = phraseAt(message, at, reads.within);
    if (within === undefined) continue;
    const number = numberAt(message, within.end, reads);
    const unitsAt = number === undefined ? within.end : within.end + 1;
    for (const unit of ['minute', 'hour', 'day'] as const) {
      const found = phraseAt(message, unitsAt, reads.units[unit]);
      if (found === undefined) continue;
      take(message, { start: at, end: found.end });
      return Math.round((number ?? 1) * MINUTES[unit]);
    }
  }
  return undefined;
};
