import * as z from 'zod/mini';

export interface BreakerRules {
  /** Calls that ended so long ago no longer count. */
  windowMs: number;
  /** With fewer calls in the window nothing is concluded. */
  leastCalls: number;
  /** This share of them failed: it opens. */
  share: number;
  /** So long it lets nothing through; then one call to see. */
  restMs: number;
}

export const USUAL_BREAKER: BreakerRules = { windowMs: 60_000, leastCalls: 10, share: 0.5, restMs: 30_000 };

const BUCKETS = 10;
const Instant = z.number().check(z.gte(0));
const Count = z.int().check(z.gte(0));

/**
 * What is known of a neighbour. Every part can be merged with what another instance knows, in any order: counts add
 * up, of instants the latest holds. Times are milliseconds since 1970, 0 is never.
 */
export const Breaker = z.object({
  /** Ended calls by `instant of the last closing/place of the bucket`: what was before a closing no longer counts. */
  counts: z.record(z.string(), z.object({ calls: Count, failures: Count })),
  openedAt: Instant,
  closedAt: Instant,
  /** When somebody was last let through to see. */
  probedAt: Instant,
});
export type Breaker = z.infer<typeof Breaker>;

export const newBreaker = (): Breaker => ({ counts: {}, openedAt: 0, closedAt: 0, probedAt: 0 });

/** `probe`: one call to see, whose end decides. */
export type Admission = 'call' | 'probe' | 'none';

/** Whether a call may be made now. */
export const admission = (
  { openedAt, closedAt, probedAt }: Breaker,
  now: number,
  { restMs }: BreakerRules,
): Admission => {
  if (openedAt <= closedAt) return 'call';
  return now - openedAt >= restMs && now - probedAt >= restMs ? 'probe' : 'none';
};

/** What a probe that begins now adds to what is known. */
export const probing = (now: number): Breaker => ({ ...newBreaker(), probedAt: now });

/** What a closing adds: all that was before is forgotten. */
export const closing = (now: number): Breaker => ({ ...newBreaker(), closedAt: now });

/** What an opening adds. */
export const opening = (now: number): Breaker => ({ ...newBreaker(), openedAt: now });

/** What a call that ended now adds to `known`. A call that was let through before it opened decides nothing more. */
export const ended = (
  known: Breaker,
  call: { as: Admission; well: boolean },
  now: number,
  rules: BreakerRules,
): Breaker => {
  if (call.as === 'probe') return call.well ? closing(now) : opening(now);
  if (known.openedAt > known.closedAt) return newBreaker();
  const bucket = Math.floor(now / (rules.windowMs / BUCKETS));
  const counts = { [`${known.closedAt}/${bucket}`]: { calls: 1, failures: call.well ? 0 : 1 } };
  const added = { ...newBreaker(), counts };
  if (call.well) return added;
  const { calls, failures } = within(merged(known, added), now, rules);
  const tooMany = calls >= rules.leastCalls && failures >= calls * rules.share;
  // Later than the closing before it, should both come in one millisecond.
  return tooMany ? { ...added, openedAt: Math.max(now, known.closedAt + 1) } : added;
};

/** What two know together. */
export const merged = (a: Breaker, b: Breaker): Breaker => {
  const closedAt = Math.max(a.closedAt, b.closedAt);
  const counts: Breaker['counts'] = {};
  for (const [key, { calls, failures }] of [...Object.entries(a.counts), ...Object.entries(b.counts)]) {
    const sum = (counts[key] ??= { calls: 0, failures: 0 });
    sum.calls += calls;
    sum.failures += failures;
  }
  return {
    counts: recent(counts, closedAt),
    openedAt: Math.max(a.openedAt, b.openedAt),
    closedAt,
    probedAt: Math.max(a.probedAt, b.probedAt),
  };
};

/** Only what can still count is kept. */
const recent = (counts: Breaker['counts'], closedAt: number): Breaker['counts'] => {
  const live = Object.keys(counts).filter((key) => epochOf(key) === closedAt);
  const newest = Math.max(...live.map(bucketOf));
  return Object.fromEntries(
    live.flatMap((key) => (bucketOf(key) > newest - BUCKETS && counts[key] ? [[key, counts[key]]] : [])),
  );
};

const epochOf = (key: string): number => Number(key.split('/')[0]);
const bucketOf = (key: string): number => Number(key.split('/')[1]);

const within = ({ counts, closedAt }: Breaker, now: number, { windowMs }: BreakerRules) => {
  const oldest = Math.floor(now / (windowMs / BUCKETS)) - BUCKETS;
  const sum = { calls: 0, failures: 0 };
  for (const [key, { calls, failures }] of Object.entries(counts)) {
    if (epochOf(key) !== closedAt || bucketOf(key) <= oldest) continue;
    sum.calls += calls;
    sum.failures += failures;
  }
  return sum;
};
