import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Incoming } from '#shared/contracts/incoming.ts';
import { readWebhook } from '#shared/domain/whatsapp/read-webhook.ts';
import {
  change,
  MESSAGES,
  NUMBER_ID,
  OTHER_CHANGES,
  post,
  STATUSES,
} from '#test/support/whatsapp-samples.ts';

const RECEIVED = new Date('2026-11-21T10:15:00.000Z');
const SENT = '2026-11-21T10:10:00.000Z';
const read = (document: unknown, numberIds: readonly string[] = [NUMBER_ID]) =>
  readWebhook(document, { numberIds, receivedAt: RECEIVED });
const one = (name: string) => read(post(change({ messages: [MESSAGES[name]] }))).items[0];
const content = (name: string) => {
  const item = one(name);
  return item?.kind === 'message' ? item.content : item;
};

const GIULIA = { phone: '393331112222', scopedId: 'IT.8831204471', name: 'Giulia' };

describe('what a person sent', () => {
  test('a message says who wrote what, when and to which number', () => {
    expect(one('text')).toEqual({
      version: 1,
      kind: 'message',
      numberId: NUMBER_ID,
      messageId: 'wamid.text',
      sender: GIULIA,
      sentAt: SENT,
      receivedAt: RECEIVED.toISOString(),
      content: { type: 'text', text: 'fatturato di ottobre?' },
    });
  });

  test.each([
    ['button', { type: 'tap', id: 'p:oct', title: 'Ottobre' }],
    ['list', { type: 'tap', id: 'r:3', title: 'Roma' }],
    ['template', { type: 'tap', id: 'STOP', title: 'Stop' }],
    ['flow', { type: 'form' }],
    ['emptyInteractive', { type: 'unsupported', what: 'interactive' }],
    ['image', { type: 'media', media: 'image', caption: 'ecco' }],
    ['video', { type: 'media', media: 'video' }],
    ['audio', { type: 'media', media: 'audio' }],
    ['document', { type: 'media', media: 'document', caption: 'rapporto' }],
    ['sticker', { type: 'media', media: 'sticker' }],
    ['location', { type: 'location' }],
    ['contacts', { type: 'contacts', phones: ['39333444', '+39 02 5555555'] }],
    ['reaction', { type: 'reaction', to: 'wamid.OUT1', emoji: '👍' }],
    ['unreaction', { type: 'reaction', to: 'wamid.OUT1' }],
    ['order', { type: 'order' }],
    ['unsupported', { type: 'unsupported', what: 'poll_creation' }],
    ['newer', { type: 'unsupported', what: 'hologram' }],
    ['edit', { type: 'edit', original: 'wamid.text', text: 'fatturato di novembre?' }],
    ['revoke', { type: 'revoke', original: 'wamid.text' }],
  ])('%s', (name, expected) => {
    expect(content(name)).toEqual(expected);
  });

  test('a quoted message is named, a forwarded one quotes nothing', () => {
    expect(one('quoting')).toMatchObject({ quoted: 'wamid.OUT1' });
    expect(one('forwarded')).not.toHaveProperty('quoted');
  });

  test('a group is named', () => {
    expect(one('grouped')).toMatchObject({ groupId: '1203630@g', sender: GIULIA });
  });

  test('a type that is newer than we are is answered and counted', () => {
    const { items, ignored } = read(post(change({ messages: [MESSAGES['newer']] })));
    expect(items).toHaveLength(1);
    expect(ignored).toEqual({ type: 1 });
  });
});

