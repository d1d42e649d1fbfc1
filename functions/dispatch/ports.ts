import type { Outgoing } from '#shared/contracts/delivery.ts';
import type { Announcement, Incoming, IncomingMessage, Sender } from '#shared/contracts/incoming.ts';
import type { ClaimStore, Heed, MessagingPlatform, Now, Outbox } from '#shared/ports.ts';

/** What is said to whom; nothing when there is nothing to say. */
export interface Answered {
  to: Sender;
  outgoing: readonly Outgoing[];
}

export interface DispatchPorts {
  claims: ClaimStore;
  outbox: Outbox;
  platform: MessagingPlatform;
  /** Answers a message, and says when it begins to look for an answer; what it changes in people is written before it returns, and it may be asked twice. */
  answer: (message: IncomingMessage, working: () => void) => Promise<Answered>;
  /** Says that too many are asking just now, without asking the line. */
  busy: (message: IncomingMessage) => Promise<Answered>;
  /** What is said to somebody of our own accord; undefined when they are not to be told. */
  news: (announcement: Announcement) => Promise<Answered | undefined>;
  /** More messages wait than are to be answered. */
  crowded: () => Promise<boolean>;
  /** Another number or id, or a colleague who writes by hand. */
  heed: Heed;
  /** Somebody wants no more messages, as the platform tells. */
  optedOut: (who: Sender, at: string) => Promise<void>;
  /** A chart as PNG; undefined when it is gone or can not be drawn. */
  picture: (chart: string) => Promise<Uint8Array | undefined>;
  now: Now;
  /** From 0 to 1. */
  chance: () => number;
  sleep: (ms: number) => Promise<void>;
  /** Does something again and again until the function it gives is called. */
  every: (ms: number, work: () => void) => () => void;
  /** Counts what became of a send; never what it held. */
  count: (what: string) => void;
  /** How long a send of which nobody knows waits for a receipt. */
  parkedMs: number;
}

/** Does all that one item asks for before `deadline`. @throws NotYet, StoreUnavailable: it is to be repeated */
export type Dispatch = (item: Incoming, deadline: Date) => Promise<void>;
