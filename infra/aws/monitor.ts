import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { MonitorConfig } from '#functions/monitor/config.ts';
import type { Settings } from '../settings.ts';
import type { Assistant } from './assistant.ts';
import { type AssistantFunction, CATALOG_DIR } from './assistant-function.ts';
import type { Channel } from './channel.ts';
import type { Stores } from './stores.ts';

export interface MonitorProps {
  settings: Settings;
  assistant: Assistant;
  channel: Channel;
  stores: Stores;
}

/** Looks every five minutes at what people want to be told without asking. */
export class Monitor extends Construct {
  readonly function: AssistantFunction<object>;
  /** Ticks of the clock that started nothing. */
  readonly deadLetters: sqs.Queue;

  constructor(scope: Construct, id: string, props: MonitorProps) {
    super(scope, id);
    this.function = this.watching(props);
    this.deadLetters = new sqs.Queue(this, 'DeadLetters', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    new events.Rule(this, 'Rule', {
      description: 'Looks at what people want to be told without asking',
      schedule: events.Schedule.rate(Duration.minutes(5)),
      targets: [
        new targets.LambdaFunction(this.function.lambda, {
          event: events.RuleTargetInput.fromObject({ tick: true }),
          deadLetterQueue: this.deadLetters,
          // The next tick looks at all that this one would have.
          retryAttempts: 0,
          maxEventAge: Duration.minutes(5),
        }),
      ],
    });
  }

  /** Asks the line and queues what there is to tell. No model, no database, no people. */
  private watching({ settings, assistant, channel, stores }: MonitorProps): AssistantFunction<object> {
    const { queue } = channel.lanes.batch;
    const environment: Record<Exclude<keyof MonitorConfig, 'MILHENA_NOW'>, string> = {
      CATALOG_DIR,
      SUBSCRIPTIONS_TABLE: stores.subscriptions.tableName,
      CHARTS_TABLE: stores.charts.tableName,
      ACCESS_TABLE: stores.access.tableName,
      UNLISTED_READERS: settings.unlistedReaders,
      ANSWER_FLOW_ARN: assistant.flow.stateMachineArn,
      BATCH_QUEUE_URL: queue.queueUrl,
      WHATSAPP_NUMBER_IDS: settings.whatsapp.numberIds.join(','),
      TIME_ZONE: settings.timeZone,
    };
    const monitor = assistant.step('monitor', {
      description: 'Looks at what people want to be told without asking, and queues what there is to tell',
      memoryMb: 512,
      timeoutSeconds: 30,
      environment,
      endpoints: { AWS_ENDPOINT_URL_SFN: `https://sync-states.${settings.region}.amazonaws.com` },
    });
    monitor.allow(['states:StartSyncExecution'], [assistant.flow.stateMachineArn]);
    monitor.allow(
      ['dynamodb:Scan', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
      [stores.subscriptions.tableArn],
    );
    monitor.allow(['dynamodb:GetItem'], [stores.access.tableArn]);
    monitor.allow(['dynamodb:PutItem'], [stores.charts.tableArn]);
    monitor.allow(['sqs:SendMessage'], [queue.queueArn]);
    return monitor;
  }
}
