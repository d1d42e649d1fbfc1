import type { Client } from 'pg';
import type { Catalog, Directory, Metric } from '#shared/contracts/catalog.ts';
import { compile } from '#shared/domain/compiling/compile.ts';
import { compileNames } from '#shared/domain/compiling/names.ts';
import type { Line, Section } from './doctor-report.ts';
import type { Place } from './doctor-structure.ts';

const ALL = { kind: 'all' } as const;

const day = (value: unknown): string => (value instanceof Date ? value.toISOString().slice(0, 10) : '?');

/** Metrics that no catalog has: how many rows, and from when to when. */
const extent = (dataset: string, time: string): Metric[] => {
  const metric = (name: string, expression: string, unit: Metric['unit']): Metric => ({
    name,
    dataset,
    expression,
    unit,
    description: '',
    empty: unit === 'count' ? 'zero' : 'unknown',
    better: 'neutral',
    additive: false,
  });
  return [
    metric('doctor_rows', 'count(*)', 'count'),
    metric('doctor_first', `min(${dataset}.${time})`, 'date'),
    metric('doctor_last', `max(${dataset}.${time})`, 'date'),
  ];
};

/** How much there is of each kind of row that has a time, and how far it reaches. */
export const extentLines = async (place: Place): Promise<Line[]> => {
  const lines: Line[] = [];
  for (const { name, time, until } of place.catalog.datasets) {
    if (time === undefined || until !== undefined) continue;
    const metrics = extent(name, time);
    const catalog: Catalog = { ...place.catalog, metrics };
    const statement = compile(
      { metrics: metrics.map((metric) => metric.name), everything: true },
      { ...place, catalog, scope: ALL },
    );
    const row = await first(place.client, statement.sql, statement.parameters);
    if (row === undefined) lines.push({ mark: 'problem', text: `${name} cannot be counted with this role` });
    else if (Number(row[0]) === 0) lines.push({ mark: 'warning', text: `${name}: none yet` });
    else
      lines.push({ mark: 'ok', text: `${name}: ${String(row[0])}, from ${day(row[1])} to ${day(row[2])}` });
  }
  return lines;
};

const first = async (client: Client, text: string, values: unknown[]): Promise<unknown[] | undefined> => {
  const result = await client.query<unknown[]>({ text, values, rowMode: 'array' }).catch(() => undefined);
  return result?.rows[0];
};

/** The names that questions can use, as they stand in the data. */
export const readDirectory = async (place: Place): Promise<Directory> => {
  const { sql, parameters } = compileNames({ ...place, scope: ALL });
  const { rows } = await place.client.query<unknown[]>({ text: sql, values: parameters, rowMode: 'array' });
  const names = rows.flatMap(([dimension, key, name]) =>
    typeof dimension === 'string' && typeof key === 'string' && typeof name === 'string'
      ? [{ dimension, key, name }]
      : [],
  );
  return { readers: 'doctor', readAt: place.now, names };
};

export const nameSection = ({ names }: Directory, { catalog }: Place): Section => {
  const dimensions = catalog.datasets.flatMap(({ fields }) =>
    fields.filter((field) => field.directory === true),
  );
  const lines = dimensions.map(({ name: dimension }): Line => {
    const count = names.filter((each) => each.dimension === dimension).length;
    const text = `${dimension}: ${count} names`;
    return count === 0 ? { mark: 'warning', text } : { mark: 'ok', text };
  });
  return { title: 'What can be named', lines };
};
