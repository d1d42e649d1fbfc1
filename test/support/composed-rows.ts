import type { Cell } from '#shared/contracts/evidence.ts';
import type { ComposedQuery } from './composed-questions.ts';
import { isNothing, type View, type ViewRow } from './composed-views.ts';
import type { Expected, ExpectedRow } from './expected-sql.ts';

/** A list ends here, whoever asks for more. */
const MOST_ROWS = 100;
/** Rows that an answer may show beyond those asked for. */
const MORE_ROWS = 2;

const near = (value: Cell | undefined, wanted: Cell): boolean => {
  if (wanted === null || wanted === 0) return value === null || value === 0;
  if (typeof wanted === 'number')
    return typeof value === 'number' && Math.abs(value - wanted) <= Math.max(1e-6 * Math.abs(wanted), 2e-3);
  if (/^\d{4}-\d\d-\d\dT/.test(String(wanted)))
    return Math.abs(Date.parse(String(value)) - Date.parse(String(wanted))) <= 1000;
  return String(value) === String(wanted);
};

/** The whole of a figure where the evidence gives its parts: a sum that it states, or the rows of a list. */
const total = (view: View, column: string): Cell | undefined => {
  const { rows, keys, counts } = view;
  if (counts !== undefined && LATEST[column] === counts) return latest(rows);
  if (counts === column && rows.length < MOST_ROWS) return rows.length;
  if (!view.has(column)) return undefined;
  if (rows.length <= 1 || keys.length === 0) return rows[0] === undefined ? null : rows[0].value(column);
  if (!ADDITIVE.has(column) || keys.includes('tag')) return undefined;
  const sum = rows.reduce((all, row) => all + Number(row.value(column) ?? Number.NaN), 0);
  return view.states(sum) ? sum : undefined;
};
const LATEST: Readonly<Record<string, string>> = {
  last_run: 'runs',
  last_success: 'successes',
  last_failure: 'failures',
};
const latest = (rows: readonly ViewRow[]): Cell =>
  rows
    .map((row) => String(row.key('started_at')))
    .toSorted()
    .at(-1) ?? null;
const ADDITIVE = new Set([
  'runs',
  'completed',
  'failures',
  'successes',
  'cancelled',
  'waiting',
  'running',
  'stuck',
]);

const figureMissing = ({ columns, rows }: Expected, view: View): string | undefined => {
  const wanted = rows[0]?.values ?? [];
  const missing = columns.filter((column, at) => !near(total(view, column), wanted[at] ?? null));
  return missing.length > 0
    ? missing
        .map((column) => `${column} ${total(view, column)} for ${wanted[columns.indexOf(column)]}`)
        .join()
    : undefined;
};

const textOf = (value: Cell | undefined): string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? String(Date.parse(value)) : String(value);

const keyOf = (keys: readonly string[], cell: (name: string) => Cell | undefined): string =>
  keys.map((key) => textOf(cell(key))).join('|');

interface Found {
  key: string;
  values: readonly (Cell | undefined)[];
}

/** The rows of the evidence under the keys asked for; a finer list is counted. */
const foundIn = (rows: readonly ViewRow[], expected: Expected, view: View): Found[] => {
  const { keys, columns } = expected;
  const keyed = rows.map((row) => ({ key: keyOf(keys, (name) => row.key(name)), row }));
  if (view.counts === undefined || columns.length === 0)
    return keyed.map(({ key, row }) => ({ key, values: columns.map((column) => row.value(column)) }));
  const counted = new Map<string, number>();
  for (const { key } of keyed) counted.set(key, (counted.get(key) ?? 0) + 1);
  return [...counted].map(([key, count]) => ({
    key,
    values: columns.map((column) => (column === view.counts ? count : undefined)),
  }));
};

const isEmpty = (values: readonly (Cell | undefined)[]): boolean =>
  values.length > 0 && values.every(isNothing);

/** What must, and what may, stand among the first rows: those level with the last one are all as good. */
const firstRows = (rows: readonly ExpectedRow[], limit: number) => {
  const last = rows[Math.min(limit, rows.length) - 1]?.rank ?? null;
  const level = rows.filter((row) => near(row.rank, last));
  const before = rows.slice(0, limit).filter((row) => !level.includes(row));
  return { before, level };
};

const isSorted = (found: readonly Found[], ranks: ReadonlyMap<string, Cell>, direction: string): boolean => {
  const known = found.map(({ key }) => ranks.get(key)).filter((rank) => typeof rank === 'number');
  return known.every((rank, at) => {
    const next = known[at + 1];
    if (next === undefined || near(next, rank)) return true;
    return direction === 'asc' ? rank < next : rank > next;
  });
};

