import { beforeEach, describe, expect, test } from 'vitest';
import { recoveriesIn } from '#test/support/counted.ts';
import { dispatchWith } from '#functions/dispatch/dispatch.ts';
import type { DispatchPorts } from '#functions/dispatch/ports.ts';
import type { Outgoing } from '#shared/contracts/delivery.ts';
import { NotYet } from '#shared/contracts/faults.ts';
import type {
  Announcement,
  Content,
  Incoming,
  IncomingMessage,
  Receipt,
} from '#shared/contracts/incoming.ts';
import type { SendOutcome } from '#shared/ports.ts';
import { memoryStores } from '#test/support/delivery/memory-stores.ts';

const START = Date.parse('2026-11-20T09:00:00Z');
const to = { phone: '393331112222' };

/** Dispatch before a platform that answers as told; time passes only where somebody sleeps. */
const desk = (more: Partial<DispatchPorts> = {}) => {
  let time = START;
  const outcomes: SendOutcome[] = [];
  const sent: { payload: Outgoing['payload']; reference: string }[] = [];
  const seen: string[] = [];
  const asked: string[] = [];
  const counts: string[] = [];
  const out: string[] = [];
  const now = () => new Date(time);
  const stores = memoryStores(now);
  const say = (...texts: string[]) => texts.map((text): Outgoing => ({ payload: { text }, charts: [] }));
  const dispatch = dispatchWith({
    ...stores,
    platform: {
      send: async (_, payload, reference) => {
        sent.push({ payload, reference });
        return outcomes.shift() ?? { kind: 'sent', messageId: `wamid.OUT${sent.length}` };
      },
      seen: async (_, messageId, writing) => {
        seen.push(`${messageId} ${writing ? 'writing' : 'read'}`);
      },
      upload: async () => '9001',
    },
    answer: async ({ messageId }, working) => {
      asked.push(messageId);
      working();
      return { to, outgoing: say('one', 'two') };
    },
    busy: async () => ({ to, outgoing: say('busy') }),
    news: async ({ announcementId }) => {
      asked.push(announcementId);
      return { to, outgoing: say('news').map((one) => ({ ...one, outside: { text: 'template' } })) };
    },
    crowded: async () => false,
    heed: async ({ kind }) => {
      counts.push(kind);
    },
    optedOut: async ({ phone }) => {
      out.push(phone ?? '');
    },
    picture: async () => new Uint8Array([1]),
    now,
    chance: () => 1,
    sleep: async (ms) => {
      time += ms;
    },
    every: () => () => undefined,
    count: (what) => {
      counts.push(what);
    },
    parkedMs: 60_000,
    ...more,
  });
  const pass = (seconds: number) => {
    time += seconds * 1000;
  };
  /** As a queue does it: until it is done, at most so many times. */
  const work = async (item: Incoming, times = 1): Promise<string> => {
    let fault = '';
    let waitMs = 0;
    for (let turn = 0; turn < times; turn += 1) {
      time += waitMs;
      try {
        await dispatch(item, new Date(time + 60_000));
        return 'done';
      } catch (error) {
        fault = String(error instanceof Error ? error.name : error);
        waitMs = error instanceof NotYet ? error.waitMs : 1000;
      }
    }
    return fault;
  };
  return {
    ...stores,
    work,
    pass,
    outcomes,
    sent,
    seen,
    asked,
    counts,
    out,
    texts: () => sent.map(({ payload }) => payload['text']),
  };
};

const message = (messageId = 'wamid.IN', more: Partial<IncomingMessage> = {}): IncomingMessage => ({
  version: 1,
  kind: 'message',
  numberId: '1055',
  messageId,
  sender: to,
  sentAt: '2026-11-20T09:00:00.000Z',
  receivedAt: '2026-11-20T09:00:00.000Z',
  content: { type: 'text', text: 'quante ieri?' },
  ...more,
});
const receipt = (status: string, sendId = 'wamid.IN.0~1', errors: number[] = []): Receipt => ({
  version: 1,
  kind: 'receipt',
  numberId: '1055',
  messageId: 'wamid.OUT1',
  status,
  at: '2026-11-20T09:00:05.000Z',
  sendId,
  errors,
});
const refused = (code: number): SendOutcome => ({ kind: 'refused', status: 400, code });

let d: ReturnType<typeof desk>;
beforeEach(() => {
  d = desk();
});
const states = () => d.rows.get('wamid.IN')?.map(({ state }) => state);

