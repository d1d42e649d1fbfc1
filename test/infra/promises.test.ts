import { beforeAll, describe, expect, test } from 'vitest';
import { settingsOf, type Stage } from '#infra/settings.ts';
import { arnOf, type Resource, stand, type Stood, type Properties } from '#test/support/synthesis.ts';

describe.each(['local', 'dev', 'staging', 'prod'] satisfies Stage[])('%s', (stage) => {
  const settings = settingsOf(stage);
  let stack: Stood;
  beforeAll(async () => {
    stack = await stand(stage);
  });
  const each = (type: string, check: (resource: Resource) => void) => {
    const found = stack.ofType(type);
    expect(found.length).toBeGreaterThan(0);
    found.forEach(check);
  };

  test('what is kept is encrypted', () => {
    each('AWS::DynamoDB::GlobalTable', ({ properties }) => {
      expect(properties['SSESpecification']).toMatchObject({ SSEEnabled: true, SSEType: 'KMS' });
    });
    each('AWS::SQS::Queue', ({ properties }) => expect(properties['SqsManagedSseEnabled']).toBe(true));
    each('AWS::SNS::Topic', ({ properties }) => expect(properties['KmsMasterKeyId']).toBeTruthy());
    each('AWS::KMS::Key', ({ properties }) => expect(properties['EnableKeyRotation']).toBe(true));
    // Serverless caches of ElastiCache know no other way than encrypted, at rest and on the way.
    expect(stack.ofType('AWS::ElastiCache::ReplicationGroup')).toEqual([]);
    for (const { properties } of stack.ofType('AWS::RDS::DBInstance')) {
      expect(properties).toMatchObject({ StorageEncrypted: true, PubliclyAccessible: false });
    }
  });

  test('tables can be put back to any second of the last month, and forget what has expired', () => {
    each('AWS::DynamoDB::GlobalTable', ({ properties, raw }) => {
      expect(properties['TimeToLiveSpecification']).toEqual({ AttributeName: 'expiresAt', Enabled: true });
      for (const replica of properties['Replicas']) {
        expect(replica.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
        expect(replica.DeletionProtectionEnabled ?? false).toBe(settings.keepData);
      }
      expect(raw['DeletionPolicy']).toBe(settings.keepData ? 'Retain' : 'Delete');
    });
    const keys = stack
      .ofType('AWS::DynamoDB::GlobalTable')
      .map(({ properties }) =>
        properties['KeySchema'].map(({ AttributeName }: { AttributeName: string }) => AttributeName),
      );
    expect(keys).toEqual([
      ['owner', 'sessionId'],
      ['owner', 'key'],
      ['owner'],
      ['tenantId'],
      ['id'],
      ['id'],
      ['owner', 'questionId'],
      ['owner', 'id'],
      ['owner', 'subscriptionId'],
      ['owner', 'counter'],
      ['id'],
    ]);
  });

  test('the database is spoken to over TLS only, through the proxy, and statements stay out of its log', () => {
    const { properties } = stack.one('AWS::RDS::DBProxy');
    expect(properties).toMatchObject({ RequireTLS: true, EngineFamily: 'POSTGRESQL', DebugLogging: false });
    expect(properties['Auth']).toEqual([
      expect.objectContaining({ AuthScheme: 'SECRETS', ClientPasswordAuthType: 'POSTGRES_SCRAM_SHA_256' }),
    ]);
    const { Variables } = stack.one('AWS::Lambda::Function', 'AssistantQuery').properties['Environment'];
    expect(Variables).toMatchObject({
      DATABASE_TLS: 'verify',
      DATABASE_HOST: expect.stringContaining('DatabaseProxy'),
    });
  });

  test('the password of the read-only role changes every thirty days', () => {
    const { properties } = stack.one('AWS::SecretsManager::RotationSchedule');
    expect(properties['RotationRules']).toEqual({ ScheduleExpression: 'rate(30 days)' });
    const { GenerateSecretString } = stack.one('AWS::SecretsManager::Secret', 'DatabaseReader').properties;
    expect(JSON.parse(GenerateSecretString.SecretStringTemplate)).toMatchObject({
      username: settings.readerRole,
    });
    expect(GenerateSecretString).toMatchObject({ GenerateStringKey: 'password', PasswordLength: 40 });
  });

  test('who comes to the cache proves it with a role', () => {
    expect(stack.one('AWS::ElastiCache::User').properties['AuthenticationMode']).toEqual({ Type: 'iam' });
    expect(stack.one('AWS::ElastiCache::ServerlessCache').properties['UserGroupId']).toBeTruthy();
    expect(stack.one('AWS::ElastiCache::User').properties['AccessString']).toMatch(
      /^on ~milhena-\w+:\* -@all \+get \+set$/,
    );
    const { Variables } = stack.one('AWS::Lambda::Function', 'AssistantQuery').properties['Environment'];
    expect(Variables['CACHE_URL']).toMatch(/^rediss:/);
  });

  test('functions run on one runtime, with a memory, a limit of time and a log that ends', () => {
    each('AWS::Lambda::Function', ({ properties }) => {
      expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], MemorySize: 512 });
      expect(properties['Timeout']).toBeLessThanOrEqual(30);
      expect(properties['TracingConfig']).toEqual({ Mode: 'Active' });
      expect(properties['LoggingConfig']).toMatchObject({ LogFormat: 'JSON', LogGroup: expect.any(String) });
    });
  });

  test('a trace begins at the door, and who goes on with it may hand it in', () => {
    expect(stack.one('AWS::ApiGateway::Stage').properties['TracingEnabled']).toBe(true);
    const policies = stack
      .ofType('AWS::IAM::Policy')
      .filter(({ raw }) => JSON.stringify(raw).includes('xray:'));
    const roles = policies.flatMap(({ properties }): string[] => properties['Roles']);
    const working = [
      ...stack.ofType('AWS::Lambda::Function').map(({ properties }) => properties['Role']),
      stack.one('AWS::StepFunctions::StateMachine').properties['RoleArn'],
    ].map((arn) => String(arn).split('/').at(-1));
    expect(working.length).toBeGreaterThan(8);
    expect(new Set(roles)).toEqual(new Set(working));
  });

  test('copies of a function are bounded where the stage says so', () => {
    const found = stack
      .ofType('AWS::Lambda::Function')
      .map(({ properties }) => properties['ReservedConcurrentExecutions']);
    const { classify, query, validate, mask, api, webhook, dispatch, monitor } = settings.concurrency;
    expect(found).toEqual([classify, query, validate, mask, api, webhook, dispatch, monitor]);
  });

  test('every log ends, those too that AWS would open by itself', () => {
    each('AWS::Logs::LogGroup', ({ properties }) => {
      expect(properties['RetentionInDays']).toBe(settings.logRetentionDays);
    });
    const names = stack.ofType('AWS::Logs::LogGroup').map(({ properties }) => properties['LogGroupName']);
    expect(names).toContain(`/aws/rds/proxy/milhena-${stage}`);
    expect(names).toContainEqual(expect.stringMatching(/^API-Gateway-Execution-Logs_.*\/\w+$/));
    const { functionName } = stack.one('AWS::Serverless::Application').properties['Parameters'];
    expect(names).toContain(`/aws/lambda/${functionName}`);
  });

  test('rows of the business reach no log: errors only, without what travelled', () => {
    const { properties } = stack.one('AWS::StepFunctions::StateMachine');
    expect(properties).toMatchObject({
      StateMachineType: 'EXPRESS',
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
      TracingConfiguration: { Enabled: true },
    });
    const [{ DataTraceEnabled, LoggingLevel }] =
      stack.one('AWS::ApiGateway::Stage').properties['MethodSettings'];
    expect({ DataTraceEnabled, LoggingLevel }).toEqual({ DataTraceEnabled: false, LoggingLevel: 'ERROR' });
    const { VisibilityConfig, Rules } = stack.one('AWS::WAFv2::WebACL').properties;
    const sampled = [VisibilityConfig, ...Rules.map((rule: Properties) => rule['VisibilityConfig'])];
    expect(sampled.map(({ SampledRequestsEnabled }) => SampledRequestsEnabled)).toEqual(
      sampled.map(() => false),
    );
  });

  test('the access log knows ids, routes and times, and nothing of a person', () => {
    const { AccessLogSetting } = stack.one('AWS::ApiGateway::Stage').properties;
    const variables = [...AccessLogSetting.Format.matchAll(/\$context\.([\w.]+)/g)].map(([, name]) => name);
    expect(variables).toContain('requestId');
    expect(variables.filter((name) => /sourceIp|userAgent|caller|user|authorizer|path$/.test(name))).toEqual(
      [],
    );
  });

  test('keys open what costs or tells something; health and description are open', () => {
    const paths = new Map(
      stack.ofType('AWS::ApiGateway::Resource').map(({ id, properties }) => [id, properties]),
    );
    const pathOf = (id: string): string => {
      const properties = paths.get(id);
      return properties ? `${pathOf(properties['ParentId'])}/${properties['PathPart']}` : '';
    };
    const routes = stack
      .ofType('AWS::ApiGateway::Method')
      .map(
        ({ properties: { HttpMethod, ResourceId, ApiKeyRequired } }) =>
          `${HttpMethod} ${pathOf(ResourceId)} ${ApiKeyRequired}`,
      );
    expect(routes.sort()).toEqual([
      'DELETE /v1/context/{key} true',
      'DELETE /v1/sessions/{id} true',
      'DELETE /v1/subscriptions/{id} true',
      'DELETE /v1/users/{userId} true',
      'GET /openapi.json false',
      'GET /v1/catalog true',
      'GET /v1/charts/{file} true',
      'GET /v1/context true',
      'GET /v1/context/{key} true',
      'GET /v1/feedback true',
      'GET /v1/health/deep true',
      'GET /v1/health/live false',
      'GET /v1/health/ready false',
      'GET /v1/models true',
      'GET /v1/people true',
      'GET /v1/sessions true',
      'GET /v1/sessions/{id} true',
      'GET /v1/subscriptions true',
      'GET /v1/usage true',
      'GET /webhooks/whatsapp false',
      'POST /v1/ask true',
      'POST /v1/feedback true',
      'POST /v1/sessions/{id}/cancel true',
      'POST /v1/subscriptions true',
      'POST /webhooks/whatsapp false',
      'PUT /v1/context/{key} true',
      'PUT /v1/people/{personId} true',
    ]);
    each('AWS::ApiGateway::Method', ({ properties }) =>
      expect(properties['RequestValidatorId']).toBeTruthy(),
    );
  });

  test('nobody may ask without measure', () => {
    const { perSecond, burst, perDay } = settings.throttle;
    const [{ ThrottlingRateLimit, ThrottlingBurstLimit }] =
      stack.one('AWS::ApiGateway::Stage').properties['MethodSettings'];
    expect([ThrottlingRateLimit, ThrottlingBurstLimit]).toEqual([perSecond, burst]);
    expect(stack.one('AWS::ApiGateway::UsagePlan').properties).toMatchObject({
      Throttle: { RateLimit: perSecond, BurstLimit: burst },
      Quota: { Limit: perDay, Period: 'DAY' },
    });
  });

  test('the firewall counts addresses, measures bodies and knows the common attacks', () => {
    const { Rules, Scope } = stack.one('AWS::WAFv2::WebACL').properties;
    const { perAddress, bodyBytes } = settings.firewall;
    expect(Scope).toBe('REGIONAL');
    expect(Rules.map(({ Name, Action }: Properties) => [Name, Action && Object.keys(Action)[0]])).toEqual([
      ['signed', 'Allow'],
      ['rate', 'Block'],
      ['body', 'Block'],
      ['AWSManagedRulesCommonRuleSet', undefined],
      ['AWSManagedRulesKnownBadInputsRuleSet', undefined],
    ]);
    expect(Rules[0].Statement.ByteMatchStatement.SearchString).toBe('/webhooks/whatsapp');
    expect(Rules[1].Statement.RateBasedStatement.Limit).toBe(perAddress);
    expect(Rules[2].Statement.SizeConstraintStatement).toMatchObject({
      Size: bodyBytes,
      ComparisonOperator: 'GT',
    });
    expect(stack.one('AWS::WAFv2::WebACLAssociation').properties['ResourceArn']).toMatch(
      /\/restapis\/.*\/stages\//,
    );
  });

  test('whatever the gateway refuses, it says as a problem document', () => {
    each('AWS::ApiGateway::GatewayResponse', ({ properties }) => {
      const document = JSON.parse(properties['ResponseTemplates']['application/json']);
      expect(document).toMatchObject({
        type: expect.stringMatching(/^urn:milhena:problem:/),
        instance: '$context.requestId',
      });
      expect(properties['StatusCode'] ?? String(document.status)).toBe(String(document.status));
      expect(properties['ResponseParameters']['gatewayresponse.header.content-type']).toContain(
        'problem+json',
      );
    });
  });

  test('what starts without someone waiting has a place for what fails', () => {
    const queues = ['AssistantHeartbeat', 'Monitor'].map((id) => arnOf(stack.one('AWS::SQS::Queue', id)));
    each('AWS::Events::Rule', ({ properties }) => {
      for (const target of properties['Targets']) expect(queues).toContain(target.DeadLetterConfig?.Arn);
    });
    each('AWS::Lambda::EventInvokeConfig', ({ properties }) =>
      expect(properties['MaximumRetryAttempts']).toBe(0),
    );
    const watched = stack.ofType('AWS::CloudWatch::Alarm').map(({ properties }) => properties['MetricName']);
    expect(watched).toContain('ApproximateNumberOfMessagesVisible');
    // Each lane of the channel ends in dead letters of its own, after ten tries.
    const lanes = stack.ofType('AWS::SQS::Queue').filter(({ id }) => /^Channel\w+Queue/.test(id));
    expect(lanes).toHaveLength(3);
    for (const { properties } of lanes) {
      const { deadLetterTargetArn, maxReceiveCount } = properties['RedrivePolicy'];
      expect(deadLetterTargetArn).toMatch(/Channel\w+DeadLetters/);
      expect(maxReceiveCount).toBe(10);
    }
  });

  test('queues and topics are spoken to over TLS only', () => {
    for (const type of ['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy']) {
      each(type, ({ properties }) => {
        expect(properties['PolicyDocument'].Statement).toContainEqual(
          expect.objectContaining({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        );
      });
    }
  });

  test('an alarm says what people notice and what to do, and tells someone', () => {
    const topic = arnOf(stack.one('AWS::SNS::Topic', 'WatchAlarms'));
    each('AWS::CloudWatch::Alarm', ({ properties }) => {
      expect(properties['AlarmDescription']).toMatch(/^Impact: .+\. Do: .+\.$/);
      expect(properties['AlarmActions']).toEqual([topic]);
    });
  });
});

