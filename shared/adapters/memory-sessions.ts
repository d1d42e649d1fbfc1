import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Reader } from '../contracts/documents.ts';
import { type Session, SessionHead } from '../contracts/session.ts';
import type { SessionStore } from '../ports.ts';

interface Kept {
  owner: string;
  session: Session;
  revision: string;
  expiresAt: number;
}

/** Sessions kept in this process: for tests, and one machine without a table. */
export const memorySessions = ({
  keepSeconds = 86_400,
  clock = Date.now,
}: {
  keepSeconds?: number;
  clock?: () => number;
} = {}): SessionStore => {
  const all = new Map<string, Kept>();
  const keyOf = (reader: Reader, sessionId: string) => `${ownerOf(reader)}/${sessionId}`;
  const isCurrent = ({ expiresAt }: Kept) => expiresAt > clock();
  const ownedBy = (reader: Reader) => [...all.values()].filter(({ owner }) => owner === ownerOf(reader));
  const read: SessionStore['read'] = async (reader, sessionId) => {
    const kept = all.get(keyOf(reader, sessionId));
    if (kept === undefined) return { damaged: false };
    const { session, revision } = structuredClone(kept);
    return { revision, damaged: false, ...(isCurrent(kept) && { session }) };
  };
  return {
    read,
    write: async (reader, session, revision) => {
      const key = keyOf(reader, session.sessionId);
      if (all.get(key)?.revision !== revision) return false;
      const expiresAt = clock() + keepSeconds * 1000;
      const owner = ownerOf(reader);
      all.set(key, { owner, session: structuredClone(session), revision: randomUUID(), expiresAt });
      return true;
    },
    list: async (reader, { limit, after = '0' }) => {
      if (!/^\d+$/.test(after)) return undefined;
      const sessions = ownedBy(reader)
        .filter(isCurrent)
        .map(({ session }) => z.parse(SessionHead, session))
        .sort((one, other) => other.lastAt.localeCompare(one.lastAt));
      const end = Number(after) + limit;
      const next = end < sessions.length && { next: String(end) };
      return { sessions: sessions.slice(Number(after), end), damaged: 0, ...next };
    },
    remove: async (reader, sessionId) => {
      const { session } = await read(reader, sessionId);
      all.delete(keyOf(reader, sessionId));
      return session !== undefined;
    },
    removeAll: async (reader) => {
      const owned = ownedBy(reader);
      for (const { session } of owned) all.delete(keyOf(reader, session.sessionId));
      return owned.length;
    },
  };
};

const ownerOf = ({ tenantId, userId }: Reader) => `${tenantId}/${userId}`;
