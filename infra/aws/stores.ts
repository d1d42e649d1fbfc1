import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import type { Network } from './network.ts';

const SESSION_LIST = 'byLastMessage';

export interface SharedCache {
  /** Also that of its user, and the beginning of all keys. */
  name: string;
  url: string;
  /** What a role must be allowed to connect to. */
  arns: string[];
}

/** What the assistant itself remembers: conversations, what it knows of its users, names, results. */
export class Stores extends Construct {
  readonly sessions: dynamodb.TableV2;
  /** The index that lists the sessions of a person by their last message. */
  readonly sessionListArn: string;
  readonly context: dynamodb.TableV2;
  /** What single people may see; nothing of ours writes it. */
  readonly access: dynamodb.TableV2;
  readonly directory: dynamodb.TableV2;
  /** Messages that were taken, and ours from before they are tried until long after. */
  readonly messages: dynamodb.TableV2;
  /** Who writes to us, and the ids the platform knows them by. */
  readonly people: dynamodb.TableV2;
  readonly feedback: dynamodb.TableV2;
  /** What pictures show, by the hashed owner; they are drawn when they are asked for. */
  readonly charts: dynamodb.TableV2;
  /** What people want to be told without asking. */
  readonly subscriptions: dynamodb.TableV2;
  /** What calls of models used, by counter: a person's in their partition, those of all in one of their own. */
  readonly usage: dynamodb.TableV2;
  /** What instances share about their neighbours: circuits, and how models did lately. */
  readonly states: dynamodb.TableV2;
  /** Where all instances of query share one. */
  readonly cache: SharedCache | undefined;
  private readonly settings: Settings;

  constructor(scope: Construct, id: string, { settings, network }: { settings: Settings; network: Network }) {
    super(scope, id);
    this.settings = settings;
    // All that belongs to a person lies in one partition, so that erasing them can miss nothing.
    this.sessions = this.table('Sessions', 'owner', 'sessionId');
    this.sessions.addGlobalSecondaryIndex({
      indexName: SESSION_LIST,
      partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'lastAt', type: dynamodb.AttributeType.STRING },
      projectionType: dynamodb.ProjectionType.INCLUDE,
      nonKeyAttributes: ['head', 'expiresAt'],
    });
    this.sessionListArn = `${this.sessions.tableArn}/index/${SESSION_LIST}`;
    this.context = this.table('Context', 'owner', 'key');
    this.access = this.table('Access', 'owner');
    this.directory = this.table('Directory', 'tenantId');
    this.messages = this.table('Messages', 'id');
    this.people = this.table('People', 'id');
    this.feedback = this.table('Feedback', 'owner', 'questionId');
    this.charts = this.table('Charts', 'owner', 'id');
    this.subscriptions = this.table('Subscriptions', 'owner', 'subscriptionId');
    this.usage = this.table('Usage', 'owner', 'counter');
    this.states = this.table('States', 'id');
    this.cache = settings.sharedCache ? this.valkey(network) : undefined;
  }

  private table(id: string, partition: string, sort?: string): dynamodb.TableV2 {
    const { keepData } = this.settings;
    return new dynamodb.TableV2(this, id, {
      partitionKey: { name: partition, type: dynamodb.AttributeType.STRING },
      ...(sort !== undefined && { sortKey: { name: sort, type: dynamodb.AttributeType.STRING } }),
      billing: dynamodb.Billing.onDemand(),
      encryption: dynamodb.TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expiresAt',
      deletionProtection: keepData,
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /** Serverless Valkey: always encrypted at rest and on the way; who comes in proves it with its IAM role. */
  private valkey(network: Network): SharedCache {
    const name = `milhena-${this.settings.stage}`;
    const user = new elasticache.CfnUser(this, 'CacheUser', {
      engine: 'valkey',
      userId: name,
      userName: name,
      // Keys of ours, by name: nothing that lists, empties or settles anything.
      accessString: `on ~${name}:* -@all +get +set`,
      authenticationMode: { Type: 'iam' },
    });
    const users = new elasticache.CfnUserGroup(this, 'CacheUsers', {
      engine: 'valkey',
      userGroupId: name,
      userIds: [user.ref],
    });
    const cache = new elasticache.CfnServerlessCache(this, 'Cache', {
      engine: 'valkey',
      majorEngineVersion: '8',
      serverlessCacheName: name,
      description: 'Second level of the answer cache',
      subnetIds: network.vpc.selectSubnets(network.subnets).subnetIds,
      securityGroupIds: [network.cacheGroup.securityGroupId],
      userGroupId: users.ref,
      cacheUsageLimits: {
        dataStorage: { maximum: 1, unit: 'GB' },
        ecpuPerSecond: { maximum: 5000 },
      },
    });
    return {
      name,
      url: `rediss://${cache.attrEndpointAddress}:${cache.attrEndpointPort}`,
      arns: ['serverlesscache', 'user'].map((resource) =>
        Stack.of(this).formatArn({
          service: 'elasticache',
          resource,
          resourceName: name,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ),
    };
  }
}