describe('who wrote', () => {
  const senderOf = (message: object, contacts: unknown) => {
    const body = { id: 'wamid.x', type: 'text', text: { body: 'ciao' }, ...message };
    const [item] = read(post(change({ messages: [body], contacts }))).items;
    return item?.kind === 'message' ? item.sender : undefined;
  };

  test('an id is told from a number by its shape, wherever it stands', () => {
    expect(senderOf({ from: 'IT.8831204471' }, [])).toEqual({ scopedId: 'IT.8831204471' });
    expect(senderOf({ from_user_id: 'IT.ENT.12' }, [])).toEqual({ scopedId: 'IT.ENT.12' });
    expect(senderOf({ from: '+393331112222' }, [])).toEqual({ phone: '393331112222' });
    expect(senderOf({ from: 393331112222 }, [])).toEqual({ phone: '393331112222' });
  });

  test('the contact beside it links number and id, and gives the name', () => {
    const contacts = [
      { profile: { name: 'Piero' }, wa_id: '39000000', user_id: 'IT.1' },
      { profile: { name: 'Giulia' }, wa_id: '393331112222', user_id: 'IT.8831204471' },
    ];
    expect(senderOf({ from: '393331112222' }, contacts)).toEqual(GIULIA);
    expect(senderOf({ from_user_id: 'IT.8831204471' }, contacts)).toEqual(GIULIA);
    expect(senderOf({ from: '39111111' }, contacts)).toEqual({ phone: '39111111' });
  });

  test('a message that names nobody is of the only contact, and of nobody when there are two', () => {
    const contact = { profile: { name: 'Giulia' }, wa_id: '393331112222', user_id: 'IT.8831204471' };
    expect(senderOf({}, [contact])).toEqual(GIULIA);
    expect(senderOf({}, [contact, { ...contact, wa_id: '39000000', user_id: 'IT.1' }])).toBeUndefined();
    const two = { messages: [MESSAGES['text'], { ...MESSAGES['image'], from: null, from_user_id: null }] };
    expect(read(post(change(two)))).toMatchObject({ items: [{}], ignored: { sender: 1 } });
  });
});

describe('what else happens', () => {
  test('a receipt says what became of a send', () => {
    const { items } = read(post(change({ statuses: Object.values(STATUSES) })));
    expect(items).toEqual([
      expect.objectContaining({
        messageId: 'wamid.OUT1',
        status: 'delivered',
        sendId: 'send-42',
        errors: [],
      }),
      expect.objectContaining({ messageId: 'wamid.OUT2', status: 'failed', errors: [131047, 131056] }),
      expect.objectContaining({ messageId: 'wamid.OUT3', status: 'read' }),
      expect.objectContaining({ messageId: 'wamid.OUT4', status: 'teleported' }),
    ]);
  });

  test('somebody has another number or another id', () => {
    expect(one('changedNumber')).toMatchObject({
      kind: 'moved',
      before: { phone: '393331112222', scopedId: 'IT.8831204471' },
      after: { phone: '393339998888', scopedId: 'IT.99' },
      at: SENT,
    });
    expect(one('changedId')).toMatchObject({
      before: { scopedId: 'IT.8831204471' },
      after: { scopedId: 'IT.99' },
    });
    const [update] = read(post(OTHER_CHANGES['idUpdate'])).items;
    expect(update).toMatchObject({
      kind: 'moved',
      before: { scopedId: 'IT.8831204471' },
      after: { scopedId: 'IT.99', phone: '393331112222' },
    });
  });

  test('a colleague wrote by hand', () => {
    expect(read(post(OTHER_CHANGES['echo'])).items).toEqual([
      { version: 1, kind: 'taken_over', numberId: NUMBER_ID, to: GIULIA, at: SENT },
    ]);
  });

  test('what says nothing to us is counted by a fixed word, never by what it holds', () => {
    const { calls, newer, errors } = OTHER_CHANGES;
    const document = post(calls, newer, errors, change({ messages: [MESSAGES['changedIdentity'], 7, null] }));
    expect(read(document)).toEqual({
      items: [],
      ignored: { field_calls: 1, field_other: 1, errors: 1, system: 1, malformed: 2 },
    });
    expect(read({ ...post(calls), object: 'page' })).toEqual({ items: [], ignored: { object: 1 } });
  });

  test('a number that is not ours is passed over; where none is named it is the only one we have', () => {
    const foreign = { metadata: { phone_number_id: '666' }, messages: [MESSAGES['text']] };
    expect(read(post(change(foreign)))).toEqual({ items: [], ignored: { number: 1 } });
    const bare = post(change({ metadata: {}, messages: [MESSAGES['text']] }));
    expect(read(bare).items).toHaveLength(1);
    expect(read(bare, [NUMBER_ID, '1056']).items).toHaveLength(0);
  });

  test.each([undefined, null, '', 'x', -1, 0, '99999999999999', 1e300, {}, '1795255800.5'])(
    'no instant in %j: the one of arrival stands',
    (timestamp) => {
      const [item] = read(post(change({ messages: [{ ...MESSAGES['text'], timestamp }] }))).items;
      expect(item).toMatchObject({ sentAt: RECEIVED.toISOString() });
    },
  );
});

