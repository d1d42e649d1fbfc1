import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { LogFields } from './log.ts';

const logger = new Logger();
const metrics = new Metrics({ namespace: 'Milhena' });
let cold = true;

export const write = (level: 'info' | 'warn' | 'error', message: string, fields: LogFields): void =>
  logger[level](message, fields);

/**
 * One embedded-metric line an invocation, written in one go without waiting in between, so that
 * invocations that share a process never mix.
 */
export const writeMetrics = (work: string, ms: number, failure: string | undefined): void => {
  metrics.addDimension('work', work);
  metrics.addMetric('latency', MetricUnit.Milliseconds, ms);
  metrics.addMetric('errors', MetricUnit.Count, failure === undefined ? 0 : 1);
  if (cold) metrics.addMetric('coldStart', MetricUnit.Count, 1);
  if (failure !== undefined) metrics.addMetadata('error', failure);
  cold = false;
  metrics.publishStoredMetrics();
};
