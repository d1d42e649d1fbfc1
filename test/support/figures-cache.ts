import { keptReads } from '#functions/query/kept-reads.ts';
import type { Watermark } from '#functions/query/watermark.ts';
import { localCache } from '#shared/adapters/local-cache.ts';
import type { Scope } from '#shared/contracts/access.ts';
import type { Evidence } from '#shared/contracts/evidence.ts';
import type { KeptReads } from '#shared/contracts/kept.ts';
import type { SharedCache } from '#shared/ports.ts';

/** A cache that all share, as a map; it may be looked into and emptied. */
export const mapCache = (): SharedCache & { texts: Map<string, string> } => {
  const texts = new Map<string, string>();
  return {
    texts,
    get: (key) => Promise.resolve(texts.get(key)),
    set: async (key, text) => {
      texts.set(key, text);
    },
  };
};

export const START = Date.parse('2026-11-21T09:14:07.123Z');

interface Asking {
  /** Whose rows. */
  scope?: Scope;
  tenantId?: string;
  /** What is asked for; the same text is the same question. */
  text?: string;
  unreached?: boolean;
  /** Up to now: its period moves with every question. */
  untilNow?: boolean;
  askedAt?: string;
}

/** One instance of the function, with a clock and a watermark that the test turns. */
export const instance = (
  shared: SharedCache = mapCache(),
  { freshMs = 10_000, version = 'v1' }: { freshMs?: number; version?: string } = {},
) => {
  const state = { now: START, mark: 'm1' as string | undefined, reads: 0, fails: undefined as unknown };
  const watermark: Watermark = { read: async () => state.mark, known: () => state.mark };
  const now = () => new Date(state.now);
  const reads = keptReads({ memory: localCache<KeptReads>(1e6), shared, watermark, now, freshMs, version });
  const ask = (asking: Asking = {}): Promise<Evidence[]> => {
    const { scope = { kind: 'all' }, tenantId = 'main', text = 'runs', unreached = false } = asking;
    const askedAt = asking.askedAt ?? now().toISOString();
    const parameters = [text, ...(asking.untilNow === true ? [askedAt] : [])];
    const asker = {
      questionId: 'q',
      reader: { tenantId, userId: 'u' },
      askedAt,
      timeZone: 'Europe/Rome',
      scope,
    };
    const statement = { sql: 'select', parameters, columns: ['n'], fingerprint: 'sha256:0', scope };
    const read = { id: 'e1', query: { metrics: ['runs'] } };
    return reads({ asker, prepared: [{ read, statement }], unreached }, async () => {
      state.reads += 1;
      await new Promise((done) => setTimeout(done, 5));
      if (state.fails !== undefined) throw state.fails;
      const rows = [[`${tenantId}/${JSON.stringify(scope)}/${text}`, state.reads]];
      return [{ ...read, ...statement, rows, readAt: askedAt }];
    });
  };
  return {
    state,
    ask,
    pass: (ms: number) => {
      state.now += ms;
    },
  };
};
