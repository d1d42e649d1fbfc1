import * as z from 'zod/mini';
import { beforeAll, describe, expect, test } from 'vitest';
import { ClassifyConfig } from '#functions/classify/config.ts';
import { settingsOf } from '#infra/settings.ts';
import { simulated } from '#test/support/simulate.ts';
import { ACCOUNT, arnOf, REGION, stand, type Stood } from '#test/support/synthesis.ts';

const model = { name: 'gpt-4o-mini', baseUrl: 'https://api.openai.com/v1' };
const second = { ...model, id: 'second', baseUrl: 'https://models.example.com/v1' };
const FIRST = 'AssistantModelKeygpt4omini';
const SECOND = 'AssistantModelKeysecond';
const READ = 'secretsmanager:GetSecretValue';
const ROLES = ['Classify', 'Query', 'Validate', 'Mask', 'Api'];

let stack: Stood;
beforeAll(async () => {
  stack = await stand('prod', { models: [model, second] });
});

const environmentOf = (name: string): Record<string, string> =>
  stack.one('AWS::Lambda::Function', `Assistant${name}`).properties['Environment'].Variables;
const roleOf = (name: string): string => stack.one('AWS::IAM::Role', `Assistant${name}Role`).id;
const secret = (id: string): string => arnOf(stack.one('AWS::SecretsManager::Secret', id));
const readersOf = async (resource: string): Promise<string[]> => {
  const may = await Promise.all(
    ROLES.map((name) => simulated(stack, roleOf(name), { action: READ, resource })),
  );
  return ROLES.filter((_, at) => may[at] === 'Allowed');
};

describe('with a model', () => {
  test('classify is told which one and where its key lies, and not the key', () => {
    const environment = environmentOf('Classify');
    const { data } = z.safeParse(ClassifyConfig, environment);
    expect(data?.MODELS).toEqual([
      { id: model.name, name: model.name, baseUrl: model.baseUrl, secret: secret(FIRST) },
      { id: 'second', name: model.name, baseUrl: second.baseUrl, secret: secret(SECOND) },
    ]);
    expect(data?.MODEL_BUDGETS).toEqual(settingsOf('prod').budgets);
  });

  test('no other function is told of it', () => {
    for (const name of ROLES.slice(1))
      expect(Object.keys(environmentOf(name)).filter((key) => key.startsWith('MODEL'))).toEqual([]);
  });

  test('one function reads the key, another the login of the database, none both', async () => {
    expect(await readersOf(secret(FIRST))).toEqual(['Classify']);
    expect(await readersOf(secret(SECOND))).toEqual(['Classify']);
    expect(await readersOf(secret('DatabaseReader'))).toEqual(['Query']);
  });

  test('it adds to what was used and shares what it learned, and does nothing else with these tables', async () => {
    const allowed = async (name: string, actions: readonly string[]) => {
      const resource = arnOf(stack.one('AWS::DynamoDB::GlobalTable', name));
      const may = await Promise.all(
        actions.map((action) =>
          simulated(stack, roleOf('Classify'), { action: `dynamodb:${action}`, resource }),
        ),
      );
      return actions.filter((_, at) => may[at] === 'Allowed');
    };
    const all = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan', 'DeleteTable'];
    expect(await allowed('StoresUsage', all)).toEqual(['UpdateItem']);
    expect(await allowed('StoresStates', all)).toEqual(['GetItem', 'PutItem']);
  });

  test('whoever asks a model stands outside the network of the database', () => {
    expect(stack.one('AWS::Lambda::Function', 'AssistantClassify').properties['VpcConfig']).toBeUndefined();
  });

  test('the network of the database lets no key of a model through', () => {
    const policies = stack
      .ofType('AWS::EC2::VPCEndpoint')
      .map(({ properties }) => properties['PolicyDocument']);
    expect(JSON.stringify(policies)).not.toContain('ModelKey');
  });

  test('the key outlives the stack where data does', () => {
    expect(stack.one('AWS::SecretsManager::Secret', FIRST).raw['DeletionPolicy']).toBe('Retain');
  });
});

test('a key that is kept elsewhere is read there, and none is made', async () => {
  const secretArn = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:provider-Ab12Cd`;
  stack = await stand('prod', { models: [{ ...model, secretArn }] });
  const secrets = stack.ofType('AWS::SecretsManager::Secret').map(({ id }) => id);
  expect(secrets.filter((id) => !id.startsWith('Channel'))).toEqual([
    expect.stringMatching(/^DatabaseReader/),
  ]);
  expect(await readersOf(secretArn)).toEqual(['Classify']);
});

test('without one nothing of a model is made', async () => {
  for (const stage of ['local', 'dev', 'staging', 'prod'] as const) {
    expect(settingsOf(stage).models).toBeUndefined();
    const { template } = await stand(stage);
    expect(JSON.stringify(template.Resources)).not.toMatch(/MODEL_|ModelKey/);
  }
});

test.each([
  ['an address without encryption', { ...model, baseUrl: 'http://api.example.com/v1' }],
  ['an address that is none', { ...model, baseUrl: 'https://' }],
  ['no name', { ...model, name: '' }],
  ['a key in the settings', { ...model, key: 'sk-1' }],
])('%s is refused by name', (_, wrong) => {
  expect(() => settingsOf('prod', { models: [wrong] })).toThrow('model');
});
