import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { metricsOf } from './metrics.ts';
import type { Watched } from './watch.ts';

/** One page, read from left to right as a question travels. */
export const dashboard = (
  scope: Construct,
  { settings }: Watched,
  { door, flow, steps, database, firewall, channel, deadLetters }: ReturnType<typeof metricsOf>,
): cloudwatch.Dashboard =>
  new cloudwatch.Dashboard(scope, 'Dashboard', {
    dashboardName: `milhena-${settings.stage}`,
    widgets: [
      [
        graph('Questions', [door.requests, flow.started], [door.clientErrors, door.serverErrors]),
        graph('Time to answer (ms)', [door.p50, door.p95]),
        graph('Refused by the firewall', [firewall.blocked]),
      ],
      [
        graph('The line', [flow.failed, flow.timedOut], [flow.p95]),
        graph(
          'Steps: p95 (ms)',
          steps.map(({ p95 }) => p95),
        ),
        graph(
          'Steps: errors and throttles',
          steps.map(({ errors }) => errors),
          steps.map(({ throttles }) => throttles),
        ),
      ],
      [
        graph('Database: availability (%)', [database.available]),
        graph(
          'Database: latency, wait for a connection (µs)',
          [database.latency, database.waiting],
          [database.connections],
        ),
        graph(
          'Cold starts, undelivered heartbeats',
          steps.map(({ coldStarts }) => coldStarts),
          [deadLetters],
        ),
      ],
      [
        graph('WhatsApp: messages that wait', [channel.waiting]),
        graph('WhatsApp: the oldest that waits (s)', [channel.oldest]),
        graph('WhatsApp: never answered', [channel.deadLetters]),
      ],
    ],
  });

const graph = (
  title: string,
  left: cloudwatch.IMetric[],
  right: cloudwatch.IMetric[] = [],
): cloudwatch.GraphWidget => new cloudwatch.GraphWidget({ title, left, right, width: 8, height: 6 });
