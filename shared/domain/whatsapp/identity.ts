import { BUSINESS_SCOPED_ID, PHONE_NUMBER, type Sender } from '#shared/contracts/incoming.ts';
import { cutAt, idAt, listAt } from './json.ts';

const LONGEST_ID = 140;
const LONGEST_NAME = 256;

/** What ids say of somebody: their shape decides which is which, wherever they stood. */
export const senderOf = (ids: readonly (string | undefined)[]): Sender | undefined => {
  const plain = ids.map((id) => id?.trim().replace(/^\+/, ''));
  const phone = plain.find((id) => id !== undefined && PHONE_NUMBER.test(id));
  const scopedId = plain.find((id) => id !== undefined && BUSINESS_SCOPED_ID.test(id));
  if (phone === undefined && scopedId === undefined) return undefined;
  return { ...(phone !== undefined && { phone }), ...(scopedId !== undefined && { scopedId }) };
};

/** The ids under these keys, in their order of trust. */
export const idsAt = (value: unknown, ...keys: string[]): (string | undefined)[] =>
  keys.map((key) => idAt(LONGEST_ID, value, key));

/** Who is listed beside the messages of a post: joins the two ids of one person, and gives names. */
export interface Contacts {
  complete(sender: Sender | undefined): Sender | undefined;
}

/** `alone`: there is one message only, so that a single contact is its sender even when the message names none. */
export const contactsAt = (value: unknown, alone: boolean): Contacts => {
  const known = listAt(value, 'contacts').flatMap((contact) => {
    const sender = senderOf(idsAt(contact, 'wa_id', 'user_id', 'parent_user_id'));
    const name = cutAt(LONGEST_NAME, contact, 'profile', 'name');
    return sender === undefined ? [] : [{ ...sender, ...(name !== undefined && { name }) }];
  });
  const byId = new Map<string, Sender>();
  for (const sender of known)
    for (const id of [sender.phone, sender.scopedId])
      if (id !== undefined && !byId.has(id)) byId.set(id, sender);
  return {
    complete: (sender) => {
      if (sender === undefined) return alone && known.length === 1 ? known[0] : undefined;
      const contact = byId.get(sender.scopedId ?? '') ?? byId.get(sender.phone ?? '');
      return { ...contact, ...sender };
    },
  };
};
