import type { SessionEnd, SessionHead } from '#shared/contracts/session.ts';

/** When a session is over; of a tenant. */
export interface SessionRules {
  idleMs: number;
  /** Local times, `HH:MM`; a shift over midnight ends before it starts. */
  workStart: string;
  workEnd: string;
  timeZone: string;
}

/**
 * Whether and why a message at `at` finds the session over: it was ended before, nobody wrote for `idleMs`, or
 * this is the first message within the working hours of a new working day. What was ended stays so, whatever a
 * clock says; a clock that is behind the last message ends nothing.
 */
export const endOf = (session: SessionHead, at: string, rules: SessionRules): SessionEnd | undefined => {
  if (session.ended !== undefined) return session.ended;
  const last = Date.parse(session.lastAt);
  const now = Date.parse(at);
  if (now - last >= rules.idleMs) return { at: new Date(last + rules.idleMs).toISOString(), why: 'idle' };
  if (now > last && beginsWorkingDay(session.lastAt, at, rules)) return { at, why: 'new_day' };
  return undefined;
};

/** A working day lasts from one local start of work to the next: the small hours belong to the day before. */
const beginsWorkingDay = (before: string, at: string, rules: SessionRules): boolean => {
  const now = localOf(at, rules.timeZone);
  return (
    isWorkingTime(now.time, rules) &&
    workingDayOf(localOf(before, rules.timeZone), rules) < workingDayOf(now, rules)
  );
};

export const isWorkingTime = (time: string, { workStart, workEnd }: SessionRules): boolean =>
  workStart <= workEnd ? workStart <= time && time < workEnd : time >= workStart || time < workEnd;

export interface Local {
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM` */
  time: string;
}

/** The day on which the shift of that moment starts. */
export const workingDayOf = ({ date, time }: Local, { workStart }: SessionRules): string => {
  if (time >= workStart) return date;
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
};

export const localOf = (instant: string, timeZone: string): Local => {
  const [date = '', time = ''] = formatOf(timeZone).format(new Date(instant)).split(' ');
  return { date, time };
};

/** Making one is slow, and there are as many as there are tenants. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Swedish writes dates and times as ISO 8601 does. */
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(timeZone, made);
  return made;
};
