/** Statements call `date_bin`, which came with it. */
export const OLDEST_SERVER = 14;

/** Whether a server that calls itself so ("13.22 (Debian 13.22-1)") is too old to answer from. */
export const isTooOld = (version: string): boolean => Number.parseInt(version, 10) < OLDEST_SERVER;
