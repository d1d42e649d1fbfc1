import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { ApiConfig } from '#functions/api/config.ts';
import type { ClassifyConfig } from '#functions/classify/config.ts';
import type { MaskConfig } from '#functions/mask/config.ts';
import type { QueryConfig } from '#functions/query/config.ts';
import type { ValidateConfig } from '#functions/validate/config.ts';
import type { Assets } from '../bundle.ts';
import type { FunctionName, Settings } from '../settings.ts';
import {
  AssistantFunction,
  type AssistantFunctionProps,
  CATALOG_DIR,
  CHARTS_DIR,
} from './assistant-function.ts';
import type { Database } from './database.ts';
import { Heartbeat } from './heartbeat.ts';
import { logGroup } from './log-group.ts';
import { type ModelAccess, modelAccess, type ModelEnvironment } from './model-access.ts';
import { type Network, PROXY_PORT } from './network.ts';
import type { Stores } from './stores.ts';

const FLOW = join(import.meta.dirname, '..', 'flow', 'answer.asl.json');

export interface AssistantProps {
  settings: Settings;
  assets: Assets;
  network: Network;
  database: Database;
  stores: Stores;
}

type Own<Environment> = Omit<
  AssistantFunctionProps<Environment>,
  'name' | 'settings' | 'bundles' | 'catalog' | 'traces'
>;
/** Functions of the channel stand beside the line, not in it. */
type OfTheLine = Exclude<FunctionName, 'webhook' | 'dispatch' | 'monitor'>;
type Strings<Environment> = { [key in keyof Environment]: string };

/** The line from question to answer: one function a permission set, one state machine that orders them. */
export class Assistant extends Construct {
  readonly functions: Record<OfTheLine, AssistantFunction<object>>;
  readonly traces: iam.Policy;
  readonly flow: sfn.StateMachine;
  readonly heartbeat: Heartbeat;
  readonly model: ModelAccess | undefined;
  private readonly props: AssistantProps;
  private readonly catalog: lambda.LayerVersion;
  /** What draws charts. */
  readonly charts: lambda.LayerVersion;

  constructor(scope: Construct, id: string, props: AssistantProps) {
    super(scope, id);
    this.props = props;
    this.catalog = new lambda.LayerVersion(this, 'Catalog', {
      code: lambda.Code.fromAsset(props.assets.layer),
      description: 'Semantic model, wording, grammar and masking dictionary: data only',
      compatibleRuntimes: [lambda.Runtime.NODEJS_24_X],
      compatibleArchitectures: [lambda.Architecture.ARM_64],
    });
    this.charts = new lambda.LayerVersion(this, 'Charts', {
      code: lambda.Code.fromAsset(props.assets.charts),
      description: 'Drawing engine (WebAssembly) and fonts',
      compatibleRuntimes: [lambda.Runtime.NODEJS_24_X],
      compatibleArchitectures: [lambda.Architecture.ARM_64],
    });
    // Parts of traces belong to no resource that could be named.
    this.traces = new iam.Policy(this, 'Traces', {
      statements: [
        new iam.PolicyStatement({
          actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
          resources: ['*'],
        }),
      ],
    });
    this.model = modelAccess(this, props.settings, props.stores);
    const steps = {
      classify: this.classify(),
      query: this.query(),
      validate: this.validate(),
      mask: this.mask(),
    };
    this.flow = this.stateMachine(steps);
    this.functions = { ...steps, api: this.api() };
    this.heartbeat = new Heartbeat(this, 'Heartbeat', this.flow);
  }

