import { describe, expect, test } from 'vitest';
import { Outbound } from '#shared/domain/whatsapp/outbound.ts';
import { buttons, cards, link, list, row, texts } from '#test/support/whatsapp-forms.ts';

const head = { messaging_product: 'whatsapp', recipient_type: 'individual', to: '393331112222' };
const accepts = (message: object): boolean => Outbound.safeParse({ ...head, ...message }).success;

/** By what is limited: the longest that is taken, and how a message with it looks. */
const LIMITED: [what: string, most: number, make: (text: string) => object][] = [
  ['text', 4096, texts],
  ['caption', 1024, (text) => ({ type: 'image', image: { id: '9001', caption: text } })],
  ['body above buttons', 1024, (text) => buttons(text, ['a', 'Sì'])],
  ['title of a button', 20, (text) => buttons('x', ['a', text])],
  ['id of a button', 256, (text) => buttons('x', [text, 'Sì'])],
  ['body above a list', 4096, (text) => list(text, 'Apri', 'Titolo', row(1))],
  ['button of a list', 20, (text) => list('x', text, 'Titolo', row(1))],
  ['title of a section', 24, (text) => list('x', 'Apri', text, row(1))],
  ['title of a row', 24, (text) => list('x', 'Apri', 'Titolo', row(1, text))],
  ['description of a row', 72, (text) => list('x', 'Apri', 'Titolo', row(1, 'x', text))],
  ['id of a row', 200, (text) => list('x', 'Apri', 'Titolo', { id: text, title: 'x' })],
  ['text of a card', 160, (text) => cards(2, text)],
  ['title on a card', 20, (text) => cards(2, 'x', text)],
  ['id on a card', 20, (text) => cards(2, 'x', 'Apri', text)],
  ['label of a link', 20, (text) => link('https://example.com', text)],
];

describe('what the platform takes', () => {
  test.each(LIMITED)('%s: %i characters and no more, not one of them empty', (_, most, make) => {
    expect(accepts(make('a'.repeat(most)))).toBe(true);
    expect(accepts(make('a'.repeat(most + 1)))).toBe(false);
    expect(accepts(make('😀'.repeat(Math.floor(most / 2))))).toBe(true);
    expect(accepts(make('😀'.repeat(Math.floor(most / 2) + 1)))).toBe(false);
    const blanks = ['', ' ', '\n', '\u200B', '\u3164'];
    expect(blanks.filter((blank) => accepts(make(blank)))).toEqual([]);
    expect(accepts(make('a\uD800'))).toBe(false);
  });

  test('one to three buttons, all different', () => {
    expect(accepts(buttons('x', ['a', 'A'], ['b', 'B'], ['c', 'C']))).toBe(true);
    expect(accepts(buttons('x'))).toBe(false);
    expect(accepts(buttons('x', ['a', 'A'], ['b', 'B'], ['c', 'C'], ['d', 'D']))).toBe(false);
    expect(accepts(buttons('x', ['a', 'A'], ['a', 'B']))).toBe(false);
    expect(accepts(buttons('x', ['a', 'A'], ['b', 'A']))).toBe(false);
  });

  test('one to ten rows, two to ten cards', () => {
    const rows = Array.from({ length: 11 }, (_, at) => row(at));
    expect(accepts(list('x', 'Apri', 'Titolo', ...rows.slice(0, 10)))).toBe(true);
    expect(accepts(list('x', 'Apri', 'Titolo', ...rows))).toBe(false);
    expect(accepts(list('x', 'Apri', 'Titolo'))).toBe(false);
    expect(accepts(list('x', 'Apri', 'Titolo', row(1), row(1)))).toBe(false);
    expect([1, 2, 10, 11].map((count) => accepts(cards(count)))).toEqual([false, true, true, false]);
    expect(accepts(cards(2, 'a\nb\nc'))).toBe(true);
    expect(accepts(cards(2, 'a\nb\nc\nd'))).toBe(false);
  });

  test('one address, known by number or by id', () => {
    const body = texts('ciao');
    expect(accepts({ ...body, to: undefined, recipient: 'IT.88' })).toBe(true);
    expect(accepts({ ...body, recipient: 'IT.88' })).toBe(false);
    expect(accepts({ ...body, to: undefined })).toBe(false);
    expect(accepts({ ...body, to: '+39 333' })).toBe(false);
    expect(accepts({ ...body, footer: 'x' })).toBe(false);
    expect(accepts(link('javascript:alert(1)', 'Apri'))).toBe(false);
  });
});
