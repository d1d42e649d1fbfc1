import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { problem } from '#shared/contracts/problem.ts';
import { close, listen } from '../emulators/listen.ts';
import { BootFailure, codeOf } from '../failure.ts';
import type { FunctionPool } from '../functions/pool.ts';
import { readBody } from './body.ts';
import type { Clients } from './clients.ts';
import { proxyEvent } from './event.ts';
import { readReply, takesBytes } from './reply.ts';
import type { Refusal, Refused } from './refusals.ts';
import type { Route } from './routes.ts';
import { routerOf } from './routes.ts';

export interface Behind {
  apiId: string;
  routes: readonly Route[];
  /** Types of answers that are bytes. */
  binaryTypes: readonly string[];
  clients: Clients;
  functions: FunctionPool;
  refusal: (refusal: Refusal, requestId: string) => Refused;
}

export interface Door {
  url: string;
  /** From now on requests go to the functions; before, they are told to come back. */
  open: (behind: Behind) => void;
  stop: () => Promise<void>;
}

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Takes the port at once, so that a taken one is known before anything slow begins. */
export const takePort = async (port: number): Promise<Door> => {
  let serve: Serve = notYet;
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.on('clientError', (_, socket) => {
    if (socket.writable) socket.end(BAD_REQUEST);
  });
  const taken = await portOf(server, port);
  const url = `http://127.0.0.1:${taken}`;
  return {
    url,
    open: (behind) => {
      serve = servingWith(behind, `127.0.0.1:${taken}`);
    },
    stop: () => close(server),
  };
};

const portOf = async (server: Server, port: number): Promise<number> => {
  try {
    return await listen(server, port);
  } catch (error) {
    const why =
      codeOf(error) === 'EADDRINUSE' ? 'is already used by another program' : 'may not be used by this user';
    throw new BootFailure('port', `Port ${port} ${why}. Set PORT to another one.`);
  }
};

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
const malformed = JSON.stringify(problem('invalid_request'));
const BAD_REQUEST = [
  'HTTP/1.1 400 Bad Request',
  `content-type: ${PROBLEM_TYPE}`,
  `content-length: ${Buffer.byteLength(malformed)}`,
  'connection: close',
  '',
  malformed,
].join('\r\n');

const notYet: Serve = async (request, response) => {
  request.resume();
  const headers = { 'content-type': PROBLEM_TYPE, 'retry-after': '1' };
  response.writeHead(503, headers).end(JSON.stringify(problem('unavailable')));
};

const servingWith = (behind: Behind, domainName: string): Serve => {
  const { apiId, routes, clients, functions, refusal, binaryTypes } = behind;
  const find = routerOf(routes);
  const door = { apiId, stage: clients.stage, domainName };
  return async (request, response) => {
    const requestId = randomUUID();
    const at = new Date();
    const send = ({ status, headers, body }: Refused) => {
      const length = { 'content-length': Buffer.byteLength(body), 'x-amzn-requestid': requestId };
      response.writeHead(status, { ...headers, ...length }).end(body);
    };
    const refuse = (why: Refusal) => {
      request.resume();
      send(refusal(why, requestId));
    };
    const { pathname: path, searchParams: query } = addressOf(request);
    const match = find(request.method ?? 'GET', path);
    if (!match) return refuse('MISSING_AUTHENTICATION_TOKEN');
    const { route } = match;
    const apiKey = headerOf(request, 'x-api-key');
    const admission = clients.admit(apiKey, route.needsKey);
    if (admission !== 'admitted') return refuse(admission);
    const body = await readBody(request);
    if (body === undefined) {
      response.setHeader('connection', 'close');
      return refuse('REQUEST_TOO_LARGE');
    }
    if (!isAcceptable(route, headerOf(request, 'content-type'), body)) return refuse('BAD_REQUEST_BODY');
    const event = proxyEvent(door, { request, match, path, query, body, requestId, apiKey, at });
    const bytes = takesBytes(headerOf(request, 'accept'), binaryTypes);
    const answer = await answerOf(functions, route, event, bytes);
    if (typeof answer === 'string') return refuse(answer);
    send(answer);
  };
};

const BASE = 'http://local';

const addressOf = ({ url = '/' }: IncomingMessage): URL => {
  const text = BASE + (url.startsWith('/') ? url : `/${url}`);
  return URL.canParse(text) ? new URL(text) : new URL(BASE);
};

const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

const isAcceptable = ({ objectBodies }: Route, type = 'application/json', body: string): boolean => {
  const kind = type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!objectBodies.has(kind)) return true;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

/** The function's answer, or why there is none. */
const answerOf = async (
  functions: FunctionPool,
  { functionName, timeoutMs }: Route,
  event: string,
  bytes: boolean,
): Promise<Refused | Refusal> => {
  const { promise: late, resolve } = Promise.withResolvers<'INTEGRATION_TIMEOUT'>();
  const timer = setTimeout(() => resolve('INTEGRATION_TIMEOUT'), timeoutMs);
  const invoked = functions.invoke(functionName, event).then(
    (text) => readReply(text, bytes) ?? ('INTEGRATION_FAILURE' as const),
    () => 'INTEGRATION_FAILURE' as const,
  );
  const answer = await Promise.race([invoked, late]);
  clearTimeout(timer);
  return answer;
};
