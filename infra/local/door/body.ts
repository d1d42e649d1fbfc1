import type { IncomingMessage } from 'node:http';

/** The most that API Gateway takes. */
const LIMIT_BYTES = 10 * 1024 * 1024;
/** How much more is read and thrown away, so that the client gets to read the refusal. */
const PATIENCE_BYTES = 64 * 1024 * 1024;

/** The body as text; nothing when it is larger than the gateway takes. */
export const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const { method } = request;
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > LIMIT_BYTES) return refuseRest(request);
  if (announced === 0 && (method === 'GET' || method === 'HEAD')) return '';
  const parts: Buffer[] = [];
  let size = 0;
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  request.on('data', (part: Buffer) => {
    size += part.length;
    if (size <= LIMIT_BYTES) parts.push(part);
    else resolve(refuseRest(request));
  });
  request.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
  request.on('error', reject);
  request.on('close', () => reject(new Error('The client went away')));
  return promise;
};

const refuseRest = (request: IncomingMessage): undefined => {
  let thrown = 0;
  request.removeAllListeners('data');
  request.on('data', (part: Buffer) => {
    thrown += part.length;
    if (thrown > PATIENCE_BYTES) request.destroy();
  });
};
