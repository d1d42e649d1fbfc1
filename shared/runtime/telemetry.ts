import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { type Count, METRICS } from '../contracts/metrics.ts';
import type { LogFields } from './log.ts';
import { meter } from './meter.ts';

const logger = new Logger();
const quiet = () => undefined;
/**
 * The namespace holds the stage, so no figure needs a dimension for it. The library's own warnings are of no use:
 * they would tell of a missing namespace with every line.
 */
const metrics = new Metrics({ logger: { debug: quiet, info: quiet, warn: quiet, error: quiet } });
metrics.clearDefaultDimensions();
const counted = meter();
let cold = true;

export const write = (level: 'info' | 'warn' | 'error', message: string, fields: LogFields): void =>
  logger[level](message, fields);

export const count: Count = counted.count;

/**
 * The end of a piece of work: all that was counted is written, one embedded-metric line for each set of dimensions,
 * in one go without waiting in between, so that invocations that share a process never mix.
 */
export const writeMetrics = (work: string, ms: number, failure: string | undefined): void => {
  count('latency', { work }, Math.round(ms * 100) / 100);
  if (cold) count('coldStart', { work });
  if (failure !== undefined) count('errors', { work, error: failure });
  cold = false;
  for (const { by, figures } of counted.taken()) {
    for (const dimensions of by) metrics.addDimensions(dimensions);
    for (const [name, values] of figures)
      for (const value of values) metrics.addMetric(name, METRICS[name].unit, value);
    metrics.publishStoredMetrics();
  }
};
