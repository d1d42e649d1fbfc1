import { describe, expect, test } from 'vitest';
import { GraphError } from '#infra/local/whatsapp/graph-error.ts';
import { readOutbound } from '#infra/local/whatsapp/limits.ts';

const HEAD = { messaging_product: 'whatsapp', recipient_type: 'individual', to: '393331112222' };
type Json = Record<string, unknown>;

const long = (length: number) => 'x'.repeat(length);
const many = <Item>(count: number, make: (at: number) => Item): Item[] =>
  Array.from({ length: count }, (_, at) => make(at));

const text = (body: string): Json => ({ ...HEAD, type: 'text', text: { body } });
const interactive = (content: Json): Json => ({ ...HEAD, type: 'interactive', interactive: content });
const button = (at: number, title = `Option ${at}`, id = `o:${at}`) => ({
  type: 'reply',
  reply: { id, title },
});
const buttons = (more: Json = {}, list: unknown[] = [button(0)]): Json =>
  interactive({ type: 'button', body: { text: 'Which?' }, action: { buttons: list }, ...more });
const row = (at: number, more: Json = {}) => ({ id: `r:${at}`, title: `Row ${at}`, ...more });
const section = (rows: unknown[], title = 'All') => ({ title, rows });
const list = (sections: unknown[] = [section([row(0)])], more: Json = {}, label = 'Choose'): Json =>
  interactive({ type: 'list', body: { text: 'Which?' }, action: { button: label, sections }, ...more });
const link = (label = 'Open', url = 'https://example.com', more: Json = {}): Json =>
  interactive({
    type: 'cta_url',
    body: { text: 'More' },
    action: { name: 'cta_url', parameters: { display_text: label, url } },
    ...more,
  });
const quick = (at: number, title = 'Details', id = `q:${at}`) => ({
  type: 'quick_reply',
  quick_reply: { id, title },
});
const card = (at: number, more: Json = {}) => ({
  card_index: at,
  header: { type: 'image', image: { id: '9001' } },
  body: { text: `Card ${at}` },
  action: { buttons: [quick(at)] },
  ...more,
});
const linkCard = (at: number, label = 'Open') =>
  card(at, {
    type: 'cta_url',
    action: { name: 'cta_url', parameters: { display_text: label, url: 'https://example.com' } },
  });
const carousel = (cards: unknown[], more: Json = {}): Json =>
  interactive({ type: 'carousel', body: { text: 'Look' }, action: { cards }, ...more });
const image = (more: Json = {}): Json => ({ ...HEAD, type: 'image', image: { id: '9001', ...more } });
const document = (more: Json): Json => ({ ...HEAD, type: 'document', document: { id: '9001', ...more } });

