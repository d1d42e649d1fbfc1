import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Mischief } from './faults.ts';
import { GraphError } from './graph-error.ts';
import { bodyOf, sendJson } from './http.ts';
import type { MediaStore } from './media.ts';

export interface GraphParts {
  accessToken: string;
  numberId: string;
  mischief: Mischief;
  media: MediaStore;
  /** @throws GraphError */
  send: (body: unknown) => unknown;
  /** Address of this server. */
  base: () => string;
}

const MOST_JSON = 256 * 1024;
const MOST_FILE = 101 * 1024 * 1024;
const PATH = /^\/v(2[4-6])\.0\/([^/]+)(?:\/(messages|media))?$/;
const DOWNLOAD = '/download/';

/** The Graph API: false when the path is none of its own. */
export const graphApi = (parts: GraphParts) => {
  const { accessToken, numberId, mischief, media, send, base } = parts;

  const route = async (request: IncomingMessage, path: string): Promise<unknown> => {
    if (request.headers.authorization !== `Bearer ${accessToken}`)
      throw new GraphError(190, 'The access token is missing, expired or wrong');
    const [, , node = '', edge] = PATH.exec(path) ?? [];
    if (edge === undefined && request.method === 'GET') return mediaAnswer(node);
    if (node !== numberId || request.method !== 'POST' || edge === undefined)
      throw new GraphError(100, `Unsupported request: ${request.method} ${path}`, 33);
    if (edge === 'media') return { id: (await upload(request)).id };
    if (mischief.strikes('breakDown')) throw new GraphError(131000, 'Something went wrong');
    return send(jsonOf(await bodyOf(request, MOST_JSON)));
  };

  const mediaAnswer = (id: string): unknown => {
    const found = media.find(id);
    if (!found) throw new GraphError(100, `Object with ID ${id} does not exist`, 33);
    const { mimeType, sha256, bytes } = found;
    return {
      messaging_product: 'whatsapp',
      url: base() + DOWNLOAD + media.link(found),
      mime_type: mimeType,
      sha256,
      file_size: bytes.length,
      id,
    };
  };

  const upload = async (request: IncomingMessage) => {
    const body = new Uint8Array(await bodyOf(request, MOST_FILE));
    const type = request.headers['content-type'] ?? '';
    const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => {
      throw new GraphError(100, 'The body must be multipart/form-data');
    });
    const file = form.get('file');
    if (form.get('messaging_product') !== 'whatsapp')
      throw new GraphError(100, "Param messaging_product must be one of {'whatsapp'}");
    if (typeof file === 'string' || file === null) throw new GraphError(100, 'Param file must be a file');
    const given = form.get('type');
    if (typeof given === 'string' && given !== file.type)
      throw new GraphError(100, `Param file is of type ${file.type}, param type says ${given}`);
    return media.add('business', file.type, Buffer.from(await file.arrayBuffer()));
  };

  const download = (request: IncomingMessage, response: ServerResponse, path: string): void => {
    const found = media.opened(path.slice(DOWNLOAD.length));
    const allowed = request.headers.authorization === `Bearer ${accessToken}`;
    if (!found || !allowed) {
      response.writeHead(found ? 401 : 404).end();
      return;
    }
    response.writeHead(200, { 'content-type': found.mimeType, 'content-length': found.bytes.length });
    response.end(found.bytes);
  };

  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> => {
    if (path.startsWith(DOWNLOAD)) {
      download(request, response, path);
      return true;
    }
    if (!PATH.test(path)) return false;
    const { delayMs } = mischief.current();
    if (delayMs > 0) await wait(delayMs);
    const isSend = path.endsWith('/messages');
    if (isSend && mischief.strikes('dropRequests')) {
      request.socket.destroy();
      return true;
    }
    const answer = await answerOf(() => route(request, path));
    // Taken, and nobody is told: the sender can not know.
    if (isSend && answer.status === 200 && mischief.strikes('dropAnswers')) request.socket.destroy();
    else sendJson(response, answer.status, answer.document);
    return true;
  };
};

const jsonOf = (body: Buffer): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new GraphError(100, 'The body must be JSON');
  }
};

const answerOf = async (work: () => Promise<unknown>): Promise<{ status: number; document: unknown }> => {
  try {
    return { status: 200, document: await work() };
  } catch (error) {
    if (error instanceof GraphError) return { status: error.status, document: error.document() };
    throw error;
  }
};