const rankingMissing = (
  { limit = MOST_ROWS, order }: ComposedQuery,
  expected: Expected,
  shown: readonly Found[],
): string | undefined => {
  const key = (row: ExpectedRow): string => row.keys.map(textOf).slice(0, expected.keys.length).join('|');
  const ranked = expected.rows.filter((row) => order?.[1] === 'asc' || row.rank !== 0);
  const { before, level } = firstRows(ranked, limit);
  const named = new Set(
    shown.filter(({ values }) => order?.[1] === 'asc' || !isEmpty(values)).map((row) => row.key),
  );
  const absent = before.find((row) => !named.has(key(row)));
  if (absent) return `without ${key(absent)}`;
  const least = Math.min(limit, ranked.length);
  const good = [...before, ...level].filter((row) => named.has(key(row))).length;
  if (good < least) return `${good} of the first ${least}`;
  return named.size - good > MORE_ROWS ? `${named.size - good} rows too many` : undefined;
};

/** A ranking within every value of one of its keys. */
const eachMissing = (
  query: ComposedQuery,
  each: string,
  expected: Expected,
  shown: readonly Found[],
): string | undefined => {
  const at = expected.keys.indexOf(each);
  const groups = Map.groupBy(expected.rows, ({ keys }) => textOf(keys[at]));
  const missing = [...groups].map(([value, rows]) => {
    const own = shown.filter(({ key }) => key.split('|')[at] === value);
    const ranks = new Map(rows.map((row) => [row.keys.map(textOf).join('|'), row.rank]));
    const sorted = isSorted(own, ranks, query.order?.[1] ?? 'desc');
    return sorted ? rankingMissing(query, { ...expected, rows }, own) : `order in ${value}`;
  });
  return missing.find((reason) => reason !== undefined);
};

/** Of a whole series that calls one row the highest, that row is the answer to "which one". */
const shownOf = ({ limit, order }: ComposedQuery, view: View): readonly ViewRow[] => {
  const extreme = limit === 1 ? view.extreme(order?.[1] === 'asc' ? 'min' : 'max') : [];
  return extreme.length === 0 ? view.shown : extreme;
};

const namesMissing = (query: ComposedQuery, expected: Expected, view: View): string | undefined => {
  const usable = { ...expected, keys: expected.keys.filter((key) => view.keys.includes(key)) };
  const needed = query.rows === undefined || query.rows === 'processes' ? expected.keys : ['started_at'];
  if (!needed.every((key) => usable.keys.includes(key))) return `by ${view.keys.join(', ') || 'nothing'}`;
  const unknown = expected.columns.find((column) => column !== view.counts && !view.has(column));
  if (unknown !== undefined) return `without ${unknown}`;
  const finer = view.keys.filter((key) => !expected.keys.includes(key));
  if (finer.length > 0 && view.counts === undefined) return `also by ${finer.join(', ')}`;
  const at = expected.keys
    .map((key, index) => (usable.keys.includes(key) ? index : -1))
    .filter((index) => index >= 0);
  const wanted: Expected = {
    ...usable,
    rows: expected.rows.map((row) => ({ ...row, keys: at.map((index) => row.keys[index] ?? null) })),
  };
  const all = new Map(wanted.rows.map((row) => [row.keys.map(textOf).join('|'), row]));
  // A list of processes by their figures names those that have some.
  const counting = query.rows === undefined ? view.rows : view.rows.filter((row) => !row.empty);
  const found = foundIn(counting, wanted, view);
  const full = found.filter(({ values }) => !isEmpty(values));
  const stranger = full.find((row) => {
    const like = all.get(row.key);
    return like === undefined || !like.values.every((value, index) => near(row.values[index], value));
  });
  if (stranger)
    return `gives ${stranger.key} ${stranger.values.join()} for ${all.get(stranger.key)?.values.join() ?? 'nothing'}`;
  if (query.each !== undefined)
    return eachMissing(query, query.each, wanted, foundIn(view.shown, wanted, view));
  const ranks = new Map([...all].map(([key, row]) => [key, row.rank]));
  if (query.order && !isSorted(full, ranks, query.order[1])) return 'order';
  if (query.limit !== undefined)
    return rankingMissing(query, wanted, foundIn(shownOf(query, view), wanted, view));
  const given = new Set(found.map((row) => row.key));
  const absent = [...all].filter(([key, row]) => !given.has(key) && !isEmpty(row.values));
  const cut = view.rows.length >= MOST_ROWS;
  return absent.length > 0 && !cut ? `without ${absent[0]?.[0]} and ${absent.length - 1} more` : undefined;
};

/** What of the expected rows the evidence lacks, or has that was not asked for. */
export const missingRows = (query: ComposedQuery, expected: Expected, view: View): string | undefined =>
  expected.keys.length === 0 ? figureMissing(expected, view) : namesMissing(query, expected, view);
