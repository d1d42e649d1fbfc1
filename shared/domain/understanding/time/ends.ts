import type { Lexemes } from '../lexemes.ts';
import { calendarUnit, type Local } from './calendar.ts';
import { moment } from './day-parts.ts';
import { longer, type Period, type Rule, skip, unitAt } from './parts.ts';
import { single } from './period.ts';

/** An end of a range: "8 am yesterday" too, where a word before it says that a range begins. */
export const endAt = (words: Lexemes, at: number, local: Local, led: boolean): Period | undefined =>
  longer(single(words, at, local), led ? moment(words, at, local) : undefined);

/** "The end of last week", behind "until": the last day of a period that is said. */
export const endOfPeriod: Rule = (words, at, local) => {
  const late = words.tag(at, 'time.late');
  return late > 0 ? endAt(words, skip(words, late), local, false) : undefined;
};

/** "The start of the month", behind "since": the unit of now. */
export const startOfUnit: Rule = (words, at, local) => {
  const begin = words.tag(at, 'time.start');
  if (begin === 0) return undefined;
  const here = skip(words, begin);
  const unit = unitAt(words, here);
  const named = endAt(words, here, local, false) ?? endAt(words, begin, local, false);
  if (!unit || (named && named.end > unit.end)) return named;
  return { end: unit.end, span: calendarUnit(local, unit.unit, 0), grain: 'day' };
};
