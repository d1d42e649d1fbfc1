import type { Incoming, Moved, Receipt, Sender } from '#shared/contracts/incoming.ts';
import { type Contacts, contactsAt, idsAt, senderOf } from './identity.ts';
import { at, cutAt, idAt, instantAt, listAt } from './json.ts';
import { readContent, typeOf } from './read-content.ts';

/** What is known without the post. */
interface Known {
  /** Ids of the numbers that are ours. */
  numberIds: readonly string[];
  /** Stands where an instant is missing. */
  receivedAt: Date;
}

interface WebhookReading {
  items: Incoming[];
  /** How many things were passed over, by one of a fixed set of words; never what they held. */
  ignored: Record<string, number>;
}

/** One list of one change, and all that is needed to read what is in it. */
interface Place {
  numberId: string;
  contacts: Contacts;
  receivedAt: Date;
  ignore: (word: string) => void;
}

type ReadItem = (item: unknown, place: Place) => Incoming | undefined;

const ACCOUNT = 'whatsapp_business_account';
const LONGEST_ID = 256;
const LONGEST_STATUS = 64;
const LONGEST_SEND_ID = 512;
const MOST_ERRORS = 20;

/** Fields that may come and that say nothing to us. */
const OTHER_FIELDS = new Set([
  'account_alerts',
  'account_review_update',
  'account_update',
  'business_capability_update',
  'business_username_update',
  'calls',
  'flows',
  'history',
  'message_template_quality_update',
  'message_template_status_update',
  'phone_number_name_update',
  'phone_number_quality_update',
  'security',
  'smb_app_state_sync',
  'template_category_update',
  'user_preferences',
]);

/**
 * What happened, of all that one post of the platform tells; whatever its shape it never throws. An item that can
 * not be read is counted in `ignored` and takes no other along. Instants that are missing or absurd are
 * `receivedAt`.
 */
export const readWebhook = (document: unknown, known: Known): WebhookReading => {
  const counts = new Map<string, number>();
  const ignore = (word: string): void => {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  };
  const object = at(document, 'object');
  const isOurs = typeof object !== 'string' || object === ACCOUNT;
  if (!isOurs) ignore('object');
  const changes = isOurs ? listAt(document, 'entry').flatMap((entry) => listAt(entry, 'changes')) : [];
  const items = changes.flatMap((change) => readChange(change, known, ignore));
  return { items, ignored: Object.fromEntries(counts) };
};

const readChange = (change: unknown, known: Known, ignore: Place['ignore']): Incoming[] => {
  const value = at(change, 'value');
  const field = at(change, 'field');
  const lists = listsOf(value, field);
  if (lists === undefined) {
    ignore(typeof field === 'string' && OTHER_FIELDS.has(field) ? `field_${field}` : 'field_other');
    return [];
  }
  const items = lists.flatMap(([list, read]) => list.map((item) => ({ item, read })));
  if (listAt(value, 'errors').length > 0) ignore('errors');
  const numberId = numberOf(value, known.numberIds);
  if (numberId === undefined) {
    ignore('number');
    return [];
  }
  const contacts = contactsAt(value, items.length === 1);
  const place = { numberId, contacts, receivedAt: known.receivedAt, ignore };
  return items.flatMap(({ item, read }) => read(item, place) ?? []);
};

/** What is to be read under a field; undefined where nothing is. A field that is missing is told by what it holds. */
const listsOf = (value: unknown, field: unknown): [readonly unknown[], ReadItem][] | undefined => {
  const messages: [readonly unknown[], ReadItem] = [listAt(value, 'messages'), readMessage];
  const statuses: [readonly unknown[], ReadItem] = [listAt(value, 'statuses'), readReceipt];
  const echoes: [readonly unknown[], ReadItem] = [listAt(value, 'message_echoes'), readEcho];
  const updates = at(value, 'user_id_update');
  const moved: [readonly unknown[], ReadItem] = [
    Array.isArray(updates) ? updates : at(value, 'user_id') === undefined ? [] : [value],
    readIdUpdate,
  ];
  if (typeof field !== 'string') return [messages, statuses, echoes, moved];
  if (field === 'messages') return [messages, statuses];
  if (field === 'smb_message_echoes') return [echoes];
  return field === 'user_id_update' ? [moved] : undefined;
};

