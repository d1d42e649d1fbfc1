import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import * as z from 'zod/mini';
import { close, listen } from '#infra/local/emulators/listen.ts';

export const Json = z.record(z.string(), z.unknown());
export type Json = z.infer<typeof Json>;

const Value = z.object({
  contacts: z.optional(z.array(Json)),
  messages: z.optional(z.array(Json)),
  statuses: z.optional(z.array(Json)),
});
type Value = z.infer<typeof Value>;

const Post = z.object({ entry: z.array(z.object({ changes: z.array(z.object({ value: Value })) })) });

export interface WebhookPeer {
  url: string;
  values: () => Value[];
  messages: () => Json[];
  statuses: () => Json[];
  /** Codes to answer the next posts with; 200 afterwards. */
  answer: (...codes: number[]) => void;
  stop: () => Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
};

/** A business that listens to webhooks: it checks each signature, and keeps or answers what came. */
export const openWebhookPeer = async (
  appSecret: string,
  onMessage: (message: Json) => Promise<void> = async () => undefined,
): Promise<WebhookPeer> => {
  const values: Value[] = [];
  let codes: number[] = [];
  const take = (request: IncomingMessage, body: Buffer): number => {
    const signature = createHmac('sha256', appSecret).update(body).digest('hex');
    if (request.headers['x-hub-signature-256'] !== `sha256=${signature}`) return 401;
    const code = codes.shift() ?? 200;
    if (code !== 200) return code;
    const { entry } = z.parse(Post, JSON.parse(body.toString('utf8')));
    const fresh = entry.flatMap(({ changes }) => changes.map(({ value }) => value));
    values.push(...fresh);
    for (const { messages = [] } of fresh) for (const message of messages) void onMessage(message);
    return code;
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => response.writeHead(take(request, body)).end());
  });
  const url = `http://127.0.0.1:${await listen(server)}/webhooks/whatsapp`;
  return {
    url,
    values: () => values,
    messages: () => values.flatMap(({ messages = [] }) => messages),
    statuses: () => values.flatMap(({ statuses = [] }) => statuses),
    answer: (...next) => {
      codes = next;
    },
    stop: () => close(server),
  };
};
