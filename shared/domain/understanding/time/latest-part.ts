import type { Lexemes } from '../lexemes.ts';
import { calendarUnit, clip, days, type Local } from './calendar.ts';
import { PARTS } from './habits.ts';
import { hoursOf } from './clock.ts';
import type { Period, Rule } from './parts.ts';

/** Something that happened is asked about, not what usually does: "failures overnight", "did it run at the weekend". */
const happened = ({ matches }: Lexemes, part: string): boolean =>
  !matches.some(({ tag }) => tag === 'time.habitual') &&
  matches.some(({ tag }) => tag === 'past' || (part === 'night' && tag.startsWith('metric:')));

/** Nothing stands behind it that it could belong to: "the overnight backup", "at the weekend shift". */
const standsAlone = (words: Lexemes, end: number): boolean => {
  const next = words.tokens[end];
  const loose = ['stop', 'joint', 'time.and', 'compare', 'or'].some((tag) => words.tag(end, tag) > 0);
  return next === undefined || next.kind === 'mark' || loose || words.prefixed(end, 'ask.') !== undefined;
};

/** The night, or the weekend, that went by last. */
export const latestOf = (part: string, end: number, local: Local): Period => {
  if (part === 'weekend') {
    const habit = { field: 'weekday' as const, values: [6, 7] };
    return { end, span: calendarUnit(local, 'weekend', 0), grain: 'weekend', habit };
  }
  const [from, to] = PARTS[part] ?? [0, 0];
  const night = days(local.today.subtract({ days: 1 }), 1);
  const span = { from: night.from.add({ hours: from }), to: night.from.add({ hours: to + 24 }) };
  const habit = { field: 'hour' as const, values: hoursOf({ from: from * 60, to: to * 60 }) };
  return { end, span: clip(local, span), grain: 'hour', step: { days: 1 }, habit };
};

/** "What broke overnight", "how often did it fail at the weekend": the one just gone; beside a period, any of it. */
export const latestPart: Rule = (words, at, local) => {
  const found = words.prefixed(at, 'time.latest.');
  const free = found && standsAlone(words, found.end) && words.tag(found.end, 'time.glue') === 0;
  if (!found || free !== true || !happened(words, found.rest)) return undefined;
  return latestOf(found.rest, found.end, local);
};
