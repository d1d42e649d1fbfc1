import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/**
 * What happens to one request: `pass`; an error of AWS instead of it; `lost`, which is done but never answered;
 * `silent`, which reaches nobody and is never answered.
 */
export type Fate =
  | 'pass'
  | 'ProvisionedThroughputExceededException'
  | 'InternalServerError'
  | 'lost'
  | 'silent';

export interface FaultyDynamo {
  /** Asked for each request, by its operation. */
  fate: (operation: string) => Fate;
  /** Operations that reached the tables. */
  done: string[];
  stop: () => void;
}

/** A wire between the SDK and a DynamoDB that fails as told; the SDK finds it by its own variable. */
export const startFaultyDynamo = async (target: string): Promise<FaultyDynamo> => {
  const faulty: FaultyDynamo = { fate: () => 'pass', done: [], stop: () => undefined };
  const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part);
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const fate = faulty.fate(operation);
    if (fate === 'silent') return;
    const type = { 'content-type': 'application/x-amz-json-1.0' };
    if (fate !== 'pass' && fate !== 'lost') {
      const body = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${fate}` });
      response.writeHead(fate === 'InternalServerError' ? 500 : 400, type).end(body);
      return;
    }
    const headers = Object.fromEntries(
      ['x-amz-target', 'x-amz-date', 'authorization', 'content-type'].map((name) => [
        name,
        String(request.headers[name]),
      ]),
    );
    const answer = await fetch(target, { method: 'POST', headers, body: Buffer.concat(parts) });
    const body = Buffer.from(await answer.arrayBuffer());
    faulty.done.push(operation);
    if (fate === 'lost') response.destroy();
    else response.writeHead(answer.status, type).end(body);
  };
  const server = createServer((request, response) => void reply(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = `http://127.0.0.1:${address.port}`;
  faulty.stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return faulty;
};
