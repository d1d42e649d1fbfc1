import type { Quiet } from '#shared/contracts/subscription.ts';
import { type Message, phraseAt, phraseIn, type Span, take } from './phrases.ts';
import type { SubscriptionWords } from './words.ts';

type Reads = SubscriptionWords['reads'];

interface Clock extends Span {
  hour: number;
  minute: number;
  /** It can be nothing but a time. */
  sure: boolean;
  /** Words say which half of the day it is in. */
  half: boolean;
}

const FIGURES = /^(\d{1,2})(?:[:.,](\d{2}))?$/;

/** A number in figures or words. */
export const numberAt = ({ tokens, taken }: Message, at: number, { numbers }: Reads): number | undefined => {
  const token = tokens[at];
  if (token === undefined || taken[at] !== false) return undefined;
  if (token.kind === 'number') return token.value;
  return Object.hasOwn(numbers, token.norm) ? numbers[token.norm] : undefined;
};

const faceAt = (message: Message, at: number, reads: Reads): Clock | undefined => {
  const token = message.tokens[at];
  if (token === undefined || message.taken[at] !== false) return undefined;
  const named = Object.hasOwn(reads.clock, token.norm) ? reads.clock[token.norm] : undefined;
  const [hours, minutes] = (named ?? '').split(':').map(Number);
  if (named !== undefined)
    return { start: at, end: at + 1, hour: hours ?? 0, minute: minutes ?? 0, sure: true, half: true };
  const figures = token.kind === 'number' ? FIGURES.exec(token.norm) : undefined;
  const isArticle = token.kind === 'word' && reads.small.includes(token.norm);
  const hour = figures ? Number(figures[1]) : isArticle ? undefined : numberAt(message, at, reads);
  const minute = Number(figures?.[2] ?? 0);
  if (hour === undefined || !Number.isInteger(hour) || hour < 0 || hour > 24 || minute > 59) return undefined;
  return { start: at, end: at + 1, hour, minute, sure: figures?.[2] !== undefined, half: false };
};

/** A time of the clock that begins just here. */
const clockAt = (message: Message, start: number, reads: Reads): Clock | undefined => {
  const past = phraseAt(message, start, reads.halfBefore);
  const face = faceAt(message, past?.end ?? start, reads);
  if (face === undefined) return undefined;
  const plus = past === undefined ? phraseAt(message, face.end, reads.half) : undefined;
  let { hour, end } = face;
  const minute = past !== undefined || plus !== undefined ? 30 : face.minute;
  end = plus?.end ?? end;
  const morning = phraseAt(message, end, reads.morningHours);
  const evening = phraseAt(message, end, reads.eveningHours);
  if (morning !== undefined && hour === 12) hour = 0;
  if (evening !== undefined && hour < 12) hour += 12;
  end = morning?.end ?? evening?.end ?? end;
  const half = face.half || morning !== undefined || evening !== undefined;
  return { start, end, hour: hour % 24, minute, sure: face.sure || half || past !== undefined, half };
};

const two = (value: number): string => String(value).padStart(2, '0');
const written = ({ hour, minute }: { hour: number; minute: number }): string => `${two(hour)}:${two(minute)}`;

/** Takes a time of the clock: behind "at", or where it can be nothing else. `late`: of the second half of the day. */
export const takeClock = (message: Message, reads: Reads, late: boolean): string | undefined => {
  for (let at = 0; at < message.tokens.length; at += 1) {
    const led = phraseAt(message, at, reads.at);
    const behind = led === undefined ? undefined : clockAt(message, led.end, reads);
    const found = behind ?? clockAt(message, at, reads);
    if (found === undefined || (behind === undefined && !found.sure)) continue;
    take(message, { start: at, end: found.end });
    const isLater = late && !found.half && found.hour < 12;
    return written({ hour: isLater ? found.hour + 12 : found.hour, minute: found.minute });
  }
  return undefined;
};

/** Takes "not between 22 and 7". */
export const takeQuiet = (message: Message, reads: Reads): Quiet | undefined => {
  const opening = phraseIn(message, reads.quiet);
  if (opening === undefined) return undefined;
  const from = clockFrom(message, opening.end, reads);
  const until = from && phraseAt(message, from.end, reads.until);
  const to = until && clockFrom(message, until.end, reads);
  if (from === undefined || to === undefined) return undefined;
  const quiet = { from: written(from), to: written(to) };
  if (quiet.from === quiet.to) return undefined;
  take(message, { start: opening.start, end: to.end });
  return quiet;
};

/** Behind an article at most. */
const clockFrom = (message: Message, at: number, reads: Reads): Clock | undefined =>
  clockAt(message, at, reads) ??
  (reads.small.includes(message.tokens[at]?.norm ?? '') ? clockAt(message, at + 1, reads) : undefined);
