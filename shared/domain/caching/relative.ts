const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const MINUTE_MS = 60_000;

/**
 * An instant that was counted from the instant of the question ("now", "an hour ago") as its distance from it, so
 * that two questions that mean the same have the same key; anything else as it is. What was counted from now has
 * now's own second and millisecond; what stands on the calendar has none. Where now has none either, nothing
 * tells the two apart, and all stays as it is.
 */
export const relativeTo = (now: string): ((value: unknown) => unknown) => {
  const nowMs = Date.parse(now);
  if (Number.isNaN(nowMs) || nowMs % MINUTE_MS === 0) return (value) => value;
  const told = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const gap = INSTANT.test(value) ? Date.parse(value) - nowMs : Number.NaN;
      return gap % MINUTE_MS === 0 ? { minutesFromNow: gap / MINUTE_MS } : value;
    }
    if (Array.isArray(value)) return value.map(told);
    if (typeof value !== 'object' || value === null) return value;
    return { of: Object.entries(value).map(([key, one]) => [key, told(one)]) };
  };
  return told;
};
