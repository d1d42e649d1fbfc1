import type { Client } from 'pg';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { ComposedQuery, Metric, Values, Where } from './composed-questions.ts';
import { readingsOf, summedOf } from './expected-summaries.ts';

/** What a composed query must find. Rows stand in the order asked for; the limit is not applied. */
export interface Expected {
  keys: readonly string[];
  /** Metrics, and for a comparison `<metric>_compared`, for a share `<metric>_whole`. */
  columns: readonly string[];
  rows: readonly ExpectedRow[];
  /** Something that was asked for is not in the rows that this is made of: a right answer says so. */
  partly: boolean;
}

export interface ExpectedRow {
  keys: readonly Cell[];
  values: readonly Cell[];
  /** By what it is put in order. */
  rank: Cell;
}

const OF_RUNS: Readonly<Partial<Record<Metric, string>>> = {
  runs: `count(*) filter (where r.outcome <> 'new')`,
  completed: 'count(*) filter (where r.completed)',
  failures: 'count(*) filter (where r.failed)',
  successes: `count(*) filter (where r.outcome = 'success')`,
  failure_rate: '100.0 * count(*) filter (where r.failed) / nullif(count(*) filter (where r.completed), 0)',
  success_rate: `100.0 * count(*) filter (where r.outcome = 'success')
    / nullif(count(*) filter (where r.completed), 0)`,
  cancelled: `count(*) filter (where r.outcome = 'canceled')`,
  waiting: `count(*) filter (where r.outcome = 'waiting')`,
  running: `count(*) filter (where r.outcome = 'running')`,
  queued: `count(*) filter (where r.outcome = 'new')`,
  stuck: 'count(*) filter (where r.stuck)',
  recovered: 'count(*) filter (where r.recovered)',
  mean_duration: 'avg(r.duration)',
  median_duration: 'percentile_cont(0.5) within group (order by r.duration)',
  p95_duration: 'percentile_cont(0.95) within group (order by r.duration)',
  max_duration: 'max(r.duration)',
  min_duration: 'min(r.duration)',
  total_duration: 'sum(r.duration)',
  start_delay: 'avg(r.start_delay)',
  time_saved: 'sum(r.time_saved)',
  failed_processes: 'count(distinct r.workflow) filter (where r.failed)',
  active_processes: `count(distinct r.workflow) filter (where r.outcome <> 'new')`,
};

const INSTANTS: Readonly<Partial<Record<Metric, string>>> = {
  first_run: 'min(r.started_at)',
  last_run: 'max(r.started_at)',
  last_success: `max(r.started_at) filter (where r.outcome = 'success')`,
  last_failure: 'max(r.started_at) filter (where r.failed)',
};

const OF_PROCESSES: Readonly<Partial<Record<Metric, string>>> = {
  processes: 'count(*) filter (where not r.archived)',
  live_processes: 'count(*) filter (where r.live)',
  off_processes: 'count(*) filter (where not r.live and not r.archived)',
  never_run: 'count(*) filter (where r.never_run)',
  always_failing: 'count(*) filter (where r.always_fails and r.live)',
};

const NOW = new Set<string>(['waiting', 'running', 'queued', 'stuck', ...Object.keys(OF_PROCESSES)]);
/** Figures of the instant of the data: no period changes them. */
export const isNow = (metric: string): boolean => NOW.has(metric);

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const TIMES = new Set(['hour', 'weekday', 'day', 'week', 'month']);
const NUMBERS = new Set([
  'hour',
  'weekday',
  'duration',
  'start_delay',
  'running_for',
  'waiting_for',
  'time_saved',
]);

/** A value as the tables hold it. */
export const canonicalValue = (field: string, value: Cell): Cell => {
  if (field === 'outcome' && value === 'cancelled') return 'canceled';
  if (field !== 'weekday' || typeof value !== 'string') return value;
  const at = WEEKDAYS.indexOf(value.toLowerCase());
  return at < 0 ? Number(value) : at + 1;
};

const typeOf = (field: string, values: Values): string => {
  if (NUMBERS.has(field)) return 'float8[]';
  return typeof values[0] === 'boolean' ? 'bool[]' : 'text[]';
};

