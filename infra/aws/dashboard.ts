import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { counted } from './counted.ts';
import type { metricsOf } from './metrics.ts';
import type { Watched } from './watch.ts';

type Metrics = ReturnType<typeof metricsOf>;
type Counted = ReturnType<typeof counted>;
type Page = (metrics: Metrics, counted: Counted) => cloudwatch.IWidget[][];

/** Five pages: the first says whether all is well, the others why not. */
export const dashboards = (scope: Construct, { settings }: Watched, metrics: Metrics): void => {
  const figures = counted(settings);
  for (const [name, widgets] of Object.entries(PAGES))
    new cloudwatch.Dashboard(scope, name === 'overview' ? 'Dashboard' : `Dashboard-${name}`, {
      dashboardName: name === 'overview' ? `milhena-${settings.stage}` : `milhena-${settings.stage}-${name}`,
      widgets: widgets(metrics, figures),
    });
};

/** What people notice. */
const overview: Page = ({ door, flow, firewall, channel, database, deadLetters }, { one, each }) => [
  [
    graph('Questions', [each('asked', ['channel'])], [flow.failed, flow.timedOut]),
    graph(
      'Time to answer (ms)',
      ['p50', 'p95', 'p99'].flatMap((share) => [
        one('answerTime', { channel: 'http' }, share).with({ label: `HTTP ${share}` }),
        one('answerTime', { channel: 'whatsapp' }, share).with({ label: `WhatsApp ${share}` }),
      ]),
    ),
    graph('What was missing in answers', [each('degraded', ['code'])]),
  ],
  [
    graph('At the door', [door.requests, door.clientErrors, door.serverErrors]),
    graph('Refused by the firewall', [firewall.blocked]),
    graph('Database: availability (%)', [database.available]),
  ],
  [
    graph('WhatsApp: messages that wait', [channel.waiting]),
    graph('WhatsApp: the oldest that waits (s)', [channel.oldest]),
    graph('Never answered, undelivered heartbeats', [channel.deadLetters], [deadLetters]),
  ],
];

const functions: Page = ({ steps }, { each }) => [
  [
    graph(
      'Functions: p95 (ms)',
      steps.map(({ p95 }) => p95),
    ),
    graph('Work: p50 (ms)', [each('latency', ['work'], 'p50')]),
    graph('Work: p99 (ms)', [each('latency', ['work'], 'p99')]),
  ],
  [
    graph(
      'Errors and throttles of functions',
      steps.map(({ errors }) => errors),
      steps.map(({ throttles }) => throttles),
    ),
    graph('Faults by name', [each('errors', ['error'])]),
    graph(
      'Cold starts',
      steps.map(({ coldStarts }) => coldStarts),
    ),
  ],
];

const pipeline: Page = ({ flow, database, door }, { each }) => [
  [
    graph('The line', [flow.started, flow.failed, flow.timedOut], [flow.p95]),
    graph('At the door: time (ms)', [door.p50, door.p95]),
    graph(
      'Database: latency, wait for a connection (µs)',
      [database.latency, database.waiting],
      [database.connections],
    ),
  ],
  [
    graph('Caches', [each('cacheReads', ['cache', 'outcome'])]),
    graph('Circuit breakers: turns', [each('breakerTurns', ['breaker', 'state'])]),
    graph('Failures and how they were got over', [each('recoveries', ['failure', 'how'])]),
  ],
  [
    graph('From queue to work: p95 (ms)', [each('waited', ['item'], 'p95')]),
    graph('What became of messages of ours', [each('sends', ['outcome'])]),
    graph('News that was told', [each('news', ['agent'])]),
  ],
];

const cost: Page = ({ door }, { each }) => [
  [
    graph('Models: money (USD)', [each('modelCost', ['provider'])]),
    graph('Models: tokens', [each('modelTokens', ['provider', 'direction'])]),
    graph('Budgets', [each('budgets', ['state'])]),
  ],
  [
    graph('Models: calls by outcome', [each('modelCalls', ['provider', 'outcome'])]),
    graph('Models: p95 (ms)', [each('modelTime', ['provider'], 'p95')]),
    graph('Requests that are paid for', [door.requests]),
  ],
];

const quality: Page = (_, { each }) => [
  [
    graph('Answers by kind', [each('answers', ['kind'])]),
    graph('Questions by category', [each('answers', ['category'])]),
    graph('Questions by language', [each('answers', ['language'])]),
  ],
  [
    graph('Refusals by reason', [each('refusals', ['reason'])]),
    graph('Thumbs', [each('feedback', ['thumb'])]),
    graph('People were called', [each('escalations', ['what'])]),
  ],
  [
    graph('Questions of a session: p90', [each('sessionMessages', ['channel'], 'p90')]),
    graph('Minutes of a session: p90', [each('sessionMinutes', ['channel'], 'p90')]),
  ],
];

const PAGES: Record<string, Page> = { overview, functions, pipeline, cost, quality };

const graph = (
  title: string,
  left: cloudwatch.IMetric[],
  right: cloudwatch.IMetric[] = [],
): cloudwatch.GraphWidget => new cloudwatch.GraphWidget({ title, left, right, width: 8, height: 6 });
