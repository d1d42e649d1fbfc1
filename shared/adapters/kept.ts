import * as z from 'zod/mini';

/** What was kept, read by its schema; undefined when it is of another shape or was damaged. */
export const kept = <Schema extends z.ZodMiniType>(
  schema: Schema,
  make: () => unknown,
): z.output<Schema> | undefined => {
  try {
    return z.parse(schema, make());
  } catch {
    return undefined;
  }
};
