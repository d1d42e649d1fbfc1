import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { synthesise, type Template } from '#infra/app.ts';
import type { Assets } from '#infra/bundle.ts';
import { functionNames, type Settings, type Stage } from '#infra/settings.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';

/** Stand-ins for bundles and catalog: what is promised of the template does not depend on the code. */
export const placeholderAssets = async (): Promise<Assets> => {
  const home = await mkdtemp(join(tmpdir(), 'milhena-assets-'));
  const assets = {
    functions: join(home, 'functions'),
    layer: join(home, 'layer'),
    charts: join(home, 'charts'),
  };
  await mkdir(join(assets.layer, 'catalog'), { recursive: true });
  await writeFile(join(assets.layer, 'catalog', 'model.json'), '{}');
  await mkdir(join(assets.charts, 'charts'), { recursive: true });
  await writeFile(join(assets.charts, 'charts', 'resvg.wasm'), '');
  for (const name of functionNames) {
    await mkdir(join(assets.functions, name), { recursive: true });
    await writeFile(join(assets.functions, name, 'handler.mjs'), `export const handler = '${name}';`);
  }
  return assets;
};

// CloudFormation is read here as the service reads it; a test says what it expects to find.
// oxlint-disable-next-line typescript/no-explicit-any
export type Properties = Record<string, any>;

const Anything = z.record(z.string(), z.any());

export interface Resource {
  id: string;
  type: string;
  properties: Properties;
  raw: Properties;
}

/** One stage's template, with its intrinsics resolved as an account would. */
export interface Stood {
  template: Template;
  all: Resource[];
  ofType(type: string): Resource[];
  /** The only one of its type, or the only one whose id starts so. */
  one(type: string, idPrefix?: string): Resource;
}

export const stand = async (stage: Stage, changes?: Partial<Settings>): Promise<Stood> => {
  const directory = await mkdtemp(join(tmpdir(), 'milhena-synth-'));
  const assets = await placeholderAssets();
  const { templates } = await synthesise({ stages: [stage], directory, assets, ...(changes && { changes }) });
  const template = templates[stage]!;
  const all = Object.entries(template.Resources).map(([id, raw]) => ({
    id,
    type: raw.Type,
    raw,
    properties: z.parse(Anything, resolve(template, raw.Properties ?? {})),
  }));
  const ofType = (type: string) => all.filter((resource) => resource.type === type);
  const one = (type: string, idPrefix = '') => {
    const found = ofType(type).filter(({ id }) => id.startsWith(idPrefix));
    if (found.length !== 1) throw new Error(`${found.length} resources ${type} ${idPrefix}`);
    return found[0]!;
  };
  return { template, all, ofType, one };
};

const PSEUDO: Record<string, string> = {
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'Milhena',
};

const arn = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
const ARNS: Record<string, (id: string) => string> = {
  'AWS::Lambda::Function': (id) => arn('lambda', `function:${id}`),
  'AWS::DynamoDB::GlobalTable': (id) => arn('dynamodb', `table/${id}`),
  'AWS::StepFunctions::StateMachine': (id) => arn('states', `stateMachine:${id}`),
  'AWS::SecretsManager::Secret': (id) => arn('secretsmanager', `secret:${id}`),
  'AWS::Logs::LogGroup': (id) => arn('logs', `log-group:${id}:*`),
  'AWS::SQS::Queue': (id) => arn('sqs', id),
  'AWS::SNS::Topic': (id) => arn('sns', id),
  'AWS::KMS::Key': (id) => arn('kms', `key/${id}`),
  'AWS::Events::Rule': (id) => arn('events', `rule/${id}`),
  'AWS::IAM::Role': (id) => `arn:aws:iam::${ACCOUNT}:role/${id}`,
};
const REF_IS_ARN = new Set([
  'AWS::SecretsManager::Secret',
  'AWS::StepFunctions::StateMachine',
  'AWS::SNS::Topic',
]);

/** The ARN an account would give to a resource of the template. */
export const arnOf = ({ type, id }: Pick<Resource, 'type' | 'id'>): string => ARNS[type]!(id);

const resolve = (template: Template, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => resolve(template, item));
  if (typeof value !== 'object' || value === null) return value;
  const node = value as Properties;
  const [key] = Object.keys(node);
  if (Object.keys(node).length === 1 && (key === 'Ref' || key?.startsWith('Fn::'))) {
    return intrinsic(template, key, node[key]);
  }
  return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, resolve(template, inner)]));
};

const intrinsic = (template: Template, key: string, argument: Properties[string]): unknown => {
  if (key === 'Ref') {
    const type = template.Resources[argument]?.Type ?? '';
    return PSEUDO[argument] ?? (REF_IS_ARN.has(type) ? ARNS[type]!(argument) : argument);
  }
  if (key === 'Fn::GetAtt') {
    const [id, attribute] = argument;
    const type = template.Resources[id]!.Type;
    if (attribute === 'Arn' && ARNS[type]) return ARNS[type](id);
    return attribute === 'GroupId' ? id : `${id}.${attribute}`;
  }
  if (key === 'Fn::Join') {
    return z.parse(z.array(z.string()), resolve(template, argument[1])).join(argument[0]);
  }
  const [first, second] = Array.isArray(argument)
    ? argument.map((item) => resolve(template, item))
    : [argument];
  if (key === 'Fn::Select')
    return Array.isArray(second) ? second[Number(first)] : `${String(second)}#${first}`;
  if (key === 'Fn::Split') return `${String(second)}|${String(first)}`;
  return JSON.stringify({ [key]: resolve(template, argument) });
};
