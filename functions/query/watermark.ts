import { kept } from '#shared/adapters/kept.ts';
import { DatabaseUnavailable } from '#shared/contracts/faults.ts';
import { KeptMark } from '#shared/contracts/kept.ts';
import type { Catalog } from '#shared/contracts/catalog.ts';
import { digestOf } from '#shared/domain/caching/digest.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import { sharing } from '#shared/domain/caching/sharing.ts';
import type { BusinessDatabase, Now, SharedCache, Statement } from '#shared/ports.ts';
import { describeError, log } from '#shared/runtime/log.ts';

/** It is read anew after this, whoever asks. */
const MARK_MS = 3000;
/** Some writes come in several pieces: a mark vouches for rows once it has stood still for so long. */
const SETTLED_MS = 2000;
const KEEP_SECONDS = 60;

export interface WatermarkPorts {
  catalog: Catalog;
  schema: string;
  database: BusinessDatabase;
  shared: SharedCache;
  now: Now;
}

export interface Watermark {
  /**
   * The mark of a few seconds ago at most; undefined where the catalog has none, or it can not be read.
   * @throws DatabaseUnavailable
   */
  read: () => Promise<string | undefined>;
  /** What rows that are read from now on are at least as new as; read already, so it costs nothing. */
  known: () => string | undefined;
}

/**
 * Tells whether anything was written that figures are made of (`watermark` of the catalog). One reading every few
 * seconds for all questions, and for all instances of this function where they share a cache.
 */
export const watermarkOf = ({ catalog, schema, database, shared, now }: WatermarkPorts): Watermark => {
  const statement = statementOf(catalog, schema);
  if (statement === undefined) return { read: () => Promise.resolve(undefined), known: () => undefined };
  const key = `mark:${digestOf([statement.sql, schema])}`;
  const share = sharing<string | undefined>();
  let last: KeptMark | undefined;
  const age = (mark: KeptMark): number => Math.abs(now().getTime() - mark.readAt);

  const readAnew = async (): Promise<KeptMark> => {
    const readAt = now().getTime();
    const mark = digestOf(await database.read(statement));
    return { mark, readAt, since: last?.mark === mark ? last.since : readAt };
  };
  const renew = async (): Promise<string | undefined> => {
    const text = await shared.get(key);
    const theirs = text === undefined ? undefined : kept(KeptMark, () => JSON.parse(text));
    if (theirs && age(theirs) < MARK_MS) {
      last = theirs;
      return theirs.mark;
    }
    try {
      last = await readAnew();
      await shared.set(key, JSON.stringify(last), KEEP_SECONDS);
      return last.mark;
    } catch (error) {
      if (error instanceof DatabaseUnavailable) throw error;
      log.warn('watermark unknown', { ...describeError(error) });
      return undefined;
    }
  };
  return {
    read: () => (last && age(last) < MARK_MS ? Promise.resolve(last.mark) : share(key, renew)),
    known: () => (last && now().getTime() - last.since >= SETTLED_MS ? last.mark : undefined),
  };
};

/** The same for every reader: it is compared, and never shown to anybody. */
const statementOf = (catalog: Catalog, schema: string): Statement | undefined => {
  const dataset = catalog.datasets.find(({ name }) => name === catalog.watermark);
  if (dataset === undefined) return undefined;
  const dimensions = dataset.fields.map(({ name }) => name);
  return compile(
    { metrics: [], dataset: dataset.name, dimensions, limit: 1 },
    { catalog, schema, timeZone: 'UTC', now: new Date(0).toISOString(), scope: { kind: 'all' } },
  );
};
