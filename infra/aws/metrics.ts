import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { functionNames } from '../settings.ts';
import { countedIn } from './assistant-function.ts';
import type { Lane } from './lane.ts';
import type { Watched } from './watch.ts';

const period = Duration.minutes(5);

/** Every figure that alarms and the dashboard look at. */
export const metricsOf = ({ settings, api, assistant, channel, monitor, database }: Watched) => {
  const rest = api.rest.deploymentStage;
  const proxy = (metricName: string, statistic: string, dimensions: Record<string, string> = {}) =>
    new cloudwatch.Metric({
      namespace: 'AWS/RDS',
      metricName,
      statistic,
      period,
      dimensionsMap: { ProxyName: database.proxy.dbProxyName, ...dimensions },
    });
  const lanes = Object.entries(channel.lanes);
  /** One line of all lanes: what none of them has counts as nothing. */
  const ofLanes = (how: 'MAX' | 'SUM', of: (lane: Lane) => cloudwatch.IMetric) =>
    new cloudwatch.MathExpression({
      expression: `${how}([${lanes.map(([name]) => name).join(', ')}])`,
      usingMetrics: Object.fromEntries(lanes.map(([name, lane]) => [name, of(lane)])),
      period,
    });
  const { webhook, dispatch } = channel;
  const functions = { ...assistant.functions, webhook, dispatch, monitor: monitor.function };
  const writer = { TargetGroup: 'default', TargetRole: 'READ_WRITE' };
  return {
    door: {
      requests: rest.metricCount({ period, statistic: 'Sum' }),
      clientErrors: rest.metricClientError({ period, statistic: 'Sum' }),
      serverErrors: rest.metricServerError({ period, statistic: 'Sum' }),
      p50: rest.metricLatency({ period, statistic: 'p50' }),
      p95: rest.metricLatency({ period, statistic: 'p95' }),
    },
    firewall: {
      blocked: new cloudwatch.Metric({
        namespace: 'AWS/WAFV2',
        metricName: 'BlockedRequests',
        statistic: 'Sum',
        period,
        dimensionsMap: { WebACL: api.firewall.name, Region: settings.region, Rule: 'ALL' },
      }),
    },
    flow: {
      started: assistant.flow.metricStarted({ period }),
      failed: assistant.flow.metricFailed({ period }),
      timedOut: assistant.flow.metricTimedOut({ period }),
      p95: assistant.flow.metricTime({ period, statistic: 'p95' }),
    },
    steps: functionNames.map((name) => {
      const { lambda, node } = functions[name];
      return {
        id: node.id,
        errors: lambda.metricErrors({ period }),
        throttles: lambda.metricThrottles({ period }),
        p95: lambda.metricDuration({ period, statistic: 'p95', label: name }),
        coldStarts: new cloudwatch.Metric({
          namespace: countedIn(settings),
          metricName: 'coldStart',
          statistic: 'Sum',
          period,
          label: name,
          dimensionsMap: { work: name },
        }),
      };
    }),
    database: {
      available: proxy('AvailabilityPercentage', 'Minimum', writer),
      connections: proxy('DatabaseConnections', 'Maximum'),
      /** Microseconds. */
      waiting: proxy('DatabaseConnectionsBorrowLatency', 'p95'),
      latency: proxy('QueryDatabaseResponseLatency', 'p95', writer),
    },
    channel: {
      waiting: ofLanes('SUM', ({ queue }) => queue.metricApproximateNumberOfMessagesVisible({ period })),
      /** Seconds. */
      oldest: ofLanes('MAX', ({ queue }) => queue.metricApproximateAgeOfOldestMessage({ period })),
      deadLetters: ofLanes('SUM', ({ deadLetters }) =>
        deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
      ),
    },
    monitor: {
      deadLetters: monitor.deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
    },
    deadLetters: assistant.heartbeat.deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
  };
};
