import * as z from 'zod/mini';
import { problem, type ProblemCode } from '#shared/contracts/problem.ts';
import { BootFailure } from '../failure.ts';
import type { TemplateReader } from '../template/template.ts';

const GatewayResponse = z.object({
  ResponseType: z.string(),
  StatusCode: z.optional(z.string()),
  ResponseParameters: z.prefault(z.record(z.string(), z.string()), {}),
  ResponseTemplates: z.prefault(z.record(z.string(), z.string()), {}),
});

/** What the gateway answers by itself, with the words it has when the template gives none. */
const BY_ITSELF = {
  BAD_REQUEST_BODY: 'invalid_request',
  INTEGRATION_FAILURE: 'bad_gateway',
  INTEGRATION_TIMEOUT: 'timeout',
  INVALID_API_KEY: 'forbidden',
  MISSING_AUTHENTICATION_TOKEN: 'forbidden',
  QUOTA_EXCEEDED: 'too_many_requests',
  REQUEST_TOO_LARGE: 'body_too_large',
  THROTTLED: 'too_many_requests',
} as const satisfies Record<string, ProblemCode>;
export type Refusal = keyof typeof BY_ITSELF;

export interface Refused {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

const HEADER = 'gatewayresponse.header.';

/** How each refusal is worded: by the template's gateway responses. */
export const refusals = (template: TemplateReader): ((refusal: Refusal, requestId: string) => Refused) => {
  const given = new Map(
    template
      .all('AWS::ApiGateway::GatewayResponse', GatewayResponse)
      .map(({ id, properties }) => [properties.ResponseType, prepared(id, properties)]),
  );
  return (refusal, requestId) => {
    const standard = problem(BY_ITSELF[refusal], { instance: requestId });
    const catchAll = given.get(standard.status >= 500 ? 'DEFAULT_5XX' : 'DEFAULT_4XX');
    const worded = given.get(refusal) ?? catchAll;
    if (!worded)
      return {
        status: standard.status,
        headers: { 'content-type': 'application/problem+json; charset=utf-8' },
        body: JSON.stringify(standard),
      };
    return {
      status: worded.status ?? standard.status,
      headers: Object.fromEntries(worded.headers.map(([name, value]) => [name, value ?? requestId])),
      body: worded.body.replaceAll('$context.requestId', requestId),
    };
  };
};

interface Worded {
  status: number | undefined;
  /** `undefined`: the id of the request. */
  headers: (readonly [string, string | undefined])[];
  body: string;
}

const prepared = (id: string, response: z.output<typeof GatewayResponse>): Worded => {
  const refuse = (what: string): never => {
    throw new BootFailure(
      'template',
      `AWS::ApiGateway::GatewayResponse (${id}) uses ${what}, not known here.`,
    );
  };
  const headers = Object.entries(response.ResponseParameters).map(([key, value]) => {
    if (!key.startsWith(HEADER)) return refuse(key);
    const constant = /^'(.*)'$/.exec(value)?.[1];
    if (constant === undefined && value !== 'context.requestId') return refuse(value);
    return [key.slice(HEADER.length), constant] as const;
  });
  const body = response.ResponseTemplates['application/json'] ?? '{"message":"$context.requestId"}';
  const unknown = body.match(/\$context\.(?!requestId\b)[\w.]+/)?.[0];
  if (unknown) refuse(unknown);
  return {
    status: response.StatusCode === undefined ? undefined : Number(response.StatusCode),
    headers,
    body,
  };
};
