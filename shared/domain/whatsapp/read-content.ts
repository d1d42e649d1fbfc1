import type { Content } from '#shared/contracts/incoming.ts';
import { at, cutAt, idAt, listAt, textAt } from './json.ts';

const LONGEST_ID = 256;
const LONGEST_WORD = 64;
const MOST_PHONES = 20;

/** Undefined: it asks for no reply and says nothing. */
type Read = (message: unknown) => Content | undefined;

const unsupported = (what: string): Content => ({ type: 'unsupported', what });

const readText: Read = (message) => {
  const text = textAt(message, 'text', 'body');
  return text === undefined ? unsupported('text') : { type: 'text', text };
};

/** Ids come from the person's device and are passed on as they are. */
const readInteractive: Read = (message) => {
  const interactive = at(message, 'interactive');
  if (at(interactive, 'nfm_reply') !== undefined) return { type: 'form' };
  for (const kind of ['button_reply', 'list_reply']) {
    const id = idAt(LONGEST_ID, interactive, kind, 'id');
    const title = textAt(interactive, kind, 'title');
    if (id !== undefined || title !== undefined) return { type: 'tap', id: id ?? '', title: title ?? '' };
  }
  return unsupported('interactive');
};

/** The quick reply of a template. */
const readButton: Read = (message) => {
  const id = idAt(LONGEST_ID, message, 'button', 'payload');
  const title = textAt(message, 'button', 'text');
  if (id === undefined && title === undefined) return unsupported('button');
  return { type: 'tap', id: id ?? '', title: title ?? '' };
};

const readMedia =
  (media: Extract<Content, { type: 'media' }>['media']): Read =>
  (message) => {
    const caption = textAt(message, media, 'caption');
    return { type: 'media', media, ...(caption !== undefined && { caption }) };
  };

const readReaction: Read = (message) => {
  const to = idAt(LONGEST_ID, message, 'reaction', 'message_id');
  const emoji = cutAt(LONGEST_WORD, message, 'reaction', 'emoji');
  return to === undefined ? undefined : { type: 'reaction', to, ...(emoji !== undefined && { emoji }) };
};

const readContacts: Read = (message) => {
  const phones = listAt(message, 'contacts')
    .flatMap((contact) => listAt(contact, 'phones'))
    .flatMap((phone) => idAt(LONGEST_WORD, phone, 'wa_id') ?? idAt(LONGEST_WORD, phone, 'phone') ?? []);
  return { type: 'contacts', phones: phones.slice(0, MOST_PHONES) };
};

const readEdit: Read = (message) => {
  const original = idAt(LONGEST_ID, message, 'edit', 'original_message_id');
  const text = textAt(message, 'edit', 'message', 'text', 'body') ?? textAt(message, 'edit', 'text', 'body');
  if (original === undefined) return unsupported('edit');
  return { type: 'edit', original, ...(text !== undefined && { text }) };
};

const readRevoke: Read = (message) => {
  const original = idAt(LONGEST_ID, message, 'revoke', 'original_message_id');
  return original === undefined ? undefined : { type: 'revoke', original };
};

const readUnsupported: Read = (message) =>
  unsupported(cutAt(LONGEST_WORD, message, 'unsupported', 'type') ?? 'unsupported');

const READERS = new Map<string, Read>([
  ['text', readText],
  ['interactive', readInteractive],
  ['button', readButton],
  ['image', readMedia('image')],
  ['video', readMedia('video')],
  ['audio', readMedia('audio')],
  ['document', readMedia('document')],
  ['sticker', readMedia('sticker')],
  ['location', () => ({ type: 'location' })],
  ['contacts', readContacts],
  ['reaction', readReaction],
  ['order', () => ({ type: 'order' })],
  ['unsupported', readUnsupported],
  ['edit', readEdit],
  ['revoke', readRevoke],
]);

/** The platform's word for what a message holds; where it is missing, the part that is there tells. */
export const typeOf = (message: unknown): string | undefined => {
  const type = cutAt(LONGEST_WORD, message, 'type');
  if (type !== undefined) return type;
  return [...READERS.keys(), 'system'].find((name) => at(message, name) !== undefined);
};

/** `isKnown`: false for a type that is newer than this code, which is then told as unsupported. */
export const readContent = (message: unknown): { content: Content | undefined; isKnown: boolean } => {
  const type = typeOf(message) ?? 'unknown';
  const read = READERS.get(type);
  if (read === undefined) return { content: unsupported(type), isKnown: false };
  return { content: read(message), isKnown: true };
};
