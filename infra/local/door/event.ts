import type { IncomingMessage } from 'node:http';
import { ACCOUNT } from '../template/identities.ts';
import type { Match } from './routes.ts';

export interface Arrival {
  request: IncomingMessage;
  match: Match;
  path: string;
  query: URLSearchParams;
  body: string;
  requestId: string;
  apiKey: string | undefined;
  at: Date;
}

interface Door {
  apiId: string;
  stage: string;
  domainName: string;
}

/** The event that API Gateway gives to a function behind a REST API (payload of Lambda proxy, version 1.0). */
export const proxyEvent = ({ apiId, stage, domainName }: Door, arrival: Arrival): string => {
  const { request, match, path, query, body, requestId, apiKey, at } = arrival;
  const { route, parameters } = match;
  const headers = pairs(rawHeaders(request.rawHeaders));
  const queries = pairs(query);
  return JSON.stringify({
    resource: route.resource,
    path,
    httpMethod: request.method,
    headers: headers.last,
    multiValueHeaders: headers.all,
    queryStringParameters: queries.last,
    multiValueQueryStringParameters: queries.all,
    pathParameters: parameters,
    stageVariables: null,
    requestContext: {
      accountId: ACCOUNT,
      apiId,
      domainName,
      extendedRequestId: requestId,
      httpMethod: request.method,
      identity: {
        apiKey: apiKey ?? null,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: request.headers['user-agent'] ?? null,
      },
      path: `/${stage}${path}`,
      protocol: 'HTTP/1.1',
      requestId,
      requestTime: commonLogTime(at),
      requestTimeEpoch: at.getTime(),
      resourceId: route.resourceId,
      resourcePath: route.resource,
      stage,
    },
    body: body === '' ? null : body,
    isBase64Encoded: false,
  });
};

/** Names keep the case in which they were sent, as they do on AWS. */
function* rawHeaders(flat: readonly string[]): Generator<[string, string]> {
  for (let at = 0; at < flat.length; at += 2) yield [flat[at] ?? '', flat[at + 1] ?? ''];
}

const pairs = (entries: Iterable<[string, string]>) => {
  const last: Record<string, string> = Object.create(null);
  const all: Record<string, string[]> = Object.create(null);
  for (const [name, value] of entries) {
    last[name] = value;
    (all[name] ??= []).push(value);
  }
  const empty = Object.keys(last).length === 0;
  return { last: empty ? null : last, all: empty ? null : all };
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `21/Nov/2026:04:05:06 +0000` */
const commonLogTime = (at: Date): string => {
  const iso = at.toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[at.getUTCMonth()]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
};
