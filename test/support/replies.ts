import * as fc from 'fast-check';
import type { Sender } from '#shared/contracts/incoming.ts';
import type { Action, Option, Part, Reply } from '#shared/contracts/reply.ts';

const PIECES = [
  'fallimenti',
  'Import listino fornitori',
  '1.234,5 %',
  '**3 ore**',
  '*',
  '_',
  '`',
  '> ',
  '- ',
  '\n',
  '\n\n\n',
  '. ',
  ' ',
  '👩‍👩‍👧‍👦',
  'e\u0301',
  '🇮🇹',
  '\u200B',
  '\u0000',
  '\uD800',
  '\u3164',
  'ﷺ',
];
const pieces = fc.constantFrom(...PIECES);

/** Any text at all, now and then one that is far too long. */
const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(pieces, { maxLength: 12 }).map((list) => list.join('')),
  fc
    .tuple(fc.array(pieces, { maxLength: 12 }), fc.integer({ min: 1, max: 300 }))
    .map(([list, times]) => list.join('').repeat(times)),
  fc
    .tuple(pieces, fc.constantFrom(19, 20, 21, 24, 25, 72, 73, 160, 161, 1023, 1024, 1025, 4095, 4096, 4097))
    .map(([piece, length]) => `${'x'.repeat(Math.max(0, length - piece.length))}${piece}`),
  fc.integer({ min: 1, max: 6000 }).map((times) => `a${'\u0301'.repeat(times)}`),
);

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.string({ maxLength: 40 }).map((said): Action => ({ do: 'say', text: said })),
  fc.boolean().map((up): Action => ({ do: 'thumb', up, questionId: 'q1' })),
  fc.constant<Action>({ do: 'person' }),
);
const option: fc.Arbitrary<Option> = fc.record(
  {
    id: fc.oneof(
      fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom('a', 'b', 'Z', '-', '_') }),
      fc.constantFrom('same', '1'),
    ),
    label: text,
    description: text,
    action,
  },
  { requiredKeys: ['label', 'action'] },
);
const chart = fc.string({ minLength: 1, maxLength: 80, unit: fc.constantFrom('a', '7', '-') });

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text }),
  fc.record({
    type: fc.constant('options' as const),
    text,
    options: fc.array(option, { minLength: 1, maxLength: 10 }),
    open: text,
  }),
  fc.record({
    type: fc.constant('picture' as const),
    chart,
    caption: text,
    options: fc.array(option, { maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant('cards' as const),
    text,
    cards: fc.array(fc.record({ chart, text, option }), { minLength: 2, maxLength: 10 }),
  }),
  fc.record({
    type: fc.constant('link' as const),
    text,
    label: text,
    url: fc.oneof(
      fc.webUrl(),
      fc.constantFrom(
        'mailto:a@example.com',
        'javascript:alert(1)',
        `https://example.com/${'x'.repeat(3000)}`,
      ),
    ),
  }),
  fc.record({
    type: fc.constant('template' as const),
    name: fc.constantFrom('report_pronto', 'daily_2'),
    language: fc.constantFrom('it', 'en_US'),
    values: fc.array(text, { maxLength: 20 }),
  }),
);

/** Any reply that the contract allows. */
export const replies: fc.Arbitrary<Reply> = fc.record(
  {
    language: fc.constantFrom('it', 'en'),
    quote: fc.constantFrom('wamid.IN1', 'x'.repeat(256)),
    parts: fc.array(part, { maxLength: 10 }),
  },
  { requiredKeys: ['language', 'parts'] },
);

export const senders: fc.Arbitrary<Sender> = fc.constantFrom(
  { phone: '393331112222' },
  { scopedId: 'IT.8831204471' },
  { phone: '393331112222', scopedId: 'IT.8831204471', name: 'Giulia' },
);
