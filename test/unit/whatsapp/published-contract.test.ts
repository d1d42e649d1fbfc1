import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { readOutbound } from '#infra/local/whatsapp/limits.ts';
import { LIMITS } from '#shared/domain/whatsapp/limits.ts';
import { Outbound } from '#shared/domain/whatsapp/outbound.ts';
import { renderReply } from '#shared/domain/whatsapp/render.ts';
import {
  MOST_SECTIONS,
  PUBLISHED_MOST,
  STATED_FOR_NOBODY,
  UNPUBLISHED,
} from '#test/support/published-whatsapp/limits.ts';
import { AS_MEANT, TO_THE_LETTER } from '#test/support/published-whatsapp/outbound.ts';
import { refusedAt } from '#test/support/published-whatsapp/places.ts';
import { replies, senders } from '#test/support/replies.ts';
import { buttons, cards, interactive, link, list, row, texts } from '#test/support/whatsapp-forms.ts';

type Message = Record<string, unknown>;

const typeOf = (message: Message): string => String(message['type']);
const places = (message: Message, schemas = AS_MEANT): string[] =>
  refusedAt(message, ...(schemas[typeOf(message)] ?? [z.never()]));

const HEAD = { messaging_product: 'whatsapp', recipient_type: 'individual', to: '393331112222' };
const whole = (content: object): Message => ({ ...HEAD, type: '', ...content });

const Body = z.object({ interactive: z.object({ type: z.string(), body: z.object({ text: z.string() }) }) });
/** The form and the text of an interactive message. */
const inside = (message: Message): { form: string; text: string } => {
  const read = Body.safeParse(message);
  if (!read.success) return { form: typeOf(message), text: '' };
  return { form: read.data.interactive.type, text: read.data.interactive.body.text };
};

interface Difference {
  why: string;
  /** Where the description refuses a message of ours for it; nowhere when it does not concern the message. */
  refused: (message: Message) => string[];
  example: Message;
}

const form =
  (...names: string[]): Difference['refused'] =>
  (message) =>
    names.includes(inside(message).form) ? ['interactive.action', 'interactive.type'] : [];

/** What the description refuses and the platform takes, by its reference and in the field. */
const STRICTER: Readonly<Record<string, Difference>> = {
  'a person without a number': {
    why: 'It is older than the ids of people, and wants a number.',
    refused: (message) =>
      'recipient' in message ? (typeOf(message) === 'template' ? ['to'] : ['recipient', 'to']) : [],
    example: { ...whole(texts('Ciao')), to: undefined, recipient: 'IT.88' },
  },
  'the text above a list': {
    why: 'It gives every form 1024 characters; the reference gives a list 4096.',
    refused: (message) => {
      const { form: name, text } = inside(message);
      return name === 'list' && Array.from(text).length > PUBLISHED_MOST.listBody
        ? ['interactive.body.text']
        : [];
    },
    example: whole(list('a'.repeat(1025), 'Apri', 'Titolo', row(1))),
  },
  'a link on a button': {
    why: 'It has no such form.',
    refused: form('cta_url'),
    example: whole(link('https://example.com', 'Apri')),
  },
  'cards in a row': {
    why: 'It has no such form.',
    refused: form('carousel'),
    example: whole(cards(2)),
  },
  'the policy of a language': {
    why: 'It wants a word that has only one value; the reference no longer names it.',
    refused: (message) => (typeOf(message) === 'template' ? ['template.language.policy'] : []),
    example: whole({ type: 'template', template: { name: 'report', language: { code: 'it' } } }),
  },
  'our own reference': {
    why: 'It knows it for calls alone; statuses bring it back for messages too.',
    refused: (message) => ('biz_opaque_callback_data' in message ? ['biz_opaque_callback_data'] : []),
    example: whole({ ...texts('Ciao'), biz_opaque_callback_data: 'send-1' }),
  },
};

const known = (message: Message): string[] =>
  [...new Set(Object.values(STRICTER).flatMap(({ refused }) => refused(message)))].toSorted();

describe('what we send, by the description the platform published', () => {
  test('any reply becomes messages that it takes, but for the differences that are known', () => {
    const taken: Record<string, number> = {};
    const differing: Record<string, number> = {};
    fc.assert(
      fc.property(replies, senders, (reply, to) => {
        for (const { payload, plain } of renderReply(reply, to))
          for (const message of plain === undefined ? [payload] : [payload, plain]) {
            const expected = known(message);
            expect(places(message)).toEqual(expected);
            const counted = expected.length === 0 ? taken : differing;
            const { form: name } = inside(message);
            counted[name] = (counted[name] ?? 0) + 1;
          }
      }),
      { numRuns: 1000 },
    );
    for (const name of ['text', 'button', 'list', 'image']) expect(taken[name]).toBeGreaterThan(100);
    expect(Object.keys(taken).toSorted()).toEqual(['button', 'image', 'list', 'text']);
    for (const name of ['text', 'list', 'cta_url', 'carousel', 'template'])
      expect(differing[name]).toBeGreaterThan(20);
  }, 60_000);

  test.each(Object.entries(STRICTER))('is refused there alone, and still, for %s', (_, difference) => {
    const { example, refused } = difference;
    expect(refused(example)).not.toEqual([]);
    expect(places(example)).toEqual(refused(example));
    expect(() => readOutbound(example)).not.toThrow();
  });

  test('documents and reactions, which only the stand-in takes yet, have its shape', () => {
    const quoted = { message_id: 'wamid.IN1' };
    const documents = [
      whole({ type: 'document', document: { id: '9002', filename: 'a.pdf', caption: 'x' } }),
      whole({ type: 'document', document: { link: 'https://example.com/a.pdf' }, context: quoted }),
      whole({ type: 'reaction', reaction: { ...quoted, emoji: '👍' } }),
    ];
    for (const document of documents) {
      expect(places(document)).toEqual([]);
      expect(() => readOutbound(document)).not.toThrow();
    }
    expect(places(whole({ type: 'document', document: { id: '1', link: 'https://example.com' } }))).toEqual([
      'document',
    ]);
  });

  test('to the letter it refuses them all, but for templates: each type is closed to what all have', () => {
    const head = ['messaging_product', 'recipient_type', 'to'];
    const image = { type: 'image', image: { id: '9001' } };
    for (const content of [texts('Ciao'), buttons('x', ['a', 'A']), image])
      expect(places(whole(content), TO_THE_LETTER)).toEqual(head);
    const language = { code: 'it', policy: 'deterministic' };
    const template = whole({ type: 'template', template: { name: 'report', language } });
    expect(places(template, TO_THE_LETTER)).toEqual([]);
  });
});

