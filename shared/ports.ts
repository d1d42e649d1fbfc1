import type { AllowList, Scope } from './contracts/access.ts';
import type { Directory } from './contracts/catalog.ts';
import type { Chart } from './contracts/chart.ts';
import type { ContextEntry } from './contracts/context.ts';
import type { Outgoing, Send } from './contracts/delivery.ts';
import type { Cell } from './contracts/evidence.ts';
import type { Incoming, Receipt, Sender } from './contracts/incoming.ts';
import type { Feedback, Person } from './contracts/person.ts';
import type { Reply } from './contracts/reply.ts';
import type { Masked, Question, Reader } from './contracts/documents.ts';
import type { Session, SessionHead } from './contracts/session.ts';
import type { Subscription } from './contracts/subscription.ts';

/** Time is asked for, never stored. */
export type Now = () => Date;

/** One parameterised statement and what it promises to return, in order. */
export interface Statement {
  sql: string;
  parameters: (Cell | Cell[])[];
  columns: string[];
  /** `sha256:` and the hash of the text alone, without its parameters. */
  fingerprint: string;
  /** Whose rows it may see; the database is told, and keeps to it where the row policy is installed. */
  scope: Scope;
}

/** The business data, read as the read-only role. */
export interface BusinessDatabase {
  /**
   * Runs one statement in a read-only transaction; when `answerBy` (an instant) comes before its own time limit,
   * that holds.
   * @throws DatabaseTimeout, DatabaseUnavailable, DatabaseRefused
   */
  read(statement: Statement, answerBy?: string): Promise<Cell[][]>;
  /** Resolves when the database answers; for health. */
  ping(): Promise<void>;
}

/** What this process remembers, bounded by its size: what was not used for the longest goes first. */
export interface LocalCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value, bytes: number): void;
}

/**
 * What all instances of a function remember together. It may forget at any time, and what it gives is read like
 * any input. Never throws and never takes long: what does not come at once is as if it were not there.
 */
export interface SharedCache {
  get(key: string): Promise<string | undefined>;
  set(key: string, text: string, seconds: number): Promise<void>;
}

/** What single people may see, read at the door. */
export interface AccessStore {
  /**
   * Undefined for who is not in it.
   * @throws StoreUnavailable, also when what is there can not be read
   */
  read(reader: Reader): Promise<AllowList | undefined>;
}

/** The names that questions of some readers may use; written by query, read by classify. */
export interface DirectoryStore {
  read(readers: string): Promise<Directory | undefined>;
  write(directory: Directory): Promise<void>;
}

/** The whole line, behind the state machine. */
export interface AssistantLine {
  ask(question: Question): Promise<Masked>;
}

/** Asks the line whether it reaches the business data; for health. */
export interface LineProbe {
  probe(): Promise<{ database: { ok: boolean; ms: number } }>;
}

/** Small documents that the instances of a function share by key: best effort, in bounded time; never throws. */
export interface SharedState {
  /** Undefined where there is none, or it can not be reached. */
  read(key: string): Promise<unknown>;
  /**
   * Puts `change` of what is there in its place, and says what is there then; undefined when it could not be
   * written. `change` may be called again, when somebody else wrote in between.
   */
  change(key: string, change: (before: unknown) => unknown): Promise<unknown>;
}

/** The login of the read-only role. */
export interface Credentials {
  username: string;
  password: string;
}

/** Where the login is kept; it may be rotated at any time. */
export interface CredentialStore {
  /** The login as last known. */
  read(): Promise<Credentials>;
  /** Asks again, after the database refused the login that was known. */
  renew(): Promise<Credentials>;
}

/** A session as it is kept. */
export interface KeptSession {
  /** Missing when there is none, when it has expired, or when what is there can not be read. */
  session?: Session;
  /** What a write must name, so that nothing written in between is lost; missing when nothing is there. */
  revision?: string;
  /** Something is there that can not be read; a write replaces it. */
  damaged: boolean;
}

export interface SessionPage {
  sessions: SessionHead[];
  /** Where the next page begins; missing after the last. */
  next?: string;
  /** How many could not be read. */
  damaged: number;
}

/**
 * Sessions of readers: each reader's own, under their tenant; nobody else's id finds them.
 * @throws StoreUnavailable
 */
export interface SessionStore {
  read(reader: Reader, sessionId: string): Promise<KeptSession>;
  /** False when the session has another revision by now; then nothing was written. */
  write(reader: Reader, session: Session, revision: string | undefined): Promise<boolean>;
  /** The latest first; a page may be short. Undefined when `after` is no place of this reader's list. */
  list(reader: Reader, page: { limit: number; after?: string }): Promise<SessionPage | undefined>;
  /** False when there was none that could be read. */
  remove(reader: Reader, sessionId: string): Promise<boolean>;
  /** All of a reader's, readable or not; how many. */
  removeAll(reader: Reader): Promise<number>;
}

/**
 * What is known of readers: each reader's own, under their tenant. What has expired is never given.
 * @throws StoreUnavailable
 */
export interface ContextStore {
  read(reader: Reader, key: string): Promise<ContextEntry | undefined>;
  /** By key; `damaged` counts what could not be read. */
  list(reader: Reader): Promise<{ entries: ContextEntry[]; damaged: number }>;
  write(reader: Reader, entry: ContextEntry): Promise<void>;
  /** False when there was none. */
  remove(reader: Reader, key: string): Promise<boolean>;
  /** All of a reader's; how many. */
  removeAll(reader: Reader): Promise<number>;
}

/** What we and the channel's platform know of each other. */
export interface MessagingSecret {
  /** Any of them may have signed what comes in: two while they are rotated. */
  appSecrets: readonly string[];
  verifyToken: string;
  accessToken: string;
}

