import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { notifiers } from '#shared/adapters/notifiers.ts';
import { snsNotifier } from '#shared/adapters/sns-notifier.ts';
import { webhookNotifier } from '#shared/adapters/webhook-notifier.ts';
import { noticeText } from '#shared/domain/people/notice-text.ts';
import { Manners } from '#shared/domain/people/manners.ts';
import type { Notice, Notifier } from '#shared/ports.ts';
import { compiled } from '#test/support/people.ts';

const NOTICE: Notice = {
  kind: 'handover',
  at: '2026-11-20T09:00:00.000Z',
  personId: 'p1',
  name: 'Nicolò $&',
  turns: [
    { question: 'Quanti falliti?', answer: 'Ieri 12.' },
    { question: 'persona', answer: '' },
  ],
};

interface Heard {
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A server that answers with this status and remembers what it heard. */
const listener = async (
  status: number,
  body = '',
  headers = {},
): Promise<{ url: string; heard: Heard[] }> => {
  const heard: Heard[] = [];
  const hear = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    heard.push({ headers: request.headers, body: text });
    response.writeHead(status, headers).end(body);
  };
  const server = createServer((request, response) => void hear(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, heard };
};

const hook = (url: string) =>
  webhookNotifier({ url, secret: () => Promise.resolve('shared'), clock: () => 1_795_255_800_500 });

describe('a notice to a webhook', () => {
  test('is posted as JSON, signed with its time', async () => {
    const { url, heard } = await listener(204);
    await hook(url).tell(NOTICE);
    const { headers, body } = heard[0] ?? { headers: {}, body: '' };
    expect(JSON.parse(body)).toEqual({ version: 1, ...NOTICE });
    expect(headers['x-milhena-timestamp']).toBe('1795255800');
    const signature = createHmac('sha256', 'shared').update(`1795255800.${body}`).digest('hex');
    expect(headers['x-milhena-signature']).toBe(`sha256=${signature}`);
  });

  test.each([500, 404, 302])('that is answered with %i told nobody', async (status) => {
    const elsewhere = await listener(200);
    const { url } = await listener(status, '', { location: elsewhere.url });
    await expect(hook(url).tell(NOTICE)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(elsewhere.heard).toEqual([]);
  });

  test('that nobody listens to told nobody', async () => {
    await expect(hook('http://127.0.0.1:1').tell(NOTICE)).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });
});

describe('a notice to a topic', () => {
  const topic = async (url: string) => {
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SNS: url,
      AWS_REGION: 'eu-south-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    });
    const manners = await (await compiled()).read('manners.it', Manners);
    return snsNotifier({
      arn: 'arn:aws:sns:eu-south-1:000000000000:notices',
      words: (notice) => noticeText(notice, manners),
    });
  };
  const DONE =
    '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>';

  test('is a text that people can read', async () => {
    const { url, heard } = await listener(200, DONE, { 'content-type': 'text/xml' });
    await (await topic(url)).tell(NOTICE);
    const sent = new URLSearchParams(heard[0]?.body);
    expect(sent.get('Subject')).toBe('Nicolo $& chiede di parlare con qualcuno');
    expect(sent.get('Message')).toBe(
      'Nicolò $& chiede di parlare con qualcuno\n\nPersona: Quanti falliti?\nAssistente: Ieri 12.\nPersona: persona\n\np1',
    );
  });

  test('that is refused told nobody', async () => {
    const { url } = await listener(
      403,
      '<ErrorResponse><Error><Code>AuthorizationError</Code></Error></ErrorResponse>',
    );
    await expect((await topic(url)).tell(NOTICE)).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });
});

describe('several who can be told', () => {
  const fine: Notifier = { tell: () => Promise.resolve() };
  const away: Notifier = { tell: () => Promise.reject(new Error('away')) };
  test('are told when one of them was', async () => {
    await expect(notifiers([away, fine]).tell(NOTICE)).resolves.toBeUndefined();
    await expect(notifiers([]).tell(NOTICE)).resolves.toBeUndefined();
    await expect(notifiers([away, away]).tell(NOTICE)).rejects.toThrow('away');
  });
});
