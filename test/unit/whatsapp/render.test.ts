import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readOutbound } from '#infra/local/whatsapp/limits.ts';
import { Outgoing } from '#shared/contracts/delivery.ts';
import { type Option, type Part, Reply } from '#shared/contracts/reply.ts';
import { Outbound } from '#shared/domain/whatsapp/outbound.ts';
import { renderReply } from '#shared/domain/whatsapp/render.ts';
import { replies, senders } from '#test/support/replies.ts';

const GIULIA = { phone: '393331112222' };
const render = (...parts: Part[]) =>
  renderReply({ language: 'it', parts }, GIULIA).map(({ payload }) => Outbound.parse(payload));
const rendered = (...parts: Part[]) => renderReply({ language: 'it', parts }, GIULIA);

const say = (label: string, id: string = label.slice(0, 20)): Option => ({
  id,
  label,
  action: { do: 'say', text: label },
});
const options = (text: string, ...labels: string[]): Part => ({
  type: 'options',
  text,
  open: 'Scegli',
  options: labels.map((label, at) => say(label, `id${at}`)),
});

describe('the form a part takes', () => {
  test('texts that follow each other are one message', () => {
    expect(
      render({ type: 'text', text: 'Uno.' }, { type: 'text', text: ' ' }, { type: 'text', text: 'Due.' }),
    ).toEqual([
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '393331112222',
        type: 'text',
        text: { body: 'Uno.\n\nDue.', preview_url: false },
      },
    ]);
  });

  test('up to three short options are buttons, under the text that precedes them', () => {
    expect(
      render({ type: 'text', text: 'C’è **1** fallimento.' }, options('È utile?', 'Sì', 'No')),
    ).toMatchObject([
      {
        type: 'interactive',
        interactive: {
          type: 'button',
          body: { text: 'C’è *1* fallimento.\n\nÈ utile?' },
          action: { buttons: [{ reply: { id: 'id0', title: 'Sì' } }, { reply: { id: 'id1', title: 'No' } }] },
        },
      },
    ]);
  });

  test('more of them, or longer ones, are a list that shows a cut label in full below', () => {
    expect(
      render(options('Quale?', 'Solleciti fatture scadute', 'Emissione fatture elettroniche', 'Un altro')),
    ).toMatchObject([
      {
        interactive: {
          type: 'list',
          body: { text: 'Quale?' },
          action: {
            button: 'Scegli',
            sections: [
              {
                title: 'Scegli',
                rows: [
                  { id: 'id0', title: 'Solleciti fatture…', description: 'Solleciti fatture scadute' },
                  {
                    id: 'id1',
                    title: 'Emissione fatture…',
                    description: 'Emissione fatture elettroniche',
                  },
                  { id: 'id2', title: 'Un altro' },
                ],
              },
            ],
          },
        },
      },
    ]);
    expect(render(options('Quale?', 'a', 'b', 'c', 'd'))).toMatchObject([{ interactive: { type: 'list' } }]);
  });

  test('labels that are the same, or become so when they are cut, are told apart', () => {
    const [message] = render(
      options(
        'Quale?',
        'Fatture',
        'fatture',
        'Emissione fatture elettroniche A',
        'Emissione fatture elettroniche B',
      ),
    );
    const list =
      message?.type === 'interactive' && message.interactive.type === 'list'
        ? message.interactive
        : undefined;
    expect(list?.action.sections[0]?.rows.map(({ title }) => title)).toEqual([
      'Fatture',
      'fatture 2',
      'Emissione fatture…',
      'Emissione fatture… 2',
    ]);
  });

  test('the text alone says the same: numbers stand for what could be tapped', () => {
    expect(rendered(options('Quale?', '*Resi*', 'Ordini'))[0]?.plain).toMatchObject({
      type: 'text',
      text: { body: 'Quale?\n\n1. ∗Resi∗\n2. Ordini' },
    });
    const unknown = { ...say('Ordini'), id: undefined };
    const { id: _, ...withoutId } = unknown;
    expect(render({ type: 'options', text: 'Quale?', open: 'Scegli', options: [withoutId] })).toMatchObject([
      { type: 'text', text: { body: 'Quale?\n\n1. Ordini' } },
    ]);
  });

  test('a text too long for buttons but not for a list takes a list; a longer one goes before', () => {
    const long = 'Il processo è partito. '.repeat(60);
    expect(render(options(long, 'Sì', 'No'))).toMatchObject([{ interactive: { type: 'list' } }]);
    expect(render({ type: 'text', text: long }, options('È utile?', 'Sì', 'No'))).toMatchObject([
      { type: 'text' },
      { interactive: { type: 'button', body: { text: 'È utile?' } } },
    ]);
    expect(render(options('Il processo è partito. '.repeat(200), 'Sì'))).toMatchObject([
      { type: 'text' },
      { interactive: { type: 'list' } },
    ]);
  });

  test('a picture carries its caption, and buttons when there are some', () => {
    const picture = {
      type: 'picture',
      chart: 'c-1',
      caption: 'Ieri **3** fallimenti.',
      options: [],
    } as const;
    expect(rendered({ ...picture, options: [] })).toMatchObject([
      {
        payload: { type: 'image', image: { id: 'chart:c-1', caption: 'Ieri *3* fallimenti.' } },
        charts: ['c-1'],
        plain: { text: { body: 'Ieri *3* fallimenti.' } },
      },
    ]);
    expect(rendered({ ...picture, options: [say('Sì')] })).toMatchObject([
      {
        payload: {
          interactive: {
            type: 'button',
            header: { type: 'image', image: { id: 'chart:c-1' } },
            body: { text: 'Ieri *3* fallimenti.' },
          },
        },
        charts: ['c-1'],
        plain: { text: { body: 'Ieri *3* fallimenti.\n\n1. Sì' } },
      },
    ]);
  });

  test('cards are pictures side by side, each with one thing to tap', () => {
    const card = (at: number) => ({
      chart: `c-${at}`,
      text: `Processo ${at}`,
      option: say('Dettagli', `id${at}`),
    });
    expect(rendered({ type: 'cards', text: 'Da guardare:', cards: [card(1), card(2)] })).toMatchObject([
      {
        payload: {
          interactive: {
            type: 'carousel',
            body: { text: 'Da guardare:' },
            action: {
              cards: [
                { card_index: 0, header: { image: { id: 'chart:c-1' } }, body: { text: 'Processo 1' } },
                { card_index: 1, action: { buttons: [{ quick_reply: { id: 'id2', title: 'Dettagli' } }] } },
              ],
            },
          },
        },
        charts: ['c-1', 'c-2'],
        plain: { text: { body: 'Da guardare:\n\n1. Processo 1\n2. Processo 2' } },
      },
    ]);
  });

  test('a link is a button, and a text where it is no address of the web', () => {
    const link = { type: 'link', text: 'Il rapporto è pronto.', label: 'Apri' } as const;
    expect(render({ ...link, url: 'https://example.com/r_1_' })).toMatchObject([
      {
        interactive: {
          type: 'cta_url',
          action: { parameters: { display_text: 'Apri', url: 'https://example.com/r_1_' } },
        },
      },
    ]);
    expect(render({ ...link, url: 'mailto:a@example.com' })).toMatchObject([
      { text: { body: 'Il rapporto è pronto.\n\nmailto:a@example.com' } },
    ]);
  });

  test('a template has the values alone', () => {
    expect(
      render({ type: 'template', name: 'report', language: 'it', values: ['ottobre\n2026', ''] }),
    ).toMatchObject([
      {
        template: {
          language: { code: 'it' },
          components: [{ parameters: [{ text: 'ottobre 2026' }, { text: '…' }] }],
        },
      },
    ]);
  });
});

