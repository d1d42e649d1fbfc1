import type { Answer } from '#shared/contracts/answer.ts';
import type { Cell, Evidence } from '#shared/contracts/evidence.ts';
import type { SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import { type Condition, conditionsOfFilter, folded, type Names } from './composed-meaning.ts';

/** What one evidence of an answer says, in the words of the catalog. */
export interface View {
  query: SemanticQuery;
  conditions: readonly Condition[];
  keys: readonly string[];
  /** One value for each folded metric; rows of a list have none. */
  rows: readonly ViewRow[];
  /** For a list: the metric that its rows count. */
  counts: string | undefined;
  /** The same before its conditions are folded into it. */
  base: string;
  /** The metric is among its columns, or can be made of them. */
  has(metric: string): boolean;
  /** The figure stands in the answer's text. */
  states(figure: number): boolean;
  /** Rows that the answer names; all of them where it names none. */
  shown: readonly ViewRow[];
  /** The rows that the answer calls the highest or the lowest. */
  extreme(which: 'max' | 'min'): readonly ViewRow[];
  period: TimeRange | undefined;
  against: TimeRange | undefined;
}

export interface ViewRow {
  key(name: string): Cell | undefined;
  value(metric: string): Cell | undefined;
  /** All of its metrics are zero or unknown; false for the rows of a list. */
  empty: boolean;
}

const COUNTED: Readonly<Record<string, string>> = {
  runs: 'runs',
  failure_details: 'failures',
  processes: 'processes',
};

const metricColumn = (column: string, conditions: readonly Condition[]): string => {
  const [metric = column, suffix] = column.split(/_(?=(?:compared|whole)$)/);
  const name = folded(metric, conditions).metric;
  return suffix === undefined ? name : `${name}_${suffix}`;
};

export const isNothing = (value: Cell | undefined): boolean =>
  value === null || value === undefined || value === 0;

const ratio = (part: Cell | undefined, of: Cell | undefined): Cell =>
  typeof part === 'number' && typeof of === 'number' && of > 0 ? (100 * part) / of : null;

type Columns = ReadonlyMap<string, number>;

const columnsOf = (evidence: Evidence, keys: readonly string[], conditions: readonly Condition[]): Columns =>
  new Map(
    [...evidence.columns.entries()]
      .filter(([, column]) => !keys.includes(column))
      .map(([at, column]) => [metricColumn(column, conditions), at]),
  );

const PARTS: Readonly<Record<string, readonly [string, string]>> = {
  failure_rate: ['failures', 'completed'],
  success_rate: ['successes', 'completed'],
};

const rowsOf = (evidence: Evidence, keys: readonly string[], columns: Columns): ViewRow[] => {
  return evidence.rows.map((row) => {
    const stated = (metric: string): Cell | undefined => row[columns.get(metric) ?? -1];
    const value = (metric: string): Cell | undefined => {
      const [part, whole] = PARTS[metric] ?? [];
      if (columns.has(metric) || part === undefined || whole === undefined) return stated(metric);
      return ratio(stated(part), stated(whole));
    };
    return {
      key: (name) => (keys.includes(name) ? row[evidence.columns.indexOf(name)] : undefined),
      value,
      empty: columns.size > 0 && [...columns.values()].every((at) => isNothing(row[at])),
    };
  });
};

const shownIn = (answer: Answer, evidence: Evidence, keys: readonly string[], rows: ViewRow[]): ViewRow[] => {
  const named = new Set(
    answer.claims
      .filter((claim) => claim.evidence === evidence.id)
      .flatMap((claim) => claim.cells)
      .filter(([, column]) => keys.includes(evidence.columns[column] ?? ''))
      .map(([row]) => row),
  );
  return named.size === 0 ? rows : rows.filter((_, at) => named.has(at));
};

const extremeIn = (answer: Answer, { id }: Evidence, rows: ViewRow[], which: 'max' | 'min'): ViewRow[] => {
  const named = new Set(
    answer.claims
      .filter(({ formula }) => formula?.op === 'at' || formula?.op === 'tied')
      .filter(
        ({ evidence, formula }) =>
          evidence === id && formula !== null && 'which' in formula && formula.which === which,
      )
      .flatMap((claim) => claim.cells.map(([row]) => row)),
  );
  return rows.filter((_, at) => named.has(at));
};

const viewOf = (answer: Answer, evidence: Evidence, query: SemanticQuery, names: Names): View => {
  const conditions = conditionsOfFilter(query.filters, names);
  const keys = query.dimensions ?? [];
  const columns = columnsOf(evidence, keys, conditions);
  const rows = rowsOf(evidence, keys, columns);
  const counts = query.metrics.length === 0 ? COUNTED[query.dataset ?? ''] : undefined;
  return {
    query,
    conditions,
    keys,
    rows,
    base: counts ?? '',
    counts: counts === undefined ? undefined : folded(counts, conditions).metric,
    has: (metric) => columns.has(metric) || (PARTS[metric] ?? ['']).every((part) => columns.has(part)),
    states: (figure) => answer.claims.some(({ unit, value }) => unit === 'count' && value === figure),
    shown: shownIn(answer, evidence, keys, rows),
    extreme: (which) => extremeIn(answer, evidence, rows, which),
    period: query.timeRange,
    against: query.comparison?.kind === 'period' ? query.comparison.timeRange : undefined,
  };
};

/** Everything that an answer rests on; the query it states stands first. */
export const viewsOf = (answer: Answer, names: Names): View[] =>
  answer.evidence.flatMap((evidence, at) => {
    const query = evidence.query ?? (at === 0 ? answer.query : null);
    return query ? [viewOf(answer, evidence, query, names)] : [];
  });
