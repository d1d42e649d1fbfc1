import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Dimensions, MetricName } from '#shared/contracts/metrics.ts';
import type { Settings } from '../settings.ts';
import { countedIn } from './assistant-function.ts';

const period = Duration.minutes(5);

/** The figures that functions count themselves, by the names they count them under. */
export const counted = (settings: Settings) => ({
  /** One figure under the dimensions it is broken down by. */
  one: <Name extends MetricName>(
    metricName: Name,
    dimensions: Partial<Dimensions<Name>>,
    statistic = 'Sum',
  ): cloudwatch.Metric => {
    const dimensionsMap = Object.fromEntries(
      Object.entries(dimensions).map(([dimension, value]) => [dimension, String(value)]),
    );
    const label = Object.values(dimensionsMap).join(' ');
    const namespace = countedIn(settings);
    return new cloudwatch.Metric({ namespace, metricName, statistic, period, dimensionsMap, label });
  },
  /** A line for every value that the dimensions have taken lately, without naming them. */
  each: <Name extends MetricName>(
    name: Name,
    by: readonly (keyof Dimensions<Name> & string)[],
    statistic = 'Sum',
  ): cloudwatch.MathExpression => {
    const schema = [countedIn(settings), ...by].join(',');
    return new cloudwatch.MathExpression({
      expression: `SEARCH('{${schema}} MetricName="${name}"', '${statistic}', ${period.toSeconds()})`,
      label: '',
      usingMetrics: {},
      period,
    });
  },
});

/** What none has counted counts as nothing. */
export const sumOf = (parts: Record<string, cloudwatch.IMetric>, each = period): cloudwatch.MathExpression =>
  new cloudwatch.MathExpression({
    expression: Object.keys(parts)
      .map((id) => `FILL(${id}, 0)`)
      .join(' + '),
    usingMetrics: parts,
    period: each,
  });