const accepts = {
  us: (message: Message) => Outbound.safeParse(message).success,
  theStandIn: (message: Message) => {
    try {
      readOutbound(message);
      return true;
    } catch {
      return false;
    }
  },
  theDescription: (message: Message) => places(message).length === 0,
};

const titled = (header: object, footer: string) =>
  interactive({ ...buttons('x', ['a', 'A']).interactive, header, footer: { text: footer } });
const many = <Item>(count: number, make: (at: number) => Item): Item[] =>
  Array.from({ length: count }, (_, at) => make(at));

type Limit = keyof typeof PUBLISHED_MOST;

/** A message that holds so much of what is limited. */
const HOLDING: [limit: Limit, make: (amount: number) => object][] = [
  ['listBody', (amount) => list('a'.repeat(amount), 'Apri', 'Titolo', row(1))],
  ['body', (amount) => buttons('a'.repeat(amount), ['a', 'A'])],
  ['header', (amount) => titled({ type: 'text', text: 'a'.repeat(amount) }, 'x')],
  ['footer', (amount) => titled({ type: 'text', text: 'x' }, 'a'.repeat(amount))],
  [
    'buttons',
    (amount) => buttons('x', ...many(amount, (at): [string, string] => [`id${at}`, `Titolo ${at}`])),
  ],
  ['buttonTitle', (amount) => buttons('x', ['a', 'a'.repeat(amount)])],
  ['buttonId', (amount) => buttons('x', ['a'.repeat(amount), 'A'])],
  ['rows', (amount) => list('x', 'Apri', 'Titolo', ...many(amount, (at) => row(at)))],
  ['rowTitle', (amount) => list('x', 'Apri', 'Titolo', row(1, 'a'.repeat(amount)))],
  ['rowDescription', (amount) => list('x', 'Apri', 'Titolo', row(1, 'x', 'a'.repeat(amount)))],
  ['rowId', (amount) => list('x', 'Apri', 'Titolo', { id: 'a'.repeat(amount), title: 'x' })],
  ['sectionTitle', (amount) => list('x', 'Apri', 'a'.repeat(amount), row(1))],
];

describe('the limits', () => {
  test('of ours are none above the published ones, but for the text above a list', () => {
    const ours: Record<string, unknown> = LIMITS;
    const published = { ...PUBLISHED_MOST, ...STATED_FOR_NOBODY };
    const above = Object.entries(published).filter(([name, most]) => Number(ours[name]) > most);
    expect(above).toEqual([['listBody', 1024]]);
    expect(Object.keys(LIMITS).toSorted()).toEqual([...Object.keys(published), ...UNPUBLISHED].toSorted());
  });

  test('are all tried', () => {
    expect(HOLDING.map(([name]) => name)).toEqual(Object.keys(PUBLISHED_MOST));
  });

  test.each(HOLDING)(
    '%s: one more is refused by the description, by us and by the stand-in',
    (name, make) => {
      const most = PUBLISHED_MOST[name];
      const answers = (amount: number) => Object.values(accepts).map((accept) => accept(whole(make(amount))));
      expect(answers(most)).toEqual([true, true, true]);
      expect(answers(most + 1)).toEqual(name === 'listBody' ? [true, true, false] : [false, false, false]);
    },
  );

  // What it leaves open is no reason to send it: the reference refuses it.
  test.each<[string, object]>([
    ['a text longer than 4096', texts('a'.repeat(4097))],
    ['a text without words', { type: 'text', text: { preview_url: false } }],
    ['an empty text', texts('')],
    ['a longer caption', { type: 'image', image: { id: '9001', caption: 'a'.repeat(1025) } }],
    ['buttons that read alike', buttons('x', ['a', 'A'], ['b', 'A'])],
    ['a list without rows', list('x', 'Apri', 'Titolo')],
    [
      'ten rows in each of ten parts',
      interactive({
        type: 'list',
        body: { text: 'x' },
        action: {
          button: 'Apri',
          sections: many(MOST_SECTIONS, (part) => ({
            title: `Parte ${part}`,
            rows: many(PUBLISHED_MOST.rows, (at) => row(part * PUBLISHED_MOST.rows + at)),
          })),
        },
      }),
    ],
    ['buttons above nothing', interactive({ ...buttons('x', ['a', 'A']).interactive, body: undefined })],
  ])('are stricter than the description for %s', (_, content) => {
    expect(Object.values(accepts).map((accept) => accept(whole(content)))).toEqual([false, false, true]);
  });
});
