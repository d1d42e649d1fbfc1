import { beforeAll, describe, expect, test } from 'vitest';
import { type FunctionName, functionNames } from '#infra/settings.ts';
import { simulated, type Wish } from '#test/support/simulate.ts';
import { ACCOUNT, arnOf, REGION, stand, type Stood } from '#test/support/synthesis.ts';

let stack: Stood;
beforeAll(async () => {
  stack = await stand('prod');
});

const roleOf = (name: string): string => {
  const id = `Assistant${title(name)}`;
  return stack.one('AWS::IAM::Role', `${id}Role`).id;
};

const verdict = (role: string, wish: Wish): Promise<string> => simulated(stack, role, wish);

const table = (name: string) => arnOf(stack.one('AWS::DynamoDB::GlobalTable', `Stores${name}`));
const sessionList = () => `${table('Sessions')}/index/byLastMessage`;
const logStream = (name: string) =>
  arnOf(stack.one('AWS::Logs::LogGroup', `Assistant${name}Logs`)).replace(/:\*$/, ':log-stream:today');
const lambdaOf = (name: string) => arnOf(stack.one('AWS::Lambda::Function', `Assistant${name}Function`));
const flow = () => arnOf(stack.one('AWS::StepFunctions::StateMachine'));
const secret = () => arnOf(stack.one('AWS::SecretsManager::Secret', 'DatabaseReader'));
const platformSecret = () => arnOf(stack.one('AWS::SecretsManager::Secret', 'ChannelWhatsApp'));
const noticesSecret = () => arnOf(stack.one('AWS::SecretsManager::Secret', 'ChannelNoticesSecret'));
const queue = (lane: string) => arnOf(stack.one('AWS::SQS::Queue', `Channel${lane}Queue`));
const deadLetters = (lane: string) => arnOf(stack.one('AWS::SQS::Queue', `Channel${lane}DeadLetters`));
const cache = () => own('elasticache', 'serverlesscache:milhena-prod');
const topic = () => arnOf(stack.one('AWS::SNS::Topic', 'ChannelNotices'));
const LANES = ['Urgent', 'Normal', 'Batch'];
const own = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
const title = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** All that a function needs to do its work; everything else in this file must be denied to it. */
const needs = (name: FunctionName): Wish[] => {
  const log = [
    { action: 'logs:CreateLogStream', resource: logStream(title(name)) },
    { action: 'logs:PutLogEvents', resource: logStream(title(name)) },
    { action: 'xray:PutTraceSegments', resource: '*' },
  ];
  const more: Record<FunctionName, Wish[]> = {
    classify: [{ action: 'dynamodb:GetItem', resource: table('Directory') }],
    query: [
      { action: 'dynamodb:GetItem', resource: table('Directory') },
      { action: 'dynamodb:PutItem', resource: table('Directory') },
      { action: 'secretsmanager:GetSecretValue', resource: secret() },
      { action: 'elasticache:Connect', resource: cache() },
      { action: 'elasticache:Connect', resource: own('elasticache', 'user:milhena-prod') },
    ],
    validate: [],
    mask: [],
    api: [
      { action: 'states:StartSyncExecution', resource: flow() },
      ...[table('Sessions'), table('Context'), table('Feedback'), table('Charts')].flatMap((resource) =>
        ['DescribeTable', 'GetItem', 'PutItem', 'DeleteItem', 'Query'].map((action) => ({
          action: `dynamodb:${action}`,
          resource,
        })),
      ),
      ...['DescribeTable', 'GetItem', 'PutItem', 'DeleteItem', 'Scan'].map((action) => ({
        action: `dynamodb:${action}`,
        resource: table('People'),
      })),
      ...['DescribeTable', 'PutItem', 'DeleteItem', 'Query'].map((action) => ({
        action: `dynamodb:${action}`,
        resource: table('Subscriptions'),
      })),
      ...['DescribeTable', 'DeleteItem', 'Query'].map((action) => ({
        action: `dynamodb:${action}`,
        resource: table('Usage'),
      })),
      { action: 'dynamodb:DescribeTable', resource: table('States') },
      { action: 'dynamodb:GetItem', resource: table('States') },
      { action: 'dynamodb:Query', resource: sessionList() },
      { action: 'dynamodb:DescribeTable', resource: table('Access') },
      { action: 'dynamodb:GetItem', resource: table('Access') },
    ],
    webhook: [
      ...['Urgent', 'Normal'].map((lane) => ({ action: 'sqs:SendMessage', resource: queue(lane) })),
      { action: 'secretsmanager:GetSecretValue', resource: platformSecret() },
    ],
    dispatch: [
      { action: 'states:StartSyncExecution', resource: flow() },
      { action: 'secretsmanager:GetSecretValue', resource: platformSecret() },
      { action: 'secretsmanager:GetSecretValue', resource: noticesSecret() },
      { action: 'sns:Publish', resource: topic() },
      ...LANES.flatMap((lane) =>
        [
          'ReceiveMessage',
          'DeleteMessage',
          'ChangeMessageVisibility',
          'GetQueueAttributes',
          'GetQueueUrl',
        ].map((action) => ({ action: `sqs:${action}`, resource: queue(lane) })),
      ),
      ...['Messages', 'People', 'Feedback'].flatMap((kept) =>
        ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'].map((action) => ({
          action: `dynamodb:${action}`,
          resource: table(kept),
        })),
      ),
      ...['Sessions', 'Context'].flatMap((kept) =>
        ['GetItem', 'PutItem', 'Query'].map((action) => ({
          action: `dynamodb:${action}`,
          resource: table(kept),
        })),
      ),
      ...['PutItem', 'DeleteItem', 'Query'].map((action) => ({
        action: `dynamodb:${action}`,
        resource: table('Subscriptions'),
      })),
      { action: 'dynamodb:GetItem', resource: table('Access') },
      { action: 'dynamodb:GetItem', resource: table('Charts') },
      { action: 'dynamodb:PutItem', resource: table('Charts') },
    ],
    monitor: [
      { action: 'states:StartSyncExecution', resource: flow() },
      { action: 'sqs:SendMessage', resource: queue('Batch') },
      { action: 'dynamodb:PutItem', resource: table('Charts') },
      { action: 'dynamodb:Scan', resource: table('Subscriptions') },
      { action: 'dynamodb:PutItem', resource: table('Subscriptions') },
      { action: 'dynamodb:DeleteItem', resource: table('Subscriptions') },
      { action: 'dynamodb:GetItem', resource: table('Access') },
    ],
  };
  return [...log, ...more[name]];
};