/** Conditions on one field, and the parameters they add. */
const conditionsOf = (field: string, test: Where[string], parameters: unknown[]): string[] => {
  const add = (value: unknown): string => `$${parameters.push(value)}`;
  if (!Array.isArray(test)) {
    return Object.entries(test ?? {}).map(([operator, bound]) => `r.${field} ${operator} ${add(bound)}`);
  }
  const list = `${add(test.map((value) => canonicalValue(field, value)))}::${typeOf(field, test)}`;
  if (field !== 'tag') return [`r.${field} = any(${list})`];
  return [`exists (select from x_tag l where l.workflow = r.workflow and l.tag = any(${list}))`];
};

interface Part {
  from: 'x_run' | 'x_process' | 'x_known' | 'x_summary';
  by: readonly string[];
  where: Where | undefined;
  period: readonly [string, string] | undefined;
}

const scopeOf = (
  { from, by, where = {}, period }: Part,
  zone: string,
): { sql: string; values: unknown[] } => {
  const values: unknown[] = [];
  const { not, ...kept } = where;
  const conditions = [
    ...Object.entries(kept).flatMap(([field, test]) => conditionsOf(field, test, values)),
    ...Object.entries(not ?? {}).flatMap(([field, test]) =>
      conditionsOf(field, test, values).map((condition) => `not (${condition})`),
    ),
  ];
  if (period !== undefined) {
    const local = (at: string): string => `$${values.push(at)}::timestamp at time zone '${zone}'`;
    conditions.push(`r.started_at >= ${local(period[0])}`, `r.started_at < ${local(period[1])}`);
  }
  if ((from === 'x_run' || from === 'x_known') && kept['start_type'] === undefined) {
    // A process none of whose runs are counted is answered with the runs it has, when it is named.
    conditions.push(kept['process'] === undefined ? 'r.counted' : '(r.counted or r.only_outside)');
  }
  // What has not started is in no hour, day, week or month.
  if (by.some((key) => TIMES.has(key))) conditions.push('r.started_at is not null');
  const tags = by.includes('tag') ? ' join x_tag t on t.workflow = r.workflow' : '';
  return { sql: `from ${from} r${tags} where ${conditions.join(' and ') || 'true'}`, values };
};

const cell = (value: unknown): Cell => {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
};

const read = async (client: Client, text: string, values: unknown[]): Promise<Cell[][]> => {
  const { rows } = await client.query<unknown[]>({ text, values, rowMode: 'array' });
  return rows.map((row) => row.map(cell));
};

const columnOf = (field: string): string => (field === 'tag' ? 't.tag' : `r.${field}`);

const ofRows = (metric: Metric): { from: Part['from']; expression: string } => {
  const ofProcesses = OF_PROCESSES[metric];
  if (ofProcesses !== undefined) return { from: 'x_process', expression: `(${ofProcesses})::float8` };
  return { from: 'x_run', expression: INSTANTS[metric] ?? `(${OF_RUNS[metric]})::float8` };
};

/** One column of the result: the metric over one period, by the dimensions. */
const metricOf = (client: Client, metric: Metric, part: Omit<Part, 'from'>, { zone, summed }: Reading) => {
  const { from, expression } = (summed.has(metric) ? summedOf(metric) : undefined) ?? ofRows(metric);
  const period = isNow(metric) ? undefined : part.period;
  const { sql, values } = scopeOf({ ...part, from, period }, zone);
  const keys = part.by.map(columnOf);
  const group = keys.length > 0 ? ` group by ${keys.join(', ')}` : '';
  return read(client, `select ${[...keys, expression].join(', ')} ${sql}${group}`, values);
};

interface Reading {
  zone: string;
  /** The metrics that summaries value. */
  summed: ReadonlySet<Metric>;
  partly: boolean;
}

const compare = (left: Cell, right: Cell): number => {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left) < String(right) ? -1 : Number(String(left) > String(right));
};

const holds = (value: Cell, operator: string, bound: number): boolean => {
  if (typeof value !== 'number') return false;
  const difference = value - bound;
  return (
    (operator.includes('=') && difference === 0) ||
    (operator.includes('>') && difference > 0) ||
    (operator.includes('<') && difference < 0)
  );
};

