/** Milliseconds until the answer must be there, at most `most`; never below 0. */
export const leftUntil = (
  answerBy: string | undefined,
  now: number,
  most = Number.POSITIVE_INFINITY,
): number => Math.max(0, answerBy === undefined ? most : Math.min(most, Date.parse(answerBy) - now));
