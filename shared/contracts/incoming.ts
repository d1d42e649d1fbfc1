import * as z from 'zod/mini';
import { Instant } from './query.ts';
import { Reply, TemplatePart } from './reply.ts';

/** Business-scoped id of a person on WhatsApp: `IT.8831204471`. */
export const BUSINESS_SCOPED_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;
export const PHONE_NUMBER = /^\d{6,15}$/;

/** How the platform knows somebody: by at least one of the two ids. The name is for showing only. */
export const Sender = z
  .object({
    phone: z.optional(z.string().check(z.regex(PHONE_NUMBER))),
    scopedId: z.optional(z.string().check(z.regex(BUSINESS_SCOPED_ID))),
    name: z.optional(z.string().check(z.maxLength(256))),
  })
  .check(
    z.refine(({ phone, scopedId }) => phone !== undefined || scopedId !== undefined, 'is known by nothing'),
  );
export type Sender = z.infer<typeof Sender>;

const MessageId = z.string().check(z.minLength(1), z.maxLength(256));

/** What somebody sent; what can not be read is `unsupported` with the platform's word for it. */
export const Content = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  /** A button or a row of a list; its id comes from the person's device and proves nothing. */
  z.object({ type: z.literal('tap'), id: z.string(), title: z.string() }),
  /** No emoji: the reaction was taken back. */
  z.object({ type: z.literal('reaction'), to: MessageId, emoji: z.optional(z.string()) }),
  z.object({
    type: z.literal('media'),
    media: z.enum(['image', 'video', 'audio', 'document', 'sticker']),
    caption: z.optional(z.string()),
  }),
  z.object({ type: z.literal('location') }),
  z.object({ type: z.literal('contacts'), phones: z.array(z.string()) }),
  z.object({ type: z.literal('order') }),
  z.object({ type: z.literal('form') }),
  z.object({ type: z.literal('edit'), original: MessageId, text: z.optional(z.string()) }),
  z.object({ type: z.literal('revoke'), original: MessageId }),
  z.object({ type: z.literal('unsupported'), what: z.string().check(z.maxLength(64)) }),
]);
export type Content = z.infer<typeof Content>;

const common = {
  version: z.literal(1),
  /** The number of ours that was written to. */
  numberId: z.string(),
};

export const IncomingMessage = z.object({
  ...common,
  kind: z.literal('message'),
  messageId: MessageId,
  sender: Sender,
  /** Written in a group, not to us alone. */
  groupId: z.optional(z.string()),
  /** By the platform's clock, in whole seconds. */
  sentAt: Instant,
  receivedAt: Instant,
  /** The message this one replies to. */
  quoted: z.optional(MessageId),
  content: Content,
});
export type IncomingMessage = z.infer<typeof IncomingMessage>;

/** What became of a message of ours. */
export const Receipt = z.object({
  ...common,
  kind: z.literal('receipt'),
  /** Of our message, as the platform names it. */
  messageId: MessageId,
  /** `sent`, `delivered`, `read`, `played`, `failed`, or a word that is not known yet. */
  status: z.string().check(z.maxLength(64)),
  at: Instant,
  /** What we gave along when we sent it: the id of the outbox row and the number of the attempt. */
  sendId: z.optional(z.string().check(z.maxLength(512))),
  /** Codes of the platform's errors. */
  errors: z.array(z.int()),
});
export type Receipt = z.infer<typeof Receipt>;

/** Somebody has another number or another id from now on. */
export const Moved = z.object({
  ...common,
  kind: z.literal('moved'),
  before: Sender,
  after: Sender,
  at: Instant,
});
export type Moved = z.infer<typeof Moved>;

/** A colleague wrote to the person by hand, from the same number. */
export const TakenOver = z.object({ ...common, kind: z.literal('taken_over'), to: Sender, at: Instant });
export type TakenOver = z.infer<typeof TakenOver>;

/** What somebody is told without having asked just now: told once, however often it is queued. */
export const Announcement = z.object({
  ...common,
  kind: z.literal('announcement'),
  announcementId: z.string().check(z.minLength(1), z.maxLength(200)),
  personId: z.string(),
  at: Instant,
  /** Later than this it is no news any more. */
  expiresAt: Instant,
  reply: Reply,
  /** It keeps the promise with this id: told only while the person is owed it. */
  owed: z.optional(z.string()),
  /** Said instead to who has not written for a day. */
  template: TemplatePart,
});
export type Announcement = z.infer<typeof Announcement>;

/** One thing that happened on a channel, or that we have to tell, as it waits in a queue. */
export const Incoming = z.discriminatedUnion('kind', [
  IncomingMessage,
  Receipt,
  Moved,
  TakenOver,
  Announcement,
]);
export type Incoming = z.infer<typeof Incoming>;
