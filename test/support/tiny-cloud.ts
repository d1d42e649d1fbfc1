import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Synthesised } from '#infra/local/template/synthesis.ts';

interface Tiny {
  /** Lays over the template's resources. */
  resources?: Record<string, unknown>;
  states?: Record<string, unknown>;
  throttle?: { RateLimit: number; BurstLimit: number };
  quota?: number;
  /** With the read-only login of a business database. */
  database?: boolean;
  memoryMb?: number;
  timeoutSeconds?: number;
}

/** A function that does what its path says: well, badly, slowly. */
const HANDLER = `
const json = (value, statusCode = 200) => ({ statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });
const aws = async (service, target, input) => {
  const response = await fetch(process.env['AWS_ENDPOINT_URL_' + service], {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target, 'x-amz-date': '20000101T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=a/20000101/eu-west-1/x/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(input),
  });
  return response.json();
};
const table = process.env.TABLE;
const actions = {
  echo: async (event, context) => json({ event, left: context.getRemainingTimeInMillis() }),
  env: async () => json(process.env),
  crash: async () => { throw new TypeError('secret detail'); },
  exit: async () => process.exit(3),
  malformed: async () => ({ hello: 'world' }),
  slow: async () => { await new Promise((done) => setTimeout(done, 60000)); },
  busy: async () => { for (;;); },
  hoard: async () => { const kept = []; for (;;) kept.push(new Array(100000).fill(kept.length + 0.5)); },
  pause: async () => { await new Promise((done) => setTimeout(done, 300)); return json('paused'); },
  remember: async () => {
    const stored = await aws('DYNAMODB', 'DynamoDB_20120810.PutItem', { TableName: table, Item: { id: { S: 'one' }, note: { S: 'kept' } } });
    const sent = await aws('SQS', 'AmazonSQS.SendMessage', { QueueUrl: process.env.QUEUE, MessageBody: 'waiting' });
    return json({ stored, sent });
  },
  recall: async () => {
    const found = await aws('DYNAMODB', 'DynamoDB_20120810.GetItem', { TableName: table, Key: { id: { S: 'one' } } });
    const messages = await aws('SQS', 'AmazonSQS.ReceiveMessage', { QueueUrl: process.env.QUEUE });
    return json({ note: found.Item?.note.S, message: messages.Messages?.[0]?.Body });
  },
  flow: async (event) => json(await aws('SFN', 'AWSStepFunctions.StartSyncExecution', { stateMachineArn: process.env.FLOW, input: event.body ?? '{}' })),
};
const handled = async ({ body, messageId }) => {
  const { id, pauseMs = 0, poison } = JSON.parse(body);
  await new Promise((done) => setTimeout(done, pauseMs));
  if (poison) return [{ itemIdentifier: messageId }];
  const stored = { id: { S: id }, at: { N: String(Date.now()) }, by: { N: String(process.pid) } };
  await aws('DYNAMODB', 'DynamoDB_20120810.PutItem', { TableName: table, Item: stored });
  return [];
};
export const handler = async (event, context) => {
  if (event.Records) return { batchItemFailures: (await Promise.all(event.Records.map(handled))).flat() };
  if (!event.httpMethod) return event.fail ? actions.crash() : { ...event, seen: (event.seen ?? 0) + 1 };
  return actions[event.pathParameters?.action ?? 'echo'](event, context);
};
`;

