import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import * as z from 'zod/mini';
import type { ChatEvent, Conversations } from './conversations.ts';
import type { Mischief } from './faults.ts';
import { bodyOf, sendJson } from './http.ts';
import type { MediaStore } from './media.ts';
import { MediaKind, type Phone } from './phone.ts';
import type { LocalTemplate } from './templates.ts';

export interface ChatParts {
  conversations: Conversations;
  media: MediaStore;
  mischief: Mischief;
  phone: (personId: string) => Phone;
  templates: readonly LocalTemplate[];
}

/** What the page lets a person do. */
const Deed = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('say'),
    text: z.string().check(z.minLength(1), z.maxLength(4096)),
    quoted: z.optional(z.string()),
  }),
  z.strictObject({ do: z.literal('tap'), message: z.string(), choice: z.string() }),
  z.strictObject({ do: z.literal('react'), message: z.string(), emoji: z.string().check(z.maxLength(32)) }),
  z.strictObject({ do: z.literal('look') }),
  z.strictObject({
    do: z.literal('media'),
    type: MediaKind,
    mimeType: z.string(),
    /** In base64. */
    bytes: z.string(),
    caption: z.optional(z.string()),
    filename: z.optional(z.string()),
  }),
]);

const MOST_BODY = 24 * 1024 * 1024;
const PAGE = join(import.meta.dirname, 'page');
const FILE = /^\/(?:[a-z-]+\.(?:css|js|svg))?$/;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const SAFE = {
  'content-security-policy': "default-src 'self'; img-src 'self' http: https: data:; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};
const PULSE_MS = 15_000;

/** The chat page, what it does, and the controls for faults: all on this machine alone. */
export const chatApi = ({ conversations, media, mischief, phone, templates }: ChatParts) => {
  const open = new Set<ServerResponse>();

  const snapshot = () => ({
    people: conversations.people.map(({ id, name, phone: number, admitted, hidesNumber = false }) => ({
      id,
      name,
      phone: number,
      hidesNumber,
      admitted,
    })),
    messages: conversations.list(),
    faults: mischief.current(),
    templates,
  });

  const events = (response: ServerResponse): void => {
    response.writeHead(200, { ...SAFE, 'content-type': 'text/event-stream' });
    const tell = (name: string, data: unknown) =>
      response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    tell('snapshot', snapshot());
    const deaf = conversations.listen((event: ChatEvent) => tell(event.kind, event));
    const pulse = setInterval(() => response.write(': still here\n\n'), PULSE_MS);
    open.add(response);
    response.on('close', () => {
      deaf();
      clearInterval(pulse);
      open.delete(response);
    });
  };

  const act = (personId: string, deed: z.infer<typeof Deed>): unknown => {
    const hand = phone(personId);
    switch (deed.do) {
      case 'say':
        return { id: hand.say(deed.text, deed.quoted === undefined ? {} : { quoted: deed.quoted }) };
      case 'tap':
        return { id: hand.tap(deed.message, deed.choice) };
      case 'react':
        return { id: hand.react(deed.message, deed.emoji) };
      case 'look':
        hand.look();
        return {};
      case 'media': {
        const { type, mimeType, caption, filename } = deed;
        const bytes = Buffer.from(deed.bytes, 'base64');
        const file = { mimeType, bytes, ...(caption && { caption }), ...(filename && { filename }) };
        return { id: hand.sendMedia(type, file) };
      }
    }
  };

  const change = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    if (!isOwn(request)) {
      sendJson(response, 403, { error: 'Only from the page itself' });
      return;
    }
    try {
      const body: unknown = JSON.parse((await bodyOf(request, MOST_BODY)).toString('utf8'));
      const person = /^\/chat\/([\w-]+)$/.exec(path)?.[1];
      if (person !== undefined) sendJson(response, 200, act(person, z.parse(Deed, body)));
      else {
        mischief.set(body);
        sendJson(response, 200, mischief.current());
      }
    } catch (error) {
      sendJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
    }
  };

  const picture = (response: ServerResponse, id: string): void => {
    const found = media.find(id);
    if (!found) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { ...SAFE, 'content-type': found.mimeType }).end(found.bytes);
  };

  const file = async (response: ServerResponse, path: string): Promise<void> => {
    const name = path === '/' ? 'index.html' : path.slice(1);
    try {
      const bytes = await readFile(join(PAGE, name));
      response.writeHead(200, { ...SAFE, 'content-type': TYPES[extname(name)] }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  };

  /** False when the path is none of its own. */
  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<boolean> => {
    const reads = request.method === 'GET';
    if (reads && path === '/chat/events') events(response);
    else if (reads && path.startsWith('/chat/media/')) picture(response, path.slice('/chat/media/'.length));
    else if (reads && path === '/control/messages') sendJson(response, 200, conversations.list());
    else if (reads && path === '/control/faults') sendJson(response, 200, mischief.current());
    else if (!reads && /^\/(chat\/[\w-]+|control\/faults)$/.test(path)) await change(request, response, path);
    else if (reads && FILE.test(path)) await file(response, path);
    else return false;
    return true;
  };

  return {
    answer,
    stop: () => {
      for (const response of open) response.end();
    },
  };
};

/** Another page in the same browser must not write here. */
const isOwn = ({ headers }: IncomingMessage): boolean =>
  /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '') &&
  (headers.origin === undefined || headers.origin === `http://${headers.host}`);
