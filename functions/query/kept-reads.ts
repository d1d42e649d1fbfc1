import { kept } from '#shared/adapters/kept.ts';
import { databaseFailure, DatabaseUnavailable } from '#shared/contracts/faults.ts';
import type { Evidence, Kept } from '#shared/contracts/evidence.ts';
import { KeptReads } from '#shared/contracts/kept.ts';
import { digestOf } from '#shared/domain/caching/digest.ts';
import { relativeTo } from '#shared/domain/caching/relative.ts';
import { sharing } from '#shared/domain/caching/sharing.ts';
import type { LocalCache, Now, SharedCache } from '#shared/ports.ts';
import { count, log, recovered } from '#shared/runtime/log.ts';
import type { Asker, Prepared } from './evidence.ts';
import type { Watermark } from './watermark.ts';

/** Nothing is "unchanged" for longer: rows may be cleared without a trace. */
const UNCHANGED_MS = 5 * 60_000;
/** What was read this long ago is still told when the data can not be reached. */
const UNREACHABLE_MS = 24 * 3_600_000;

export interface KeptReadsPorts {
  memory: LocalCache<KeptReads>;
  shared: SharedCache;
  watermark: Watermark;
  now: Now;
  /** For so long, figures are told again without looking; 0: always read anew, if the data can be reached. */
  freshMs: number;
  /** Another one where the same question may mean something else. */
  version: string;
}

/** What a question wants to know, and who asks it. */
export interface Wanted {
  asker: Asker;
  prepared: Prepared[];
  /** Nothing is to be read for this asker: only what was kept may be told. */
  unreached: boolean;
}

/** Whose it is, and what: two questions share what was read only where all of this is the same. */
export const keyOf = (version: string, { asker, prepared }: Wanted): string => {
  const told = relativeTo(asker.askedAt);
  const reads = prepared.map(({ read, statement }) => [read, statement.fingerprint, statement.parameters]);
  return `reads:${digestOf([version, asker.reader.tenantId, asker.scope, asker.timeZone, told(reads)])}`;
};

/** Something in it was counted from the instant of the question. */
const movesWithTime = ({ asker, prepared }: Wanted): boolean => {
  const parameters = prepared.flatMap(({ statement }) => statement.parameters);
  return (
    JSON.stringify(relativeTo(asker.askedAt)(parameters)) !== JSON.stringify(parameters) ||
    parameters.includes(asker.askedAt)
  );
};

type Level = 'memory' | 'shared';
interface Found {
  reads: KeptReads;
  level: Level;
}

/**
 * Remembers what questions had read, so that the same question is not read anew: for a few seconds without
 * looking; then for as long as nothing was written; and when the data can not be reached, for a day. What is told
 * again keeps the instant at which it was read. All reads of one question are kept together.
 */
export const keptReads = ({ memory, shared, watermark, now, freshMs, version }: KeptReadsPorts) => {
  const share = sharing<Evidence[]>();
  const age = ({ storedAt }: KeptReads): number => Math.abs(now().getTime() - storedAt);

  /** Both by the clock and by the instants of the questions: one that waited in a queue was asked long ago. */
  const isWithin = (reads: KeptReads, ms: number, { asker }: Wanted): boolean => {
    if (freshMs === 0) return false;
    const [first] = reads.evidence;
    const gap = first ? Math.abs(Date.parse(asker.askedAt) - Date.parse(first.readAt)) : 0;
    return age(reads) <= ms && gap <= ms;
  };

  const find = async (key: string, isGood: (reads: KeptReads) => boolean): Promise<Found | undefined> => {
    const ours = memory.get(key);
    if (ours && isGood(ours)) return { reads: ours, level: 'memory' };
    const text = await shared.get(key);
    const theirs = text === undefined ? undefined : kept(KeptReads, () => JSON.parse(text));
    if (theirs === undefined || (ours && age(ours) <= age(theirs)))
      return ours && { reads: ours, level: 'memory' };
    memory.set(key, theirs, text?.length ?? 0);
    return { reads: theirs, level: 'shared' };
  };

  const keep = async (key: string, reads: KeptReads): Promise<void> => {
    const text = JSON.stringify(reads);
    memory.set(key, reads, text.length);
    await shared.set(key, text, UNREACHABLE_MS / 1000);
  };

  const isUnchanged = async ({ mark }: KeptReads): Promise<boolean> => {
    const last = await watermark.read();
    return mark !== undefined && mark === last;
  };

  const tell = ({ questionId }: Asker, outcome: Level | 'stale' | 'miss' | 'away', fields = {}): void => {
    count('cacheReads', { cache: 'figures', outcome });
    log.info('figures', { questionId, from: outcome, ...fields });
  };

  const told = ({ reads, level }: Found, why: Kept['why'], asker: Asker): Evidence[] => {
    tell(asker, why === 'unreachable' ? 'stale' : level, { why, ageMs: age(reads) });
    return marked(reads.evidence, why, asker);
  };

  const readAnew = async (key: string, read: () => Promise<Evidence[]>): Promise<Evidence[]> => {
    const storedAt = now().getTime();
    const mark = watermark.known();
    const evidence = await read();
    await keep(key, { storedAt, ...(mark !== undefined && { mark }), evidence });
    // For the next one: a mark must be older than the rows it vouches for.
    watermark.read().catch(() => undefined);
    return evidence;
  };

  const work = async (key: string, wanted: Wanted, read: () => Promise<Evidence[]>): Promise<Evidence[]> => {
    const { asker } = wanted;
    const found = await find(key, (reads) => isWithin(reads, freshMs, wanted));
    if (found && !wanted.unreached && isWithin(found.reads, freshMs, wanted))
      return told(found, 'fresh', asker);
    try {
      if (wanted.unreached) throw new DatabaseUnavailable('Whose rows these may be could not be read');
      const mayStand = found && isWithin(found.reads, UNCHANGED_MS, wanted) && !movesWithTime(wanted);
      if (mayStand && (await isUnchanged(found.reads))) return told(found, 'unchanged', asker);
      const evidence = await readAnew(key, read);
      tell(asker, 'miss');
      return evidence;
    } catch (error) {
      const failure = databaseFailure(error);
      if (failure === undefined) throw error;
      if (found === undefined || age(found.reads) > UNREACHABLE_MS) {
        tell(asker, 'away');
        throw error;
      }
      recovered({ failure, how: 'stale' });
      return told(found, 'unreachable', asker);
    }
  };

  return async (wanted: Wanted, read: () => Promise<Evidence[]>): Promise<Evidence[]> => {
    const key = keyOf(version, wanted);
    let own = false;
    const evidence = await share(`${key} ${wanted.unreached} ${together(wanted.asker)}`, () => {
      own = true;
      return work(key, wanted, read);
    });
    // Who comes while others read gets what they get.
    if (own) return evidence;
    tell(wanted.asker, 'memory', { why: 'together' });
    const why = evidence[0]?.kept?.why ?? 'fresh';
    return marked(evidence, why, wanted.asker);
  };
};

const marked = (evidence: Evidence[], why: Kept['why'], { askedAt: at }: Asker): Evidence[] =>
  evidence.map((one) => ({ ...one, kept: { at, why } }));

const TOGETHER_MS = 10_000;

/** Only who asks at about the same time, and waits for about as long, is given what another waits for. */
const together = ({ askedAt, answerBy }: Asker): string =>
  [askedAt, answerBy]
    .map((at) => (at === undefined ? '' : Math.floor(Date.parse(at) / TOGETHER_MS)))
    .join(' ');
