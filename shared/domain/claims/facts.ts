import type { Catalog, Unit } from '#shared/contracts/catalog.ts';
import type { Read } from '#shared/contracts/documents.ts';
import type { Cell, Evidence } from '#shared/contracts/evidence.ts';
import type { Filter, TimeRange } from '#shared/contracts/query.ts';
import { localOf } from '../language/format-date.ts';
import { type Column, metricOf } from '../proof/columns.ts';
import { exactDifference, exactSum } from '../proof/decimal.ts';
import { type Witness, witnessesOf } from '../proof/witness.ts';
import { bucketRange } from './buckets.ts';
import { isWhen, sameRange } from './when.ts';
import type { Said } from './item.ts';
import type { Lexicon } from './lexicon.ts';

/** One cell of the evidence and what it is about. */
export interface Fact {
  readonly table: Table;
  readonly metric: string;
  readonly value: Cell;
  /** The name of its row; undefined for a figure of all. */
  readonly name: string | undefined;
  readonly role: 'main' | 'compared' | 'whole';
  /** The bucket of its row, else the range that was asked for. */
  readonly range: TimeRange | undefined;
  readonly bucket: boolean;
  readonly weekday: number | undefined;
}

/** One piece of evidence by its rows. */
export interface Table {
  readonly witness: Witness;
  readonly facts: readonly Fact[];
  readonly dimension: string | undefined;
  readonly complete: boolean;
  readonly timeZone: string;
}

/** Whose figure is meant: one name, several together, or all; and when. */
export interface Place {
  readonly name?: string | undefined;
  readonly said?: Said | undefined;
}

export interface Ground {
  readonly tables: readonly Table[];
  readonly catalog: Catalog;
  readonly lexicon: Lexicon;
  readonly timeZone: string;
  readonly now: Date;
}

const columnRole = (name: string, column: Column): Fact['role'] | undefined => {
  if (!column.metric) return undefined;
  if (name.endsWith('_compared') && name !== column.metric.name) return 'compared';
  return name.endsWith('_whole') && name !== column.metric.name ? 'whole' : 'main';
};

const tableOf = (witness: Witness, timeZone: string): Table | undefined => {
  const { evidence, read, columns, complete } = witness;
  const dimensions = read.query.dimensions ?? [];
  // More than one dimension is more than prose binds safely.
  if (dimensions.length > 1 || read.query.metrics.length === 0) return undefined;
  const [dimension] = dimensions;
  const calendar = dimension === undefined ? undefined : columns.get(dimension)?.calendar;
  const facts: Fact[] = [];
  const table = { witness, facts, dimension, complete, timeZone };
  for (const row of evidence.rows) {
    const key = dimension === undefined ? null : (row[evidence.columns.indexOf(dimension)] ?? null);
    const range = calendar === undefined ? undefined : bucketRange(calendar, key, timeZone);
    for (const [at, column] of evidence.columns.entries()) {
      const of = columns.get(column);
      const role = of && columnRole(column, of);
      if (!of?.metric || !role) continue;
      const asked =
        role === 'compared' && read.query.comparison?.kind === 'period'
          ? read.query.comparison.timeRange
          : read.query.timeRange;
      facts.push({
        table,
        metric: of.metric.name,
        value: row[at] ?? null,
        name: role === 'whole' || calendar !== undefined || key === null ? undefined : String(key),
        role,
        range: range ?? asked,
        bucket: calendar !== undefined && role !== 'whole',
        weekday:
          calendar === 'weekday'
            ? Number(key)
            : calendar === 'day' && range
              ? localOf(range.from, timeZone).weekday
              : undefined,
      });
    }
  }
  return table;
};

/** Evidence as facts; what is not exactly what was asked for is left out. */
export const groundOf = (evidence: Evidence[], reads: Read[], given: Omit<Ground, 'tables'>): Ground => {
  const witnesses = witnessesOf(evidence, reads, given.catalog).values();
  const tables = [...witnesses].flatMap((witness) => tableOf(witness, given.timeZone) ?? []);
  return { ...given, tables };
};

const filterNames = (filter: Filter | undefined): string[] => {
  if (!filter) return [];
  if ('and' in filter) return filter.and.flatMap(filterNames);
  if ('field' in filter && filter.operator === 'in')
    return filter.values.filter((value) => typeof value === 'string');
  return [];
};

/** Names that the rows are narrowed to: they may be said of all figures of the evidence. */
export const scopeNames = ({ tables }: Ground): Set<string> =>
  new Set(tables.flatMap(({ witness }) => filterNames(witness.read.query.filters)));

/** Names of rows, in their order. */
export const rowNames = ({ tables }: Ground): Set<string> =>
  new Set(tables.flatMap(({ facts }) => facts.flatMap(({ name }) => name ?? [])));

export const unitOf = ({ catalog, lexicon }: Ground, metric: string): Unit | undefined =>
  (metricOf(catalog, metric) ?? metricOf(catalog, lexicon.opposites.get(metric) ?? ''))?.unit;

/** Whether a time is that of one row of the data, not of all of it. */
export const isRowAt = (fact: Fact, said: Said, now: Date): boolean => {
  const own = said.kind === 'weekday' || fact.range !== fact.table.witness.read.query.timeRange;
  return fact.bucket && own && isWhen(fact, said, now);
};

/** The row of time that ends where another begins. */
export const rowBefore = ({ tables, now }: Ground, said: Said): Said | undefined => {
  for (const { facts } of tables) {
    const row = facts.find((fact) => isRowAt(fact, said, now))?.range;
    const range = row && facts.find((fact) => fact.bucket && fact.range?.to === row.from)?.range;
    if (range) return { kind: 'range', range };
  }
  return undefined;
};