const refusalOf = (body: unknown): GraphError | undefined => {
  try {
    readOutbound(body);
    return undefined;
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
};
const codeOf = (body: unknown) => refusalOf(body)?.code;

/** A name, a message of so much, how much is allowed, how much is the least. */
const LENGTHS: [string, (length: number) => Json, number, number?][] = [
  ['text', (n) => text(long(n)), 4096, 1],
  ['body of buttons', (n) => buttons({ body: { text: long(n) } }), 1024, 1],
  ['header of buttons', (n) => buttons({ header: { type: 'text', text: long(n) } }), 60, 1],
  ['footer of buttons', (n) => buttons({ footer: { text: long(n) } }), 60, 1],
  ['title of a button', (n) => buttons({}, [button(0, long(n))]), 20, 1],
  ['id of a button', (n) => buttons({}, [button(0, 'A', long(n))]), 256, 1],
  [
    'buttons',
    (n) =>
      buttons(
        {},
        many(n, (at) => button(at)),
      ),
    3,
    1,
  ],
  ['body of a list', (n) => list(undefined, { body: { text: long(n) } }), 4096, 1],
  ['header of a list', (n) => list(undefined, { header: { type: 'text', text: long(n) } }), 60, 1],
  ['footer of a list', (n) => list(undefined, { footer: { text: long(n) } }), 60, 1],
  ['label of a list', (n) => list(undefined, {}, long(n)), 20, 1],
  ['title of a section', (n) => list([section([row(0)], long(n))]), 24, 1],
  ['title of a row', (n) => list([section([row(0, { title: long(n) })])]), 24, 1],
  ['description of a row', (n) => list([section([row(0, { description: long(n) })])]), 72, 1],
  ['id of a row', (n) => list([section([row(0, { id: long(n) })])]), 200, 1],
  ['rows of one section', (n) => list([section(many(n, (at) => row(at)))]), 10, 1],
  ['sections of one row', (n) => list(many(n, (at) => section([row(at)]))), 10, 1],
  ['rows of two sections', (n) => list([section(many(n, (at) => row(at))), section([row(99)])]), 9, 1],
  ['body of a link', (n) => link('Open', 'https://example.com', { body: { text: long(n) } }), 1024, 1],
  ['label of a link', (n) => link(long(n)), 20, 1],
  ['cards', (n) => carousel(many(n, (at) => card(at))), 10, 2],
  ['cards with links', (n) => carousel(many(n, (at) => linkCard(at))), 10, 2],
  ['body of a carousel', (n) => carousel([card(0), card(1)], { body: { text: long(n) } }), 1024, 1],
  ['body of a card', (n) => carousel([card(0, { body: { text: long(n) } }), card(1)]), 160, 1],
  [
    'lines of a card',
    (n) => carousel([card(0, { body: { text: many(n, () => 'a').join('\n') } }), card(1)]),
    3,
    1,
  ],
  [
    'label of a quick reply',
    (n) => carousel([card(0, { action: { buttons: [quick(0, long(n))] } }), card(1)]),
    20,
    1,
  ],
  [
    'id of a quick reply',
    (n) => carousel([card(0, { action: { buttons: [quick(0, 'A', long(n))] } }), card(1)]),
    20,
    1,
  ],
  ['label of the link of a card', (n) => carousel([linkCard(0, long(n)), linkCard(1)]), 20, 1],
  ['caption', (n) => image({ caption: long(n) }), 1024, 1],
  ['name of a file', (n) => document({ filename: long(n) }), 240, 1],
  ['what is given along', (n) => ({ ...text('a'), biz_opaque_callback_data: long(n) }), 512],
];

describe('every limit of the platform', () => {
  test.each(LENGTHS)('%s: at the limit it passes, one above it is refused', (_, make, most, least) => {
    expect(codeOf(make(most))).toBeUndefined();
    expect([100, 131009]).toContain(codeOf(make(most + 1)));
    if (least === undefined) return;
    expect(codeOf(make(least))).toBeUndefined();
    expect([100, 131009]).toContain(codeOf(make(least - 1)));
  });

  test('length counts halves of a character too, the stricter of both counts', () => {
    expect(codeOf(text('🙂'.repeat(2048)))).toBeUndefined();
    expect(codeOf(text(`${'🙂'.repeat(2048)}a`))).toBe(100);
  });
});

describe('what is refused', () => {
  test.each<[string, unknown, number]>([
    ['no text at all', { ...HEAD, type: 'text', text: {} }, 131008],
    ['nothing but white space', text(' \n '), 100],
    ['half a character', text('\ud83d'), 100],
    ['an unknown type', { ...HEAD, type: 'poll', poll: {} }, 100],
    ['an unknown key', { ...text('a'), idempotency_key: 'x' }, 100],
    ['another product', { ...text('a'), messaging_product: 'telegram' }, 100],
    ['no recipient', { ...text('a'), to: undefined }, 131008],
    ['a recipient that is no number', { ...text('a'), to: 'giulia' }, 100],
    ['a picture by id and by link', image({ link: 'https://example.com/a.png' }), 100],
    ['a picture by nothing', { ...HEAD, type: 'image', image: {} }, 100],
    ['two buttons of one title', buttons({}, [button(0, 'A'), button(1, 'A')]), 131009],
    ['two buttons of one id', buttons({}, [button(0, 'A', 'x'), button(1, 'B', 'x')]), 131009],
    ['two rows of one id', list([section([row(0)]), section([row(0)])]), 131009],
    ['a section without a title', list([{ rows: [row(0)] }]), 131008],
    ['a picture above a list', list(undefined, { header: { type: 'image', image: { id: '1' } } }), 131009],
    ['a link that is not of the web', link('Open', 'ftp://example.com'), 131009],
    ['cards of different kinds', carousel([card(0), linkCard(1)]), 131009],
    [
      'cards with different numbers of buttons',
      carousel([card(0), card(1, { action: { buttons: [quick(1), quick(2, 'More')] } })]),
      131009,
    ],
    ['cards numbered wrongly', carousel([card(0), card(2)]), 131009],
    ['a footer under a carousel', carousel([card(0), card(1)], { footer: { text: 'a' } }), 100],
    ['a card without a picture', carousel([card(0, { header: undefined }), card(1)]), 131008],
    [
      'a reaction that quotes',
      { ...HEAD, type: 'reaction', reaction: { message_id: 'a', emoji: '👍' }, context: { message_id: 'a' } },
      100,
    ],
    ['a reaction of two', { ...HEAD, type: 'reaction', reaction: { message_id: 'a', emoji: '👍👎' } }, 100],
    ['a list instead of an object', [], 100],
    [
      'a status other than read',
      { messaging_product: 'whatsapp', status: 'delivered', message_id: 'a' },
      100,
    ],
  ])('%s', (_, body, code) => {
    expect(codeOf(body)).toBe(code);
  });

  test('and the refusal names the parameter', () => {
    expect(refusalOf(buttons({}, [button(0, long(21))]))?.document()).toMatchObject({
      error: {
        message: '(#131009) Parameter value is not valid',
        type: 'OAuthException',
        code: 131009,
        error_data: { messaging_product: 'whatsapp', details: expect.stringContaining("['title']") },
      },
    });
  });
});
