import * as z from 'zod/mini';
import type { Refused } from './refusals.ts';

const Values = z.nullish(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])));
const Reply = z.object({
  statusCode: z.coerce.number().check(z.gte(100), z.lte(599)),
  headers: Values,
  multiValueHeaders: z.nullish(z.record(z.string(), z.array(z.string()))),
  body: z.nullish(z.string()),
  isBase64Encoded: z.nullish(z.boolean()),
});

/** What a function answered, if it has the form that API Gateway asks for. */
export const readReply = (text: string): Refused | undefined => {
  const parsed = z.safeParse(Reply, JSON.parse(text));
  if (!parsed.success) return undefined;
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = parsed.data;
  const joined = Object.entries(multiValueHeaders ?? {}).map(([name, values]) => [name, values.join(', ')]);
  const plain = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]);
  return {
    status: statusCode,
    headers: Object.fromEntries([...plain, ...joined]),
    body: isBase64Encoded ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
};
