import { expect, test } from 'vitest';
import { dispatchWith } from '#functions/dispatch/dispatch.ts';
import { openWhatsApp } from '#infra/local/whatsapp/open.ts';
import { graphPlatform } from '#shared/adapters/graph-platform.ts';
import { withOutside } from '#shared/domain/whatsapp/outside-window.ts';
import { memoryStores } from '#test/support/delivery/memory-stores.ts';
import { openWebhookPeer } from '#test/support/webhook-peer.ts';

const KEYS = { appSecret: 'app-secret', accessToken: 'token', numberId: '1055' };
const DAY_MS = 86_400_000;

test('an answer that comes a day late is told of by the agreed template, once, and not by a second message', async () => {
  let time = Date.parse('2026-11-20T09:00:00Z');
  const now = () => new Date(time);
  const peer = await openWebhookPeer(KEYS.appSecret);
  const templates = [{ name: 'risposta_pronta', language: 'it', body: "C'è una risposta per te." }];
  const options = { webhookUrl: peer.url, retryMs: 10, now: () => time, templates };
  const whatsapp = await openWhatsApp({ ...KEYS, ...options });
  const token = { appSecrets: [KEYS.appSecret], verifyToken: 'v', accessToken: KEYS.accessToken };
  const secrets = { read: async () => token, renew: async () => token };
  const to = { phone: '393331112222' };
  const reply = {
    language: 'it',
    parts: [
      { type: 'link' as const, text: 'Ieri 12 fallimenti.', label: 'Apri', url: 'https://example.com' },
      { type: 'link' as const, text: 'E altro.', label: 'Apri', url: 'https://example.com' },
    ],
  };
  const template = { type: 'template' as const, name: 'risposta_pronta', language: 'it', values: [] };
  const said = async () => ({ to, outgoing: withOutside(reply, to, template) });
  const counts: string[] = [];
  const stores = memoryStores(now);
  const dispatch = dispatchWith({
    ...stores,
    platform: graphPlatform({ baseUrl: whatsapp.graphUrl, secrets }),
    answer: said,
    busy: said,
    news: async () => undefined,
    crowded: async () => false,
    heed: async () => undefined,
    optedOut: async () => undefined,
    picture: async () => undefined,
    now,
    chance: () => 1,
    sleep: async () => undefined,
    every: () => () => undefined,
    count: (what) => counts.push(what),
    parkedMs: 1000,
  });
  const messageId = whatsapp.phone('giulia').say('Quanti fallimenti ieri?');
  const sentAt = now().toISOString();
  time += DAY_MS;
  const message = {
    version: 1,
    kind: 'message',
    numberId: KEYS.numberId,
    messageId,
    sender: to,
    sentAt,
    receivedAt: sentAt,
  } as const;
  await dispatch(
    { ...message, content: { type: 'text', text: 'Quanti fallimenti ieri?' } },
    new Date(time + 60_000),
  );
  const came = whatsapp.messages('giulia').filter(({ from }) => from === 'business');
  await whatsapp.stop();
  await peer.stop();
  expect(came.map(({ type }) => type)).toEqual(['template']);
  expect(counts.filter((what) => what === 'refused_window').length).toBeGreaterThan(0);
  expect(stores.rows.get(messageId)?.map(({ state }) => state)).toEqual(['sent', 'given_up']);
});