type Path = (string | number)[];
type Json = Record<string | number, unknown>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const pathsOf = (value: unknown, path: Path = []): Path[] => {
  if (!isJson(value)) return [];
  const keys: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => [[...path, key], ...pathsOf(value[key], [...path, key])]);
};

const holderOf = (value: unknown, path: Path): Json => {
  const holder = path.slice(0, -1).reduce<unknown>((held, key) => (isJson(held) ? held[key] : {}), value);
  return isJson(holder) ? holder : {};
};

/** One thing done to one key. */
const CHANGES: Record<string, (holder: Json, key: string | number) => void> = {
  deleted: (holder, key) => void (Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key]),
  'made null': (holder, key) => void (holder[key] = null),
  'made a number': (holder, key) => void (holder[key] = 42),
  'made a text': (holder, key) => void (holder[key] = 'x'),
  'made an empty text': (holder, key) => void (holder[key] = ''),
  'made a list': (holder, key) => void (holder[key] = [holder[key]]),
  'made an object': (holder, key) => void (holder[key] = { constructor: holder[key] }),
  repeated: (holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 0, structuredClone(holder[Number(key)]));
    else holder[key] = [holder[key], structuredClone(holder[key])];
  },
};

const neighbour = (id: string) => ({
  from: '39347000111',
  id,
  timestamp: '1795255800',
  type: 'text',
  text: { body: id },
});

/** The sample amid messages of others: in its list, in its entry and in its post. */
const amid = (sample: unknown, list: string) => ({
  object: 'whatsapp_business_account',
  entry: [
    { id: '1', changes: [change({ messages: [neighbour('entry before')] })] },
    {
      id: '2',
      changes: [
        change({ messages: [neighbour('change before')] }),
        list === ''
          ? sample
          : change({
              [list]: list === 'messages' ? [neighbour('before'), sample, neighbour('after')] : [sample],
            }),
        change({ messages: [neighbour('change after')] }),
      ],
    },
    { id: '3', changes: [change({ messages: [neighbour('entry after')] })] },
  ],
});

const SAMPLES: [string, unknown, string][] = [
  ...Object.entries(MESSAGES).map(([name, item]): [string, unknown, string] => [name, item, 'messages']),
  ...Object.entries(STATUSES).map(([name, item]): [string, unknown, string] => [name, item, 'statuses']),
  ...Object.entries(OTHER_CHANGES).map(([name, item]): [string, unknown, string] => [name, item, '']),
];

const idsOf = (items: readonly Incoming[]): string[] =>
  items.flatMap((item) => (item.kind === 'message' ? [item.messageId] : []));

const isPrefix = (path: Path, of: string) => of.startsWith(`${path.join('/')}/`) || of === path.join('/');

/** The sample and all that holds it; what lies in the neighbours is changed when they are the samples. */
const isAround = (path: Path) =>
  isPrefix(path, AROUND) || path.join('/').startsWith(AROUND) || path.length < 4;
