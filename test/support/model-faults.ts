import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fails, saysJson, type Script } from './scripted-provider.ts';

const body =
  (text: string, headers: Record<string, string | number> = {}): Script =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(text);
  };

const completion = (content: string, usage: object): string =>
  JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'scripted',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage,
  });

function* spaces() {
  for (;;) yield ' '.repeat(65_536);
}

export interface FaultKind {
  script: Script;
  /** The reply is right all the same; only what it says of itself is not. */
  isHarmless?: boolean;
}

/** Twenty ways in which a provider fails; `right` is what a good reply would say. */
export const modelFaults = (right: string): Record<string, FaultKind> => ({
  '429 with Retry-After': { script: fails(429, { 'retry-after': '1' }) },
  '429 without Retry-After': { script: fails(429) },
  500: { script: fails(500) },
  503: { script: fails(503) },
  'never answers': { script: () => undefined },
  drips: {
    script: async (_, response) => {
      response.setHeader('content-type', 'application/json');
      while (!response.destroyed) {
        response.write(' ');
        await sleep(50);
      }
    },
  },
  'resets the connection': {
    script: (_, response) => {
      response.socket?.resetAndDestroy();
    },
  },
  truncated: {
    script: (_, response) => {
      const text = completion(right, {});
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
      response.write(text.slice(0, 40), () => response.destroy());
    },
  },
  empty: { script: body('') },
  huge: {
    script: async (_, response) => {
      response.setHeader('content-type', 'application/json');
      await pipeline(Readable.from(spaces()), response).catch(() => undefined);
    },
  },
  'another schema': { script: saysJson({ answer: 42 }) },
  'a page of HTML': { script: body('<html>We are busy</html>', { 'content-type': 'text/html' }) },
  'a redirect': {
    script: (_, response) => {
      response.writeHead(307, { location: 'http://127.0.0.1:1/v1/chat/completions' });
      response.end();
    },
  },
  'no JSON': { script: body('{"choices": [{') },
  'another content type': { script: body(completion(right, {}), { 'content-type': 'text/plain' }) },
  'headers and nothing more': {
    script: (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
    },
  },
  'half closed': {
    script: (_, response) => {
      response.socket?.end(
        'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{',
      );
    },
  },
  'lies about its usage': {
    isHarmless: true,
    script: body(completion(right, { prompt_tokens: 1e15, completion_tokens: -5, total_tokens: 'many' })),
  },
  '401 for the key': { script: fails(401) },
  '404 for the model': { script: fails(404) },
});