describe('the head of a message', () => {
  const parts: Part[] = [{ type: 'text', text: 'parola '.repeat(1000) }];

  test('only the first message quotes', () => {
    const contexts = renderReply({ language: 'it', quote: 'wamid.IN1', parts }, GIULIA).map(
      ({ payload }) => payload['context'],
    );
    expect(contexts).toEqual([{ message_id: 'wamid.IN1' }, undefined]);
  });

  test('somebody without a number is written to by their id', () => {
    const [message] = renderReply({ language: 'it', parts }, { scopedId: 'IT.88' });
    expect(message?.payload).toMatchObject({ recipient: 'IT.88' });
    expect(message?.payload).not.toHaveProperty('to');
  });

  test('nothing to say is no message', () => {
    expect(rendered({ type: 'text', text: ' \u200B\n' })).toEqual([]);
  });
});

/** All that can be seen of a text. */
const seen = (text: string): string => text.replace(/[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu, '');

describe('any reply', () => {
  // The second reader is the stand-in for the platform, which shares no code with us.
  test('becomes messages that are within every limit, and whose plain form is too', () => {
    let messages = 0;
    fc.assert(
      fc.property(replies, senders, (reply, to) => {
        Reply.parse(reply);
        for (const outgoing of renderReply(reply, to)) {
          const { payload, plain, charts } = Outgoing.parse(outgoing);
          for (const one of plain === undefined ? [payload] : [payload, plain]) {
            const checked = Outbound.safeParse(one);
            expect(checked.error?.issues ?? []).toEqual([]);
            expect(() => readOutbound(one)).not.toThrow();
          }
          const placed = [...JSON.stringify(payload).matchAll(/"chart:([a-z0-9-]+)"/g)].map(([, id]) => id);
          expect(new Set(placed)).toEqual(new Set(charts));
          messages += 1;
        }
      }),
      { numRuns: 5000 },
    );
    expect(messages).toBeGreaterThan(5000);
  }, 120_000);

  test('of texts alone says all of them, in their order', () => {
    const texts = fc.array(
      fc.string({ unit: fc.constantFrom('parola', ' ', '\n', '. ', '👩‍👩‍👧‍👦', '7'), maxLength: 3000 }),
      {
        maxLength: 10,
      },
    );
    fc.assert(
      fc.property(texts, (list) => {
        const bodies = render(...list.map((text): Part => ({ type: 'text', text }))).map((message) =>
          message.type === 'text' ? message.text.body : '',
        );
        expect(seen(bodies.join(''))).toBe(seen(list.join('')));
        expect(bodies.length).toBeLessThanOrEqual(Math.ceil((list.join('').length + 20) / (4096 * 0.4)));
      }),
      { numRuns: 300 },
    );
  });
});
