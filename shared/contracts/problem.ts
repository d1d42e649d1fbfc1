import * as z from 'zod/mini';

/** Every way a request can fail, by its stable code; `type` of the problem document ends with it. */
const PROBLEMS = {
  malformed_json: [400, 'The body is not valid JSON'],
  invalid_request: [400, 'The request does not have the expected shape'],
  unauthorized: [401, 'A valid API key is needed'],
  forbidden: [403, 'This is not allowed'],
  not_found: [404, 'There is nothing here'],
  method_not_allowed: [405, 'This method is not served here'],
  not_acceptable: [406, 'The answer can not be given in that form'],
  body_too_large: [413, 'The body is too large'],
  unsupported_media_type: [415, 'The body must be application/json'],
  too_many_requests: [429, 'Too many requests'],
  internal: [500, 'Something went wrong on our side'],
  bad_gateway: [502, 'The function behind this path failed'],
  unavailable: [503, 'The assistant can not be reached for a moment'],
  timeout: [504, 'The answer took too long'],
} as const satisfies Record<string, readonly [number, string]>;
export type ProblemCode = keyof typeof PROBLEMS;

const TYPE_PREFIX = 'urn:milhena:problem:';

/** RFC 9457 problem details. `errors` names each wrong field of the request. */
export const Problem = z.object({
  type: z.string(),
  code: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  instance: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ field: z.string(), detail: z.string() }))),
});
export type Problem = z.infer<typeof Problem>;

/** The problem document of a code, ready for `application/problem+json`. */
export const problem = (
  code: ProblemCode,
  extra: Partial<Pick<Problem, 'detail' | 'instance' | 'errors'>> = {},
): Problem => {
  const [status, title] = PROBLEMS[code];
  return { type: TYPE_PREFIX + code.replaceAll('_', '-'), code, title, status, ...extra };
};
