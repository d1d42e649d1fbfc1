import * as z from 'zod/mini';
import { beforeAll, expect, test } from 'vitest';
import { ApiConfig } from '#functions/api/config.ts';
import { ClassifyConfig } from '#functions/classify/config.ts';
import { DispatchConfig } from '#functions/dispatch/config.ts';
import { MaskConfig } from '#functions/mask/config.ts';
import { MonitorConfig } from '#functions/monitor/config.ts';
import { QueryConfig } from '#functions/query/config.ts';
import { ValidateConfig } from '#functions/validate/config.ts';
import { WebhookConfig } from '#functions/webhook/config.ts';
import { settingsOf, Stage } from '#infra/settings.ts';
import { stand, type Stood } from '#test/support/synthesis.ts';

let stack: Stood;
beforeAll(async () => {
  stack = await stand('local');
});

const environmentOf = (name: string): Record<string, string> =>
  stack.one('AWS::Lambda::Function', `Assistant${name}`).properties['Environment'].Variables;

test.each([
  ['Classify', ClassifyConfig],
  ['Query', QueryConfig],
  ['Validate', ValidateConfig],
  ['Mask', MaskConfig],
  ['Api', ApiConfig],
  ['Webhook', WebhookConfig],
  ['Dispatch', DispatchConfig],
  ['Monitor', MonitorConfig],
] as const)('%s finds every setting it asks for, and none it does not know', (name, schema) => {
  const environment = environmentOf(name);
  expect(z.safeParse(schema, environment)).toMatchObject({ success: true });
  const extra = Object.keys(environment).filter((key) => !(key in schema.shape));
  const known = /^(AWS_ENDPOINT_URL_|POWERTOOLS_)/;
  expect(extra.filter((key) => !known.test(key))).toEqual([]);
});

test('no function is told a password, a key or the address of a model', () => {
  for (const { properties } of stack.ofType('AWS::Lambda::Function')) {
    const names = Object.keys(properties['Environment'].Variables);
    expect(names.filter((name) => /PASSWORD|API_KEY|TOKEN|OPENAI|MODEL/.test(name))).toEqual([]);
  }
});

test('the door asks Step Functions at the address that answers at once', () => {
  expect(environmentOf('Api')['AWS_ENDPOINT_URL_SFN']).toBe('https://sync-states.eu-west-1.amazonaws.com');
});

test('every stage has settings that hold', () => {
  for (const stage of Stage.options) expect(settingsOf(stage).stage).toBe(stage);
});

test.each([
  ['a time zone that does not exist', { timeZone: 'Europe/Rom' }, 'timeZone'],
  ['a firewall limit below what WAF takes', { firewall: { perAddress: 1, bodyBytes: 8192 } }, 'perAddress'],
  ['an address that is none', { alarmsEmail: 'nobody' }, 'alarmsEmail'],
  ['a prefix list that is none', { dynamoPrefixList: 'all' }, 'dynamoPrefixList'],
])('%s is refused by name', (_, changes, key) => {
  expect(() => settingsOf('prod', changes)).toThrow(key);
});
