import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { BootFailure } from '../failure.ts';
import type { Resolved, TemplateReader } from '../template/template.ts';
import type { HomeKind } from './home.ts';
import type { FunctionSpec } from './pool.ts';

const Code = z.object({ S3Key: z.string() });
const Function = z.object({
  Code,
  Handler: z.string().check(z.regex(/^[\w./-]+\.\w+$/)),
  Environment: z.optional(z.object({ Variables: z.record(z.string(), z.string()) })),
  Layers: z.optional(z.array(z.string())),
  MemorySize: z.prefault(z.int(), 128),
  Timeout: z.prefault(z.int(), 3),
  ReservedConcurrentExecutions: z.optional(z.int()),
  Runtime: z.string().check(z.startsWith('nodejs')),
});
const Layer = z.object({ Content: Code });

/** What all functions of an account share on AWS, unless told otherwise. */
const ACCOUNT_CONCURRENCY = 1000;

export interface SpecsOptions {
  /** Folder with `asset.<hash>` folders. */
  assets: string;
  logs: string;
  /** Variables of the emulators: `AWS_ENDPOINT_URL_…`. */
  endpoints: Record<string, string>;
  home?: HomeKind;
  /** Lays over a variable that the template gives to a function. */
  override: (name: string, template: Record<string, string>) => Record<string, string>;
}

/** How each function of the template is started here: its own bundle, environment, memory and time. */
export const functionSpecs = (template: TemplateReader, options: SpecsOptions): FunctionSpec[] => {
  const { assets, logs, home = 'threads' } = options;
  const layers = new Map(
    template
      .all('AWS::Lambda::LayerVersion', Layer)
      .map(({ identity, properties }) => [identity.reference, folderOf(assets, properties.Content)]),
  );
  return template.all('AWS::Lambda::Function', Function).map((found) => {
    const { id, identity, properties } = found;
    const name = identity.reference;
    const mounted = (properties.Layers ?? []).flatMap((arn) => layers.get(arn) ?? []);
    const { file, handler } = entryOf(id, folderOf(assets, properties.Code), properties.Handler);
    return {
      functionName: name,
      arn: String(identity.attributes['Arn']),
      entry: pathToFileURL(file).href,
      handler,
      memoryMb: properties.MemorySize,
      timeoutMs: properties.Timeout * 1000,
      concurrency: properties.ReservedConcurrentExecutions ?? ACCOUNT_CONCURRENCY,
      home,
      logFile: join(logs, `${name}.log`),
      environment: environmentOf(found, template.region, mounted, options),
    };
  });
};

const folderOf = (assets: string, { S3Key }: z.output<typeof Code>): string =>
  join(assets, `asset.${S3Key.replace(/\.zip$/, '')}`);

const entryOf = (id: string, folder: string, handler: string): { file: string; handler: string } => {
  const dot = handler.lastIndexOf('.');
  const path = join(folder, handler.slice(0, dot));
  const file = ['.mjs', '.js', '.cjs']
    .map((ending) => path + ending)
    .find((candidate) => existsSync(candidate));
  if (!file) throw new BootFailure('template', `The bundle of the function ${id} is not in ${folder}.`);
  return { file, handler: handler.slice(dot + 1) };
};

const environmentOf = (
  { identity, properties }: Resolved<z.output<typeof Function>>,
  region: string,
  layers: readonly string[],
  { endpoints, override }: SpecsOptions,
): Record<string, string> => {
  const given = properties.Environment?.Variables ?? {};
  const mounted = Object.entries(given).map(([key, value]) => [key, inLayer(value, layers)] as const);
  const name = identity.reference;
  return {
    PATH: process.env['PATH'] ?? '',
    TZ: 'UTC',
    LANG: 'en_US.UTF-8',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
    // A profile of the person at this machine has no say in what a function does.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    ...Object.fromEntries(mounted),
    ...endpoints,
    ...override(name, given),
  };
};

/** On AWS layers are laid over each other at `/opt`. */
const inLayer = (value: string, layers: readonly string[]): string => {
  if (value !== '/opt' && !value.startsWith('/opt/')) return value;
  const places = layers.map((layer) => join(layer, value.slice('/opt'.length)));
  return places.find((place) => existsSync(place)) ?? value;
};
