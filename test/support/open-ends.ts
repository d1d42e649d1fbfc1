import * as z from 'zod/mini';

const Node = z.looseObject({
  properties: z.optional(z.record(z.string(), z.unknown())),
  required: z.optional(z.array(z.string())),
  additionalProperties: z.optional(z.boolean()),
  items: z.optional(z.unknown()),
  anyOf: z.optional(z.array(z.unknown())),
});

/** What strict mode of providers takes. */
const KNOWN = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'anyOf',
  'maxItems',
  'minimum',
  'maximum',
]);

/** Where a JSON schema is not as strict as strict mode wants it; nothing when it is. */
export const openEnds = (schema: unknown, at = ''): string[] => {
  const { properties, required, additionalProperties, items, anyOf = [], ...rest } = z.parse(Node, schema);
  const names = Object.keys(properties ?? {});
  const closed = additionalProperties === false && names.every((name) => required?.includes(name));
  return [
    ...Object.keys(rest).flatMap((key) => (KNOWN.has(key) ? [] : [`${at}.${key}`])),
    ...(properties && !closed ? [`${at} is open`] : []),
    ...names.flatMap((name) => openEnds(properties?.[name], `${at}.${name}`)),
    ...(items === undefined ? [] : openEnds(items, `${at}[]`)),
    ...anyOf.flatMap((one) => openEnds(one, `${at}|`)),
  ];
};
