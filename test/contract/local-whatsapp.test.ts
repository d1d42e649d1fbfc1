import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { openWhatsApp, type WhatsAppOptions } from '#infra/local/whatsapp/open.ts';
import { graphClient } from '#test/support/graph-client.ts';
import { type Json, openWebhookPeer } from '#test/support/webhook-peer.ts';

const KEYS = { appSecret: 'app-secret', accessToken: 'token', numberId: '1055' };
const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

const open = async (options: Partial<WhatsAppOptions> = {}) => {
  const peer = await openWebhookPeer(KEYS.appSecret);
  stops.push(peer.stop);
  const pace = { sentMs: 1, deliveredMs: 5 };
  const whatsapp = await openWhatsApp({ ...KEYS, webhookUrl: peer.url, retryMs: 10, pace, ...options });
  stops.push(whatsapp.stop);
  return { peer, whatsapp, graph: graphClient(whatsapp.graphUrl, KEYS.numberId, KEYS.accessToken) };
};

const until = async (holds: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 200 && !holds(); turn += 1) await wait(10);
  expect(holds()).toBe(true);
};

const GIULIA = '393331112222';
const hello = (more: Json = {}): Json => ({ to: GIULIA, type: 'text', text: { body: 'Ciao' }, ...more });
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

describe('a conversation', () => {
  test('goes there and back, with signatures, quotes, taps and statuses', async () => {
    const { peer, whatsapp, graph } = await open();
    const giulia = whatsapp.phone('giulia');
    const asked = giulia.say('perché? €/…');
    await until(() => peer.messages().length === 1);
    expect(peer.messages()[0]).toMatchObject({
      from: GIULIA,
      from_user_id: 'IT.8831204471',
      id: asked,
      type: 'text',
      text: { body: 'perché? €/…' },
    });
    expect(
      (await graph.send({ status: 'read', message_id: asked, typing_indicator: { type: 'text' } })).document,
    ).toEqual({ success: true });
    const sent = await graph.send(
      hello({
        context: { message_id: asked },
        biz_opaque_callback_data: 'send-42',
        type: 'interactive',
        text: undefined,
        interactive: {
          type: 'button',
          body: { text: 'Quale?' },
          action: { buttons: [{ type: 'reply', reply: { id: 'a1', title: 'Ordini' } }] },
        },
      }),
    );
    expect(sent.document).toMatchObject({
      contacts: [{ input: GIULIA, wa_id: GIULIA }],
      messages: [{ id: expect.stringMatching(/^wamid\./) }],
    });
    const { id } = sent;
    await until(() => peer.statuses().length === 2);
    giulia.look();
    await until(() => peer.statuses().length === 3);
    expect(new Set(peer.statuses().map(({ status }) => status))).toEqual(
      new Set(['sent', 'delivered', 'read']),
    );
    expect(peer.statuses()[0]).toMatchObject({
      id,
      recipient_id: GIULIA,
      biz_opaque_callback_data: 'send-42',
    });
    expect(() => giulia.tap(id, 'another')).toThrow('offers nothing');
    giulia.tap(id, 'a1');
    await until(() => peer.messages().length === 2);
    expect(peer.messages()[1]).toMatchObject({
      type: 'interactive',
      context: { id },
      interactive: { type: 'button_reply', button_reply: { id: 'a1', title: 'Ordini' } },
    });
    giulia.react(id, '👍');
    await until(() => peer.messages().length === 3);
    expect(peer.messages()[2]).toMatchObject({ type: 'reaction', reaction: { message_id: id, emoji: '👍' } });
  });

  test('of somebody who hides the number knows the business-scoped id alone', async () => {
    const { peer, whatsapp, graph } = await open();
    whatsapp.phone('chiara').say('ciao');
    await until(() => peer.messages().length === 1);
    expect(peer.messages()[0]).not.toHaveProperty('from');
    expect(peer.values()[0]?.contacts?.[0]).not.toHaveProperty('wa_id');
    const sent = await graph.send({ recipient: 'IT.4410097256', type: 'text', text: { body: 'Ciao' } });
    expect(sent.document).toMatchObject({
      contacts: [{ input: 'IT.4410097256', user_id: 'IT.4410097256' }],
    });
    expect(JSON.stringify(sent.document)).not.toContain('wa_id');
    await until(() => peer.statuses().length === 2);
    expect(peer.statuses()[0]).not.toHaveProperty('recipient_id');
  });

  test('holds pictures, by upload and download', async () => {
    const { whatsapp, graph } = await open();
    whatsapp.phone('giulia').say('ciao');
    const { id } = await graph.upload(PICTURE);
    expect((await graph.send({ to: GIULIA, type: 'image', image: { id, caption: 'Ecco' } })).status).toBe(
      200,
    );
    const about = await graph.about(id);
    expect(about.document).toMatchObject({ mime_type: 'image/png', file_size: PICTURE.length });
    const file = await graph.download(about.url);
    expect(Buffer.from(await file.arrayBuffer()).equals(PICTURE)).toBe(true);
    expect((await fetch(about.url)).status).toBe(401);
    expect(await graph.send({ to: GIULIA, type: 'image', image: { id: '1' } })).toMatchObject({ code: 100 });
    expect(await graph.upload(Buffer.from('not a picture'))).toMatchObject({ code: 131053 });
    expect(await graph.upload(PICTURE, 'image/gif')).toMatchObject({ code: 100 });
  });
});

