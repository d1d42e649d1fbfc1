import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';

/** Walks the way to the database every five minutes: a broken one is known before somebody asks. */
export class Heartbeat extends Construct {
  /** Heartbeats that could not be delivered. */
  readonly deadLetters: sqs.Queue;

  constructor(scope: Construct, id: string, flow: sfn.StateMachine) {
    super(scope, id);
    this.deadLetters = new sqs.Queue(this, 'DeadLetters', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    new events.Rule(this, 'Rule', {
      description: 'Walks the way to the business database',
      schedule: events.Schedule.rate(Duration.minutes(5)),
      targets: [
        new targets.SfnStateMachine(flow, {
          input: events.RuleTargetInput.fromObject({ probe: true, heartbeat: true }),
          deadLetterQueue: this.deadLetters,
          retryAttempts: 2,
          maxEventAge: Duration.minutes(5),
        }),
      ],
    });
  }
}
