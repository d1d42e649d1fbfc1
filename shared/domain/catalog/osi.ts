import * as z from 'zod/mini';
import { FieldType, Unit } from '../../contracts/catalog.ts';

/** The vendor name under which our own extensions stand. */
export const VENDOR = 'MILHENA';

const AiContext = z.union([z.string(), z.record(z.string(), z.unknown())]);
const Extension = z.object({ vendor_name: z.string(), data: z.string() });
const common = {
  name: z.string(),
  description: z.optional(z.string()),
  ai_context: z.optional(AiContext),
  custom_extensions: z.optional(z.array(Extension)),
};
const Expression = z.object({
  // Strict: an expression with a comma that is not quoted falls apart into keys.
  dialects: z.array(z.strictObject({ dialect: z.string(), expression: z.string() })).check(z.minLength(1)),
});

/** The core metadata specification of Open Semantic Interchange, version 1.0. */
export const OsiDocument = z.object({
  semantic_model: z
    .array(
      z.object({
        ...common,
        datasets: z.array(
          z.object({
            ...common,
            source: z.string(),
            primary_key: z.array(z.string()),
            fields: z.array(
              z.object({
                ...common,
                expression: Expression,
                dimension: z.optional(z.object({ is_time: z.optional(z.boolean()) })),
              }),
            ),
          }),
        ),
        relationships: z.optional(
          z.array(
            z.object({
              ...common,
              from: z.string(),
              to: z.string(),
              from_columns: z.array(z.string()),
              to_columns: z.array(z.string()),
            }),
          ),
        ),
        metrics: z.optional(z.array(z.object({ ...common, expression: Expression }))),
      }),
    )
    .check(z.length(1)),
});
export type OsiDocument = z.infer<typeof OsiDocument>;

/** What OSI has no word for; the JSON in `data` of a `MILHENA` extension. */
export const ModelExtension = z.strictObject({
  version: z.string(),
  main_dataset: z.string(),
  main_entity: z.string(),
  summaries: z.optional(z.strictObject({ dataset: z.string(), coverage: z.string() })),
  watermark: z.optional(z.string()),
});
export const DatasetExtension = z.strictObject({
  exclude: z.optional(z.string()),
  population: z.optional(z.string()),
  time: z.optional(z.string()),
  until: z.optional(z.string()),
  longest: z.optional(z.number()),
  lasts: z.optional(z.string()),
  lean: z.optional(z.boolean()),
  indexed: z.optional(z.boolean()),
});
export const FieldExtension = z.strictObject({
  type: FieldType,
  unit: z.optional(Unit),
  key: z.optional(z.string()),
  directory: z.optional(z.boolean()),
  derive: z.optional(z.enum(['cause'])),
  lifts: z.optional(z.union([z.boolean(), z.array(z.string())])),
});
export const RelationshipExtension = z.strictObject({
  required: z.optional(z.boolean()),
  labels: z.optional(z.boolean()),
});
export const MetricExtension = z.strictObject({
  unit: Unit,
  dataset: z.optional(z.string()),
  empty: z.optional(z.enum(['zero', 'unknown'])),
  now: z.optional(z.boolean()),
  better: z.optional(z.enum(['up', 'down', 'neutral'])),
  additive: z.optional(z.boolean()),
  nearest: z.optional(z.string()),
  recorded: z.optional(z.boolean()),
  whole: z.optional(z.boolean()),
  only: z.optional(z.string()),
  stands_for: z.optional(z.string()),
  gap_of: z.optional(z.string()),
  role: z.optional(z.enum(['cut', 'older', 'since', 'rowsSince', 'latest'])),
  close: z.optional(z.boolean()),
});