describe('a picture by link', () => {
  test('is fetched by the platform; what can not be fetched fails afterwards', async () => {
    const { peer, whatsapp, graph } = await open();
    whatsapp.phone('giulia').say('ciao');
    const send = async (link: string) => {
      const sent = await graph.send({ to: GIULIA, type: 'image', image: { link } });
      expect(sent.status).toBe(200);
      const lastOf = () => peer.statuses().findLast(({ id }) => id === sent.id);
      await expect.poll(() => ['failed', 'delivered'].includes(String(lastOf()?.['status']))).toBe(true);
      return lastOf();
    };
    expect(await send(`${whatsapp.chatUrl}nothing.png`)).toMatchObject({
      status: 'failed',
      errors: [{ code: 131053 }],
    });
    expect(await send(`${whatsapp.chatUrl}mark.svg`)).toMatchObject({ status: 'failed' });
    const { id } = await graph.upload(PICTURE);
    expect(await send(`${whatsapp.chatUrl}chat/media/${id}`)).toMatchObject({ status: 'delivered' });
  });
});

describe('refusals', () => {
  test('of a wrong token, a stranger, and words after a day', async () => {
    let now = Date.now();
    const { whatsapp, graph } = await open({ now: () => now });
    expect(await graph.send(hello(), { authorization: 'Bearer wrong' })).toMatchObject({
      status: 401,
      code: 190,
    });
    expect(await graph.send(hello({ to: '390000000000' }))).toMatchObject({ code: 131026 });
    expect(await graph.send(hello())).toMatchObject({ code: 131047 });
    whatsapp.phone('giulia').say('ciao');
    now += 86_399_000;
    expect((await graph.send(hello())).status).toBe(200);
    now += 1000;
    expect(await graph.send(hello())).toMatchObject({ code: 131047 });
    const template = { name: 'summary', language: { code: 'it' } };
    expect((await graph.send({ to: GIULIA, type: 'template', template })).document).toMatchObject({
      messages: [{ message_status: 'accepted' }],
    });
  });

  test('may come later, as a failed status', async () => {
    const { peer, graph } = await open({ faults: { lateRefusals: true } });
    expect((await graph.send(hello({ biz_opaque_callback_data: 's1' }))).status).toBe(200);
    await until(() => peer.statuses().length === 1);
    expect(peer.statuses()[0]).toMatchObject({
      status: 'failed',
      biz_opaque_callback_data: 's1',
      errors: [{ code: 131047 }],
    });
  });

  test('of the 46th message at once, and again one every 6 seconds', async () => {
    let now = Date.now();
    const { whatsapp, graph } = await open({ now: () => now, faults: { throughput: 1000 } });
    whatsapp.phone('giulia').say('ciao');
    for (let turn = 0; turn < 45; turn += 1) expect((await graph.send(hello())).status).toBe(200);
    expect(await graph.send(hello())).toMatchObject({ code: 131056 });
    now += 6000;
    expect((await graph.send(hello())).status).toBe(200);
    expect(await graph.send(hello())).toMatchObject({ code: 131056 });
  });

  test('of more than 80 messages a second, in and out', async () => {
    let now = Date.now();
    const { whatsapp, graph } = await open({ now: () => now, faults: { pairRate: false } });
    for (let turn = 0; turn < 40; turn += 1) whatsapp.phone('giulia').say('ciao');
    for (let turn = 0; turn < 40; turn += 1) expect((await graph.send(hello())).status).toBe(200);
    expect(await graph.send(hello())).toMatchObject({ code: 130429 });
    now += 1000;
    expect((await graph.send(hello())).status).toBe(200);
  });

  test('of quotes that are not there, and of unagreed templates', async () => {
    const { whatsapp, graph } = await open({
      templates: [{ name: 'summary', language: 'it', body: 'Ecco {{1}}' }],
    });
    whatsapp.phone('giulia').say('ciao');
    expect(await graph.send(hello({ context: { message_id: 'wamid.other' } }))).toMatchObject({
      code: 131009,
    });
    const template = (name: string, texts: string[]): Json => ({
      to: GIULIA,
      type: 'template',
      template: {
        name,
        language: { code: 'it' },
        components: [{ type: 'body', parameters: texts.map((one) => ({ type: 'text', text: one })) }],
      },
    });
    expect(await graph.send(template('other', ['a']))).toMatchObject({ code: 132001 });
    expect(await graph.send(template('summary', []))).toMatchObject({ code: 132000 });
    expect((await graph.send(template('summary', ['a']))).status).toBe(200);
  });
});

