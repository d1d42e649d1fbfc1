import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { Budget } from '#shared/contracts/spending.ts';
import { modelId, type Settings } from '../settings.ts';
import type { Secrets } from './emulators/secrets.ts';
import { BootFailure } from './failure.ts';
import type { TemplateReader } from './template/template.ts';

/** A model, its provider, and the provider's key as it is. */
const OneModel = z.strictObject({
  id: z.optional(z.string().check(z.regex(/^[\w.:-]{1,60}$/))),
  name: z.string().check(z.minLength(1)),
  baseUrl: z.prefault(z.url().check(z.regex(/^https?:/)), 'https://api.openai.com/v1'),
  key: z.prefault(z.string().check(z.minLength(1)), 'none'),
});
const Models = z.array(OneModel).check(
  z.minLength(1),
  z.maxLength(10),
  z.refine((models) => new Set(models.map(modelId)).size === models.length),
);
const Budgets = z.array(Budget);

/** The models that are asked where the rules are unsure. */
export interface LocalModels {
  models: z.infer<typeof Models>;
  /** They may also put courtesy around answers. */
  tone: boolean;
  /** Those of the template unless given. */
  budgets?: Budget[] | undefined;
}

export interface GivenModels {
  list: string | undefined;
  name: string | undefined;
  baseUrl: string | undefined;
  key: string | undefined;
  tone: boolean;
  budgets: string | undefined;
}

/**
 * A key that lies in the environment for other programs turns no model on: a name does, or a list.
 * @throws BootFailure naming the variable and what it must be, never its value
 */
export const localModels = (given: GivenModels): LocalModels | undefined => {
  const { list, name, baseUrl, key, tone } = given;
  const budgets = parsed('MILHENA_BUDGETS', Budgets, given.budgets, 'a list of budgets, as JSON');
  const more = { tone, ...(budgets && { budgets }) };
  const models = parsed('MILHENA_MODELS', Models, list, 'a list of models, as JSON or as the path of a file');
  if (models !== undefined) return { models, ...more };
  if (name === undefined) return undefined;
  if (baseUrl === undefined && key === undefined)
    throw new BootFailure('setting', 'MILHENA_MODEL needs OPENAI_API_KEY or OPENAI_BASE_URL.');
  return { models: [{ name, baseUrl: baseUrl ?? 'https://api.openai.com/v1', key: key ?? 'none' }], ...more };
};

const parsed = <Schema extends z.ZodMiniType>(
  variable: string,
  schema: Schema,
  given: string | undefined,
  must: string,
): z.output<Schema> | undefined => {
  if (given === undefined) return undefined;
  try {
    const text = /^\s*\[/.test(given) ? given : readFileSync(given, 'utf8');
    return z.parse(schema, JSON.parse(text));
  } catch {
    throw new BootFailure('setting', `${variable} must be ${must}.`);
  }
};

/**
 * The template with as many models in it, whichever they are: their names and addresses are laid over, so that others
 * need no other template.
 */
export const modelChanges = (local: LocalModels | undefined): Partial<Settings> =>
  local
    ? {
        models: local.models.map((_, at) => ({
          id: `local-${at}`,
          name: 'local',
          baseUrl: 'https://model.invalid/v1',
        })),
      }
    : {};

const Told = z.array(z.looseObject({ secret: z.string() }));

/** What differs from the template: which models these are; where their keys lie stays. */
export const modelVariables = (
  { models, tone, budgets }: LocalModels,
  template: Readonly<Record<string, string>>,
): Record<string, string> => {
  const told = z.parse(Told, JSON.parse(template['MODELS'] ?? '[]'));
  const ours = models.map((model, at) => ({
    id: modelId(model),
    name: model.name,
    baseUrl: model.baseUrl,
    secret: told[at]?.secret ?? '',
  }));
  return {
    MODELS: JSON.stringify(ours),
    MODEL_TONE: tone ? 'on' : 'off',
    ...(budgets && { MODEL_BUDGETS: JSON.stringify(budgets) }),
  };
};

const Function = z.object({
  Environment: z.optional(z.object({ Variables: z.record(z.string(), z.string()) })),
});

/** The providers' keys go where functions read them, as on AWS. */
export const keepModelKeys = (
  template: TemplateReader,
  secrets: Secrets,
  local: LocalModels | undefined,
): void => {
  if (!local) return;
  for (const { properties } of template.all('AWS::Lambda::Function', Function)) {
    const told = properties.Environment?.Variables['MODELS'];
    if (told === undefined) continue;
    for (const [at, { secret }] of z.parse(Told, JSON.parse(told)).entries())
      secrets.put(secret, local.models[at]?.key ?? 'none');
  }
};