const api = ({ throttle = { RateLimit: 1000, BurstLimit: 1000 }, quota = 1_000_000 }: Tiny) => {
  const RestApiId = { Ref: 'Api' };
  const Integration = {
    Type: 'AWS_PROXY',
    Uri: {
      'Fn::Sub': 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations',
    },
  };
  const method = (HttpMethod: string, ResourceId: unknown, more: object = {}) => ({
    Type: 'AWS::ApiGateway::Method',
    Properties: { HttpMethod, ResourceId, RestApiId, AuthorizationType: 'NONE', Integration, ...more },
  });
  const resource = (PathPart: string, ParentId: unknown) => ({
    Type: 'AWS::ApiGateway::Resource',
    Properties: { PathPart, ParentId, RestApiId },
  });
  return {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'tiny' } },
    Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { StageName: 'tiny', RestApiId } },
    V1: resource('v1', { 'Fn::GetAtt': ['Api', 'RootResourceId'] }),
    Action: resource('{action}', { Ref: 'V1' }),
    Open: resource('open', { 'Fn::GetAtt': ['Api', 'RootResourceId'] }),
    GetAction: method('GET', { Ref: 'Action' }, { ApiKeyRequired: true }),
    PostAction: method(
      'POST',
      { Ref: 'Action' },
      {
        ApiKeyRequired: true,
        RequestValidatorId: { Ref: 'Validator' },
        RequestModels: { 'application/json': { Ref: 'AnyObject' } },
      },
    ),
    GetOpen: method('GET', { Ref: 'Open' }),
    Validator: {
      Type: 'AWS::ApiGateway::RequestValidator',
      Properties: { RestApiId, ValidateRequestBody: true },
    },
    AnyObject: { Type: 'AWS::ApiGateway::Model', Properties: { RestApiId, Schema: { type: 'object' } } },
    Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: {} },
    Plan: {
      Type: 'AWS::ApiGateway::UsagePlan',
      Properties: { Throttle: throttle, Quota: { Limit: quota, Period: 'DAY' } },
    },
    PlanKey: {
      Type: 'AWS::ApiGateway::UsagePlanKey',
      Properties: { KeyId: { Ref: 'Key' }, UsagePlanId: { Ref: 'Plan' }, KeyType: 'API_KEY' },
    },
    Throttled: {
      Type: 'AWS::ApiGateway::GatewayResponse',
      Properties: {
        RestApiId,
        ResponseType: 'THROTTLED',
        StatusCode: '429',
        ResponseParameters: {
          'gatewayresponse.header.retry-after': "'1'",
          'gatewayresponse.header.content-type': "'application/problem+json'",
        },
        ResponseTemplates: {
          'application/json': '{"code":"too_many_requests","instance":"$context.requestId"}',
        },
      },
    },
  };
};

const DATABASE = {
  DATABASE_HOST: { 'Fn::GetAtt': ['Nowhere', 'Endpoint'] },
  DATABASE_PORT: '5432',
  DATABASE_NAME: 'n8n',
  DATABASE_SCHEMA: 'public',
  DATABASE_TLS: 'verify',
  DATABASE_SECRET: { Ref: 'Reader' },
};

const templateOf = (tiny: Tiny) => ({
  Resources: {
    ...api(tiny),
    Data: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      },
    },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 0 } },
    Nowhere: { Type: 'AWS::RDS::DBProxy', Properties: {} },
    Reader: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        GenerateSecretString: {
          GenerateStringKey: 'password',
          SecretStringTemplate: '{"username":"tiny_reader"}',
        },
      },
    },
    Worker: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { S3Key: 'worker.zip' },
        Handler: 'handler.handler',
        Runtime: 'nodejs24.x',
        MemorySize: tiny.memoryMb ?? 128,
        Timeout: tiny.timeoutSeconds ?? 2,
        Environment: {
          Variables: {
            TABLE: { Ref: 'Data' },
            QUEUE: { Ref: 'Queue' },
            FLOW: { 'Fn::Sub': 'arn:aws:states:${AWS::Region}:${AWS::AccountId}:stateMachine:tiny' },
            TIME_ZONE: 'Europe/Rome',
            ...(tiny.database && DATABASE),
          },
        },
      },
    },
    Flow: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'tiny',
        StateMachineType: 'EXPRESS',
        DefinitionString: JSON.stringify({
          StartAt: 'First',
          States: tiny.states ?? {
            First: { Type: 'Task', Resource: '${WorkerArn}', Next: 'Second' },
            Second: {
              Type: 'Task',
              Resource: '${WorkerArn}',
              Catch: [{ ErrorEquals: ['TypeError'], ResultPath: '$.fault', Next: 'Caught' }],
              End: true,
            },
            Caught: { Type: 'Pass', End: true },
          },
        }),
        DefinitionSubstitutions: { WorkerArn: { 'Fn::GetAtt': ['Worker', 'Arn'] } },
      },
    },
    ...tiny.resources,
  },
});

/** A template and a bundle small enough to boot in a moment. */
export const tinySynthesis =
  (tiny: Tiny = {}) =>
  async (): Promise<Synthesised> => {
    const assets = await mkdtemp(join(tmpdir(), 'milhena-tiny-'));
    process.once('exit', () => rmSync(assets, { recursive: true, force: true }));
    await mkdir(join(assets, 'asset.worker'));
    await writeFile(join(assets, 'asset.worker', 'handler.mjs'), HANDLER);
    return { template: templateOf(tiny), assets, reused: true };
  };

export type { Tiny };
