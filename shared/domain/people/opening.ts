import { isWorkingTime, localOf, type SessionRules } from '../conversation/session-rules.ts';

/** When work begins next; undefined while people work. `time` is local. */
export const nextOpening = (
  at: string,
  rules: SessionRules,
): { day: 'today' | 'tomorrow'; time: string } | undefined => {
  const { workStart, workEnd, timeZone } = rules;
  const { time } = localOf(at, timeZone);
  if (workStart === workEnd || isWorkingTime(time, rules)) return undefined;
  return { day: time < workStart ? 'today' : 'tomorrow', time: workStart };
};
