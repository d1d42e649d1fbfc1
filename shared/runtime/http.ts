import * as z from 'zod/mini';
import { problem, type Problem, type ProblemCode } from '../contracts/problem.ts';
import { Fault } from '../contracts/faults.ts';
import { once } from '../once.ts';
import { describeError, log, measure, openLog } from './log.ts';
import { along } from './trail.ts';
import {
  lowerCaseKeys,
  pathParts,
  ProxyEvent,
  type ProxyResult,
  readJson,
  readPart,
  Rejected,
} from './request.ts';

type Schema = z.ZodMiniType;

export interface Request<Body, Query> {
  body: Body;
  query: Query;
  /** What stands in the path for `{name}`. */
  parts: Record<string, string>;
  headers: Record<string, string>;
  requestId: string;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** Bytes go out as they are, as the type the operation produces; anything else as JSON. */
  body: unknown;
}

/** What a path promises; the OpenAPI document is made of these. */
export interface Operation {
  method: 'GET' | 'POST' | 'DELETE' | 'PUT';
  /** As the gateway knows it: `/v1/sessions/{id}`. */
  path: string;
  summary: string;
  /** Without an API key. */
  open?: boolean;
  body?: Schema;
  query?: Schema;
  response?: Schema;
  /** The type of an answer that is no JSON. */
  produces?: 'image/png';
  problems: ProblemCode[];
  examples?: { request?: unknown; response?: unknown };
}

export interface Route {
  operation: Operation;
  serve: (event: ProxyEvent, headers: Record<string, string>, requestId: string) => Promise<Reply>;
}

/** Binds an operation to the code that serves it; body and query arrive as their schemas say. */
export const route = <Body extends Schema = z.ZodMiniUndefined, Query extends Schema = z.ZodMiniUndefined>(
  operation: Operation & { body?: Body; query?: Query },
  serve: (
    request: Request<z.output<Body> | undefined, z.output<Query> | undefined>,
  ) => Promise<Reply> | Reply,
): Route => ({
  operation,
  serve: async (event, headers, requestId) =>
    serve({
      headers,
      requestId,
      parts: pathParts(event),
      body: operation.body && readPart(operation.body, readJson(event, headers), 'body'),
      query: operation.query && readPart(operation.query, event.queryStringParameters ?? {}, 'query'),
    }),
});

const SAFE_ID = /^[\w.:-]{1,128}$/;

/**
 * The edge: REST proxy events in, JSON out. Every failure is a problem document with a stable code; a stack
 * trace or the text of an inner error never leaves. The routes are loaded with the first request.
 */
export const lazyHttp = (load: () => Promise<readonly Route[]>): ((raw: unknown) => Promise<ProxyResult>) => {
  const routes = once(load);
  return async (raw) => {
    const startedAt = performance.now();
    const parsed = z.safeParse(ProxyEvent, raw);
    if (!parsed.success) return failure(problem('internal'));
    const event = parsed.data;
    const headers = lowerCaseKeys(event.headers);
    const requestId = requestIdOf(headers['x-request-id'], event);
    await openLog();
    return along({ requestId }, async () => {
      const result = await answer(routes, event, headers, requestId);
      const failed = result.statusCode >= 500 ? `http_${result.statusCode}` : undefined;
      measure('api', startedAt, failed);
      log.info('api', { status: result.statusCode, ms: Math.round(performance.now() - startedAt) });
      return { ...result, headers: { ...result.headers, 'x-request-id': requestId } };
    });
  };
};

export const http = (routes: readonly Route[]): ((raw: unknown) => Promise<ProxyResult>) =>
  lazyHttp(async () => routes);

const requestIdOf = (given: string | undefined, event: ProxyEvent): string =>
  given !== undefined && SAFE_ID.test(given)
    ? given
    : (event.requestContext?.requestId ?? crypto.randomUUID());

const answer = async (
  routes: () => Promise<readonly Route[]>,
  event: ProxyEvent,
  headers: Record<string, string>,
  requestId: string,
): Promise<ProxyResult> => {
  try {
    const found = pick(await routes(), event);
    const { status = 200, headers: extra, body } = await found.serve(event, headers, requestId);
    return body instanceof Uint8Array
      ? binary(status, body, found.operation.produces ?? 'application/octet-stream', extra)
      : json(status, body, 'application/json', extra);
  } catch (error) {
    if (error instanceof Rejected) {
      const { code, detail, errors } = error;
      const more = { ...(detail !== undefined && { detail }), ...(errors && { errors }) };
      return failure(problem(code, { ...more, instance: requestId }), error.headers);
    }
    log.error('api', { ...describeError(error) });
    return failure(problem(codeOf(error), { instance: requestId }));
  }
};

const codeOf = (error: unknown): ProblemCode => {
  if (!(error instanceof Fault)) return 'internal';
  if (error.name === 'AssistantTimeout') return 'timeout';
  return error.retryable ? 'unavailable' : 'internal';
};

/** @throws Rejected: nothing at this path, or not with this method. */
const pick = (routes: readonly Route[], event: ProxyEvent): Route => {
  const path = event.path.length > 1 ? event.path.replace(/\/$/, '') : event.path;
  const here = routes.filter(({ operation }) => operation.path === event.resource || operation.path === path);
  const found = here.find(({ operation }) => operation.method === event.httpMethod);
  if (found) return found;
  if (here.length === 0) throw new Rejected('not_found');
  const allow = here.map(({ operation }) => operation.method).join(', ');
  throw new Rejected('method_not_allowed', { headers: { allow } });
};

const failure = (document: Problem, headers: Record<string, string> = {}): ProxyResult =>
  json(document.status, document, 'application/problem+json', {
    ...headers,
    ...(document.status === 503 && { 'retry-after': '2' }),
  });

const json = (
  statusCode: number,
  body: unknown,
  type: string,
  headers: Record<string, string> = {},
): ProxyResult => ({
  statusCode,
  headers: {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  },
  body: JSON.stringify(body),
});

const binary = (
  statusCode: number,
  body: Uint8Array,
  type: string,
  headers: Record<string, string> = {},
): ProxyResult => ({
  statusCode,
  headers: { 'content-type': type, 'x-content-type-options': 'nosniff', ...headers },
  body: Buffer.from(body).toString('base64'),
  isBase64Encoded: true,
});