/** How many rows there are of a dimension, when all of them are there. */
export const rowCount = ({ tables }: Ground, dimension: string): number | undefined => {
  const table = tables.find((each) => each.dimension === dimension && each.complete);
  const [first] = table?.facts ?? [];
  return table?.facts.filter(({ metric, role }) => metric === first?.metric && role === 'main').length;
};

/** Facts of a metric at a place, before they are added up. */
export const factsAt = (ground: Ground, metric: string, { name, said }: Place): Fact[] => {
  const scope = scopeNames(ground);
  const wanted = name !== undefined && scope.has(name) ? undefined : name;
  return ground.tables.flatMap(({ facts }) =>
    facts.filter((fact) => fact.metric === metric && fact.name === wanted && isWhen(fact, said, ground.now)),
  );
};

/** The rows that a time is made up of, without a gap; undefined when they are not exactly that. */
const tiles = (facts: readonly Fact[], range: TimeRange, now: Date): Fact[] | undefined => {
  const inside = facts.filter(
    (fact) => fact.range !== undefined && fact.range.from >= range.from && fact.range.from < range.to,
  );
  const whole = inside.every((fact, at) => at === 0 || inside[at - 1]?.range?.to === fact.range?.from);
  const [first, last] = [inside[0]?.range, inside.at(-1)?.range];
  if (!whole || !first || !last) return undefined;
  return sameRange(range, { from: first.from, to: last.to }, now) ? inside : undefined;
};

/** The first and the last row of a time that at least two rows make up. */
export const endsOf = ({ tables, now }: Ground, said: Said): { first: Said; last: Said } | undefined => {
  if (said.kind !== 'range') return undefined;
  for (const { facts } of tables) {
    const rows = tiles(oneMetric(facts), said.range, now) ?? [];
    const [first, last] = [rows[0]?.range, rows.at(-1)?.range];
    if (rows.length > 1 && first && last)
      return { first: { kind: 'range', range: first }, last: { kind: 'range', range: last } };
  }
  return undefined;
};

const oneMetric = (facts: readonly Fact[]): Fact[] =>
  facts.filter(({ bucket, range, metric }) => bucket && range !== undefined && metric === facts[0]?.metric);

/** The rows of a table that belong to a time: those of all of it without a word about time. */
const rowsAt = ({ facts, witness }: Table, metric: string, said: Said | undefined, now: Date): Fact[] => {
  const own = facts.filter((fact) => fact.metric === metric && fact.role !== 'whole');
  if (own[0]?.bucket !== true) return own.filter((fact) => isWhen(fact, said, now));
  // Of a weekend all of its days, once each.
  if (said?.kind === 'days') {
    const rows = own.filter(({ weekday }) => weekday !== undefined && said.weekdays.includes(weekday));
    return rows.length === said.weekdays.length ? rows : [];
  }
  const { timeRange } = witness.read.query;
  const [first] = own;
  if (said?.kind === 'range') {
    const tiled = tiles(own, said.range, now);
    if (tiled) return tiled;
  }
  const asked = isWhen({ ...first, range: timeRange, bucket: false }, said, now);
  return asked ? own : [];
};

const wholeOf = (ground: Ground, metric: string, said: Said | undefined): number | undefined => {
  if (metricOf(ground.catalog, metric)?.additive !== true) return undefined;
  for (const table of ground.tables) {
    if (!table.complete || table.dimension === undefined || table.dimension === 'tag') continue;
    const rows = rowsAt(table, metric, said, ground.now);
    const values = rows.map(({ value }) => value).filter((value) => typeof value === 'number');
    if (rows.length > 0 && values.length === rows.length) return exactSum(values);
  }
  return undefined;
};

const single = (facts: readonly Fact[], bucket: boolean): Cell | undefined => {
  const values = new Set(facts.filter((fact) => fact.bucket === bucket).map(({ value }) => value));
  return values.size === 1 ? [...values][0] : undefined;
};

/** The value of a metric at a place; undefined when the evidence does not hold it, or holds several. */
export const cellAt = (ground: Ground, metric: string, place: Place): Cell | undefined => {
  const facts = factsAt(ground, metric, place);
  const plain = single(facts, false);
  if (plain !== undefined) return plain;
  if (place.said?.kind === 'range' || place.said?.kind === 'weekday') {
    const bucket = single(facts, true);
    if (bucket !== undefined) return bucket;
  }
  const inScope = place.name === undefined || scopeNames(ground).has(place.name);
  return inScope ? wholeOf(ground, metric, place.said) : undefined;
};

const numberOf = (ground: Ground, metric: string, place: Place): number | undefined => {
  const cell = cellAt(ground, metric, place);
  return typeof cell === 'number' ? cell : undefined;
};

/** As `cellAt` for numbers; an opposite and a rate follow from a part and its whole. */
export const quantity = (ground: Ground, metric: string, place: Place): number | undefined => {
  const known = numberOf(ground, metric, place);
  if (known !== undefined) return known;
  const { opposites, wholes, rates } = ground.lexicon;
  const rated = rates.get(metric);
  if (rated !== undefined) {
    const part = quantity(ground, rated, place);
    const all = numberOf(ground, wholes.get(rated) ?? '', place);
    return part === undefined || all === undefined || all === 0 ? undefined : (100 * part) / all;
  }
  const part = numberOf(ground, opposites.get(metric) ?? '', place);
  const all = numberOf(ground, wholes.get(metric) ?? '', place);
  return part === undefined || all === undefined ? undefined : exactDifference(all, part);
};
