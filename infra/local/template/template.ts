import * as z from 'zod/mini';
import { BootFailure } from '../failure.ts';
import { ACCOUNT, type Identity, identityOf } from './identities.ts';
import { resolve, type Scope } from './intrinsics.ts';
import { assertKnownTypes } from './resource-types.ts';

const Properties = z.prefault(z.record(z.string(), z.unknown()), {});
const Resource = z.object({
  Type: z.string(),
  Properties,
  Condition: z.optional(z.string()),
  Metadata: z.prefault(z.record(z.string(), z.unknown()), {}),
});
const Template = z.object({
  Resources: z.record(z.string(), Resource),
  Parameters: z.prefault(z.record(z.string(), z.object({ Default: z.optional(z.unknown()) })), {}),
  Mappings: z.prefault(z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))), {}),
  Conditions: z.prefault(z.record(z.string(), z.unknown()), {}),
});

export interface Resolved<Shape> {
  id: string;
  identity: Identity;
  properties: Shape;
  /** What the CDK notes beside the resource: where the code lies. */
  metadata: Record<string, unknown>;
}

/** A synthesised template, ready to be asked for its resources. */
export interface TemplateReader {
  region: string;
  /** Resources of a type, their properties resolved and in the expected shape. */
  all<Schema extends z.ZodMiniType>(type: string, schema: Schema): Resolved<z.output<Schema>>[];
  has: (type: string) => boolean;
  /** Known once the queues have an address. */
  queuesAt: (url: (name: string) => string) => void;
}

/** Properties that a physical name is made of. */
const NAMING = /Name$|^FifoQueue$/;

/** @throws BootFailure for what this machine would not do as AWS does, with its name. */
export const readTemplate = (template: unknown, region: string): TemplateReader => {
  const parsed = z.safeParse(Template, template);
  if (!parsed.success) throw new BootFailure('template', 'The synthesised template can not be read.');
  const { Resources, Conditions, Mappings, Parameters } = parsed.data;
  let queueUrl = (name: string) => `http://queue.invalid/${ACCOUNT}/${name}`;

  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': ACCOUNT,
    'AWS::NoValue': undefined,
    'AWS::NotificationARNs': [],
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${ACCOUNT}:stack/local/0`,
    'AWS::StackName': 'local',
    'AWS::URLSuffix': 'amazonaws.com',
  };
  const identity = (id: string): Identity => {
    const resource = Resources[id];
    if (!resource) throw new BootFailure('template', `The template refers to ${id}, which is not in it.`);
    const naming = Object.entries(resource.Properties).filter(([key]) => NAMING.test(key));
    const own = resolve(Object.fromEntries(naming), scopeOfNames);
    return identityOf(resource.Type, id, own, { region, queueUrl });
  };
  const reference = (id: string): unknown => {
    if (id in pseudo) return pseudo[id];
    if (id in Parameters) return Parameters[id]?.Default ?? '';
    return identity(id).reference;
  };
  const shared = {
    mapping: (map: string, first: string, second: string) => Mappings[map]?.[first]?.[second] ?? '',
    condition: (name: string): boolean => {
      const value = name in Conditions ? resolve(Conditions[name], scope) : undefined;
      if (typeof value === 'boolean') return value;
      throw new BootFailure('template', `The condition ${name} of the template can not be read.`);
    },
  };
  const scope: Scope = {
    ...shared,
    reference,
    // What is not run here has no attributes of its own: a name that says whose it would be stands for it.
    attribute: (id, name) => identity(id).attributes[name] ?? `${id}.${name}.local.invalid`,
  };
  // A physical name never needs other resources' attributes: asking for them could go round in circles.
  const scopeOfNames: Scope = {
    ...shared,
    reference: (id) => (id in pseudo || id in Parameters ? reference(id) : id),
    attribute: (id, name) => `${id}.${name}`,
  };

  const present = Object.fromEntries(
    Object.entries(Resources).filter(([, { Condition }]) => !Condition || shared.condition(Condition)),
  );
  assertKnownTypes(present);

  return {
    region,
    has: (type) => Object.values(present).some(({ Type }) => Type === type),
    queuesAt: (url) => {
      queueUrl = url;
    },
    all: (type, schema) =>
      Object.entries(present)
        .filter(([, { Type }]) => Type === type)
        .map(([id, { Properties: own, Metadata: metadata }]) => ({
          id,
          identity: identity(id),
          properties: shaped(type, id, schema, resolve(own, scope)),
          metadata,
        })),
  };
};

const shaped = <Schema extends z.ZodMiniType>(
  type: string,
  id: string,
  schema: Schema,
  properties: unknown,
): z.output<Schema> => {
  const parsed = z.safeParse(schema, properties);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new BootFailure('template', `${type} (${id}) asks for what is not done on this machine: ${where}.`);
};
