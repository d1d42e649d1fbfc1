import type { Cell } from '#shared/contracts/evidence.ts';
import type { Filter } from '#shared/contracts/query.ts';
import type { Where } from './composed-questions.ts';
import { canonicalValue } from './expected-sql.ts';

/** A condition every row must meet; several are joined by "and". */
export interface Condition {
  field: string;
  operator: string;
  values: readonly Cell[];
}

/** Identifiers of processes and their names, as filters of answers hold the former and people say the latter. */
export type Names = ReadonlyMap<string, string>;

const WHOLE: Readonly<Record<string, readonly number[]>> = {
  weekday: [1, 2, 3, 4, 5, 6, 7],
  hour: Array.from({ length: 24 }, (_, hour) => hour),
};

const tidy = ({ field, operator, values }: Condition, names: Names): Condition => {
  const plain = values.map((value) =>
    field.startsWith('process') ? (names.get(String(value)) ?? value) : canonicalValue(field, value),
  );
  const sorted = [...new Set(plain)].toSorted((left, right) => (String(left) < String(right) ? -1 : 1));
  const name = field === 'process_id' ? 'process' : field;
  const whole = WHOLE[name];
  if (operator === 'not in' && whole !== undefined) {
    const kept = whole.filter((value) => !sorted.includes(value)).map(Number);
    return tidy({ field: name, operator: 'in', values: kept }, names);
  }
  if (operator === 'not in' && typeof sorted[0] === 'boolean')
    return { field: name, operator: 'in', values: [!sorted[0]] };
  const outcomes = name === 'outcome' && operator === 'in' ? sorted.join() : '';
  if (outcomes === 'crashed,error') return { field: 'failed', operator: 'in', values: [true] };
  if (outcomes === 'crashed,error,success') return { field: 'completed', operator: 'in', values: [true] };
  return { field: name, operator, values: sorted };
};

const textOf = (condition: Condition): string =>
  `${condition.field} ${condition.operator} ${JSON.stringify(condition.values)}`;

const distinct = (conditions: readonly Condition[]): Condition[] => [
  ...new Map(conditions.map((condition) => [textOf(condition), condition])).values(),
];

const flat = (filter: Filter, negated: boolean): Condition[] => {
  if ('and' in filter && !negated) return filter.and.flatMap((one) => flat(one, false));
  if ('or' in filter && negated) return filter.or.flatMap((one) => flat(one, true));
  if ('not' in filter) return flat(filter.not, !negated);
  if ('and' in filter || 'or' in filter)
    return [{ field: 'or', operator: JSON.stringify(filter), values: [] }];
  const operator = `${negated ? 'not ' : ''}${filter.operator}`;
  if ('values' in filter) return [{ field: filter.field, operator, values: filter.values }];
  const value = 'value' in filter ? filter.value : JSON.stringify(filter);
  return [{ field: filter.field, operator, values: [value] }];
};

/** The conditions of an answer's query. */
export const conditionsOfFilter = (filter: Filter | undefined, names: Names): Condition[] =>
  filter === undefined ? [] : distinct(flat(filter, false).map((one) => tidy(one, names)));

/** The conditions of a composed query. */
export const conditionsOfWhere = (where: Where | undefined): Condition[] => {
  const { not, ...kept } = where ?? {};
  const found: Condition[] = Object.entries(kept).flatMap(([field, test]) => {
    if (Array.isArray(test)) return [{ field, operator: 'in', values: test }];
    return Object.entries(test ?? {}).map(([operator, bound]) => ({ field, operator, values: [bound] }));
  });
  for (const [field, values] of Object.entries(not ?? {}))
    found.push({ field, operator: 'not in', values: values ?? [] });
  return distinct(found.map((one) => tidy(one, new Map())));
};

// A metric under a condition that is another metric: runs that failed are failures.
const FOLDS: readonly (readonly [metric: string, condition: string, folded: string])[] = [
  ['runs', 'failed in [true]', 'failures'],
  ['runs', 'completed in [true]', 'completed'],
  ['runs', 'recovered in [true]', 'recovered'],
  ['runs', 'stuck in [true]', 'stuck'],
  ['runs', 'outcome in ["success"]', 'successes'],
  ['runs', 'outcome in ["canceled"]', 'cancelled'],
  ['runs', 'outcome in ["waiting"]', 'waiting'],
  ['runs', 'outcome in ["running"]', 'running'],
  ['runs', 'outcome in ["new"]', 'queued'],
  ['running', 'stuck in [true]', 'stuck'],
  ['failures', 'failed in [true]', 'failures'],
  ['failures', 'completed in [true]', 'failures'],
  ['failures', 'recovered in [true]', 'recovered'],
  ['successes', 'outcome in ["success"]', 'successes'],
  ['last_run', 'failed in [true]', 'last_failure'],
  ['last_run', 'outcome in ["success"]', 'last_success'],
  ['active_processes', 'failed in [true]', 'failed_processes'],
  ['processes', 'never_run in [true]', 'never_run'],
  ['processes', 'always_fails in [true]', 'always_failing'],
  ['processes', 'live in [true]', 'live_processes'],
  ['processes', 'live in [false]', 'off_processes'],
  ['live_processes', 'never_run in [true]', 'never_run'],
  ['live_processes', 'always_fails in [true]', 'always_failing'],
  ['never_run', 'live in [true]', 'never_run'],
  ['always_failing', 'live in [true]', 'always_failing'],
];

/** The shortest name of a metric under these conditions, and the conditions that remain. */
export const folded = (
  metric: string,
  conditions: readonly Condition[],
): { metric: string; rest: readonly Condition[] } => {
  for (const condition of conditions) {
    const fold = FOLDS.find(([from, test]) => from === metric && test === textOf(condition));
    if (fold)
      return folded(
        fold[2],
        conditions.filter((one) => one !== condition),
      );
  }
  return { metric, rest: conditions };
};

// What a figure is about: an answer about something else is wrong even where its figures agree.
const SCOPE = new Set(['process', 'area', 'tag', 'start_type', 'weekday', 'hour']);

/** The conditions that say what is asked about, as one comparable text. */
export const scopeOf = (conditions: readonly Condition[]): string =>
  conditions
    .filter(({ field }) => SCOPE.has(field))
    .map(textOf)
    .toSorted()
    .join(' & ');

/** All of the conditions, as one comparable text. */
export const allOf = (conditions: readonly Condition[]): string =>
  conditions.map(textOf).toSorted().join(' & ');
