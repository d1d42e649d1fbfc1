import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

export interface Reply {
  status?: number;
  /** Name of an AWS error. */
  error?: string;
  body?: unknown;
}

/** An AWS endpoint of one answer: JSON in, JSON out. */
export const startJsonServer = async (
  answer: (body: unknown, target: string, headers: IncomingHttpHeaders) => Reply | Promise<Reply>,
): Promise<{ url: string; stop: () => void }> => {
  const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const {
      status = 200,
      error,
      body,
    } = await answer(JSON.parse(text || '{}'), String(request.headers['x-amz-target']), request.headers);
    response.statusCode = status;
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (error !== undefined) response.setHeader('x-amzn-errortype', error);
    response.end(JSON.stringify(body ?? {}));
  };
  const server = createServer((request, response) => void reply(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, stop: () => server.close() };
};
