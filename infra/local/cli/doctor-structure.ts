import type { Client } from 'pg';
import type { Catalog } from '#shared/contracts/catalog.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import type { Line, Section } from './doctor-report.ts';

export interface Place {
  client: Client;
  catalog: Catalog;
  schema: string;
  timeZone: string;
  now: string;
}

/** Asks the server to plan a statement for everything the catalog knows: what cannot be planned is missing. */
export const structureSections = async (place: Place): Promise<Section[]> => {
  const { catalog } = place;
  const datasets: Line[] = [];
  for (const dataset of catalog.datasets) {
    const faults = new Map<string, string[]>();
    const dimensions = dataset.fields.filter(({ dimension }) => dimension).map(({ name }) => name);
    for (const name of dimensions) {
      const fault = await planFault(place, { metrics: [], dataset: dataset.name, dimensions: [name] });
      if (fault !== undefined) faults.set(fault, [...(faults.get(fault) ?? []), name]);
    }
    datasets.push(...linesOf(dataset.name, dimensions.length, faults));
  }
  const faults = new Map<string, string[]>();
  for (const { name } of catalog.metrics) {
    const fault = await planFault(place, { metrics: [name] });
    if (fault !== undefined) faults.set(fault, [...(faults.get(fault) ?? []), name]);
  }
  const figures = linesOf('figures', catalog.metrics.length, faults);
  return [
    { title: 'What can be listed', lines: datasets },
    { title: 'What can be computed', lines: [...figures, ...(await summaryLines(place))] },
  ];
};

/** What stands in for rows that are gone. */
const summaryLines = async (place: Place): Promise<Line[]> => {
  const { summaries } = place.catalog;
  if (!summaries) return [];
  const faults = new Map<string, string[]>();
  for (const { name, standsFor, dataset } of summaries.metrics) {
    const source = dataset === summaries.dataset ? { source: dataset } : {};
    const fault = await planFault(place, { metrics: [standsFor ?? name], ...source });
    if (fault !== undefined) faults.set(fault, [...(faults.get(fault) ?? []), name]);
  }
  return linesOf('figures from summaries', summaries.metrics.length, faults);
};

const linesOf = (what: string, count: number, faults: Map<string, string[]>): Line[] => {
  const lines = [...faults].map(
    ([fault, names]): Line => ({ mark: 'problem', text: `${what}: ${names.join(', ')}`, advice: fault }),
  );
  const fine = count - [...faults.values()].flat().length;
  return fine > 0 ? [{ mark: 'ok', text: `${what}: ${fine} of ${count}` }, ...lines] : lines;
};

/** Why a query cannot be answered by this database with this role; nothing is read. */
const planFault = async (place: Place, query: SemanticQuery): Promise<string | undefined> => {
  const { client, catalog, schema, timeZone, now } = place;
  try {
    const { sql, parameters } = compile(
      { limit: 1, ...query },
      { catalog, schema, timeZone, now, scope: { kind: 'all' } },
    );
    await client.query(`explain ${sql}`, parameters);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
