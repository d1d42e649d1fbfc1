import type { Coverage } from '#shared/contracts/catalog.ts';
import type { Scope } from '#shared/contracts/access.ts';
import type { Classified } from '#shared/contracts/documents.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import { DatabaseRefused } from '#shared/contracts/faults.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import { log } from '#shared/runtime/log.ts';
import type { NamesPorts } from './names.ts';

const COLUMNS = ['hours', 'since', 'until'];

/**
 * How far back the rows and summaries that the reader may see go, where the catalog knows and the data has it.
 * @throws what the reading of names throws: without it a period whose rows are gone would be told as an empty one.
 */
export const readCoverage = async (
  { catalog, database, schema }: NamesPorts,
  { timeZone, askedAt, answerBy }: Classified,
  scope: Scope,
): Promise<Coverage | undefined> => {
  if (!catalog.summaries) return undefined;
  const statement = compile(
    { metrics: [], dataset: catalog.summaries.coverage, dimensions: COLUMNS },
    { catalog, schema, timeZone, now: askedAt, scope },
  );
  try {
    return coverageOf(await database.read(statement, answerBy));
  } catch (error) {
    // Installations of some age have no summaries.
    if (!(error instanceof DatabaseRefused && error.missing)) throw error;
    log.warn('coverage unknown', { error: error.message });
    return undefined;
  }
};

const coverageOf = (rows: Cell[][]): Coverage => {
  const coverage: Coverage = { stretches: [] };
  for (const [hours, since, until] of rows) {
    if (typeof hours !== 'number' || typeof since !== 'string') continue;
    if (hours === 0) coverage.rows = since;
    else if (typeof until === 'string') coverage.stretches.push({ hours, since, until });
  }
  return coverage;
};
