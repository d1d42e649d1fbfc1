import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import type { Api } from './api.ts';
import type { Assistant } from './assistant.ts';
import type { Channel } from './channel.ts';
import { type Concern, countedConcerns } from './concerns.ts';
import { dashboards } from './dashboard.ts';
import type { Database } from './database.ts';
import { metricsOf } from './metrics.ts';
import type { Monitor } from './monitor.ts';

export interface Watched {
  settings: Settings;
  api: Api;
  assistant: Assistant;
  channel: Channel;
  monitor: Monitor;
  database: Database;
}

/** Alarms that say what people notice and what to do, and pages that show the line at work. */
export class Watch extends Construct {
  private readonly topic: sns.Topic;
  private readonly stage: string;

  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    this.stage = watched.settings.stage;
    this.topic = this.alarmsTopic(watched.settings);
    const metrics = metricsOf(watched);
    const concerns = { ...concernsOf(metrics), ...countedConcerns(watched.settings) };
    for (const [name, concern] of Object.entries(concerns)) this.alarm(name, concern);
    dashboards(this, watched, metrics);
  }

  private alarmsTopic({ alarmsEmail }: Settings): sns.Topic {
    // The key that AWS manages for topics does not let alarms in.
    const masterKey = new kms.Key(this, 'Key', {
      description: 'Encrypts alarm messages',
      enableKeyRotation: true,
    });
    masterKey.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
      }),
    );
    const topic = new sns.Topic(this, 'Alarms', { masterKey, enforceSSL: true });
    if (alarmsEmail !== undefined) topic.addSubscription(new EmailSubscription(alarmsEmail));
    return topic;
  }

  private alarm(name: string, { metric, impact, action, above, periods = 1, below }: Concern): void {
    const alarm = new cloudwatch.Alarm(this, name, {
      alarmName: `milhena-${this.stage}-${name}`,
      alarmDescription: `Impact: ${impact} Do: ${action}`,
      metric,
      threshold: above,
      comparisonOperator: below
        ? cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
        : cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    const tell = new SnsAction(this.topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
  }
}

const concernsOf = (metrics: ReturnType<typeof metricsOf>): Record<string, Concern> => ({
  DoorErrors: {
    metric: metrics.door.serverErrors,
    above: 5,
    impact: 'people get an error page instead of an answer.',
    action: 'open the dashboard, find the function with errors, read its log by requestId.',
  },
  DoorSlow: {
    metric: metrics.door.p95,
    above: 3000,
    periods: 3,
    impact: 'one answer in twenty takes more than three seconds.',
    action: 'compare the latency of query with that of the other functions, then look for slow statements.',
  },
  Refused: {
    metric: metrics.firewall.blocked,
    above: 500,
    impact: 'none yet for people: many requests are refused at the door.',
    action: 'see which firewall rule counts them; a client in a loop needs a word, an attack needs nothing.',
  },
  FlowFailed: {
    metric: metrics.flow.failed,
    above: 0,
    periods: 3,
    impact: 'answers from the business data do not come, or only the honest sentence that they can not.',
    action: 'check that the database runs and lets the proxy in, then read the log of the state machine.',
  },
  FlowTimedOut: {
    metric: metrics.flow.timedOut,
    above: 0,
    impact: 'somebody waited half a minute for nothing.',
    action: 'find the slow step in the trace of the execution.',
  },
  ...Object.fromEntries(
    metrics.steps.flatMap(({ id, errors, throttles }) => [
      [
        `${id}Errors`,
        {
          metric: errors,
          above: 3,
          impact: `the step ${id} fails: part of the answers are errors or say that data can not be reached.`,
          action: `read the log of ${id} for the name of the fault; roll the last release back if it is new.`,
        },
      ],
      [
        `${id}Throttles`,
        {
          metric: throttles,
          above: 0,
          impact: `questions wait or fail because ${id} may not run more copies.`,
          action: `raise the concurrency of ${id} in the settings, or find who asks so much.`,
        },
      ],
    ]),
  ),
  DatabaseAway: {
    metric: metrics.database.available,
    above: 100,
    below: true,
    periods: 2,
    impact: 'questions about the business data get an apology; help and greetings still work.',
    action: 'see whether the database restarts or changed its password, address or firewall.',
  },
  DatabaseCrowded: {
    metric: metrics.database.waiting,
    above: 1_000_000,
    periods: 2,
    impact: 'answers wait a second and more for a free connection.',
    action: 'lower the concurrency of query, or give the database more connections.',
  },
  MessagesUnanswered: {
    metric: metrics.channel.deadLetters,
    above: 0,
    impact: 'somebody wrote on WhatsApp and got no answer.',
    action: 'read the log of dispatch for the fault, mend it, then run `npm run redrive`.',
  },
  MessagesSlow: {
    metric: metrics.channel.oldest,
    above: 60,
    periods: 2,
    impact: 'people on WhatsApp wait for more than a minute.',
    action: 'see whether dispatch is throttled, the platform slow, or more people write than usual.',
  },
  NewsLost: {
    metric: metrics.monitor.deadLetters,
    above: 0,
    impact: 'nobody is told of failures, and summaries do not come.',
    action: 'check that the Monitor rule may start the function monitor, then empty the dead letters.',
  },
  HeartbeatLost: {
    metric: metrics.deadLetters,
    above: 0,
    impact: 'nobody looks whether the database can be reached; people notice nothing.',
    action: 'check the role of the Heartbeat rule, then empty the dead letters.',
  },
});
