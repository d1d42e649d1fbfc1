import * as z from 'zod/mini';
import type { Settings } from '../settings.ts';
import type { Secrets } from './emulators/secrets.ts';
import type { LocalModel } from './settings.ts';
import type { TemplateReader } from './template/template.ts';

/**
 * The template with a model in it, whichever it is: its name and address are laid over, so that another one
 * needs no other template.
 */
export const modelChanges = (model: LocalModel | undefined): Partial<Settings> =>
  model ? { model: { name: 'local', baseUrl: 'https://model.invalid/v1' } } : {};

export const modelVariables = ({ name, baseUrl, tone }: LocalModel): Record<string, string> => ({
  MODEL_NAME: name,
  MODEL_BASE_URL: baseUrl,
  MODEL_TONE: tone ? 'on' : 'off',
});

const Function = z.object({
  Environment: z.optional(z.object({ Variables: z.record(z.string(), z.string()) })),
});

/** The provider's key goes where functions read it, as on AWS. */
export const keepModelKey = (
  template: TemplateReader,
  secrets: Secrets,
  model: LocalModel | undefined,
): void => {
  if (!model) return;
  for (const { properties } of template.all('AWS::Lambda::Function', Function)) {
    const secret = properties.Environment?.Variables['MODEL_SECRET'];
    if (secret !== undefined) secrets.put(secret, model.key);
  }
};
