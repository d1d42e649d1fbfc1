// Speaks the protocol with reconnection, sign-in and TLS; the smallest client to load that does (docs of its family).
import type { Redis } from 'iovalkey';
import type { Count } from '../contracts/metrics.ts';
import { once } from '../once.ts';
import type { Credentials, SharedCache } from '../ports.ts';
import { circuit } from './circuit.ts';

/** What does not come in this time is as if it were not there. */
const CALL_MS = 50;
const CONNECT_MS = 1000;
/** A cache is worth a few tries and no more, for whoever asks waits for each: how it did a second ago says nothing. */
const RULES = { windowMs: 1000, leastCalls: 3, share: 0.5, restMs: 10_000 };
/** Longer texts are not worth the time they take. */
const MOST_BYTES = 1_000_000;

export interface ValkeySettings {
  /** `rediss://host:6379`: encrypted, with a verified certificate. `redis://`: as it is, for one machine. */
  url: string;
  /** All keys of ours begin so: a cache may have other users, who may not touch ours. */
  prefix: string;
  /** The login of each new connection; without it, what the address says. */
  credentials?: () => Promise<Credentials>;
}

/** A cache that all instances share, in Valkey (or Redis). Away, slow or full, it costs at most a moment. */
export const valkeyCache = (settings: ValkeySettings, count: Count): SharedCache & { close(): void } => {
  const fuse = circuit({
    key: 'cache',
    rules: RULES,
    told: (state) => count('breakerTurns', { breaker: 'cache', state }),
  });
  /** One connection; when it ends, whoever asks next makes another, with the login of that moment. */
  const connection = (): (() => Promise<Redis>) => {
    const made = once(async () => {
      const redis = await open(settings);
      redis.on('end', () => {
        if (client === made) client = connection();
      });
      return redis;
    });
    return made;
  };
  let client = connection();

  const call = async <Value>(work: (redis: Redis) => Promise<Value>): Promise<Value | undefined> => {
    const as = fuse.admits();
    if (as === 'none') return undefined;
    const asked = client().then(work);
    try {
      const value = await inTime(asked);
      fuse.note(as, true);
      return value;
    } catch (error) {
      fuse.note(as, false);
      count('cacheReads', { cache: 'shared', outcome: 'away' });
      count('recoveries', { failure: 'cache_lost', how: 'passed_by' });
      // It may have another address by now, or hang for good.
      if (isRefused(error) || fuse.would() !== 'call') leave();
      return undefined;
    }
  };
  const leave = (): void => {
    const old = client;
    client = connection();
    old().then(
      (redis) => redis.disconnect(),
      () => undefined,
    );
  };
  return {
    get: async (key) => (await call((redis) => redis.get(key))) ?? undefined,
    set: async (key, text, seconds) => {
      if (text.length <= MOST_BYTES) await call((redis) => redis.set(key, text, 'EX', seconds));
    },
    close: leave,
  };
};

const open = async ({ url, prefix, credentials }: ValkeySettings): Promise<Redis> => {
  const encrypted = url.startsWith('rediss:');
  const [{ Redis }, login] = await Promise.all([import('iovalkey'), credentials?.()]);
  const redis = new Redis(url, {
    ...(login && { username: login.username, password: login.password }),
    ...(encrypted && { tls: {} }),
    keyPrefix: prefix,
    connectTimeout: CONNECT_MS,
    commandTimeout: CALL_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    keepAlive: 10_000,
    enableReadyCheck: false,
  });
  // Whoever asks is told by the call; between calls nobody has to know.
  redis.on('error', () => undefined);
  return redis;
};

const isRefused = (error: unknown): boolean =>
  error instanceof Error && /^(WRONGPASS|NOAUTH|NOPERM)/.test(error.message);

/** A call that hangs before it was even sent is not waited for either. */
const inTime = async <Value>(work: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), CALL_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
};

/** Where there is none: every instance remembers by itself. */
export const noSharedCache: SharedCache = {
  get: () => Promise.resolve(undefined),
  set: () => Promise.resolve(),
};
