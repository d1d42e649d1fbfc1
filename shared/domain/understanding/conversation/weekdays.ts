import type { Frame } from '../frame.ts';
import type { Span } from './pieces.ts';
import type { Setting } from './setting.ts';

const WEEK = 7;

/** Days of the week that a stretch of a message names: Monday to Friday, the weekend; not a date. */
export const weekdaysIn = (frame: Frame, { start, end }: Span): number[] => {
  const { words } = frame;
  const at = words.tokens.map((_, each) => each).filter((each) => each >= start && each < end);
  if (at.some((each) => words.number(each) !== undefined)) return [];
  const weekend = at.some((each) => words.prefixed(each, 'unit.')?.rest === 'weekend');
  const named = at.flatMap((each) => words.prefixed(each, 'weekday.')?.rest ?? []).map(Number);
  const [first, last] = named;
  const through = at.some(
    (each) =>
      words.mark(each, '-–') ||
      words.tag(each, 'time.between') > 0 ||
      (words.tag(each, 'time.to') > 0 && words.tag(each, 'time.and') === 0),
  );
  if (first === undefined || last === undefined || !through) return weekend ? [6, 7] : named;
  const length = ((last - first + WEEK) % WEEK) + 1;
  return Array.from({ length }, (_, each) => ((first - 1 + each) % WEEK) + 1);
};

/** Days that recur, as they are said: "on weekdays". */
export const habitText = (days: readonly number[], { phrase, weekday }: Setting): string => {
  const all = [...new Set(days)].toSorted((one, other) => one - other);
  if (all.join('') === '67') return phrase('habit.weekend') ?? '';
  if (all.join('') === '12345') return phrase('habit.workday') ?? '';
  return all.map((day) => `${phrase('time.every') ?? ''} ${weekday(day) ?? ''}`).join(' , ');
};
