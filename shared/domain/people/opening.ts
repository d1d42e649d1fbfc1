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
