import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod/mini';

const Body = z.object({
  model: z.string(),
  temperature: z.literal(0),
  messages: z.tuple([
    z.object({ role: z.literal('system'), content: z.string() }),
    z.object({ role: z.literal('user'), content: z.string() }),
  ]),
  response_format: z.object({
    type: z.literal('json_schema'),
    json_schema: z.object({
      name: z.string(),
      strict: z.literal(true),
      schema: z.record(z.string(), z.unknown()),
    }),
  }),
});

/** What was asked, as the provider got it. */
export interface Heard {
  /** The whole body. */
  raw: string;
  authorization: string;
  instructions: string;
  question: string;
  names: { alias: string; kind: string; words: string }[];
  schema: Record<string, unknown>;
}

const Text = z.object({
  question: z.string(),
  /** Told only where a question is to be read. */
  names: z.optional(z.array(z.object({ alias: z.string(), kind: z.string(), words: z.string() }))),
});

/** How the provider behaves with one request. */
export type Script = (heard: Heard, response: ServerResponse) => void | Promise<void>;

export interface ScriptedProvider {
  baseUrl: string;
  heard: Heard[];
  /** From now on. */
  plays(script: Script): void;
  stop(): Promise<void>;
}

const USAGE = { prompt_tokens: 900, completion_tokens: 100, total_tokens: 1000 };

/** A well-formed completion with this content. */
export const says =
  (content: string | null, more: object = {}): Script =>
  (_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 1,
        model: 'scripted',
        choices: [
          {
            index: 0,
            finish_reason: 'stop',
            logprobs: null,
            message: { role: 'assistant', content, refusal: null, ...more },
          },
        ],
        usage: USAGE,
      }),
    );
  };

export const saysJson = (value: unknown): Script => says(JSON.stringify(value));

/** An error as providers send it. */
export const fails =
  (status: number, headers: Record<string, string> = {}): Script =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(
      JSON.stringify({ error: { message: 'scripted', type: 'scripted', code: null, param: null } }),
    );
  };

/** One script after the other; the last one stays. */
export const inTurn = (...scripts: Script[]): Script => {
  let at = 0;
  return (heard, response) => {
    const script = scripts[Math.min(at, scripts.length - 1)];
    at += 1;
    return script?.(heard, response);
  };
};

/** A real HTTP server that speaks the OpenAI protocol and does as its script says. */
export const startProvider = async (script: Script = fails(500)): Promise<ScriptedProvider> => {
  let current = script;
  const heard: Heard[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let raw = '';
    for await (const chunk of request) raw += String(chunk);
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
      return fails(404)(blank, response);
    const body = z.parse(Body, JSON.parse(raw));
    const [{ content: instructions }, { content }] = body.messages;
    const { question, names = [] } = z.parse(Text, JSON.parse(content));
    const { schema } = body.response_format.json_schema;
    const authorization = request.headers.authorization ?? '';
    const one = { raw, authorization, instructions, question, names, schema };
    heard.push(one);
    await current(one, response);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    heard,
    plays: (next) => {
      current = next;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const blank: Heard = { raw: '', authorization: '', instructions: '', question: '', names: [], schema: {} };

/** What classify is told of one model at this address. */
export const modelsAt = (baseUrl: string, name = 'gpt-4o-mini'): string =>
  JSON.stringify([{ id: name, name, baseUrl, secret: 'model-key' }]);
