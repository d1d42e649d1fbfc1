import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Snapshot } from '#infra/local/figures/snapshot.ts';
import { type Talking, talking, wordsOf } from '#test/support/whatsapp.ts';

const KEYS = { appSecret: 'app-secret', verifyToken: 'known-words', accessToken: 'token' };
let chat: Talking;
beforeAll(async () => {
  chat = await talking({ whatsApp: { ...KEYS, parkedSeconds: 2 } });
});
afterAll(() => chat.stop());

const QUIET_MS = 2000;

/** Nothing comes for this. */
const quietAfter = async (person: string, text: string): Promise<boolean> => {
  const before = chat.came(person).length;
  chat.whatsApp.phone(person).say(text);
  await sleep(QUIET_MS);
  return chat.came(person).length === before;
};

describe('the webhook', () => {
  const url = (query = '') => `${chat.cloud.url}/webhooks/whatsapp${query}`;
  const post = (body: string, signature: string) =>
    fetch(url(), { method: 'POST', body, headers: { 'x-hub-signature-256': signature } });
  const signed = (body: string) =>
    `sha256=${createHmac('sha256', KEYS.appSecret).update(body).digest('hex')}`;

  test('shakes hands with who knows the words, and with nobody else', async () => {
    const query = (token: string) => `?hub.mode=subscribe&hub.challenge=1234&hub.verify_token=${token}`;
    const welcome = await fetch(url(query(KEYS.verifyToken)));
    expect([welcome.status, await welcome.text()]).toEqual([200, '1234']);
    expect((await fetch(url(query('other')))).status).toBe(403);
  });

  test('takes what is signed, and nothing that was changed', async () => {
    const body = '{"object":"whatsapp_business_account","entry":[{"changes":"Perché è fallito?"}]}';
    expect((await post(body, signed(body))).status).toBe(200);
    expect((await post(body.replace('è', 'e'), signed(body))).status).toBe(401);
    expect((await post(body, signed(body).replace(/.$/, 'x'))).status).toBe(401);
  });

  test('takes three megabytes at once', async () => {
    const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: 'x'.repeat(3e6) }] });
    expect((await post(body, signed(body))).status).toBe(200);
  });
});

/** Without the marks of bold figures. */
const plain = (messages: Parameters<typeof wordsOf>[0]): string => wordsOf(messages).replaceAll('*', '');

const Said = z.object({ answer: z.string() });
const Carousel = z.object({
  type: z.literal('carousel'),
  action: z.object({ cards: z.array(z.object({ body: z.object({ text: z.string() }) })) }),
});
const People = z.object({
  people: z.array(z.object({ personId: z.string(), admission: z.string(), name: z.optional(z.string()) })),
});
const personNamed = async (called: string) => {
  const { people } = z.parse(People, await chat.api('GET', '/v1/people'));
  const found = people.find(({ name }) => name === called);
  if (!found) throw new Error(`${called} is not known`);
  return found;
};