describe('a message', () => {
  test('is seen, answered in order, and done', async () => {
    expect(await d.work(message())).toBe('done');
    expect([d.texts(), d.seen, states()]).toEqual([['one', 'two'], ['wamid.IN writing'], ['sent', 'sent']]);
    expect(d.sent.map(({ reference }) => reference)).toEqual(['wamid.IN.0~1', 'wamid.IN.1~1']);
  });

  test('that gets no answer is read, and nobody writes', async () => {
    const quiet = desk({ answer: async () => ({ to, outgoing: [] }) });
    await quiet.work(message());
    expect(quiet.seen).toEqual(['wamid.IN read']);
  });

  test('that comes again, even 7.9 days later, is not answered again', async () => {
    await d.work(message());
    for (const days of [0, 1, 6.9]) {
      d.pass(days * 86_400);
      expect(await d.work(message())).toBe('done');
    }
    expect([d.asked.length, d.sent.length]).toEqual([1, 2]);
  });

  test('that somebody else works on waits for them', async () => {
    await d.claims.claim('wamid.IN', new Date(START + 30_000));
    expect(await d.work(message())).toBe('NotYet');
    expect(await d.work(message(), 2)).toBe('done');
    expect(d.sent.length).toBe(2);
  });

  test('is answered with the honest words when too many wait, without asking', async () => {
    d = desk({ crowded: async () => true });
    await d.work(message());
    expect([d.texts(), d.asked]).toEqual([['busy'], []]);
  });

  test('whose answer could not be made is free for the next at once', async () => {
    let tries = 0;
    d = desk({
      answer: async () => {
        tries += 1;
        if (tries === 1) throw new Error('away');
        return { to, outgoing: [{ payload: { text: 'one' }, charts: [] }] };
      },
    });
    expect(await d.work(message(), 2)).toBe('done');
    expect(d.texts()).toEqual(['one']);
  });

  test.each<Content>([
    { type: 'reaction', to: 'wamid.OUT', emoji: '👍' },
    { type: 'revoke', original: 'wamid.IN' },
    { type: 'edit', original: 'wamid.IN' },
  ])('that is a $type shows nobody writing', async (content) => {
    await d.work(message('wamid.IN', { content }));
    expect(d.seen).toEqual([]);
  });

  test('that has no answer is done', async () => {
    d = desk({ answer: async () => ({ to, outgoing: [] }) });
    expect([await d.work(message()), await d.work(message()), d.sent]).toEqual(['done', 'done', []]);
  });
});

describe('a send that nobody knows of', () => {
  beforeEach(() => {
    d.outcomes.push({ kind: 'unknown' });
  });
  test('is parked, and not sent again when a receipt names it', async () => {
    expect(await d.work(message())).toBe('NotYet');
    expect(states()).toEqual(['sending', 'ready']);
    await d.work(receipt('delivered'));
    expect(await d.work(message())).toBe('done');
    expect(d.texts()).toEqual(['one', 'two']);
  });
  test('is sent again when nothing named it for the whole wait', async () => {
    expect(await d.work(message(), 2)).toBe('done');
    expect(d.texts()).toEqual(['one', 'one', 'two']);
    expect(d.sent[1]?.reference).toBe('wamid.IN.0~2');
  });
  test('holds back what comes after it', async () => {
    await d.work(message());
    d.pass(30);
    await d.work(message());
    expect(d.texts()).toEqual(['one']);
  });
});

describe('a receipt', () => {
  test('that comes before its row is kept, and settles the row when it is parked', async () => {
    await d.work(receipt('sent'));
    d.outcomes.push({ kind: 'unknown' });
    expect(await d.work(message(), 2)).toBe('done');
    expect([d.texts(), d.counts.includes('receipt_before_row')]).toEqual([['one', 'two'], true]);
  });
  test('of what we did not send changes nothing', async () => {
    const { sendId: _none, ...foreign } = receipt('failed');
    expect(await d.work(foreign)).toBe('done');
    expect(d.counts).toEqual(['receipt_of_others']);
  });
  test('that tells of a failure which passes makes it go out again, once', async () => {
    await d.work(message());
    for (let copy = 0; copy < 3; copy += 1) await d.work(receipt('failed', 'wamid.IN.0~1', [131000]));
    expect(d.texts()).toEqual(['one', 'two', 'one']);
  });
  test('that tells of somebody who wants no more is passed on', async () => {
    await d.work(message());
    await d.work(receipt('failed', 'wamid.IN.0~1', [131050]));
    expect([d.out, d.sent.length]).toEqual([['393331112222'], 2]);
  });
});

describe('a refusal', () => {
  test('that passes is tried again, in order', async () => {
    d.outcomes.push(refused(131056), refused(131056), refused(131000));
    expect(await d.work(message(), 3)).toBe('done');
    expect(d.texts()).toEqual(['one', 'one', 'one', 'one', 'two']);
  });
  test('of one message gives way to the next', async () => {
    d.outcomes.push(refused(131026));
    expect(await d.work(message())).toBe('done');
    expect([d.texts(), states()]).toEqual([
      ['one', 'two'],
      ['given_up', 'sent'],
    ]);
  });
  test('for the whole number holds back everybody', async () => {
    d.outcomes.push({ kind: 'refused', status: 429, retryAfterMs: 20_000 });
    expect(await d.work(message())).toBe('NotYet');
    expect(await d.work(message('wamid.OTHER'))).toBe('NotYet');
    expect(d.texts()).toEqual(['one']);
    expect([await d.work(message(), 2), await d.work(message('wamid.OTHER'))]).toEqual(['done', 'done']);
  });
});

