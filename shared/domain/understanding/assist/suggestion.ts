import * as z from 'zod/mini';
import { Category } from '#shared/contracts/answer.ts';
import { Shape } from '#shared/contracts/query.ts';
import type { Terms } from './tags.ts';

/** Words of the question, as they stand there. */
const Quote = z.string();

const among = (names: readonly string[]) => z.enum(names.length > 0 ? [...names] : ['-']);

const list = <Item extends z.ZodMiniType>(item: Item, most: number) => z.array(item).check(z.maxLength(most));

/**
 * What a model is asked for: slots of this catalog, each with the asker's own words that say it. Strict, so
 * that a provider can hold the model to it; its output is read by the same schema.
 */
export const suggestionSchema = ({ metrics, dimensions, values, views }: Terms) =>
  z.strictObject({
    category: Category,
    metrics: list(z.strictObject({ metric: among(metrics), because: Quote }), 4),
    dimensions: list(z.strictObject({ dimension: among(dimensions), because: Quote }), 4),
    values: list(z.strictObject({ value: among(values), because: Quote }), 4),
    views: list(z.strictObject({ view: among(views), because: Quote }), 2),
    /** Aliases as the request gives them; one that was not given is dropped. */
    names: list(z.strictObject({ alias: z.string(), because: Quote }), 6),
    periods: list(z.strictObject({ because: Quote }), 3),
    order: z.nullable(
      z.strictObject({
        direction: z.enum(['most', 'least']),
        limit: z.nullable(z.int().check(z.gte(1), z.lte(100))),
        because: Quote,
      }),
    ),
    comparison: z.nullable(z.strictObject({ because: Quote })),
    shape: z.nullable(z.strictObject({ shape: Shape, because: Quote })),
    /** Words that only decorate. */
    ignored: list(Quote, 40),
  });

export type Suggestion = z.infer<ReturnType<typeof suggestionSchema>>;

/** Undefined when the text is not JSON of this shape. */
export const readSuggestion = (
  text: string,
  schema: ReturnType<typeof suggestionSchema>,
): Suggestion | undefined => {
  try {
    const parsed = z.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};
