import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface LaneProps {
  /** Of the function that reads it, in seconds. */
  timeoutSeconds: number;
  /** Copies of the function that may work on this lane at once: as many people. */
  atOnce: number;
  batchSize: number;
}

/** So often something is tried, waits for the platform among them, before it is put aside for people to look at. */
const MOST_TRIES = 10;

/** A queue that keeps each person's order, and where what can not be handled ends. */
export class Lane extends Construct {
  readonly queue: sqs.Queue;
  readonly deadLetters: sqs.Queue;
  private readonly props: LaneProps;

  constructor(scope: Construct, id: string, props: LaneProps) {
    super(scope, id);
    this.props = props;
    const shared = {
      fifo: true,
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    };
    this.deadLetters = new sqs.Queue(this, 'DeadLetters', shared);
    this.queue = new sqs.Queue(this, 'Queue', {
      ...shared,
      // Many people at once: the limit of 300 calls a second is then one of each person.
      deduplicationScope: sqs.DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      visibilityTimeout: Duration.seconds(props.timeoutSeconds * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MOST_TRIES },
    });
  }

  /** The function is started with what waits here, and says which of it failed. */
  feeds(reader: lambda.Function): void {
    reader.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: this.props.batchSize,
        maxConcurrency: this.props.atOnce,
        reportBatchItemFailures: true,
      }),
    );
  }
}
