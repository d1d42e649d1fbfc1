import * as z from 'zod/mini';

type JsonSchema = Record<string, unknown>;

const Check = z.object({
  check: z.string(),
  maximum: z.optional(z.number()),
  value: z.optional(z.number()),
});

/** The figure that a check of this kind holds a value to. */
const boundOf = ({ checks = [] }: z.core.$ZodTypeDef, kind: string): number | undefined =>
  checks
    .map(({ _zod: { def } }) => z.parse(Check, def))
    .filter(({ check }) => check === kind)
    .map(({ maximum, value }) => maximum ?? value)[0];

const objectOf = (shape: Readonly<Record<string, z.core.$ZodType>>): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(shape).map(([name, each]) => [name, strictSchema(each)])),
  required: Object.keys(shape),
  additionalProperties: false,
});

/**
 * A schema as the strict mode of providers takes it: closed objects, every property required. Only for what
 * suggestions are made of; the library's own converter would weigh 20 kB in every function.
 * @throws TypeError for any other kind of schema
 */
export const strictSchema = (schema: z.core.$ZodType): JsonSchema => {
  if (schema instanceof z.ZodMiniObject) return objectOf(schema.def.shape);
  if (schema instanceof z.ZodMiniArray) {
    return {
      type: 'array',
      items: strictSchema(schema.def.element),
      maxItems: boundOf(schema.def, 'max_length'),
    };
  }
  if (schema instanceof z.ZodMiniEnum) return { type: 'string', enum: Object.values(schema.def.entries) };
  if (schema instanceof z.ZodMiniNullable)
    return { anyOf: [strictSchema(schema.def.innerType), { type: 'null' }] };
  if (schema instanceof z.ZodMiniNumber) {
    const [minimum, maximum] = ['greater_than', 'less_than'].map((kind) => boundOf(schema.def, kind));
    return { type: 'integer', minimum, maximum };
  }
  if (schema instanceof z.ZodMiniString) return { type: 'string' };
  throw new TypeError('No strict schema is known for this');
};
