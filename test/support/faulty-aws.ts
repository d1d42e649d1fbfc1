import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What happens to one request: `pass`; an error of AWS instead of it; `lost`, which is done but never answered;
 * `silent`, which reaches nobody and is never answered; `reset`, which reaches nobody and breaks off; so many
 * milliseconds' wait before it passes.
 */
export type Fate =
  | 'pass'
  | 'ProvisionedThroughputExceededException'
  | 'InternalServerError'
  | 'ServiceUnavailable'
  | 'lost'
  | 'silent'
  | 'reset'
  | number;

export interface FaultyAws {
  url: string;
  /** Asked for each request, by its operation. */
  fate: (operation: string) => Fate;
  /** Told of each request, whatever becomes of it. */
  heard: (operation: string, body: string) => void;
  /** Operations that reached the service. */
  done: string[];
  stop: () => void;
}

const BROKEN = new Set<Fate>(['InternalServerError', 'ServiceUnavailable']);
const HEADERS = ['x-amz-target', 'x-amz-date', 'authorization', 'content-type'];

/** A wire between the SDK and a service of the AWS JSON protocols that fails as told. */
export const startFaultyAws = async (target: string): Promise<FaultyAws> => {
  const faulty: FaultyAws = {
    url: '',
    fate: () => 'pass',
    heard: () => undefined,
    done: [],
    stop: () => undefined,
  };
  const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part);
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    faulty.heard(operation, Buffer.concat(parts).toString('utf8'));
    const fate = faulty.fate(operation);
    if (fate === 'silent') return;
    if (fate === 'reset') return void response.destroy();
    if (typeof fate === 'number') await sleep(fate);
    const type = { 'content-type': String(request.headers['content-type']) };
    if (typeof fate === 'string' && fate !== 'pass' && fate !== 'lost') {
      const body = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${fate}` });
      response.writeHead(BROKEN.has(fate) ? 500 : 400, type).end(body);
      return;
    }
    const headers = Object.fromEntries(
      HEADERS.flatMap((name) => {
        const value = request.headers[name];
        return value === undefined ? [] : [[name, String(value)]];
      }),
    );
    const answer = await fetch(target + (request.url ?? '/'), {
      method: 'POST',
      headers,
      body: Buffer.concat(parts),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    const named = answer.headers.get('x-amzn-errortype');
    faulty.done.push(operation);
    if (fate === 'lost') response.destroy();
    else
      response.writeHead(answer.status, { ...type, ...(named && { 'x-amzn-errortype': named }) }).end(body);
  };
  const server = createServer((request, response) => {
    // The service may be gone, or the asker: then the connection is too.
    reply(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  faulty.url = `http://127.0.0.1:${address.port}`;
  faulty.stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return faulty;
};
