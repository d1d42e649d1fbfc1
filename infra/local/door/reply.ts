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

/**
 * Whether a client is given bytes as bytes: the first type it accepts is one of the API's binary types. On AWS
 * others get their base64. Who takes anything gets bytes here; what AWS gives them was not measured.
 */
export const takesBytes = (accept: string | undefined, binaryTypes: readonly string[]): boolean => {
  const first = (accept ?? '*/*').split(/[,;]/)[0]?.trim().toLowerCase() ?? '';
  if (first === '*/*') return binaryTypes.length > 0;
  return binaryTypes.some((type) => type === first || type === `${first.split('/')[0]}/*`);
};

/** What a function answered, if it has the form that API Gateway asks for; base64 becomes `bytes` or stays. */
export const readReply = (text: string, bytes: boolean): Refused | undefined => {
  const parsed = z.safeParse(Reply, JSON.parse(text));
  if (!parsed.success) return undefined;
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = parsed.data;
  const joined = Object.entries(multiValueHeaders ?? {}).map(([name, values]) => [name, values.join(', ')]);
  const plain = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]);
  return {
    status: statusCode,
    headers: Object.fromEntries([...plain, ...joined]),
    body: isBase64Encoded && bytes ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
};
