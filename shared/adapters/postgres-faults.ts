import { DatabaseRefused, DatabaseTimeout, DatabaseUnavailable, Fault } from '../contracts/faults.ts';

const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);
// Shutting down, crashed, starting up, not accepting.
const SERVER_CODES = new Set(['57P01', '57P02', '57P03', '57P05']);
const TOO_MANY_CONNECTIONS = '53300';
// No such table, no such column.
const MISSING = new Set(['42P01', '42703']);
// No such prepared statement, it is there already, its table has changed since.
const NAME_REFUSED = new Set(['26000', '42P05', '0A000']);
// The last: its pool was given up for one with a newer login.
const LOST =
  /terminated|timeout exceeded|not queryable|connection error|socket disconnected|after calling end/i;

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : '';
};

/** The login was refused: a rotated password, or a wrong one. */
export const isLoginRefused = (error: unknown): boolean => ['28P01', '28000'].includes(codeOf(error));

/** A statement that was prepared under a name may go well without one. */
export const isNameRefused = (error: unknown): boolean => NAME_REFUSED.has(codeOf(error));

/** What the database or the driver threw, as a fault of ours: the code stays, texts (they quote data) go. */
export const databaseFault = (error: unknown): Fault => {
  if (error instanceof Fault) return error;
  const code = codeOf(error);
  if (code === '57014') return new DatabaseTimeout('The statement reached its time limit');
  if (code === TOO_MANY_CONNECTIONS)
    return new DatabaseUnavailable('It has no connection left', { isAlive: true });
  if (SERVER_CODES.has(code) || SOCKET_CODES.has(code) || code.startsWith('08'))
    return new DatabaseUnavailable(`Connection lost (${code})`);
  if (code === '' && error instanceof Error && LOST.test(error.message))
    return new DatabaseUnavailable('Connection lost');
  return new DatabaseRefused(`The database refused (${code || 'no code'})`, MISSING.has(code));
};
