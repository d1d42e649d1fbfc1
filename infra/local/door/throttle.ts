/** Lets a steady rate through, and bursts up to a size: the token bucket of API Gateway. */
export const tokenBucket = (perSecond: number, burst: number, now: () => number): (() => boolean) => {
  let tokens = burst;
  let at = now();
  return () => {
    const instant = now();
    tokens = Math.min(burst, tokens + ((instant - at) / 1000) * perSecond);
    at = instant;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};

const PERIOD_MS = { DAY: 86_400_000, WEEK: 604_800_000, MONTH: 2_592_000_000 } as const;

/** Counts what one client used of its quota; begins anew when the period or the process does. */
export const quota = (limit: number, period: keyof typeof PERIOD_MS, now: () => number): (() => boolean) => {
  let used = 0;
  let current = Number.NaN;
  return () => {
    const number = Math.floor(now() / PERIOD_MS[period]);
    if (number !== current) used = 0;
    current = number;
    used += 1;
    return used <= limit;
  };
};