  /** Reads the names, may ask a model. No network of ours, no login: it can not reach the database. */
  private classify(): AssistantFunction<object> {
    const { directory, usage, states } = this.props.stores;
    const own: Record<Exclude<keyof ClassifyConfig, keyof ModelEnvironment>, string> = {
      CATALOG_DIR,
      DIRECTORY_TABLE: directory.tableName,
    };
    const environment: Record<string, string> = { ...own, ...this.model?.environment };
    const classify = this.step('classify', {
      description: 'Reads the question: category, language, semantic query and wording',
      memoryMb: 512,
      timeoutSeconds: 8,
      environment,
    });
    classify.allow(['dynamodb:GetItem'], [directory.tableArn]);
    if (this.model) {
      const keys = this.model.keys.map(({ secretArn }) => secretArn);
      classify.allow(['secretsmanager:GetSecretValue'], keys);
      classify.allow(['dynamodb:UpdateItem'], [usage.tableArn]);
      classify.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [states.tableArn]);
    }
    return classify;
  }

  /** Reads the database as the read-only role, writes the names. Its network has no way to a model. */
  private query(): AssistantFunction<object> {
    const { network, database, stores, settings } = this.props;
    const { cache } = stores;
    const environment: Strings<QueryConfig> = {
      CATALOG_DIR,
      DIRECTORY_TABLE: stores.directory.tableName,
      DATABASE_HOST: database.proxy.endpoint,
      DATABASE_PORT: String(PROXY_PORT),
      DATABASE_NAME: settings.database.name,
      DATABASE_SCHEMA: settings.database.schema,
      DATABASE_TLS: 'verify',
      DATABASE_SECRET: database.readerSecret.secretArn,
      FRESH_SECONDS: String(settings.freshSeconds),
      CACHE_URL: cache?.url ?? 'none',
      CACHE_NAME: cache?.name ?? 'none',
    };
    const query = this.step('query', {
      description: 'Compiles the semantic query and reads the evidence as the read-only role',
      memoryMb: 512,
      timeoutSeconds: 15,
      environment,
      endpoints: { AWS_ENDPOINT_URL_SECRETS_MANAGER: network.secretsUrl },
      network: { vpc: network.vpc, vpcSubnets: network.subnets, securityGroups: [network.queryGroup] },
    });
    query.allow(['secretsmanager:GetSecretValue'], [database.readerSecret.secretArn]);
    query.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [stores.directory.tableArn]);
    if (cache) query.allow(['elasticache:Connect'], cache.arns);
    network.allowThroughEndpoints(database.readerSecret.secretArn, stores.directory.tableArn);
    return query;
  }

  private validate(): AssistantFunction<object> {
    const environment: ValidateConfig = { CATALOG_DIR };
    return this.step('validate', {
      description: 'Recomputes every slot from the evidence and refuses what is not proven',
      memoryMb: 512,
      timeoutSeconds: 8,
      environment,
    });
  }

  private mask(): AssistantFunction<object> {
    const environment: MaskConfig = { CATALOG_DIR };
    return this.step('mask', {
      description: 'Turns the result into business language',
      memoryMb: 512,
      timeoutSeconds: 8,
      environment,
    });
  }

  private api(): AssistantFunction<object> {
    const { settings, stores } = this.props;
    const environment: Strings<Required<Omit<ApiConfig, 'MILHENA_NOW'>>> = {
      CATALOG_DIR,
      ANSWER_FLOW_ARN: this.flow.stateMachineArn,
      SESSIONS_TABLE: stores.sessions.tableName,
      CONTEXT_TABLE: stores.context.tableName,
      CHARTS_TABLE: stores.charts.tableName,
      CHARTS_DIR,
      ACCESS_TABLE: stores.access.tableName,
      PEOPLE_TABLE: stores.people.tableName,
      FEEDBACK_TABLE: stores.feedback.tableName,
      SUBSCRIPTIONS_TABLE: stores.subscriptions.tableName,
      USAGE_TABLE: stores.usage.tableName,
      STATES_TABLE: stores.states.tableName,
      UNLISTED_READERS: settings.unlistedReaders,
      TENANT_ID: settings.tenantId,
      TIME_ZONE: settings.timeZone,
      SESSION_IDLE_HOURS: String(settings.sessions.idleHours),
      WORKING_HOURS: settings.sessions.workingHours,
      SESSION_KEEP_DAYS: String(settings.sessions.keepDays),
      FRESH_SECONDS: String(settings.freshSeconds),
    };
    const api = this.step('api', {
      description:
        'Serves HTTP: asks the line, keeps sessions, context and pictures, reports health and the catalog',
      memoryMb: 512,
      timeoutSeconds: 29,
      environment,
      layers: [this.charts],
      // The client adds no `sync-` of its own, so that the same code finds a state machine anywhere.
      endpoints: { AWS_ENDPOINT_URL_SFN: `https://sync-states.${settings.region}.amazonaws.com` },
    });
    api.allow(['states:StartSyncExecution'], [this.flow.stateMachineArn]);
    api.allow(
      ['DescribeTable', 'GetItem', 'PutItem', 'DeleteItem', 'Query'].map((action) => `dynamodb:${action}`),
      [stores.sessions, stores.context, stores.feedback, stores.charts].map(({ tableArn }) => tableArn),
    );
    api.allow(
      ['DescribeTable', 'GetItem', 'PutItem', 'DeleteItem', 'Scan'].map((action) => `dynamodb:${action}`),
      [stores.people.tableArn],
    );
    api.allow(
      ['DescribeTable', 'PutItem', 'DeleteItem', 'Query'].map((action) => `dynamodb:${action}`),
      [stores.subscriptions.tableArn],
    );
    api.allow(
      ['DescribeTable', 'DeleteItem', 'Query'].map((action) => `dynamodb:${action}`),
      [stores.usage.tableArn],
    );
    api.allow(['dynamodb:DescribeTable', 'dynamodb:GetItem'], [stores.states.tableArn]);
    api.allow(['dynamodb:Query'], [stores.sessionListArn]);
    api.allow(['dynamodb:DescribeTable', 'dynamodb:GetItem'], [stores.access.tableArn]);
    return api;
  }

  /** A function of this house, with the bundle of its name and the catalog. */
  step<Environment extends Strings<Environment>>(
    name: FunctionName,
    own: Own<Environment>,
  ): AssistantFunction<object> {
    const { settings, assets } = this.props;
    const id = name.charAt(0).toUpperCase() + name.slice(1);
    const { catalog, traces } = this;
    const shared = { name, settings, bundles: assets.functions, catalog, traces };
    return new AssistantFunction(this, id, { ...own, ...shared });
  }

  private stateMachine(
    steps: Record<Exclude<OfTheLine, 'api'>, AssistantFunction<object>>,
  ): sfn.StateMachine {
    const flow = new sfn.StateMachine(this, 'Flow', {
      stateMachineType: sfn.StateMachineType.EXPRESS,
      definitionBody: sfn.DefinitionBody.fromString(readFileSync(FLOW, 'utf8')),
      definitionSubstitutions: {
        ClassifyFunctionArn: steps.classify.lambda.functionArn,
        QueryFunctionArn: steps.query.lambda.functionArn,
        ValidateFunctionArn: steps.validate.lambda.functionArn,
        MaskFunctionArn: steps.mask.lambda.functionArn,
      },
      comment: 'Question to answer',
      tracingEnabled: true,
      // Rows of the business never land in a log: errors only, and without what travelled.
      logs: {
        destination: logGroup(this, 'FlowLogs', this.props.settings),
        level: sfn.LogLevel.ERROR,
        includeExecutionData: false,
      },
    });
    flow.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: Object.values(steps).map(({ lambda: { functionArn } }) => functionArn),
      }),
    );
    return flow;
  }
}