test('a database of our own has backups, a standby and no public door, and its administrator no password of ours', async () => {
  const { properties } = (await stand('dev')).one('AWS::RDS::DBInstance');
  expect(properties).toMatchObject({
    BackupRetentionPeriod: 7,
    MultiAZ: true,
    PubliclyAccessible: false,
    DeletionProtection: true,
    ManageMasterUserPassword: true,
  });
  expect(properties).not.toHaveProperty('MasterUserPassword');
});

test('alarms are mailed to whom the settings name', async () => {
  const stack = await stand('prod', { alarmsEmail: 'operations@example.com' });
  expect(stack.one('AWS::SNS::Subscription').properties).toMatchObject({
    Protocol: 'email',
    Endpoint: 'operations@example.com',
  });
});

test('a secret that the customer keeps is used as it is, and nothing of ours rotates it', async () => {
  const { database } = settingsOf('prod');
  if (database.mode !== 'attach') throw new Error('prod attaches');
  const readerSecretArn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:reader-Ab12Cd';
  const stack = await stand('prod', { database: { ...database, readerSecretArn } });
  expect(stack.ofType('AWS::SecretsManager::Secret').filter(({ id }) => id.startsWith('Database'))).toEqual(
    [],
  );
  expect(stack.ofType('AWS::SecretsManager::RotationSchedule')).toEqual([]);
  const { Variables } = stack.one('AWS::Lambda::Function', 'AssistantQuery').properties['Environment'];
  expect(Variables.DATABASE_SECRET).toBe(readerSecretArn);
});
