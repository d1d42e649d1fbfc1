export interface BackoffRules {
  /** All tries together, the first included. */
  tries: number;
  /** The longest wait before the second try; it doubles with every further one. */
  firstMs: number;
  /** No wait of our own is longer. */
  mostMs: number;
  /** With less time than this left after the wait another try can not end. */
  leastMs: number;
}

export interface Failed {
  /** Tries that were made, at least 1. */
  tried: number;
  /** Until the answer must be there. */
  leftMs: number;
  /** What the neighbour asked us to wait; nothing earlier is tried. */
  retryAfterMs?: number | undefined;
}

/**
 * How long to wait before another try; undefined when there is to be none. Full jitter: any wait from nothing up to
 * the bound is as likely as another, so that those who failed together do not come back together.
 * @param chance a number from 0 up to 1
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const pauseBefore = (
  { tried, leftMs, retryAfterMs = 0 }: Failed,
  { tries, firstMs, mostMs, leastMs }: BackoffRules,
  chance: number,
): number | undefined => {
  if (tried >= tries) return undefined;
  const pause = retryAfterMs + chance * Math.min(mostMs, firstMs * 2 ** (tried - 1));
  return pause + leastMs > leftMs ? undefined : pause;
};

/** `Retry-After` in milliseconds: seconds, or a date. Undefined when it is neither. */
export const retryAfter = (header: string | null | undefined, now: number): number | undefined => {
  const given = header?.trim() ?? '';
  if (given === '') return undefined;
  const ms = /^\d+(\.\d+)?$/.test(given) ? Number(given) * 1000 : Date.parse(given) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
};