describe('a picture', () => {
  const outgoing: Outgoing = {
    payload: { type: 'image', image: { id: 'chart:c1', caption: 'chart:c1 is kept' } },
    charts: ['c1'],
    plain: { type: 'text' },
  };
  const answer = async () => ({ to, outgoing: [outgoing] });

  test('is uploaded before it is sent', async () => {
    d = desk({ answer });
    await d.work(message());
    expect(d.sent[0]?.payload).toEqual({ type: 'image', image: { id: '9001', caption: 'chart:c1 is kept' } });
  });
  test.each([
    ['is gone', async () => undefined],
    ['can not be drawn', () => Promise.reject(new Error('no'))],
  ])('that %s leaves the words', async (_, picture) => {
    d = desk({ answer, picture });
    expect(await recoveriesIn(() => d.work(message()))).toEqual(['picture_lost passed_by: 1']);
    expect(d.sent[0]?.payload).toEqual({ type: 'text' });
  });
  test('that the platform refuses leaves the words', async () => {
    d = desk({ answer });
    d.outcomes.push(refused(131053));
    await d.work(message());
    expect(d.sent.map(({ payload }) => payload['type'])).toEqual(['image', 'text']);
  });
});

describe('news of our own accord', () => {
  const announcement = (more: Partial<Announcement> = {}): Announcement => ({
    version: 1,
    kind: 'announcement',
    numberId: '1055',
    announcementId: 's1-1',
    personId: 'giulia',
    at: '2026-11-20T09:00:00.000Z',
    expiresAt: '2026-11-20T21:00:00.000Z',
    reply: { language: 'it', parts: [{ type: 'text', text: 'news' }] },
    template: { type: 'template', name: 'milhena_news', language: 'it', values: ['Fatture'] },
    ...more,
  });

  test('is told once, however often it is queued, and without a sign that we write', async () => {
    expect(await d.work(announcement())).toBe('done');
    expect(await d.work(announcement())).toBe('done');
    d.pass(86_400);
    expect(await d.work(announcement())).toBe('done');
    expect([d.texts(), d.seen]).toEqual([['news'], []]);
  });

  test('is a failure got over where it is an answer that was owed, once it is told', async () => {
    const owed = announcement({ announcementId: 'owed-1', owed: 'owed-1' });
    const told = (type: string) =>
      desk({ news: async () => ({ to, outgoing: [{ payload: { type }, charts: [] }] }) });
    const counted = (at: ReturnType<typeof desk>, news: Announcement) =>
      recoveriesIn(async () => {
        expect([await at.work(news), await at.work(news)]).toEqual(['done', 'done']);
      });
    expect(await counted(told('text'), owed)).toEqual(['answer_owed told_later: 1']);
    // Nobody had asked; it can only be asked again; they are to write first.
    expect(await counted(told('text'), announcement())).toEqual([]);
    expect(await counted(told('interactive'), owed)).toEqual([]);
    expect(await counted(told('template'), owed)).toEqual([]);
  });

  test('is told once when everything dies after the send', async () => {
    const { outbox } = d;
    const change = outbox.change.bind(outbox);
    let writes = 0;
    d.outbox.change = async (before, after) => {
      writes += 1;
      if (writes === 2) throw new Error('killed');
      return change(before, after);
    };
    expect(await d.work(announcement())).not.toBe('done');
    d.outbox.change = change;
    await d.outbox.addReceipt('s1-1.0', { ...receipt('sent', 's1-1.0~1'), messageId: 'wamid.OUT1' });
    expect(await d.work(announcement(), 5)).toBe('done');
    expect(d.texts()).toEqual(['news']);
  });

  test('is told by the template where the platform says that the person wrote too long ago', async () => {
    d.outcomes.push(refused(131047));
    expect(await d.work(announcement())).toBe('done');
    expect(await d.work(announcement())).toBe('done');
    expect(d.texts()).toEqual(['news', 'template']);
  });

  test('is given up where the template too is refused', async () => {
    d.outcomes.push(refused(131047), refused(131047));
    expect(await d.work(announcement())).toBe('done');
    expect(d.texts()).toEqual(['news', 'template']);
  });

  test('is left out when it is too old by then', async () => {
    d.pass(13 * 3600);
    expect(await d.work(announcement())).toBe('done');
    expect([d.texts(), d.counts]).toEqual([[], ['news_too_old']]);
  });

  test('is left out for who does not want it', async () => {
    const other = desk({ news: async () => undefined });
    expect(await other.work(announcement())).toBe('done');
    expect([other.texts(), other.counts]).toEqual([[], ['news_not_wanted']]);
  });
});
