import type { Client } from 'pg';
import type { ComposedQuery, Metric } from './composed-questions.ts';

const sumOf = (test: string): string => `coalesce(sum(r.n) filter (where ${test}), 0)`;
const FAILED = sumOf('r.failed');
const COMPLETED = sumOf('r.completed');
const SUCCEEDED = sumOf(`r.outcome = 'success'`);

const KNOWN: Readonly<Partial<Record<Metric, string>>> = {
  runs: sumOf(`r.outcome is distinct from 'new'`),
  completed: COMPLETED,
  failures: FAILED,
  successes: SUCCEEDED,
  failure_rate: `100.0 * ${FAILED} / nullif(${COMPLETED}, 0)`,
  success_rate: `100.0 * ${SUCCEEDED} / nullif(${COMPLETED}, 0)`,
  mean_duration: 'sum(r.seconds) / nullif(sum(r.timed), 0)',
  total_duration: 'sum(r.seconds)',
  failed_processes: 'count(distinct r.workflow) filter (where r.failed and r.n > 0)',
  active_processes: `count(distinct r.workflow) filter (where r.outcome is distinct from 'new' and r.n > 0)`,
};
const RECORDED = 'sum(r.value) filter (where r.type = 0) * 60';

/** How a metric is told with summaries, on the tables of expected-tables.ts; undefined where it is not. */
export const summedOf = (
  metric: Metric,
): { from: 'x_summary' | 'x_known'; expression: string } | undefined => {
  if (metric === 'time_saved') return { from: 'x_summary', expression: RECORDED };
  const expression = KNOWN[metric];
  return expression === undefined ? undefined : { from: 'x_known', expression: `(${expression})::float8` };
};

const UNITS = new Set(['hour', 'weekday', 'day', 'week', 'month']);
const PLACES = new Set(['process', 'area', 'tag', 'live', 'archived', 'never_run', 'always_fails']);

const fieldsOf = ({ by = [], where = {} }: ComposedQuery): string[] => {
  const { not, ...kept } = where;
  return [...by, ...Object.keys(kept), ...Object.keys(not ?? {})];
};

/** Summaries know processes, times, and failures from successes; not what started a run, nor how it failed. */
const isTold = (metric: Metric, query: ComposedQuery): boolean => {
  if (summedOf(metric) === undefined) return false;
  const counts = metric !== 'time_saved' && !metric.endsWith('_duration');
  const { outcome, not } = query.where ?? {};
  const succeeded = Array.isArray(outcome) && outcome.join() === 'success' && not === undefined;
  return fieldsOf(query).every(
    (field) =>
      PLACES.has(field) ||
      UNITS.has(field) ||
      (counts && (field === 'failed' || field === 'completed' || (field === 'outcome' && succeeded))),
  );
};

/** Whether summaries fill the periods of a query, and its units of time, without one of them being cut. */
const areFilled = async (client: Client, query: ComposedQuery, zone: string): Promise<boolean> => {
  const instant = (local: string): string => `timestamp '${local}' at time zone '${zone}'`;
  const periods = [query.period, query.against].filter((period) => period !== undefined);
  const early = periods.map(([from]) => `min(started_at) > ${instant(from)}`);
  const cut = periods.flat().map((edge) => `(started_at < ${instant(edge)} and ends_at > ${instant(edge)})`);
  const inside = periods.map(([from, to]) => `(ends_at > ${instant(from)} and started_at < ${instant(to)})`);
  const within = inside.length > 0 ? `(${inside.join(' or ')})` : 'true';
  const last = `greatest(started_at, ends_at - interval '1 second')`;
  const astride = fieldsOf(query)
    .filter((field) => UNITS.has(field))
    .map((field) => {
      const [first, end] = ['started_at', last].map(
        (at) => `date_trunc('${field === 'weekday' ? 'day' : field}', ${at} at time zone '${zone}')`,
      );
      return `(${within} and ${first} <> ${end})`;
    });
  const { rows } = await client.query<{ filled: boolean }>(`
    select count(*) > 0 and not (${early.join(' or ') || 'false'})
      and count(*) filter (where ${[...cut, ...astride].join(' or ') || 'false'}) = 0 as filled
    from x_summary`);
  return rows[0]?.filled === true;
};

/** The query names processes, and none of them keeps its successes. */
const namesLosing = async (client: Client, { where = {} }: ComposedQuery): Promise<boolean> => {
  if (!Array.isArray(where['process'])) return false;
  const { rows } = await client.query<{ losing: boolean | null }>(
    'select bool_and(loses_successes) as losing from x_process where process = any($1)',
    [where['process']],
  );
  return rows[0]?.losing === true;
};

const OF_SUCCESSES = new Set<Metric>([
  'runs',
  'completed',
  'successes',
  'failure_rate',
  'success_rate',
  'mean_duration',
  'total_duration',
]);

const asksFailures = ({ where = {} }: ComposedQuery): boolean =>
  [where['failed'], where['outcome']].some(
    (values) => Array.isArray(values) && !values.includes('success') && !values.includes(false),
  );

/**
 * The right readings of the figures of a query, each by the metrics that summaries value; rows value the others.
 *
 * - Time saved is what was recorded, wherever summaries fill the period (reading 5 of section 11). Without a period
 *   it is what was ever recorded, or that of the runs kept (reading 7).
 * - A process that keeps no successes may be told by its summaries, alone and in totals. By its rows it may be told
 *   in totals, where the definitions count rows; alone only by an answer that says what they lack (`partly`).
 */
export const readingsOf = async (
  client: Client,
  query: ComposedQuery,
  metrics: readonly Metric[],
  zone: string,
): Promise<{ summed: ReadonlySet<Metric>; partly: boolean }[]> => {
  const losing = await namesLosing(client, query);
  const partly = losing && !asksFailures(query) && metrics.some((metric) => OF_SUCCESSES.has(metric));
  const told = metrics.filter((metric) => isTold(metric, query));
  const recorded = told.filter((metric) => metric === 'time_saved');
  if (told.length === 0 || !(await areFilled(client, query, zone))) return [{ summed: new Set(), partly }];
  const always = query.period === undefined ? [] : recorded;
  // Without a period, what is known of one process and kept of another would not be of the same time.
  const may = query.period !== undefined || (losing && query.share === undefined) ? told : recorded;
  return [
    { summed: new Set(always), partly },
    ...(may.length > always.length ? [{ summed: new Set(may), partly: false }] : []),
  ];
};