describe('faults', () => {
  test('a post that is not answered with 200 comes again, and statuses may double', async () => {
    const { peer, whatsapp } = await open({ faults: { doubleWebhooks: 1 } });
    peer.answer(500, 503, 404);
    const id = whatsapp.phone('giulia').say('ciao');
    await whatsapp.settled();
    expect(peer.messages().map((one) => one['id'])).toEqual([id, id]);
    expect(whatsapp.deliveries().reduce((sum, { tries }) => sum + tries, 0)).toBe(5);
  });

  test('an answer may be dropped after the message was taken, or before', async () => {
    const { whatsapp, graph } = await open({ faults: { dropAnswers: 1 } });
    whatsapp.phone('giulia').say('ciao');
    await expect(graph.send(hello())).rejects.toThrow('fetch failed');
    expect(whatsapp.messages('giulia').filter(({ from }) => from === 'business')).toHaveLength(1);
    whatsapp.setFaults({ dropAnswers: 0, dropRequests: 1 });
    await expect(graph.send(hello())).rejects.toThrow('fetch failed');
    expect(whatsapp.messages('giulia').filter(({ from }) => from === 'business')).toHaveLength(1);
    whatsapp.setFaults({ dropRequests: 0, breakDown: 1 });
    expect(await graph.send(hello())).toMatchObject({ status: 500, code: 131000 });
    whatsapp.setFaults({ breakDown: 0, refuse: { code: 131056, times: 1 } });
    expect(await graph.send(hello())).toMatchObject({ code: 131056 });
    expect((await graph.send(hello())).status).toBe(200);
  });

  test('messages may overtake, and statuses may be lost', async () => {
    const { peer, whatsapp, graph } = await open({ faults: { reorderWebhooks: 1, loseStatuses: 1 } });
    const first = whatsapp.phone('giulia').say('uno');
    whatsapp.setFaults({ reorderWebhooks: 0 });
    const second = whatsapp.phone('giulia').say('due');
    await until(() => peer.messages().length === 2);
    expect(peer.messages().map(({ id }) => id)).toEqual([second, first]);
    expect((await graph.send(hello())).status).toBe(200);
    await wait(50);
    expect(peer.statuses()).toEqual([]);
  });

  test('are set over HTTP, from the page alone', async () => {
    const { whatsapp } = await open();
    const url = `${whatsapp.chatUrl}control/faults`;
    const set = (body: Json, headers: Record<string, string> = {}) =>
      fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(await (await set({ delayMs: 5 })).json()).toMatchObject({ delayMs: 5, dropAnswers: 0 });
    expect((await set({ delayMs: -1 })).status).toBe(400);
    expect((await set({ delays: 1 })).status).toBe(400);
    expect((await set({ delayMs: 9 }, { origin: 'https://example.com' })).status).toBe(403);
    expect(await (await fetch(url)).json()).toMatchObject({ delayMs: 5 });
  });
});
