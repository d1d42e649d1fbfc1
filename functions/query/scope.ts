import type { Scope } from '#shared/contracts/access.ts';
import type { Catalog, Dataset } from '#shared/contracts/catalog.ts';
import type { Classified } from '#shared/contracts/documents.ts';
import { AccessUnknown, InvalidQuery } from '#shared/contracts/faults.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import type { BusinessDatabase } from '#shared/ports.ts';

export interface ScopePorts {
  catalog: Catalog;
  database: BusinessDatabase;
  schema: string;
}

/** More processes than any reader sees. */
const MOST = 20_000;

/**
 * The processes that the asker may see, found anew for every question: who is taken off a list, or a process
 * out of an area, is out at once.
 * @throws AccessUnknown, InvalidQuery when the allow-list names what is no field of a process
 */
export const scopeFor =
  ({ catalog, database, schema }: ScopePorts) =>
  async ({
    access,
    timeZone,
    askedAt: now,
    answerBy,
  }: Pick<Classified, 'access' | 'timeZone' | 'askedAt' | 'answerBy'>): Promise<Scope> => {
    if (access.kind === 'all') return { kind: 'all' };
    if (access.kind === 'unknown') throw new AccessUnknown('What the asker may see could not be looked up');
    const { dataset, key } = entityOf(catalog);
    const lists = Object.entries(access.allow).filter(([, values]) => values.length > 0);
    if (lists.length === 0) return { kind: 'processes', ids: [] };
    const filters = { or: lists.map(([field, values]) => ({ field, operator: 'in' as const, values })) };
    const statement = compile(
      { metrics: [], dataset: dataset.name, dimensions: [key], filters, everything: true, limit: MOST },
      { catalog, schema, timeZone, now, scope: { kind: 'all' } },
    );
    const rows = await database.read(statement, answerBy);
    return { kind: 'processes', ids: rows.map(([id]) => String(id)) };
  };

/** The dataset whose rows are the main entity, and the field that identifies them. */
const entityOf = ({ datasets, mainEntity }: Catalog): { dataset: Dataset; key: string } => {
  for (const dataset of datasets) {
    const field = dataset.fields.find(({ name }) => name === mainEntity);
    if (field) return { dataset, key: field.key ?? field.name };
  }
  throw new InvalidQuery(`The catalog has no ${mainEntity}`);
};
