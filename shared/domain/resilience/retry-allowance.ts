/** First tries earn it, second tries spend it. */
const EARNED = 0.2;
const MOST = 10;

/**
 * What may be spent on second tries: at most a fifth of the first ones in the long run, and a few at once. So a
 * neighbour that fails for good sees hardly more calls than one that works.
 */
export interface RetryAllowance {
  left: number;
}

export const newAllowance = (): RetryAllowance => ({ left: 2 });

export const earned = ({ left }: RetryAllowance): RetryAllowance => ({ left: Math.min(MOST, left + EARNED) });

/** Undefined when there is not enough. */
export const spent = ({ left }: RetryAllowance): RetryAllowance | undefined =>
  // Five fifths are one, whatever the floating point says.
  left < 1 - 1e-9 ? undefined : { left: left - 1 };