const AROUND = 'entry/1/changes/1';

/** Where each neighbour stands, and what decides that it is read. */
const NEIGHBOURS: [id: string, place: string][] = [
  ['entry before', 'entry/0/changes/0/value/messages/0'],
  ['change before', 'entry/1/changes/0/value/messages/0'],
  ['before', 'entry/1/changes/1/value/messages/0'],
  ['after', 'entry/1/changes/1/value/messages/2'],
  ['change after', 'entry/1/changes/2/value/messages/0'],
  ['entry after', 'entry/2/changes/0/value/messages/0'],
];

/** Neighbours that a change of this key can not touch. */
const spared = (path: Path): string[] => {
  const at = path.join('/');
  return NEIGHBOURS.filter(([, place]) => {
    const own = place.split('/').slice(0, 4).join('/');
    const decides = at === 'object' || at === `${own}/field` || at.startsWith(`${own}/value/metadata`);
    return !decides && !isPrefix(path, place) && !at.startsWith(place);
  }).map(([id]) => id);
};

describe('posts that are damaged', () => {
  test.each(SAMPLES)('%s, with any one key changed, takes no other message along', (_, sample, list) => {
    // Through text, so that no part is shared between its places.
    const whole: Json = JSON.parse(JSON.stringify(amid(sample, list)));
    const all = new Set(idsOf(read(whole).items));
    let changed = 0;
    const lost: string[] = [];
    for (const path of pathsOf(whole).filter(isAround))
      for (const [what, apply] of Object.entries(CHANGES)) {
        const document = structuredClone(whole);
        const key = path.at(-1) ?? '';
        apply(holderOf(document, path), key);
        const { items } = read(document);
        for (const item of items) Incoming.parse(item);
        const ids = idsOf(items);
        const missing = spared(path).filter((id) => all.has(id) && !ids.includes(id));
        if (missing.length > 0) lost.push(`${path.join('.')} ${what}: ${missing.join(', ')}`);
        changed += 1;
      }
    expect(lost).toEqual([]);
    expect(changed).toBeGreaterThan(200);
    expect(({} as Json)['from']).toBeUndefined();
  });

  test('keys of prototypes reach nothing', () => {
    const text = JSON.stringify(post(change({ messages: [MESSAGES['text']] })));
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString']) {
      const document = text.replaceAll('"from"', `"${key}"`).replaceAll('"type":"text"', `"type":"${key}"`);
      expect(() => read(JSON.parse(document))).not.toThrow();
      const word = read(JSON.parse(text.replaceAll('"field":"messages"', `"field":"${key}"`)));
      expect(word.ignored).toEqual({ field_other: 1 });
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('anything at all is read without a throw, and what comes of it is well formed', () => {
    const keys = fc.constantFrom(
      'object',
      'entry',
      'changes',
      'value',
      'messages',
      'statuses',
      'type',
      'text',
    );
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.letrec((tie) => ({
        tree: fc.oneof(
          { maxDepth: 8 },
          fc.constantFrom('text', 'messages', 7, null, 'wamid.1', '393331112222'),
          fc.array(tie('tree'), { maxLength: 3 }),
          fc.dictionary(keys, tie('tree'), { maxKeys: 5 }),
        ),
      })).tree,
    );
    fc.assert(
      fc.property(anything, (document) => {
        expect(() => read(document).items.map((item) => Incoming.parse(item))).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  test('a text is bounded and holds only what a queue takes', () => {
    const body = `\uD800\uFFFF${'😀'.repeat(100_000)}`;
    const [item] = read(post(change({ messages: [{ ...MESSAGES['text'], text: { body } }] }))).items;
    const text = item?.kind === 'message' && item.content.type === 'text' ? item.content.text : '';
    expect(text.length).toBe(20_000);
    expect(text.isWellFormed()).toBe(true);
    expect(text.startsWith('\uFFFD\uFFFD😀')).toBe(true);
  });
});
