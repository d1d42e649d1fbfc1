import type { Lexemes } from './lexemes.ts';
import { calendarUnit, isUnit, type Local } from './time/calendar.ts';
import { latestOf } from './time/latest-part.ts';
import { readingOf, type Times } from './time/read-times.ts';
import type { Found } from './time/beside.ts';

/** "How was the week", "com'è andata la notte": the one that it is, or that went by last. */
const periodOf = (words: Lexemes, times: Times, local: Local): Found | undefined => {
  if (times.ranges.length > 0) return undefined;
  for (const { tag, start, end } of words.matches) {
    if (tag !== 'overview') continue;
    const [window, ...others] = times.windows;
    const beside = window !== undefined && window.start >= start && window.start - end <= 1;
    if (window && beside && others.length === 0 && !window.clock) {
      const { field, values } = window.recurring;
      const part = field === 'weekday' && values.length === 2 ? 'weekend' : values.includes(0) ? 'night' : '';
      const period = part === '' ? undefined : latestOf(part, window.end, local);
      if (period) return { start: window.start, end: window.end, period };
    }
    for (let at = start + 1; at <= end + 1; at += 1) {
      const unit = words.prefixed(at, 'unit.')?.rest ?? '';
      const led = words.tag(at - 1, 'time.theDay') > 0 || words.tag(at - 1, 'nounLead') > 0;
      if (led && isUnit(unit))
        return {
          start: at - 1,
          end: at + 1,
          period: { end: at + 1, span: calendarUnit(local, unit, 0), grain: unit },
        };
    }
  }
  return undefined;
};

/** The times of what tells how all goes, with the period that only its words say. */
export const withPeriod = (words: Lexemes, times: Times, local: Local): Times => {
  const found = periodOf(words, times, local);
  if (!found) return times;
  const places = Array.from({ length: found.end - found.start }, (_, at) => found.start + at);
  const used = new Set([...times.used, ...places]);
  return { ...times, ranges: [readingOf(found, local)], windows: [], used };
};
