import type { Reader } from '#shared/contracts/documents.ts';
import type { Session } from '#shared/contracts/session.ts';
import type { KeptSession, SessionStore } from '#shared/ports.ts';
import { beginSession, endedSession, type Said, withExchange } from './session.ts';
import { endOf, type SessionRules } from './session-rules.ts';

export interface KeeperPorts {
  store: SessionStore;
  rules: SessionRules;
  newId: () => string;
  /** Waits before the next attempt, the longer the later. */
  pause: (attempt: number) => Promise<void>;
}

/** The session that a message belongs to. */
export interface Opened {
  session: Session;
  revision: string | undefined;
  isNew: boolean;
  /** Something that could not be read was there, and will be replaced. */
  damaged: boolean;
}

/** `gone`: somebody deleted the session meanwhile, so the message is kept nowhere. */
export type Kept = 'kept' | 'gone' | 'busy';

const NOTHING: KeptSession = { damaged: false };
const MOST_HOPS = 10;
const MOST_ATTEMPTS = 20;

/** Finds and keeps the sessions of messages, however many come at once. */
export const sessionKeeper = ({ store, rules, newId, pause }: KeeperPorts) => {
  const begun = (sessionId: string, at: string, { revision, damaged }: KeptSession = NOTHING): Opened => ({
    session: beginSession(sessionId, at),
    revision,
    isNew: true,
    damaged,
  });

  /**
   * The session a message belongs to. An id that this reader has no session under begins one; a session that
   * is over is followed to its successor, or gets one. Who sends the old id again finds the same successor.
   */
  const open = async (reader: Reader, given: string | undefined, at: string): Promise<Opened> => {
    if (given === undefined) return begun(newId(), at);
    const first = await store.read(reader, given);
    let id = given;
    let kept = first;
    for (let hop = 0; hop < MOST_HOPS; hop += 1) {
      const { session } = kept;
      if (session === undefined) return begun(id, at, kept);
      if (session.successor !== undefined) id = session.successor;
      else {
        const end = endOf(session, at, rules);
        if (end === undefined) return { session, revision: kept.revision, isNew: false, damaged: false };
        const successor = newId();
        if (await store.write(reader, endedSession(session, end, successor), kept.revision)) {
          await shorten(reader, first, session, successor);
          return begun(successor, at);
        }
      }
      kept = await store.read(reader, id);
    }
    return begun(newId(), at);
  };

  /** Who keeps sending the first id of a long row of sessions finds the last in one step. */
  const shorten = async (reader: Reader, first: KeptSession, last: Session, successor: string) => {
    if (first.session === undefined || first.session.sessionId === last.sessionId) return;
    await store.write(reader, { ...first.session, successor }, first.revision);
  };

  /** Adds what was said to the session as it is by now; a session that was deleted meanwhile stays so. */
  const keep = async (reader: Reader, opened: Opened, said: Said): Promise<Kept> => {
    let { session, revision } = opened;
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const next = withExchange(session, said);
      // A write whose reply was lost had been done all the same.
      if (next === session || (await store.write(reader, next, revision))) return 'kept';
      await pause(attempt);
      const now = await store.read(reader, session.sessionId);
      if (now.session === undefined && !opened.isNew) return 'gone';
      session = now.session ?? opened.session;
      ({ revision } = now);
    }
    return 'busy';
  };

  /** Ends a session at the wish of its reader. Undefined when there is none; what was over stays as it ended. */
  const cancel = async (reader: Reader, id: string, at: string): Promise<Session | 'busy' | undefined> => {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const { session, revision } = await store.read(reader, id);
      if (session === undefined || session.ended !== undefined) return session;
      const ended = endedSession(session, endOf(session, at, rules) ?? { at, why: 'cancelled' });
      if (await store.write(reader, ended, revision)) return ended;
      await pause(attempt);
    }
    return 'busy';
  };

  /** A colleague has the conversation no more. */
  const handBack = async (reader: Reader, id: string): Promise<void> => {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const { session, revision } = await store.read(reader, id);
      if (session?.handedOverAt === undefined) return;
      const { handedOverAt: _, ...own } = session;
      if (await store.write(reader, own, revision)) return;
      await pause(attempt);
    }
  };

  return { open, keep, cancel, handBack };
};
