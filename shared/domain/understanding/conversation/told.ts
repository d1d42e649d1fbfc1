import type { Told } from '#shared/contracts/conversation.ts';
import type { Frame } from '../frame.ts';
import { some, tagSpan, within } from './parts.ts';
import type { Edit, Span } from './pieces.ts';
import type { Setting } from './setting.ts';
import { daysOf, shifted } from './days-beside.ts';
import { habitText } from './weekdays.ts';

const WEEK = 7;
const HOURS = 24;
/** Days that units have at most; an hour is less than one. */
const LONGEST: Readonly<Record<string, number>> = { hour: 0, day: 1, week: 7, month: 31 };

/** The unit that is spoken of, where it is not the one that was told. */
const UNIT_OF: Readonly<Record<string, string>> = { weekday: 'day', instant: 'day' };

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || WEEK;

const weekText = (monday: string): string => `from ${monday} to ${shifted(monday, WEEK - 1)}`;

const monthText = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return `from ${month}-01 to ${new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)}`;
};

/** The local day that was told. */
const dayOf = ({ unit, value }: Told, { timeZone }: Setting): string | undefined => {
  if (unit === 'day') return value;
  return unit === 'instant' ? new Date(value).toLocaleDateString('sv-SE', { timeZone }) : undefined;
};

/** The hour, day, week or month that was told, or that the told one lies in. */
const toldText = (told: Told, unit: string, setting: Setting): string | undefined => {
  const { phrase } = setting;
  const [lead, joint] = [phrase('time.clockFrom'), phrase('time.clockTo')];
  const hour = Number(told.value);
  if (told.unit === 'hour')
    return unit === 'hour' && hour < HOURS && lead !== undefined && joint !== undefined
      ? `${lead} ${hour} ${joint} ${hour + 1}`
      : undefined;
  if (told.unit === 'weekday') return unit === 'day' ? habitText([Number(told.value)], setting) : undefined;
  if (told.unit === 'week') return unit === 'week' ? weekText(told.value) : undefined;
  if (told.unit === 'month') return unit === 'month' ? monthText(told.value) : undefined;
  const day = dayOf(told, setting);
  if (day === undefined) return undefined;
  if (unit === 'day') return day;
  if (unit === 'week') return weekText(shifted(day, 1 - weekdayOf(day)));
  return unit === 'month' ? monthText(day.slice(0, 7)) : undefined;
};

/** One unit of time within a stretch of a message: "that day", not "those days". */
const unitIn = ({ words }: Frame, span: Span): string | undefined => {
  const at = words.tokens.findIndex((_, each) => within(each, span) && words.prefixed(each, 'unit.'));
  return at < 0 || words.tag(at, 'units.many') > 0 ? undefined : words.prefixed(at, 'unit.')?.rest;
};

/** It says itself which period it means: "the same day last week". */
const isDated = ({ times }: Frame, span: Span): boolean =>
  times.ranges.some(({ start, end }) => start < span.start || end > span.end);

/** "That day", "in quella settimana": where it stands, and which unit it is. */
const pointed = (next: Frame): { span: Span; unit: string } | undefined => {
  const span = tagSpan(next, 'refer.time');
  const unit = span && unitIn(next, span);
  return span && unit !== undefined && !isDated(next, span) ? { span, unit } : undefined;
};

/** "That Monday", of a Monday that was told. */
const thatWeekday = (next: Frame, told: Told, setting: Setting): Edit[] => {
  const day = dayOf(told, setting);
  return next.words.tokens.flatMap((_, at) => {
    const named = next.words.tag(at, 'refer.that');
    const weekday = named > 0 ? next.words.prefixed(named, 'weekday.') : undefined;
    return day !== undefined && weekday && Number(weekday.rest) === weekdayOf(day)
      ? [{ start: at, end: weekday.end, text: day }]
      : [];
  });
};

const STEPS: Readonly<Record<string, number>> = { day: 1, week: WEEK };

/** "And the day before?", after the worst day: beside that one, not beside all that it was one of. */
const besideTold = (next: Frame, told: Told): Edit[] => {
  const back = tagSpan(next, 'refer.before') ?? tagSpan(next, 'time.before');
  const span = back ?? tagSpan(next, 'refer.after');
  const unit = span && unitIn(next, span);
  const step = STEPS[unit ?? ''];
  if (!span || step === undefined || unit !== told.unit || isDated(next, span)) return [];
  const first = shifted(told.value, back ? -step : step);
  return [{ ...span, text: unit === 'week' ? weekText(first) : first }];
};

const LIGHT = /^(?:ask\.why|stop|aux)$/;

/** "Why?", and nothing more, of the one day that was told. */
const whyThen = (next: Frame, told: Told, setting: Setting): Edit[] => {
  const why = next.concepts.find(({ tag }) => tag === 'ask.why');
  const other = next.mentions.length + next.times.ranges.length + next.unknown.length;
  const bare = other === 0 && next.concepts.every(({ tag }) => LIGHT.test(tag));
  const text = toldText(told, UNIT_OF[told.unit] ?? told.unit, setting);
  return why && bare && text !== undefined ? [{ start: why.end, end: why.end, text }] : [];
};

/** One day or hour of several was asked for, and not each of them. */
const picksOne = (before: Frame, told: Told): boolean =>
  told.unit !== 'instant' && some(before, /^(?:busiest$|order\.|superlative:)/);

/** "What failed then?", at the end: when that was. */
const thenEdits = (next: Frame, told: Told, setting: Setting): Edit[] => {
  const { words } = next;
  const start = words.tokens.findIndex((_, at) => words.tag(at, 'refer.then') > 0);
  const end = start < 0 ? 0 : words.tag(start, 'refer.then');
  const last = start > 0 && words.tokens.slice(end).every(({ kind }) => kind === 'mark');
  const text = last ? toldText(told, UNIT_OF[told.unit] ?? told.unit, setting) : undefined;
  return text === undefined || next.times.ranges.length > 0 ? [] : [{ start, end, text }];
};

/** What means the moment that the answer before told, as that moment. */
export const toldEdits = (next: Frame, before: Frame, told: Told | undefined, setting: Setting): Edit[] => {
  if (!told) return [];
  const points = pointed(next);
  const text = points && toldText(told, points.unit, setting);
  if (points && text !== undefined) return [{ ...points.span, text }];
  const said = [...thatWeekday(next, told, setting), ...thenEdits(next, told, setting)];
  if (said.length > 0 || !picksOne(before, told)) return said;
  const beside = besideTold(next, told);
  return beside.length > 0 ? beside : whyThen(next, told, setting);
};

/** "That day", where neither the question nor the answer was of one: of which is not known. */
export const pointsAtUntold = (next: Frame, before: Frame, setting: Setting): boolean => {
  const points = pointed(next);
  const longest = LONGEST[points?.unit ?? ''];
  if (longest === undefined) return false;
  const [range] = before.times.ranges;
  // "In that hour", of hours that were said.
  if (before.times.windows.length > 0) return false;
  if (!range) return true;
  if (range.grain === 'hour') return false;
  const { from, to } = daysOf(range, setting);
  return longest === 0 || shifted(from, longest - 1) < to;
};