/** The number that was written to, when it is ours. Where none is named, the only one we have. */
const numberOf = (value: unknown, ours: readonly string[]): string | undefined => {
  const named = idAt(LONGEST_ID, value, 'metadata', 'phone_number_id');
  if (named === undefined) return ours.length === 1 ? ours[0] : undefined;
  return ours.includes(named) ? named : undefined;
};

const readMessage: ReadItem = (message, place) => {
  if (typeOf(message) === 'system') return readSystem(message, place);
  const messageId = idAt(LONGEST_ID, message, 'id');
  if (messageId === undefined) return skip(place, 'malformed');
  const named = senderOf(idsAt(message, 'from', 'from_user_id', 'from_parent_user_id'));
  const sender = place.contacts.complete(named);
  if (sender === undefined) return skip(place, 'sender');
  const { content, isKnown } = readContent(message);
  if (!isKnown) place.ignore('type');
  if (content === undefined) return skip(place, 'malformed');
  const groupId = idAt(LONGEST_ID, message, 'group_id');
  const quoted = idAt(LONGEST_ID, message, 'context', 'id');
  return {
    version: 1,
    kind: 'message',
    numberId: place.numberId,
    messageId,
    sender,
    ...(groupId !== undefined && { groupId }),
    sentAt: instantAt(place.receivedAt, message, 'timestamp'),
    receivedAt: place.receivedAt.toISOString(),
    ...(quoted !== undefined && { quoted }),
    content,
  };
};

/** Somebody changed number, and with it their id; or their id alone. */
const readSystem: ReadItem = (message, place) => {
  const system = at(message, 'system');
  const type = at(system, 'type');
  const changed = type === 'user_changed_number' || type === 'user_changed_user_id';
  if (typeof type === 'string' && !changed) return skip(place, 'system');
  const after = senderOf(idsAt(system, 'wa_id', 'new_wa_id', 'user_id', 'parent_user_id'));
  const former = idsAt(system, 'previous_user_id', 'previous_parent_user_id');
  const before = senderOf([...former, ...idsAt(message, 'from', 'from_user_id', 'from_parent_user_id')]);
  return moved(before, after, instantAt(place.receivedAt, message, 'timestamp'), place);
};

const readIdUpdate: ReadItem = (update, place) => {
  const phone = idsAt(update, 'wa_id')[0];
  const ids = [at(update, 'user_id'), at(update, 'parent_user_id')];
  const before = senderOf([phone, ...ids.flatMap((id) => idsAt(id, 'previous'))]);
  const after = senderOf([phone, ...ids.flatMap((id) => idsAt(id, 'current'))]);
  return moved(before, after, instantAt(place.receivedAt, update, 'timestamp'), place);
};

const moved = (
  before: Sender | undefined,
  after: Sender | undefined,
  instant: string,
  place: Place,
): Moved | undefined => {
  if (before === undefined || after === undefined) return skip(place, 'sender');
  return { version: 1, kind: 'moved', numberId: place.numberId, before, after, at: instant };
};

const readReceipt: ReadItem = (status, place): Receipt | undefined => {
  const messageId = idAt(LONGEST_ID, status, 'id');
  const word = cutAt(LONGEST_STATUS, status, 'status');
  if (messageId === undefined || word === undefined) return skip(place, 'malformed');
  const sendId = idAt(LONGEST_SEND_ID, status, 'biz_opaque_callback_data');
  const codes = listAt(status, 'errors').map((error) => Number(idAt(LONGEST_STATUS, error, 'code')));
  return {
    version: 1,
    kind: 'receipt',
    numberId: place.numberId,
    messageId,
    status: word,
    at: instantAt(place.receivedAt, status, 'timestamp'),
    ...(sendId !== undefined && { sendId }),
    errors: codes.filter((code) => Number.isSafeInteger(code)).slice(0, MOST_ERRORS),
  };
};

/** What a colleague wrote by hand: only to whom matters. */
const readEcho: ReadItem = (echo, place) => {
  const to = place.contacts.complete(
    senderOf(idsAt(echo, 'to', 'to_user_id', 'recipient_user_id', 'to_parent_user_id')),
  );
  if (to === undefined) return skip(place, 'sender');
  const { numberId } = place;
  return {
    version: 1,
    kind: 'taken_over',
    numberId,
    to,
    at: instantAt(place.receivedAt, echo, 'timestamp'),
  };
};

const skip = (place: Place, word: string): undefined => {
  place.ignore(word);
};
