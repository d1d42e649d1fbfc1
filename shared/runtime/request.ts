import * as z from 'zod/mini';
import type { ProblemCode } from '../contracts/problem.ts';

const Text = z.record(z.string(), z.optional(z.string()));

/** What is read of a REST API proxy event. */
export const ProxyEvent = z.object({
  httpMethod: z.string(),
  path: z.string(),
  resource: z.optional(z.string()),
  headers: z.nullish(Text),
  queryStringParameters: z.nullish(Text),
  pathParameters: z.nullish(Text),
  body: z.nullish(z.string()),
  isBase64Encoded: z.optional(z.boolean()),
  requestContext: z.optional(z.object({ requestId: z.optional(z.string()) })),
});
export type ProxyEvent = z.infer<typeof ProxyEvent>;

export interface ProxyResult {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded?: boolean;
}

export interface FieldError {
  field: string;
  detail: string;
}

/** A request that cannot be served, as the client should hear it. */
export class Rejected extends Error {
  override readonly name = 'Rejected';
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly errors: FieldError[] | undefined;
  readonly headers: Record<string, string>;
  constructor(
    code: ProblemCode,
    more: { detail?: string; errors?: FieldError[]; headers?: Record<string, string> } = {},
  ) {
    super(code);
    this.code = code;
    this.detail = more.detail;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }
}

const MAX_BODY_BYTES = 16 * 1024;

/** Header names are case-insensitive; API Gateway keeps the sender's case. */
export const lowerCaseKeys = (headers: ProxyEvent['headers']): Record<string, string> => {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {}))
    if (value !== undefined) result[name.toLowerCase()] = value;
  return result;
};

/** Parts of the path by their names. Whether they arrive decoded differs by gateway; no id holds a percent sign. */
export const pathParts = ({ pathParameters }: ProxyEvent): Record<string, string> => {
  const parts: Record<string, string> = {};
  for (const [name, value = ''] of Object.entries(pathParameters ?? {})) parts[name] = decoded(value);
  return parts;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** @throws Rejected when there is no JSON body, or not in the promised form. */
export const readJson = (event: ProxyEvent, headers: Record<string, string>): unknown => {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Rejected('unsupported_media_type');
  const body = event.body ?? '';
  const text = event.isBase64Encoded === true ? Buffer.from(body, 'base64').toString('utf8') : body;
  if (Buffer.byteLength(text) > MAX_BODY_BYTES)
    throw new Rejected('body_too_large', { detail: `At most ${MAX_BODY_BYTES} bytes.` });
  try {
    return JSON.parse(text);
  } catch {
    throw new Rejected('malformed_json');
  }
};

/** @throws Rejected naming every wrong or unknown field. */
export const readPart = <Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  part: string,
): z.output<Schema> => {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) => fieldErrors(issue, part));
  throw new Rejected('invalid_request', { errors: errors.slice(0, 20) });
};

const fieldErrors = (issue: z.core.$ZodIssue, part: string): FieldError[] => {
  const at = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: (at ? `${at}.${key}` : key).slice(0, 100),
      detail: 'unknown field',
    }));
  return [{ field: at || part, detail: inWords(issue) }];
};

const inWords = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_type')
    return `must be ${issue.expected === 'object' ? 'an object' : `a ${issue.expected}`}`;
  if (issue.code === 'too_small') return `must have at least ${issue.minimum} characters`;
  if (issue.code === 'too_big') return `must have at most ${issue.maximum} characters`;
  if (issue.code === 'invalid_value') return `must be one of: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'custom') return issue.message;
  return 'does not have the expected form';
};
