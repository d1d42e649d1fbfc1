import { type Conversations, newMessageId } from './conversations.ts';
import type { PhoneOwner } from './demo-people.ts';
import { type Choice, choicesOf, Interactive } from './interactive.ts';
import type { Line } from './line.ts';
import type { MediaStore } from './media.ts';
import * as z from 'zod/mini';

/** What a person does with their phone. Ids are those of messages; every message sent gives its own. */
export interface Phone {
  say: (text: string, options?: { quoted?: string; at?: number }) => string;
  /** A reply button, a quick reply of a card or a row of a list. @throws Error when the message offers no such */
  tap: (messageId: string, choiceId: string) => string;
  /** An empty emoji takes the reaction back. */
  react: (messageId: string, emoji: string) => string;
  sendMedia: (type: MediaKind, file: PhoneFile) => string;
  /** Any other message, by its type and what stands under the type's name. */
  send: (type: string, content: Record<string, unknown>, more?: Record<string, unknown>) => string;
  /** Opens the conversation: what came is read. */
  look: () => void;
}

export const MediaKind = z.enum(['image', 'video', 'audio', 'document', 'sticker']);
export type MediaKind = z.infer<typeof MediaKind>;

export interface PhoneFile {
  mimeType: string;
  bytes: Buffer;
  caption?: string;
  filename?: string;
}

export const phoneOf = (
  owner: PhoneOwner,
  { conversations, line, media }: { conversations: Conversations; line: Line; media: MediaStore },
): Phone => {
  const send: Phone['send'] = (type, content, more = {}) => sendAt(line.now(), type, content, more);
  const sendAt = (
    at: number,
    type: string,
    content: Record<string, unknown>,
    more: Record<string, unknown> = {},
  ): string => {
    const id = newMessageId();
    if (type !== 'reaction')
      conversations.add({
        id,
        personId: owner.id,
        from: 'person',
        at,
        type,
        content,
        status: 'sent',
        ...quotedIn(more),
      });
    line.fromPerson(owner, { id, timestamp: String(Math.floor(at / 1000)), type, [type]: content, ...more });
    return id;
  };
  const quoting = (id: string) => ({ context: { from: line.displayNumber, id } });

  return {
    send,
    say: (text, { quoted, at } = {}) =>
      sendAt(at ?? line.now(), 'text', { body: text }, quoted === undefined ? {} : quoting(quoted)),
    tap: (messageId, choiceId) => {
      const choice = choiceOf(conversations, messageId, choiceId);
      return send('interactive', tapped(choice), quoting(messageId));
    },
    react: (messageId, emoji) => {
      conversations.change(messageId, { reaction: emoji });
      return send('reaction', { message_id: messageId, ...(emoji !== '' && { emoji }) });
    },
    sendMedia: (type, { mimeType, bytes, caption, filename }) => {
      const { id, sha256 } = media.add('person', mimeType, bytes);
      return send(type, {
        id,
        mime_type: mimeType,
        sha256,
        ...(caption !== undefined && { caption }),
        ...(filename !== undefined && { filename }),
        ...(type === 'audio' && { voice: true }),
      });
    },
    look: () => {
      for (const message of conversations.list(owner.id))
        if (message.from === 'business' && message.status !== 'read') line.read(owner, message);
    },
  };
};

const quotedIn = ({ context }: Record<string, unknown>): { quoted?: string } => {
  const read = z.safeParse(z.object({ id: z.string() }), context);
  return read.success ? { quoted: read.data.id } : {};
};

const choiceOf = (conversations: Conversations, messageId: string, choiceId: string): Choice => {
  const message = conversations.find(messageId);
  const interactive = z.safeParse(Interactive, message?.content);
  const choice = interactive.success
    ? choicesOf(interactive.data).find(({ id }) => id === choiceId)
    : undefined;
  if (choice === undefined) throw new Error('The message offers nothing of the kind to tap');
  return choice;
};

const tapped = ({ from, ...reply }: Choice): Record<string, unknown> =>
  from === 'button'
    ? { type: 'button_reply', button_reply: reply }
    : { type: 'list_reply', list_reply: reply };
