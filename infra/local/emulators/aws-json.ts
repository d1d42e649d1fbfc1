import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What one operation of an AWS service does: input document in, output document out. */
export type Operation = (input: unknown) => unknown;

/** Answered as AWS answers a wrong request: the name is what SDKs tell errors apart by. */
export class ServiceError extends Error {
  override readonly name: string;
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

const LIMIT_BYTES = 16 * 1024 * 1024;

/** Serves operations of the AWS JSON protocols (1.0 and 1.1), by the name in `x-amz-target`. */
export const awsJsonServer = (operations: ReadonlyMap<string, Operation>): Server => {
  const server = createServer((request, response) => {
    void answer(operations, request, response);
  });
  server.keepAliveTimeout = 60_000;
  return server;
};

const answer = async (
  operations: ReadonlyMap<string, Operation>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const type = request.headers['content-type'] ?? 'application/x-amz-json-1.0';
  const send = (status: number, document: unknown, error?: string) => {
    response.writeHead(status, {
      'content-type': type,
      'x-amzn-requestid': randomUUID(),
      ...(error !== undefined && { 'x-amzn-errortype': error }),
    });
    response.end(JSON.stringify(document, instants));
  };
  try {
    const operation = operations.get(String(request.headers['x-amz-target']));
    if (!operation) throw new ServiceError('UnknownOperationException', 'Not served on this machine');
    send(200, await operation(JSON.parse(await bodyOf(request))));
  } catch (error) {
    const known = error instanceof ServiceError;
    const name = known ? error.name : 'InternalServiceError';
    const message = error instanceof Error ? error.message : String(error);
    send(known ? 400 : 500, { __type: name, message }, name);
  }
};

/** The protocol writes instants as seconds since 1970; `JSON` would have made them text. */
function instants(this: unknown, key: string, value: unknown): unknown {
  const raw = typeof this === 'object' && this !== null ? Reflect.get(this, key) : undefined;
  return raw instanceof Date ? raw.getTime() / 1000 : value;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > LIMIT_BYTES) throw new ServiceError('RequestEntityTooLarge', 'The request is too large');
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8') || '{}';
};
