import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphError } from './graph-error.ts';

/** @throws GraphError when it is longer than that */
export const bodyOf = async (request: IncomingMessage, most: number): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > most) throw new GraphError(100, `The body has more than ${most} bytes`);
    parts.push(bytes);
  }
  return Buffer.concat(parts);
};

export const sendJson = (response: ServerResponse, status: number, document: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(document));
};
