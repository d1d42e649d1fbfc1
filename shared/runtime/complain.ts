import { describeError, log, type LogFields } from './log.ts';

/** Writes what went wrong, and of the error behind it only what may stand in a log. */
export const complain = (what: string, fields: LogFields, error?: unknown): void =>
  log.error(what, { ...fields, ...(error !== undefined && describeError(error)) });