describe('a person who may ask', () => {
  test('is told who answers, and gets the very figure that the API gives', async () => {
    const words = plain(await chat.ask('giulia', 'Quanti fallimenti ieri?'));
    expect(words).toContain('assistente automatico');
    const answer = await chat.api('POST', '/v1/ask', { question: 'Quanti fallimenti ieri?', language: 'it' });
    const [figure = 'none'] = /\d+ fallimenti/.exec(JSON.stringify(answer)) ?? [];
    expect(words).toContain(figure);
  });

  test('goes on where the conversation stood, and is introduced to nobody twice', async () => {
    const words = plain(await chat.ask('giulia', 'e il giorno prima?'));
    expect(words).not.toContain('assistente automatico');
    expect(words).toContain('18 novembre');
  });

  test('sees the processes that need attention as cards, each with its picture and the figure the API gives', async () => {
    const question = 'Quali processi hanno bisogno di attenzione?';
    const messages = await chat.ask('giulia', question);
    const { cards } = z.parse(Carousel, messages[0]?.content).action;
    expect(cards).toHaveLength(5);
    const { answer } = z.parse(Said, await chat.api('POST', '/v1/ask', { question, language: 'it' }));
    for (const { body } of cards) {
      const [name = '', figure = ''] = body.text.replaceAll('*', '').split('\n');
      expect(answer).toContain(`${name}: ${figure}`);
    }
    expect(wordsOf(messages.slice(1))).toContain('👎');
    expect(plain(await chat.tap('giulia', messages, 'Dettagli'))).toMatch(/settimana/);
  });

  test('gets replies in the order of the questions', async () => {
    await chat.ask('james', 'hello');
    const phone = chat.whatsApp.phone('james');
    const came = await chat.after('james', () => {
      for (const day of ['15', '16', '17']) phone.say(`How many failures on ${day} November?`);
    });
    await expect
      .poll(() => plain(chat.came('james').slice(-came.length - 4)).match(/1[567] November/g), {
        timeout: 20_000,
      })
      .toEqual(['15 November', '16 November', '17 November']);
  });

  test('gets one reply to a message that is delivered twice at once', async () => {
    chat.whatsApp.setFaults({ doubleWebhooks: 1 });
    const words = plain(await chat.ask('giulia', 'Quanti fallimenti il 12 novembre?'));
    chat.whatsApp.setFaults({ doubleWebhooks: 0 });
    expect(words.match(/12 novembre/g)).toHaveLength(1);
  });

  test('gets one reply when the answer of the platform to our message is lost', async () => {
    chat.whatsApp.setFaults({ dropAnswers: 1 });
    await chat.ask('james', 'How many failures on 11 November?');
    chat.whatsApp.setFaults({ dropAnswers: 0 });
    // Longer than a send of which nobody knows is waited for.
    await sleep(5000);
    expect(plain(chat.came('james')).match(/11 November/g)).toHaveLength(1);
  });

  test('says what was wrong with an answer, and operators can read it', async () => {
    const answer = await chat.ask('giulia', 'Quanti successi il 13 novembre?');
    const asked = await chat.tap('giulia', answer, '👎');
    expect(wordsOf(await chat.tap('giulia', asked, 'Una cifra'))).not.toBe('');
    const { personId } = await personNamed('Giulia Bianchi');
    const known = await chat.api('GET', `/v1/feedback?userId=${personId}`);
    expect(known).toMatchObject({
      feedback: [{ up: false, flaw: 'figure', question: 'Quanti successi il 13 novembre?' }],
    });
  });

  test.each([
    ['image', 'image/png', 'immagini'],
    ['audio', 'audio/ogg', 'vocali'],
  ] as const)('is told kindly that %s can not be read', async (type, mimeType, word) => {
    const phone = chat.whatsApp.phone('giulia');
    const words = wordsOf(
      await chat.after('giulia', () => phone.sendMedia(type, { mimeType, bytes: Buffer.from('x') })),
    );
    expect(words).toContain(word);
  });

  test('hears nothing after STOP but that it was heard', async () => {
    expect(wordsOf(await chat.ask('chiara', 'BASTA'))).not.toBe('');
    expect(await quietAfter('chiara', 'Quanti fallimenti ieri?')).toBe(true);
    await chat.ask('chiara', 'INIZIA');
    expect(plain(await chat.ask('chiara', 'Quanti fallimenti ieri?'))).toMatch(/\d+ fallimenti/);
  });

  test('who asks for a colleague is left alone until the conversation is given back', async () => {
    expect(wordsOf(await chat.ask('chiara', 'Voglio parlare con una persona'))).toContain('collega');
    expect(await quietAfter('chiara', 'Ci siete?')).toBe(true);
    const { personId } = await personNamed('Chiara Moretti');
    await chat.api('PUT', `/v1/people/${personId}`, { handover: null });
    expect(plain(await chat.ask('chiara', 'Quanti fallimenti ieri?'))).toMatch(/\d+ fallimenti/);
  });
});