/** The metrics by which rows are let through and put in order. */
const hiddenIn = ({ having, order }: ComposedQuery): Metric[] =>
  [having?.[0], order?.[0]].filter(
    (name): name is Metric =>
      name !== undefined && (name in OF_RUNS || name in OF_PROCESSES || name in INSTANTS),
  );

const figures = async (client: Client, query: ComposedQuery, reading: Reading): Promise<Expected> => {
  const { by = [], where, period, against, having, order } = query;
  const asked = query.metrics ?? [];
  const rows = new Map<string, { keys: Cell[]; found: Map<string, Cell> }>();
  const add = async (column: string, metric: Metric, part: Omit<Part, 'from'>): Promise<void> => {
    for (const row of await metricOf(client, metric, part, reading)) {
      const keys = row.slice(0, part.by.length);
      const at = JSON.stringify(keys);
      const known = rows.get(at) ?? { keys, found: new Map<string, Cell>() };
      known.found.set(column, row[part.by.length] ?? null);
      rows.set(at, known);
    }
  };
  for (const metric of new Set([...asked, ...hiddenIn(query)]))
    await add(metric, metric, { by, where, period });
  for (const metric of against ? asked : [])
    await add(`${metric}_compared`, metric, { by, where, period: against });
  const wholes = new Map<string, Cell>();
  for (const metric of query.share ? asked : []) {
    const [whole] = await metricOf(client, metric, { by: [], where: query.within, period }, reading);
    wholes.set(`${metric}_whole`, whole?.[0] ?? null);
  }
  const columns = [
    ...asked,
    ...asked.flatMap((metric) => (against ? [`${metric}_compared`] : [])),
    ...wholes.keys(),
  ];
  const found = [...rows.values()]
    .filter((row) => having === undefined || holds(row.found.get(having[0]) ?? null, having[1], having[2]))
    .map((row) => ({
      keys: row.keys,
      values: columns.map((column) => wholes.get(column) ?? row.found.get(column) ?? null),
      rank:
        order === undefined
          ? null
          : (row.found.get(order[0]) ?? row.keys[by.findIndex((key) => key === order[0])] ?? null),
    }));
  return { keys: by, columns, rows: inOrder(found, order?.[1]), partly: reading.partly };
};

const inOrder = (rows: ExpectedRow[], direction: 'asc' | 'desc' | undefined): ExpectedRow[] => {
  if (direction === undefined) return rows;
  const sign = direction === 'asc' ? 1 : -1;
  return rows
    .filter((row) => row.rank !== null)
    .toSorted((left, right) => sign * compare(left.rank, right.rank));
};

const lists = async (client: Client, query: ComposedQuery, zone: string): Promise<Expected> => {
  const { rows: dataset, where = {}, period, order } = query;
  const from = dataset === 'processes' ? 'x_process' : 'x_run';
  const keys = dataset === 'processes' ? ['process'] : ['process', 'started_at'];
  const { sql, values } = scopeOf({ from, by: [], where, period }, zone);
  const also = [
    ...(dataset === 'failure_details' ? [' and r.failed'] : []),
    ...(dataset === 'runs' && where['outcome'] === undefined ? [` and r.outcome <> 'new'`] : []),
    ...(dataset === 'processes' && where['archived'] === undefined ? [' and not r.archived'] : []),
  ];
  const columns = [...keys, order?.[0] ?? 'process'].map((key) => `r.${key}`);
  const found = await read(client, `select ${columns.join(', ')} ${sql}${also.join('')}`, values);
  const rows = found.map((row) => ({
    keys: row.slice(0, keys.length),
    values: [],
    rank: row[keys.length] ?? null,
  }));
  return { keys, columns: [], rows: inOrder(rows, order?.[1]), partly: false };
};

/** Runs the statements of a composed query on the tables of expected-tables.ts: one result for each right reading. */
export const expectedOf = async (client: Client, query: ComposedQuery, zone: string): Promise<Expected[]> => {
  if (query.rows !== undefined) return [await lists(client, query, zone)];
  const metrics = [...(query.metrics ?? []), ...hiddenIn(query)];
  const readings = await readingsOf(client, query, metrics, zone);
  const found: Expected[] = [];
  for (const reading of readings) found.push(await figures(client, query, { ...reading, zone }));
  return found;
};
