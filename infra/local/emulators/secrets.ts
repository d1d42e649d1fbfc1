import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { type Keeper, randomPassword } from '../keeper.ts';
import type { TemplateReader } from '../template/template.ts';
import { type Operation, ServiceError } from './aws-json.ts';

const Secret = z.object({
  Name: z.optional(z.string()),
  SecretString: z.optional(z.string()),
  GenerateSecretString: z.optional(
    z.object({
      SecretStringTemplate: z.optional(z.string()),
      GenerateStringKey: z.optional(z.string()),
      PasswordLength: z.optional(z.int()),
      ExcludeCharacters: z.optional(z.string()),
    }),
  ),
});

const Ask = z.object({ SecretId: z.string() });
const Put = z.object({ SecretId: z.string(), SecretString: z.string() });

export interface Secrets {
  /** Value by ARN. */
  get: (id: string) => string | undefined;
  put: (id: string, value: string) => void;
  operations: ReadonlyMap<string, Operation>;
}

/** The secrets of the template, their generated values kept across restarts. */
export const openSecrets = async (template: TemplateReader, keeper: Keeper): Promise<Secrets> => {
  const values = new Map<string, string>();
  for (const { id, identity, properties } of template.all('AWS::SecretsManager::Secret', Secret)) {
    values.set(identity.reference, await valueOf(id, properties, keeper));
  }
  const find = (id: string): readonly [string, string] => {
    const arn = values.has(id) ? id : [...values.keys()].find((known) => nameOf(known) === id);
    const value = arn === undefined ? undefined : values.get(arn);
    if (arn === undefined || value === undefined)
      throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return [arn, value];
  };
  const describe = (input: unknown) => {
    const [ARN, SecretString] = find(z.parse(Ask, input).SecretId);
    return { ARN, Name: nameOf(ARN), VersionId: versionOf(SecretString), SecretString };
  };
  const operations = new Map<string, Operation>([
    [
      'secretsmanager.GetSecretValue',
      (input) => ({ ...describe(input), VersionStages: ['AWSCURRENT'], CreatedDate: new Date(0) }),
    ],
    [
      'secretsmanager.DescribeSecret',
      (input) => {
        const { ARN, Name, VersionId } = describe(input);
        return { ARN, Name, VersionIdsToStages: { [VersionId]: ['AWSCURRENT'] } };
      },
    ],
    [
      'secretsmanager.PutSecretValue',
      (input) => {
        const { SecretId, SecretString } = z.parse(Put, input);
        const [ARN] = find(SecretId);
        values.set(ARN, SecretString);
        return { ARN, Name: nameOf(ARN), VersionId: versionOf(SecretString), VersionStages: ['AWSCURRENT'] };
      },
    ],
  ]);
  return {
    get: (id) => values.get(id),
    put: (id, value) => {
      values.set(id, value);
    },
    operations,
  };
};

/** AWS puts a hyphen and six letters behind the name. */
const nameOf = (arn: string) => arn.replace(/^.*:secret:/, '').replace(/-\w{6}$/, '');

const versionOf = (value: string) =>
  value === '' ? randomUUID() : createHash('sha256').update(value).digest('hex').slice(0, 32);

const valueOf = async (id: string, secret: z.output<typeof Secret>, keeper: Keeper): Promise<string> => {
  const { SecretString, GenerateSecretString: generate } = secret;
  if (SecretString !== undefined) return SecretString;
  const password = await keeper.keep(`secret:${id}`, () => randomPassword(generate?.PasswordLength));
  const key = generate?.GenerateStringKey;
  if (key === undefined) return password;
  const fields = z.parse(
    z.record(z.string(), z.unknown()),
    JSON.parse(generate?.SecretStringTemplate ?? '{}'),
  );
  return JSON.stringify({ ...fields, [key]: password });
};