test('who was not let in learns how to ask for it, and gets no figure until then', async () => {
  const refused = await chat.ask('paolo', 'Quanti fallimenti ieri?');
  expect(plain(refused)).not.toMatch(/\d+ fallimenti/);
  await chat.tap('paolo', refused, 'permesso');
  const { personId, admission } = await personNamed('Paolo Neri');
  expect(admission).toBe('asked');
  await chat.api('PUT', `/v1/people/${personId}`, { admission: 'granted' });
  expect(plain(await chat.ask('paolo', 'Quanti fallimenti ieri?'))).toMatch(/\d+ fallimenti/);
});

describe('one question is followed by one id', () => {
  const STEPS = ['classify', 'query', 'validate', 'mask'];
  const writers = (lines: Awaited<ReturnType<Talking['logged']>>): Set<string> =>
    new Set(lines.map(({ service }) => service.split('-').at(-1) ?? ''));

  test('from X-Request-ID through every step, whatever the client calls it', async () => {
    const question = { question: 'Quanti fallimenti il 13 novembre?', language: 'it' };
    await chat.api('POST', '/v1/ask', question, { 'x-request-id': 'follow.me:1' });
    await expect
      .poll(async () => [...writers(await chat.logged('"follow.me:1"'))].sort())
      .toEqual([...STEPS, 'api'].sort());
    const lines = await chat.logged('"follow.me:1"');
    expect(new Set(lines.map(({ requestId }) => requestId))).toEqual(new Set(['follow.me:1']));
    expect(lines.map(({ message }) => message)).toEqual(
      expect.arrayContaining(['asked', 'statement', 'validated']),
    );
    const ids = new Set(lines.map(({ questionId }) => questionId));
    expect(ids.size).toBe(1);
  });

  test('from the webhook through the queue and every step to the last reply, and it is no number of a person', async () => {
    await chat.ask('giulia', 'Quanti fallimenti il 14 novembre?');
    const received = (await chat.logged('"received"')).map(({ requestIds }) => requestIds);
    const [id] = z.parse(
      z.tuple([z.string()]),
      received.findLast((ids) => JSON.stringify(ids) !== '[]'),
    );
    await expect
      .poll(async () => [...writers(await chat.logged(id))].sort())
      .toEqual([...STEPS, 'webhook', 'dispatch'].sort());
    const lines = await chat.logged(id);
    const sent = lines.filter(({ message }) => message === 'send').map(({ what }) => what);
    expect(sent).toEqual(expect.arrayContaining(['sent', 'told_delivered']));
    expect(id).toMatch(/^w-[0-9a-f]{32}$/);
    expect(JSON.stringify(lines)).not.toMatch(/\b39\d{8,}\b|wamid/);
  });
});

describe('npm run top', () => {
  const top = async (dataDir: string, ...args: string[]): Promise<string> => {
    const env = { ...process.env, MILHENA_DATA_DIR: dataDir };
    const { stdout } = await promisify(execFile)('node', ['infra/local/cli/top.ts', ...args], { env });
    return stdout;
  };

  test('shows what the functions themselves counted in the last minute', async () => {
    await chat.ask('giulia', 'Quanto fatturato avremo ieri?');
    const { figures, queues, url } = z.parse(Snapshot, JSON.parse(await top(chat.dataDir, '--json')));
    const names = new Set(figures.map(({ name }) => name));
    expect([...names]).toEqual(
      expect.arrayContaining([
        'latency',
        'answerTime',
        'answers',
        'refusals',
        'waited',
        'sends',
        'sessionMessages',
      ]),
    );
    const works = figures.flatMap(({ name, dimensions }) => (name === 'latency' ? dimensions['work'] : []));
    expect(works).toEqual(expect.arrayContaining(['webhook', 'dispatch', 'classify', 'mask']));
    expect(queues.map(({ name }) => name)).toContain('ChannelNormalQueue');
    expect(url).toBe(chat.cloud.url);
    expect(await top(chat.dataDir, '--once')).toMatch(/answers, WhatsApp +\d/);
  });

  test('says that nothing runs where nothing runs', async () => {
    await expect(top('/nowhere', '--once')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('npm start'),
    });
  });
});
