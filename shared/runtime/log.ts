import { Fault } from '../contracts/faults.ts';
import type { Count } from '../contracts/metrics.ts';
import type { Recovered } from '../contracts/recoveries.ts';
import { trail } from './trail.ts';

/** Ids and counts only, never content: the type leaves no room for a document. */
export type LogFields = Record<string, string | number | boolean | undefined | readonly string[]>;

type Telemetry = Pick<typeof import('./telemetry.ts'), 'write' | 'writeMetrics' | 'count'>;
let telemetry: Telemetry | undefined;

/** Loads the log writer; whoever serves an event waits for it once. Before that nothing is written. */
export const openLog = async (): Promise<void> => {
  telemetry ??= await import('./telemetry.ts');
};

const write = (level: 'info' | 'warn' | 'error', message: string, fields: LogFields): void =>
  telemetry?.write(level, message, { ...trail(), ...fields });

/** Every line carries the ids of the question it belongs to, as far as they are known. */
export const log = {
  info: (message: string, fields: LogFields): void => write('info', message, fields),
  warn: (message: string, fields: LogFields): void => write('warn', message, fields),
  error: (message: string, fields: LogFields): void => write('error', message, fields),
};

/** Counts something; written with the end of the piece of work it belongs to. */
export const count: Count = (name, dimensions, value) => telemetry?.count(name, dimensions, value);

/** Counts a failure that was got over, and writes it down with the ids of the question it belongs to. */
export const recovered: Recovered = (recovery) => {
  count('recoveries', recovery);
  log.info('recovered', { ...recovery });
};

/** The end of a piece of work: its latency, cold start and error by name, and all that was counted. */
export const measure = (work: string, startedAt: number, failure?: string): void =>
  telemetry?.writeMetrics(work, performance.now() - startedAt, failure);

/** Texts of foreign errors may quote data; of those only the kind and the place are kept. */
const OWN_TEXT = new Set(['TypeError', 'ReferenceError']);

export interface KnownError {
  error: string;
  detail?: string;
  at?: string;
}

export const describeError = (error: unknown): KnownError => {
  if (!(error instanceof Error)) return { error: 'NotAnError' };
  if (error instanceof Fault) return { error: error.name, detail: error.message };
  return {
    error: error.name,
    at: frames(error),
    ...(OWN_TEXT.has(error.name) && { detail: error.message }),
  };
};

const frames = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' < ');
