import * as z from 'zod/mini';
import { Sender } from './incoming.ts';
import { Instant } from './query.ts';

/** One message in the platform's own words, ready to go. */
export const Outgoing = z.object({
  /** Body of the platform's call, without the id given along. */
  payload: z.record(z.string(), z.unknown()),
  /** Charts whose uploaded ids take the place of `chart:<id>` in the payload. */
  charts: z.array(z.string()),
  /** The same as text alone, for when the platform refuses the form or the picture. */
  plain: z.optional(z.record(z.string(), z.unknown())),
  /** A template instead, for when the platform says that the person wrote too long ago for free words. */
  outside: z.optional(z.record(z.string(), z.unknown())),
});
export type Outgoing = z.infer<typeof Outgoing>;

/**
 * `ready`: not tried. `sending`: it was begun, and whether it went out is not known until we wrote down that it
 * did or a receipt says so. `given_up`: it will not be tried again.
 */
export const SendState = z.enum(['ready', 'sending', 'sent', 'given_up']);
export type SendState = z.infer<typeof SendState>;

/** A row of the outbox. */
export const Send = z.object({
  version: z.literal(1),
  /** Made of what it replies to and its place, so that doing it again makes the same row. */
  sendId: z.string(),
  /** The message it replies to, or what made us write. */
  cause: z.string(),
  place: z.int(),
  numberId: z.string(),
  to: Sender,
  outgoing: Outgoing,
  state: SendState,
  attempts: z.int(),
  /** How often the platform took it and failed to bring it. */
  failures: z.optional(z.int()),
  madeAt: Instant,
  /** When the last attempt began. */
  sendingAt: z.optional(Instant),
  /** Not before this instant is it tried again. */
  waitUntil: z.optional(Instant),
  /** As the platform names it. */
  messageId: z.optional(z.string()),
  /** The highest status that was told: sent, delivered, read, played, failed. */
  status: z.optional(z.string()),
  errors: z.optional(z.array(z.int())),
});
export type Send = z.infer<typeof Send>;
