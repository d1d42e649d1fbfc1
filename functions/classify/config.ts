import * as z from 'zod/mini';
import { Budget } from '#shared/contracts/spending.ts';

const Filled = z.string().check(z.minLength(1));

/** A text of the environment that holds JSON of this form. */
const json = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text, context) => {
        try {
          return JSON.parse(text);
        } catch {
          context.issues.push({ code: 'custom', message: 'is no JSON', input: '' });
          return z.NEVER;
        }
      }),
    ),
    schema,
  );

/** A model, its provider, and the secret with the provider's key. */
const Provider = z.strictObject({
  /** Tells it from the others, also where two providers have a model of one name. */
  id: z.string().check(z.regex(/^[\w.:-]{1,60}$/)),
  name: Filled,
  baseUrl: z.url(),
  secret: Filled,
});

export const ClassifyConfig = z.object({
  /** Folder of the compiled catalog (a layer). */
  CATALOG_DIR: Filled,
  /** Table with the names of each tenant; read only. */
  DIRECTORY_TABLE: Filled,
  /** The models that are asked where the rules are unsure, as JSON; none are asked without it. */
  MODELS: z.optional(json(z.array(Provider).check(z.minLength(1), z.maxLength(20)))),
  /** Whether models may also put courtesy around answers; they may not unless this is `on`. */
  MODEL_TONE: z.optional(z.enum(['on', 'off'])),
  /** How much of models may be used, as JSON; any amount without it. */
  MODEL_BUDGETS: z.optional(json(z.array(Budget).check(z.maxLength(20)))),
  /** What calls of models used, by counter; there with models. */
  USAGE_TABLE: z.optional(Filled),
  /** What instances share about models: how they did lately, and whether they are left alone. */
  STATES_TABLE: z.optional(Filled),
});
export type ClassifyConfig = z.infer<typeof ClassifyConfig>;
