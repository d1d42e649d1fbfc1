import * as z from 'zod/mini';
import { InvalidConfiguration } from '../contracts/faults.ts';

/**
 * The one reader of the environment.
 * @throws InvalidConfiguration naming the keys that are missing or malformed, never their values.
 */
export const readConfig = <Shape extends z.core.$ZodType>(schema: Shape): z.core.output<Shape> => {
  const parsed = z.safeParse(schema, process.env);
  if (parsed.success) return parsed.data;
  const keys = new Set(parsed.error.issues.map((issue) => issue.path.join('.')));
  throw new InvalidConfiguration(`Missing or malformed settings: ${[...keys].join(', ')}`);
};
