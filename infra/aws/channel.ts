import { RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { DispatchConfig } from '#functions/dispatch/config.ts';
import type { WebhookConfig } from '#functions/webhook/config.ts';
import type { Settings } from '../settings.ts';
import type { Assistant } from './assistant.ts';
import { type AssistantFunction, CATALOG_DIR, CHARTS_DIR } from './assistant-function.ts';
import { Lane } from './lane.ts';
import type { Stores } from './stores.ts';

export interface ChannelProps {
  settings: Settings;
  assistant: Assistant;
  stores: Stores;
}

const TIMEOUT_SECONDS = 30;
/** People whose messages are worked on at once. */
const PEOPLE_AT_ONCE = 50;

/** WhatsApp: what people send waits in queues, each person's in order, until it is answered. */
export class Channel extends Construct {
  /** `{ appSecrets, verifyToken, accessToken }`, put in by hand. */
  readonly secret: secrets.Secret;
  /** What is posted to people of ours is signed with this. */
  readonly noticesSecret: secrets.Secret;
  readonly notices: sns.Topic;
  private readonly noticesKey: kms.Key;
  readonly lanes: Record<'urgent' | 'normal' | 'batch', Lane>;
  readonly webhook: AssistantFunction<object>;
  readonly dispatch: AssistantFunction<object>;
  private readonly props: ChannelProps;

  constructor(scope: Construct, id: string, props: ChannelProps) {
    super(scope, id);
    this.props = props;
    this.secret = this.platformSecret();
    this.noticesSecret = new secrets.Secret(this, 'NoticesSecret', {
      description: `Signs what is posted to people of ours (${props.settings.stage})`,
      generateSecretString: { passwordLength: 40, excludePunctuation: true },
      removalPolicy: this.removal(),
    });
    this.noticesKey = new kms.Key(this, 'NoticesKey', {
      description: 'Encrypts what people of ours are told',
      enableKeyRotation: true,
    });
    this.notices = this.noticesTopic();
    const lane = { timeoutSeconds: TIMEOUT_SECONDS, atOnce: PEOPLE_AT_ONCE, batchSize: 5 };
    this.lanes = {
      urgent: new Lane(this, 'Urgent', { ...lane, atOnce: 10, batchSize: 10 }),
      normal: new Lane(this, 'Normal', lane),
      batch: new Lane(this, 'Batch', { ...lane, atOnce: 5 }),
    };
    this.webhook = this.receiving();
    this.dispatch = this.answering();
    for (const one of Object.values(this.lanes)) one.feeds(this.dispatch.lambda);
  }

  /** Takes what the platform posts. It can put things into queues and read the secret, nothing else. */
  private receiving(): AssistantFunction<object> {
    const { urgent, normal } = this.lanes;
    const environment: Record<keyof WebhookConfig, string> = {
      WHATSAPP_SECRET_ARN: this.secret.secretArn,
      WHATSAPP_NUMBER_IDS: this.numberIds(),
      URGENT_QUEUE_URL: urgent.queue.queueUrl,
      NORMAL_QUEUE_URL: normal.queue.queueUrl,
    };
    const webhook = this.props.assistant.step('webhook', {
      description: 'Takes what WhatsApp posts, checks who signed it, and queues it',
      memoryMb: 512,
      timeoutSeconds: 10,
      environment,
    });
    webhook.allow(['sqs:SendMessage'], [urgent.queue.queueArn, normal.queue.queueArn]);
    webhook.allow(['secretsmanager:GetSecretValue'], [this.secret.secretArn]);
    return webhook;
  }

  /** Answers what waits: asks the line, keeps what it sends until the platform has it. */
  private answering(): AssistantFunction<object> {
    const { settings, stores, assistant } = this.props;
    const { whatsapp, sessions } = settings;
    const { noticesUrl } = whatsapp;
    const environment: Record<Exclude<keyof DispatchConfig, 'MILHENA_NOW' | 'NOTICES_URL'>, string> = {
      CATALOG_DIR,
      WHATSAPP_SECRET_ARN: this.secret.secretArn,
      WHATSAPP_GRAPH_URL: whatsapp.graphUrl,
      MESSAGES_TABLE: stores.messages.tableName,
      PEOPLE_TABLE: stores.people.tableName,
      FEEDBACK_TABLE: stores.feedback.tableName,
      SUBSCRIPTIONS_TABLE: stores.subscriptions.tableName,
      SESSIONS_TABLE: stores.sessions.tableName,
      CONTEXT_TABLE: stores.context.tableName,
      CHARTS_TABLE: stores.charts.tableName,
      CHARTS_DIR,
      ACCESS_TABLE: stores.access.tableName,
      ANSWER_FLOW_ARN: assistant.flow.stateMachineArn,
      UNLISTED_READERS: settings.unlistedReaders,
      TENANT_ID: settings.tenantId,
      TIME_ZONE: settings.timeZone,
      SESSION_IDLE_HOURS: String(sessions.idleHours),
      WORKING_HOURS: sessions.workingHours,
      WORKING_DAYS: sessions.workingDays,
      SESSION_KEEP_DAYS: String(sessions.keepDays),
      FRESH_SECONDS: String(settings.freshSeconds),
      ADMISSION: whatsapp.admission,
      LATE_AFTER_HOURS: String(whatsapp.lateAfterHours),
      PARKED_SECONDS: String(whatsapp.parkedSeconds),
      READY_TEMPLATE: whatsapp.readyTemplate,
      BACKLOG_LIMIT: String(whatsapp.backlogLimit),
      NORMAL_QUEUE_URL: this.lanes.normal.queue.queueUrl,
      NOTICES_TOPIC_ARN: this.notices.topicArn,
      NOTICES_SECRET_ARN: this.noticesSecret.secretArn,
    };
    const dispatch = assistant.step('dispatch', {
      description: 'Answers what people wrote, each person in order, and settles what became of it',
      memoryMb: 512,
      timeoutSeconds: TIMEOUT_SECONDS,
      layers: [assistant.charts],
      environment: { ...environment, ...(noticesUrl !== undefined && { NOTICES_URL: noticesUrl }) },
      endpoints: { AWS_ENDPOINT_URL_SFN: `https://sync-states.${settings.region}.amazonaws.com` },
    });
    this.allowDispatch(dispatch);
    return dispatch;
  }

  private allowDispatch(dispatch: AssistantFunction<object>): void {
    const { stores, assistant } = this.props;
    dispatch.allow(['states:StartSyncExecution'], [assistant.flow.stateMachineArn]);
    dispatch.allow(['secretsmanager:GetSecretValue'], [this.secret.secretArn, this.noticesSecret.secretArn]);
    dispatch.allow(
      ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'].map((action) => `dynamodb:${action}`),
      [stores.messages, stores.people, stores.feedback].map(({ tableArn }) => tableArn),
    );
    dispatch.allow(
      ['GetItem', 'PutItem', 'Query'].map((action) => `dynamodb:${action}`),
      [stores.sessions, stores.context].map(({ tableArn }) => tableArn),
    );
    dispatch.allow(
      ['PutItem', 'DeleteItem', 'Query'].map((action) => `dynamodb:${action}`),
      [stores.subscriptions.tableArn],
    );
    dispatch.allow(['dynamodb:GetItem'], [stores.access.tableArn]);
    dispatch.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [stores.charts.tableArn]);
    dispatch.allow(['sns:Publish'], [this.notices.topicArn]);
    dispatch.allow(['kms:Decrypt', 'kms:GenerateDataKey'], [this.noticesKey.keyArn]);
  }

  private noticesTopic(): sns.Topic {
    const { noticesEmail } = this.props.settings.whatsapp;
    const topic = new sns.Topic(this, 'Notices', { masterKey: this.noticesKey, enforceSSL: true });
    if (noticesEmail !== undefined) topic.addSubscription(new EmailSubscription(noticesEmail));
    return topic;
  }

  private platformSecret(): secrets.Secret {
    return new secrets.Secret(this, 'WhatsApp', {
      description: `WhatsApp (${this.props.settings.stage}): app secrets, verify token, access token; put in by hand`,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ appSecrets: [], accessToken: '' }),
        generateStringKey: 'verifyToken',
        excludePunctuation: true,
      },
      removalPolicy: this.removal(),
    });
  }

  private numberIds(): string {
    return this.props.settings.whatsapp.numberIds.join(',');
  }

  private removal(): RemovalPolicy {
    return this.props.settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }
}
