import {
  isWorkingTime,
  type Local,
  localOf,
  type SessionRules,
  workingDayOf,
} from '../conversation/session-rules.ts';

export interface OpeningRules extends SessionRules {
  /** Days of the week on which people work, Monday is 1; a shift belongs to the day on which it starts. */
  workDays: readonly number[];
}

/** When somebody is there again: a day near by, or one of the week (Monday is 1); `time` is local. */
export interface Opening {
  day: 'today' | 'tomorrow' | number;
  time: string;
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = `(${DAYS.join('|')})`;
/** `mon-fri`, `mon-sat`, `tue,thu,sat`. */
export const WORK_DAYS = new RegExp(`^${DAY}(-${DAY}|(,${DAY})*)$`);

export const workDaysOf = (text: string): number[] => {
  const [from = '', to] = text.split('-');
  if (to === undefined) return text.split(',').map(numberOf);
  const length = (numberOf(to) - numberOf(from) + 7) % 7;
  return Array.from({ length: length + 1 }, (_, nth) => 1 + ((numberOf(from) - 1 + nth) % 7));
};
const numberOf = (day: string): number => DAYS.indexOf(day) + 1;

/** When work begins next; undefined while people work. */
export const nextOpening = (at: string, rules: OpeningRules): Opening | undefined => {
  const { workStart, timeZone, workDays } = rules;
  const local = localOf(at, timeZone);
  if (isOpen(local, rules)) return undefined;
  for (let ahead = local.time < workStart ? 0 : 1; ahead <= 7; ahead += 1) {
    const day = weekdayOf(local.date, ahead);
    if (workDays.includes(day)) return { day: NEAR[ahead] ?? day, time: workStart };
  }
  return undefined;
};

const NEAR = ['today', 'tomorrow'] as const;

const isOpen = (local: Local, rules: OpeningRules): boolean =>
  (rules.workStart === rules.workEnd || isWorkingTime(local.time, rules)) &&
  rules.workDays.includes(weekdayOf(workingDayOf(local, rules)));

const weekdayOf = (date: string, ahead = 0): number => {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + ahead);
  return day.getUTCDay() || 7;
};
