import type { Send } from '#shared/contracts/delivery.ts';
import type { Receipt } from '#shared/contracts/incoming.ts';
import type { ClaimStore, Now, Outbox } from '#shared/ports.ts';

const KEPT_MS = 10 * 24 * 3_600_000;

/** Claims and outbox as DynamoDB keeps them, in this process. */
export const memoryStores = (now: Now): { claims: ClaimStore; outbox: Outbox; rows: Map<string, Send[]> } => {
  const claimed = new Map<string, { until: number; isDone: boolean; expiresAt: number }>();
  const rows = new Map<string, Send[]>();
  const expiries = new Map<string, number>();
  const current = (cause: string): Send[] =>
    (expiries.get(cause) ?? 0) > now().getTime() ? (rows.get(cause) ?? []) : [];
  const kept = new Map<string, Receipt[]>();
  const stateOf = ({ state, attempts, status }: Send) => JSON.stringify([state, attempts, status]);

  const claims: ClaimStore = {
    claim: async (messageId, until) => {
      const at = now().getTime();
      const found = claimed.get(messageId);
      if (found !== undefined && found.expiresAt > at) {
        if (found.isDone) return { kind: 'done' };
        if (found.until > at) return { kind: 'busy', until: new Date(found.until) };
      }
      claimed.set(messageId, { until: until.getTime(), isDone: false, expiresAt: at + KEPT_MS });
      return { kind: 'ours' };
    },
    release: async (messageId, until) => {
      const found = claimed.get(messageId);
      if (found !== undefined && !found.isDone && found.until === until.getTime()) claimed.delete(messageId);
    },
    finish: async (messageId) => {
      claimed.set(messageId, { until: 0, isDone: true, expiresAt: now().getTime() + KEPT_MS });
    },
  };

  const outbox: Outbox = {
    ofCause: async (cause) => [...current(cause)],
    read: async (sendId) =>
      rows
        .values()
        .flatMap((each) => each)
        .find((row) => row.sendId === sendId),
    add: async (sends) => {
      const cause = sends[0]?.cause ?? '';
      if (current(cause).length > 0) return false;
      rows.set(cause, [...sends]);
      expiries.set(cause, now().getTime() + KEPT_MS);
      return true;
    },
    change: async (before, after) => {
      const list = current(before.cause);
      const row = list[before.place];
      if (row === undefined || stateOf(row) !== stateOf(before)) return false;
      list[before.place] = after;
      return true;
    },
    addReceipt: async (sendId, receipt) => {
      const others = (kept.get(sendId) ?? []).filter(({ status }) => status !== receipt.status);
      kept.set(sendId, [...others, receipt]);
    },
    receipts: async (sendId) => kept.get(sendId) ?? [],
  };
  return { claims, outbox, rows };
};