/** What an attacker inside a function would try. */
const temptations = (): Wish[] => {
  const on = (resource: string, ...actions: string[]) => actions.map((action) => ({ action, resource }));
  const tables = [
    'Sessions',
    'Context',
    'Access',
    'Directory',
    'Messages',
    'People',
    'Feedback',
    'Subscriptions',
    'Charts',
    'Usage',
    'States',
  ].flatMap((name) =>
    on(
      table(name),
      ...[
        'GetItem',
        'PutItem',
        'Query',
        'Scan',
        'DeleteItem',
        'UpdateItem',
        'DeleteTable',
        'DescribeTable',
      ].map((action) => `dynamodb:${action}`),
    ),
  );
  const lambdas = ['Classify', 'Query', 'Validate', 'Mask', 'Api', 'Webhook', 'Dispatch', 'Monitor'].flatMap(
    (name) =>
      on(
        lambdaOf(name),
        'lambda:InvokeFunction',
        'lambda:UpdateFunctionCode',
        'lambda:UpdateFunctionConfiguration',
      ),
  );
  return [
    ...tables,
    ...on(sessionList(), 'dynamodb:Query', 'dynamodb:Scan'),
    ...lambdas,
    ...on(
      secret(),
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
      'secretsmanager:DeleteSecret',
    ),
    ...on(own('secretsmanager', 'secret:another-Ab12Cd'), 'secretsmanager:GetSecretValue'),
    ...on(own('rds-db', 'dbuser:prx-0123456789abcdef0/milhena_reader'), 'rds-db:connect'),
    ...on(own('rds', 'db:automation'), 'rds:ModifyDBInstance', 'rds:DeleteDBInstance'),
    ...on(flow(), 'states:StartExecution', 'states:StartSyncExecution', 'states:UpdateStateMachine'),
    ...on(`arn:aws:bedrock:${REGION}::foundation-model/any`, 'bedrock:InvokeModel'),
    ...on(own('sagemaker', 'endpoint/any'), 'sagemaker:InvokeEndpoint'),
    ...on('*', 'xray:PutTraceSegments', 'xray:GetTraceSummaries', 'xray:BatchGetTraces'),
    ...on('*', 'comprehend:DetectEntities', 'translate:TranslateText', 'ec2:DescribeInstances'),
    ...on('arn:aws:s3:::any-bucket/any', 's3:GetObject', 's3:PutObject'),
    ...[platformSecret(), noticesSecret()].flatMap((one) =>
      on(one, 'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'),
    ),
    ...LANES.flatMap((lane) => [
      ...on(queue(lane), 'sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:PurgeQueue'),
      ...on(deadLetters(lane), 'sqs:ReceiveMessage', 'sqs:DeleteMessage'),
    ]),
    ...on(topic(), 'sns:Publish', 'sns:Subscribe'),
    ...on(own('sqs', 'any'), 'sqs:SendMessage', 'sqs:ReceiveMessage'),
    ...on(own('sns', 'any'), 'sns:Publish'),
    ...on(own('kms', 'key/any'), 'kms:Decrypt', 'kms:ScheduleKeyDeletion'),
    ...on(own('events', 'event-bus/default'), 'events:PutEvents'),
    ...on(cache(), 'elasticache:Connect', 'elasticache:DeleteServerlessCache'),
    ...on(own('elasticache', 'user:another'), 'elasticache:Connect'),
    ...on(own('ssm', 'parameter/any'), 'ssm:GetParameter'),
    ...on(`arn:aws:iam::${ACCOUNT}:role/any`, 'iam:PassRole', 'sts:AssumeRole', 'iam:PutRolePolicy'),
    ...on(`arn:aws:iam::${ACCOUNT}:user/any`, 'iam:CreateAccessKey'),
    ...on(own('logs', 'log-group:any:log-stream:any'), 'logs:GetLogEvents', 'logs:PutLogEvents'),
    ...on(own('logs', 'log-group:any'), 'logs:DeleteLogGroup'),
    ...on(own('execute-api', 'any/prod/POST/v1/ask'), 'execute-api:Invoke'),
  ];
};

