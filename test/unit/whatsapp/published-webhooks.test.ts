import { describe, expect, test } from 'vitest';
import { readWebhook } from '#shared/domain/whatsapp/read-webhook.ts';
import {
  PublishedMessage,
  PublishedPost,
  PublishedStatus,
} from '#test/support/published-whatsapp/inbound.ts';
import { TO_THE_LETTER } from '#test/support/published-whatsapp/outbound.ts';
import { refusedAt } from '#test/support/published-whatsapp/places.ts';
import {
  change,
  MESSAGES,
  NUMBER_ID,
  OTHER_CHANGES,
  post,
  STATUSES,
} from '#test/support/whatsapp-samples.ts';

const read = (document: unknown) =>
  readWebhook(document, { numberIds: [NUMBER_ID], receivedAt: new Date('2026-11-21T10:15:00.000Z') });

interface Difference {
  why: string;
  /** By the name of a sample: where the description refuses it. */
  refused: Readonly<Record<string, readonly string[]>>;
}

/** What comes, by the reference and in the field, and is not as the description says. */
const MESSAGES_DIFFER: readonly Difference[] = [
  {
    why: 'Every quote is taken for a question about a product; a forwarded message names no message.',
    refused: {
      quoting: ['context.referred_product'],
      forwarded: ['context.from', 'context.id', 'context.referred_product'],
    },
  },
  {
    why: 'An advertisement may say less of itself.',
    refused: {
      advertised: ['referral.body', 'referral.ctwa_clid', 'referral.media_type', 'referral.source_id'],
    },
  },
  {
    why: 'Who hides their number has an id alone; some writers give seconds as a number.',
    refused: { nameless: ['from', 'timestamp'] },
  },
  {
    why: 'Answers of forms are not known, nor taps that name no message.',
    refused: { flow: ['context', 'interactive.type'], emptyInteractive: ['context', 'interactive'] },
  },
  {
    why: 'Of changes only that of a number is known, always with a number and with words.',
    refused: { changedId: ['from', 'system.body', 'system.type'], changedIdentity: ['system.type'] },
  },
  { why: 'An error may say less of itself.', refused: { unsupported: ['errors.message'] } },
  {
    why: 'These types are newer.',
    refused: { newer: ['type'], edit: ['type'], revoke: ['type'] },
  },
];
const STATUSES_DIFFER: readonly Difference[] = [
  { why: 'A code may be a text.', refused: { failed: ['errors.code'] } },
  {
    why: 'A status may be new, and without a number.',
    refused: { newer: ['recipient_id', 'status', 'timestamp'] },
  },
];

const known = (differences: readonly Difference[]): Record<string, readonly string[]> =>
  Object.fromEntries(differences.flatMap(({ refused }) => Object.entries(refused)));

describe('what comes, by the description the platform published', () => {
  test.each(Object.entries(MESSAGES))(
    'the message %s has its shape, or differs as is known',
    (name, sample) => {
      expect(refusedAt(sample, PublishedMessage)).toEqual(known(MESSAGES_DIFFER)[name] ?? []);
    },
  );

  test.each(Object.entries(STATUSES))(
    'the status %s has its shape, or differs as is known',
    (name, sample) => {
      expect(refusedAt(sample, PublishedStatus)).toEqual(known(STATUSES_DIFFER)[name] ?? []);
    },
  );

  test('no difference is listed for a sample that is gone', () => {
    const named = Object.keys({ ...known(MESSAGES_DIFFER), ...known(STATUSES_DIFFER) });
    expect(named.filter((name) => !(name in MESSAGES) && !(name in STATUSES))).toEqual([]);
  });

  test('a post holds messages, statuses or a change of number, and nothing of another field', () => {
    const at = (...changes: unknown[]) => refusedAt(post(...changes), PublishedPost);
    const { text, changedNumber } = MESSAGES;
    const { contacts: _, ...alone } = change({ messages: [changedNumber] }).value;
    expect(at(change({ messages: [text] }), change({ statuses: [STATUSES['delivered']] }))).toEqual([]);
    expect(at({ field: 'messages', value: alone })).toEqual([]);
    expect(at(change({ messages: [text], statuses: [STATUSES['delivered']] }))).toEqual([
      'entry.changes.value',
    ]);
    const { errors, ...fields } = OTHER_CHANGES;
    expect(at(errors)).toEqual(['entry.changes.value']);
    for (const other of Object.values(fields))
      expect(at(other)).toEqual(['entry.changes.field', 'entry.changes.value']);
  });

  test('to the letter what comes must have the head of what is sent', () => {
    for (const type of ['text', 'image']) {
      const refused = refusedAt(MESSAGES[type], ...(TO_THE_LETTER[type] ?? []));
      expect(refused).toEqual(expect.arrayContaining(['messaging_product', 'recipient_type', 'to']));
    }
  });
});

const head = { from: '393331112222', id: 'wamid.IN1', timestamp: '1795255800' };
const media = { mime_type: 'image/jpeg', sha256: 'abc=', id: '9001' };
const context = { from: '390200000000', id: 'wamid.OUT1' };
const title = { id: 'a', title: 'A' };

/** The least that has the published shape, of every type. */
const LEAST: readonly Record<string, unknown>[] = [
  { ...head, type: 'text', text: { body: 'ciao' } },
  {
    ...head,
    type: 'text',
    text: { body: 'ciao' },
    context: { ...context, referred_product: { catalog_id: '7', product_retailer_id: 'x' } },
  },
  { ...head, type: 'reaction', reaction: { message_id: 'wamid.OUT1', emoji: '👍' } },
  { ...head, type: 'audio', audio: { ...media, voice: false } },
  { ...head, type: 'document', document: { ...media, filename: 'a.pdf' } },
  { ...head, type: 'image', image: media },
  { ...head, type: 'sticker', sticker: { ...media, animated: true } },
  { ...head, type: 'video', video: media },
  {
    ...head,
    type: 'location',
    location: { address: 'Milano', latitude: 45.46, longitude: 9.19, name: 'Duomo' },
  },
  { ...head, type: 'contacts', contacts: [] },
  { ...head, type: 'unsupported', errors: [] },
  { ...head, type: 'unknown', errors: [] },
  { ...head, type: 'button', context, button: { payload: 'STOP', text: 'Stop' } },
  {
    ...head,
    type: 'interactive',
    context,
    interactive: { type: 'list_reply', list_reply: { ...title, description: 'x' } },
  },
  { ...head, type: 'interactive', context, interactive: { type: 'button_reply', button_reply: title } },
  { ...head, type: 'order', order: { catalog_id: '7', text: '', product_items: [] } },
  { ...head, type: 'system', system: { type: 'user_changed_number', body: 'Giulia', wa_id: '393339998888' } },
];

describe('the least that has the published shape', () => {
  test.each(LEAST)('of type $type is read', (message) => {
    expect(refusedAt(message, PublishedMessage)).toEqual([]);
    expect(read(post(change({ messages: [message] }))).items).toHaveLength(1);
  });

  test.each(LEAST)('of type $type lacks the shape when a key of it is gone', (message) => {
    for (const key of Object.keys(message).filter(
      (name) => name !== 'context' || message['type'] !== 'text',
    )) {
      const { [key]: _, ...less } = message;
      expect(refusedAt(less, PublishedMessage)).toEqual([key]);
    }
  });
});
