import type { Lexemes } from '../lexemes.ts';
import { calendarUnit, type Local, type Unit } from './calendar.ts';
import { countAt, type Period, skip, unitAt } from './parts.ts';

const UNITS: ReadonlySet<Unit> = new Set(['week', 'month', 'quarter', 'year']);

/** "Months closed with an error": how something ended, and nothing said of the months. */
const endsSomething = (words: Lexemes, at: number, end: number): boolean =>
  words.tag(end, 'bearing') > 0 ||
  words.matches.some((match) => match.tag.startsWith('metric:') && match.start === at && match.end > end);

/** "The last three full months", "gli ultimi tre mesi chiusi": so many of the calendar that are over. */
export const wholeUnits = (words: Lexemes, at: number, local: Local): Period | undefined => {
  const lead = words.tag(at, 'time.recent') || words.tag(at, 'time.last');
  if (lead === 0) return undefined;
  const start = skip(words, lead);
  const count = countAt(words, start);
  const next = count?.end ?? start;
  // "The last full month": skipped as a word that says nothing.
  const before = words.tag(next - 1, 'time.whole') === next ? next : 0;
  const adjective = before || words.tag(next, 'time.whole');
  const unit = unitAt(words, adjective || next);
  if (!unit || !UNITS.has(unit.unit) || count?.value === 0) return undefined;
  const behind = words.tag(unit.end, 'time.calendarBehind');
  const end = adjective > 0 ? unit.end : behind;
  if (end === 0 || (adjective === 0 && endsSomething(words, unit.end, end))) return undefined;
  const { from } = calendarUnit(local, unit.unit, -(count?.value ?? 1));
  return { end, span: { from, to: calendarUnit(local, unit.unit, 0).from }, grain: unit.unit };
};
