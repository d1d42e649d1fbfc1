import * as z from 'zod/mini';
import type { Scope } from '#shared/contracts/access.ts';
import type { Catalog } from '#shared/contracts/catalog.ts';
import type { Classified, Read } from '#shared/contracts/documents.ts';
import type { Cell, Evidence } from '#shared/contracts/evidence.ts';
import { causeOf, type CauseRules } from '#shared/domain/causes/cause-of.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import type { BusinessDatabase, Statement } from '#shared/ports.ts';
import { log } from '#shared/runtime/log.ts';
import { explainSlow } from './explain.ts';

export interface EvidencePorts {
  catalog: Catalog;
  database: BusinessDatabase;
  schema: string;
  causes: CauseRules;
}

/** Who asks, when and where, and whose rows they may see. */
export type Asker = Pick<Classified, 'questionId' | 'reader' | 'askedAt' | 'timeZone' | 'answerBy'> & {
  scope: Scope;
};

/** One read of a question, and the statement it became. */
export interface Prepared {
  read: Read;
  statement: Statement;
}

/** @throws InvalidQuery */
export const prepareRead = (
  { catalog, schema }: Pick<EvidencePorts, 'catalog' | 'schema'>,
  read: Read,
  { timeZone, askedAt: now, scope }: Omit<Asker, 'questionId' | 'reader'>,
): Prepared => ({ read, statement: compile(read.query, { catalog, schema, timeZone, now, scope }) });

/**
 * Runs one read of a question. Its figures are as of the instant it was asked: that instant is also the "now"
 * inside the statement. Every statement leaves an audit record: who, which, how many rows, how long.
 */
export const readEvidence = ({ catalog, database, causes }: Omit<EvidencePorts, 'schema'>) => {
  const derived = derivedColumns(catalog);
  return async ({ read: { id, query }, statement }: Prepared, asker: Asker): Promise<Evidence> => {
    const startedAt = performance.now();
    const rows = await database.read(statement, asker.answerBy);
    const ms = Math.round(performance.now() - startedAt);
    audit(asker, statement, rows.length, ms);
    await explainSlow(database, statement, ms);
    return {
      id,
      fingerprint: statement.fingerprint,
      parameters: statement.parameters,
      columns: statement.columns,
      rows: rows.map((row) => row.map((cell, at) => derive(cell, statement.columns[at]))),
      readAt: asker.askedAt,
      query,
      ...(asker.scope.kind !== 'all' && { scope: asker.scope }),
    };
  };

  function derive(cell: Cell, column: string | undefined): Cell {
    return column !== undefined && derived.has(column) ? causeFrom(cell, causes) : cell;
  }
};

const audit = ({ questionId, reader }: Asker, { fingerprint }: Statement, rows: number, ms: number) =>
  log.info('statement', {
    questionId,
    tenantId: reader.tenantId,
    userId: reader.userId,
    fingerprint,
    rows,
    ms,
  });

/** Columns whose raw text never leaves this function: a code made from it does. */
const derivedColumns = (catalog: Catalog): Set<string> =>
  new Set(
    catalog.datasets.flatMap(({ fields }) =>
      fields.filter(({ derive }) => derive === 'cause').map(({ name }) => name),
    ),
  );

const Text = z.nullish(z.string());
const RawCause = z.object({
  message: Text,
  description: Text,
  httpCode: Text,
  errorName: Text,
  node: Text,
});

const causeFrom = (cell: Cell, causes: CauseRules): Cell => {
  if (typeof cell !== 'string') return causeOf({}, causes);
  try {
    return causeOf(z.parse(RawCause, JSON.parse(cell)), causes);
  } catch {
    return causeOf({ message: cell }, causes);
  }
};
