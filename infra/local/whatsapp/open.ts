import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { close, listen } from '../emulators/listen.ts';
import { type ChatMessage, conversationsOf } from './conversations.ts';
import { chatApi } from './chat.ts';
import { DEMO_PEOPLE, type PhoneOwner } from './demo-people.ts';
import { type Faults, mischiefOf } from './faults.ts';
import { graphApi } from './graph.ts';
import { sendJson } from './http.ts';
import { openLine, type Pace } from './line.ts';
import { mediaStore, type Media } from './media.ts';
import { type Phone, phoneOf } from './phone.ts';
import { pairRates, throughput } from './rates.ts';
import { sending } from './sending.ts';
import type { LocalTemplate } from './templates.ts';
import { type Delivery, openWebhooks } from './webhooks.ts';

export interface WhatsAppOptions {
  /** 0: any free one. */
  port?: number;
  /** Where the business listens. */
  webhookUrl: string;
  appSecret: string;
  accessToken: string;
  numberId: string;
  faults?: Partial<Faults>;
  people?: readonly PhoneOwner[];
  /** Agreed templates; without it every template passes. */
  templates?: readonly LocalTemplate[];
  pace?: Partial<Pace>;
  /** Before the second try of a webhook post; doubles. */
  retryMs?: number;
  /** Makes the faults strike in the same places. */
  seed?: string;
  /** Milliseconds since 1970. */
  now?: () => number;
}

export interface WhatsApp {
  /** For `WHATSAPP_GRAPH_URL`. */
  graphUrl: string;
  /** The chat page. */
  chatUrl: string;
  people: readonly PhoneOwner[];
  /** By the person's id. */
  phone: (personId: string) => Phone;
  /** What was said, the oldest first. */
  messages: (personId?: string) => ChatMessage[];
  media: () => Media[];
  /** Posts to the webhook. */
  deliveries: () => readonly Delivery[];
  /** Posts any body to the webhook, signed. */
  post: (body: string) => void;
  setFaults: (changes: Partial<Faults>) => void;
  /** When all webhook posts were answered with 200. */
  settled: () => Promise<void>;
  stop: () => Promise<void>;
}

const VERSION = 'v25.0';

/** A WhatsApp of our own on 127.0.0.1: the Graph API with its limits, the webhooks, and phones to chat on. */
export const openWhatsApp = async (options: WhatsAppOptions): Promise<WhatsApp> => {
  const { accessToken, numberId, people = DEMO_PEOPLE, now = Date.now, retryMs = 1000 } = options;
  const conversations = conversationsOf(people);
  const media = mediaStore(now);
  const mischief = mischiefOf(options.faults, options.seed);
  const number = throughput();
  const pace = { sentMs: 30, deliveredMs: 150, ...options.pace };
  const webhooks = openWebhooks({
    url: options.webhookUrl,
    appSecret: options.appSecret,
    mischief,
    retryMs,
    now,
  });
  const parts = { conversations, media, mischief, webhooks, numberId, now };
  const line = openLine({ ...parts, pace, onMessage: number.add });
  const send = sending({ ...parts, line, pairs: pairRates(), number, templates: options.templates });
  const phones = new Map(people.map((owner) => [owner.id, phoneOf(owner, { conversations, line, media })]));
  const phone = (personId: string): Phone => {
    const found = phones.get(personId);
    if (!found) throw new Error(`There is no person ${personId}`);
    return found;
  };

  let base = '';
  const graph = graphApi({ accessToken, numberId, mischief, media, send, base: () => base });
  const chat = chatApi({ conversations, media, mischief, phone, templates: options.templates ?? [] });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (await graph(request, response, pathname)) return;
    if (await chat.answer(request, response, pathname)) return;
    sendJson(response, 404, { error: { message: 'Unknown path' } });
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  base = `http://127.0.0.1:${await listen(server, options.port)}`;

  return {
    graphUrl: `${base}/${VERSION}`,
    chatUrl: `${base}/`,
    people,
    phone,
    messages: conversations.list,
    media: media.list,
    deliveries: webhooks.deliveries,
    post: (body) => webhooks.postRaw(body),
    setFaults: mischief.set,
    settled: webhooks.settled,
    stop: async () => {
      line.stop();
      webhooks.stop();
      chat.stop();
      await close(server);
    },
  };
};