const key = ({ action, resource }: Wish) => `${action} ${resource}`;

describe.each(functionNames)('%s', (name) => {
  test('may do all that its work needs', async () => {
    for (const wish of needs(name))
      expect(`${key(wish)}: ${await verdict(roleOf(name), wish)}`).toMatch(/: Allowed$/);
  });

  test('may do nothing else of what an intruder would try', async () => {
    const needed = new Set(needs(name).map(key));
    const forbidden = temptations().filter((wish) => !needed.has(key(wish)));
    expect(forbidden.length).toBeGreaterThanOrEqual(60);
    const allowed: string[] = [];
    for (const wish of forbidden)
      if ((await verdict(roleOf(name), wish)) === 'Allowed') allowed.push(key(wish));
    expect(allowed).toEqual([]);
  });
});

describe('query and the network', () => {
  const interfaces = { action: 'ec2:CreateNetworkInterface', resource: own('ec2', 'network-interface/*') };

  test('the Lambda service may place it in the subnets', async () => {
    expect(await verdict(roleOf('query'), interfaces)).toBe('Allowed');
  });

  test('its own code may not make network interfaces', async () => {
    const context = { 'lambda:SourceFunctionArn': lambdaOf('Query') };
    expect(await verdict(roleOf('query'), { ...interfaces, context })).toBe('ExplicitlyDenied');
  });
});

test('the state machine may run its four steps and neither the door nor anything that keeps data', async () => {
  const role = stack.one('AWS::IAM::Role', 'AssistantFlowRole').id;
  for (const name of ['Classify', 'Query', 'Validate', 'Mask']) {
    expect(await verdict(role, { action: 'lambda:InvokeFunction', resource: lambdaOf(name) })).toBe(
      'Allowed',
    );
  }
  const may = temptations().filter(
    ({ action }) => action !== 'lambda:InvokeFunction' && action !== 'xray:PutTraceSegments',
  );
  const doors = ['Api', 'Webhook', 'Dispatch', 'Monitor'].map((name) => ({
    action: 'lambda:InvokeFunction',
    resource: lambdaOf(name),
  }));
  for (const wish of [...may, ...doors]) {
    expect(`${key(wish)}: ${await verdict(role, wish)}`).toMatch(/: ImplicitlyDenied$/);
  }
});

test('the proxy role reads the one secret of the read-only role', async () => {
  const role = stack.one('AWS::IAM::Role', 'DatabaseProxyIAMRole').id;
  expect(await verdict(role, { action: 'secretsmanager:GetSecretValue', resource: secret() })).toBe(
    'Allowed',
  );
  const other = own('secretsmanager', 'secret:another-Ab12Cd');
  expect(await verdict(role, { action: 'secretsmanager:GetSecretValue', resource: other })).toBe(
    'ImplicitlyDenied',
  );
});

test('no role of ours trusts anyone but a service of AWS', () => {
  for (const { properties } of stack.ofType('AWS::IAM::Role')) {
    for (const { Principal } of properties['AssumeRolePolicyDocument'].Statement) {
      expect(Object.keys(Principal)).toEqual(['Service']);
    }
  }
});

test('only the door, the clock and the state machine may start a function', () => {
  const permissions = stack.ofType('AWS::Lambda::Permission');
  const api = arnOf(stack.one('AWS::Lambda::Function', 'AssistantApiFunction'));
  const doors = [api, arnOf(stack.one('AWS::Lambda::Function', 'AssistantWebhookFunction'))];
  const clocks = permissions.filter(({ properties }) => properties['Principal'] === 'events.amazonaws.com');
  expect(clocks.map(({ properties }) => [properties['FunctionName'], properties['SourceArn']])).toEqual([
    [
      arnOf(stack.one('AWS::Lambda::Function', 'AssistantMonitorFunction')),
      arnOf(stack.one('AWS::Events::Rule', 'MonitorRule')),
    ],
  ]);
  for (const { properties } of permissions.filter((one) => !clocks.includes(one))) {
    expect(properties).toMatchObject({ Principal: 'apigateway.amazonaws.com' });
    expect(doors).toContain(properties['FunctionName']);
    expect(properties['SourceArn']).toContain('execute-api');
  }
});