/** @throws StoreUnavailable when it was never read and can not be */
export interface MessagingSecrets {
  /** As last known. */
  read(): Promise<MessagingSecret>;
  /** Asks again, though not more often than every few seconds: then it is the same object as before. */
  renew(): Promise<MessagingSecret>;
}

/** Where what happened on a channel waits; each person's in order. */
export interface IncomingQueue {
  /** What could not be queued; empty when all is safe. */
  put(items: readonly Incoming[]): Promise<Incoming[]>;
}

/** How a message was claimed: it is ours now, somebody else works on it until then, or it was answered before. */
export type Claimed = { kind: 'ours' } | { kind: 'busy'; until: Date } | { kind: 'done' };

/**
 * Which messages were taken and answered; kept longer than the platform repeats itself.
 * @throws StoreUnavailable
 */
export interface ClaimStore {
  claim(messageId: string, until: Date): Promise<Claimed>;
  /** Others may take it at once, when it is still claimed until then. */
  release(messageId: string, until: Date): Promise<void>;
  finish(messageId: string): Promise<void>;
}

/**
 * Messages of ours from before they are tried until long after.
 * @throws StoreUnavailable
 */
export interface Outbox {
  /** In their order; empty when none was made. */
  ofCause(cause: string): Promise<Send[]>;
  read(sendId: string): Promise<Send | undefined>;
  /** All or none; false when rows of this cause were there already. */
  add(sends: readonly Send[]): Promise<boolean>;
  /** False when the row is no longer as `before` says: state, number of attempts and status. */
  change(before: Send, after: Send): Promise<boolean>;
  /** What a receipt told before its row was known. */
  addReceipt(sendId: string, receipt: Receipt): Promise<void>;
  receipts(sendId: string): Promise<Receipt[]>;
}

/** @throws StoreUnavailable */
export interface SentMessages {
  /** The message that this one of ours replied to. */
  causeOf(messageId: string): Promise<string | undefined>;
}

/** What became of a send: the platform has it, refused it, or nobody knows. */
export type SendOutcome =
  | { kind: 'sent'; messageId: string }
  | { kind: 'refused'; status: number; code?: number; retryAfterMs?: number }
  | { kind: 'unknown' };

/** The channel's platform. */
export interface MessagingPlatform {
  /** Never throws; `reference` comes back in receipts. */
  send(numberId: string, payload: Outgoing['payload'], reference: string): Promise<SendOutcome>;
  /** Shows that a message was read, and whether an answer is being written; at most a courtesy, never throws. */
  seen(numberId: string, messageId: string, writing: boolean): Promise<void>;
  /** The platform's id of a picture; undefined when it would not take it. */
  upload(numberId: string, png: Uint8Array): Promise<string | undefined>;
}

/**
 * People who write to us, found by any id the platform ever had for them.
 * @throws StoreUnavailable
 */
export interface PeopleStore {
  find(sender: Sender): Promise<{ person: Person; revision: string } | undefined>;
  read(personId: string): Promise<{ person: Person; revision: string } | undefined>;
  /** False when somebody else wrote in between. */
  write(person: Person, revision: string | undefined): Promise<boolean>;
  list(): Promise<Person[]>;
  remove(personId: string): Promise<boolean>;
}

/** @throws StoreUnavailable */
export interface FeedbackStore {
  write(feedback: Feedback): Promise<void>;
  list(personId: string): Promise<Feedback[]>;
  removeAll(personId: string): Promise<number>;
}

/** `revision` is what a write must name, so that nothing in between is lost. */
export type KeptSubscription = { subscription: Subscription; revision: string };

/** What people want to be told without asking: each reader's own. @throws StoreUnavailable */
export interface SubscriptionStore {
  /** The oldest first; what can not be read is left out. */
  list(reader: Reader): Promise<KeptSubscription[]>;
  all(): Promise<KeptSubscription[]>;
  /** The new revision; undefined when somebody else wrote or removed it in between. */
  write(subscription: Subscription, revision: string | undefined): Promise<string | undefined>;
  /** False when there was none. */
  remove(reader: Reader, subscriptionId: string): Promise<boolean>;
  removeAll(reader: Reader): Promise<number>;
}

/** Charts of answers, by id; gone after some weeks. @throws StoreUnavailable */
export interface ChartStore {
  read(id: string): Promise<{ chart: Chart; owner: string } | undefined>;
  /** Its id: the same for the same owner and key, and as hard to guess as the key. */
  write(owner: string, key: string, chart: Chart): Promise<string>;
  removeAll(owner: string): Promise<number>;
}

/** Draws a chart. */
export type DrawChart = (chart: Chart) => Promise<Uint8Array>;

/** A conversation that a colleague is to take over, or somebody who asks to be let in. */
export interface Notice {
  kind: 'handover' | 'access';
  at: string;
  personId: string;
  name?: string;
  /** The last questions and answers, the newest last; as the person saw them. */
  turns: { question: string; answer: string }[];
}

/** Tells people of ours. @throws StoreUnavailable when nobody could be told */
export interface Notifier {
  tell(notice: Notice): Promise<void>;
}

/** The reply to one message; what changes is written before. `working` is called when it looks for an answer. */
export type Respond = (
  message: Extract<Incoming, { kind: 'message' }>,
  working?: () => void,
) => Promise<{ person: Person; reply: Reply | undefined }>;

/** Takes in what else is heard of a person: another number or id, or a colleague who writes to them. */
export type Heed = (change: Extract<Incoming, { kind: 'moved' | 'taken_over' }>) => Promise<void>;
