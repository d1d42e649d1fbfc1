import type { Cell } from '#shared/contracts/evidence.ts';
import type { Filter, SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import type { Scope } from '#shared/contracts/access.ts';
import {
  counted,
  type Definitions,
  definitionsOf,
  NOW_METRICS,
  POPULATION,
  timePart,
} from './definitions.ts';
import { bucketsIn, isPart } from './local-time.ts';
import type { Process, Run, World } from './world.ts';

/** A row of a dataset: a run with its process, or a process; with one of its tags where tags are grouped. */
interface Row {
  process: Process;
  run: Run | undefined;
  tag: string | undefined;
}
export interface Asked {
  query: SemanticQuery;
  timeZone: string;
  scope: Scope;
}

const NAMES: Record<string, string> = { process: 'process_id' };

const known = new WeakMap<World, Definitions>();

export const evaluator = (world: World) => {
  const definitions = known.get(world) ?? definitionsOf(world);
  known.set(world, definitions);
  return (asked: Asked): Cell[][] =>
    asked.query.metrics.length > 0
      ? metricRows(asked, world, definitions)
      : plainRows(asked, world, definitions);
};

const cellOf = (row: Row, field: string, timeZone: string, { runField, processField }: Definitions): Cell => {
  if (isPart(field)) return timePart(row.run?.startedAt ?? null, field, timeZone);
  if (field === 'tag') return row.tag ?? null;
  const ofRun = row.run && runField[field];
  if (row.run && ofRun) return ofRun(row.run);
  return processField[field]?.(row.process) ?? null;
};

const passes = (filter: Filter, row: Row, timeZone: string, definitions: Definitions): boolean => {
  const inner = (one: Filter) => passes(one, row, timeZone, definitions);
  if ('and' in filter) return filter.and.every(inner);
  if ('or' in filter) return filter.or.some(inner);
  if ('not' in filter) return !inner(filter.not);
  if (filter.operator === 'in') {
    const values: unknown[] = filter.values;
    return cellsOf(row, NAMES[filter.field] ?? filter.field, timeZone, definitions).some((cell) =>
      values.includes(cell),
    );
  }
  return cellsOf(row, filter.field, timeZone, definitions).some((cell) => {
    if (filter.operator === 'known') return cell !== null;
    if (filter.operator === 'contains')
      return typeof cell === 'string' && plain(cell).includes(plain(filter.text));
    if (filter.operator === 'within') return typeof cell === 'string' && inside(cell, filter.timeRange);
    return typeof cell === 'number' && holds(cell, filter.operator, filter.value);
  });
};

/** Every value a row has of a field: of labels and of starts it has many, or none. */
const cellsOf = (row: Row, field: string, timeZone: string, definitions: Definitions): Cell[] => {
  if (field === 'tag') return row.process.tags;
  if (field === 'ran_at') return definitions.startsOf(row.process);
  return [cellOf(row, field, timeZone, definitions)];
};

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

const inside = (instant: string, { from, to }: TimeRange): boolean =>
  Date.parse(instant) >= Date.parse(from) && Date.parse(instant) < Date.parse(to);

const holds = (left: number, operator: string, right: number): boolean =>
  ({
    '>': left > right,
    '>=': left >= right,
    '<': left < right,
    '<=': left <= right,
    '=': left === right,
    '<>': left !== right,
  })[operator] ?? false;

type Leaf = Exclude<Filter, { and: Filter[] } | { or: Filter[] } | { not: Filter }>;

const positive = (filter: Filter): Leaf[] => {
  if ('and' in filter) return filter.and.flatMap(positive);
  if ('or' in filter) return filter.or.flatMap(positive);
  return 'not' in filter ? [] : [filter];
};

const within = (run: Run, { from, to }: TimeRange) =>
  run.startedAt !== null && run.startedAt >= Date.parse(from) && run.startedAt < Date.parse(to);

const BESIDE = /_(compared|whole|change|growth|share)$/;

/** What is made of a figure and the one beside it. */
const derived = (metric: string, figures: Map<string, Cell>): [string, Cell][] => {
  const one = figures.get(metric);
  const of = (beside: string) => figures.get(`${metric}_${beside}`);
  const percent = (part: number, whole: number) => (whole === 0 ? null : (100 * part) / whole);
  if (typeof one !== 'number') return [];
  const [compared, whole] = [of('compared'), of('whole')];
  return [
    ...(typeof compared === 'number'
      ? ([
          ['change', one - compared],
          ['growth', percent(one - compared, compared)],
        ] as const)
      : []),
    ...(typeof whole === 'number' ? ([['share', percent(one, whole)]] as const) : []),
  ].map(([name, cell]) => [`${metric}_${name}`, cell]);
};

/** Who asks for trials, or for what was put away, gets them, though they are not counted by default. */
const lifts = (leaf: Leaf, dataset: string): boolean => {
  if (dataset === 'processes') return leaf.field === 'archived';
  if (leaf.field !== 'start_type') return false;
  return leaf.operator !== 'in' || leaf.values.some((mode) => !POPULATION.has(String(mode)));
};

/** The rows that exist, count and may be seen, before filters. */
const visible = ({ query, scope }: Asked, world: World, dataset: string): Row[] => {
  const lifted =
    query.everything === true ||
    (query.filters !== undefined && positive(query.filters).some((leaf) => lifts(leaf, dataset)));
  const mine = (process: Process) => scope.kind === 'all' || scope.ids.includes(process.id);
  if (dataset === 'processes')
    return world.processes
      .filter((process) => mine(process) && (lifted || !process.isArchived))
      .map((process) => ({ process, run: undefined, tag: undefined }));
  return world.runs
    .filter((run) => run.deletedAt === null && (lifted || counted(run)) && mine(run.process))
    .map((run) => ({ process: run.process, run, tag: undefined }));
};

/** What every row must meet. */
const demanded = (filter: Filter | undefined): Filter[] => {
  if (!filter) return [];
  return 'and' in filter ? filter.and.flatMap(demanded) : [filter];
};

/** A row for each of its labels; of those that were asked for, where some were. */
const perTag = (
  rows: Row[],
  { dimensions = [], filters }: Pick<SemanticQuery, 'dimensions' | 'filters'>,
): Row[] => {
  if (!dimensions.includes('tag')) return rows;
  const asked = demanded(filters).filter((one) => 'field' in one && one.field === 'tag');
  const wanted = asked.flatMap((one) => ('values' in one ? one.values : []));
  const isAsked = (tag: string) => wanted.length === 0 || wanted.includes(tag);
  return rows.flatMap((row) => row.process.tags.filter(isAsked).map((tag) => ({ ...row, tag })));
};

const filtered = (rows: Row[], asked: Asked, definitions: Definitions): Row[] =>
  rows.filter(
    (row) =>
      asked.query.filters === undefined || passes(asked.query.filters, row, asked.timeZone, definitions),
  );

const inPeriod = (rows: Row[], range: TimeRange | undefined): Row[] =>
  rows.filter(({ run }) => run === undefined || (range ? within(run, range) : run.startedAt !== null));

const metricRows = (asked: Asked, world: World, definitions: Definitions): Cell[][] => {
  const { query, timeZone } = asked;
  const { dimensions = [], comparison, timeRange, having = [], order = [] } = query;
  const shown = [...new Set(query.metrics)];
  const hidden = [
    ...having.map((one) => one.metric.replace(BESIDE, '')),
    ...order.map(({ by }) => by.replace(BESIDE, '')),
  ];
  const metrics = [...new Set([...shown, ...hidden])].filter((name) => !dimensions.includes(name));
  const dataset = definitions.runMetric[metrics[0] ?? ''] ? 'runs' : 'processes';
  const all = visible(asked, world, dataset);
  const rowsOf = (one: Asked) => filtered(visible(one, world, dataset), one, definitions);
  const mine = perTag(rowsOf(asked), query);
  const timed = dimensions.some((dimension) => isPart(dimension));

  const value = (metric: string, rows: Row[]): Cell => {
    const ofRuns = definitions.runMetric[metric];
    if (ofRuns) return ofRuns(rows.flatMap(({ run }) => run ?? []));
    return definitions.processMetric[metric]?.(rows.map(({ process }) => process)) ?? null;
  };
  const identity = (row: Row) =>
    JSON.stringify(
      dimensions.map((one) => [
        cellOf(row, NAMES[one] ?? one, timeZone, definitions),
        cellOf(row, one, timeZone, definitions),
      ]),
    );
  const main = Map.groupBy(inPeriod(mine, timeRange), identity);
  const peers =
    comparison?.kind === 'peer'
      ? perTag(rowsOf({ ...asked, query: { ...query, filters: comparison.filters } }), query)
      : [];
  const compared =
    comparison?.kind === 'period' ? inPeriod(mine, comparison.timeRange) : inPeriod(peers, timeRange);
  const other = Map.groupBy(compared, identity);
  const isPresent = ({ run }: Row) => !timed || (run !== undefined && run.startedAt !== null);
  const peersPresent = Map.groupBy(peers.filter(isPresent), identity);
  const present = Map.groupBy(mine.filter(isPresent), identity);
  const nows = metrics.filter((name) => NOW_METRICS.includes(name));
  const groups = new Set<string>();
  if (nows.length < metrics.length) for (const group of [...main.keys(), ...other.keys()]) groups.add(group);
  for (const [group, rows] of [...present, ...peersPresent])
    if (nows.some((metric) => value(metric, rows) !== 0)) groups.add(group);
  if (dimensions.length === 0) groups.add('[]');
  const [part] = dimensions;
  if (query.fill && isPart(part)) {
    const buckets = timeRange
      ? bucketsIn(Date.parse(timeRange.from), Date.parse(timeRange.to), part, timeZone)
      : Array.from({ length: part === 'hour' ? 24 : 7 }, (_, at) => (part === 'hour' ? at : at + 1));
    for (const bucket of buckets) groups.add(JSON.stringify([[bucket, bucket]]));
  }

  const narrowed = comparison?.kind === 'whole' ? comparison.filters : undefined;
  const wide = narrowed ? visible({ ...asked, query: { ...query, filters: narrowed } }, world, dataset) : all;
  const widest = wide.length > all.length ? wide : all;
  const ofWhole = narrowed
    ? filtered(widest, { ...asked, query: { ...query, filters: narrowed } }, definitions)
    : widest;
  const whole = { in: inPeriod(ofWhole, timeRange), now: ofWhole };
  const built = [...groups].map((group) => {
    const figures = new Map<string, Cell>();
    for (const metric of metrics) {
      const now = NOW_METRICS.includes(metric);
      figures.set(metric, value(metric, (now ? present : main).get(group) ?? []));
      if (comparison?.kind === 'period')
        figures.set(`${metric}_compared`, now ? null : value(metric, other.get(group) ?? []));
      if (comparison?.kind === 'peer')
        figures.set(`${metric}_compared`, value(metric, (now ? peersPresent : other).get(group) ?? []));
      if (comparison?.kind === 'whole')
        figures.set(`${metric}_whole`, now ? value(metric, whole.now) : value(metric, whole.in));
      for (const [name, cell] of derived(metric, figures)) figures.set(name, cell);
    }
    const parts: [Cell, Cell][] = JSON.parse(group);
    return { figures, keys: parts.map(([key]) => key), shown: parts.map(([, name]) => name) };
  });

  const kept = built.filter(({ figures }) =>
    having.every(({ metric, operator, value: bound }) => {
      const figure = figures.get(metric);
      return typeof figure === 'number' && holds(figure, operator, bound);
    }),
  );
  const greatest = [{ by: shown[0] ?? '', direction: 'desc' as const }];
  type Built = (typeof built)[number];
  const byWishes = (a: Built, b: Built, wishes: typeof order): number => {
    for (const { by, direction } of wishes) {
      const index = dimensions.indexOf(by);
      const [left, right] =
        index >= 0 ? [a.shown[index], b.shown[index]] : [a.figures.get(by), b.figures.get(by)];
      const sign = compareCells(left ?? null, right ?? null, direction);
      if (sign !== 0) return sign;
    }
    return 0;
  };
  const wishes = order.length > 0 || timed ? order : greatest;
  kept.sort(
    (a, b) => byWishes(a, b, wishes) || compareLists(a.shown, b.shown) || compareLists(a.keys, b.keys),
  );
  // So many of each: those that fewer of their group come before.
  const at = dimensions.indexOf(query.limitBy ?? '');
  const besides = order.filter(({ by }) => by !== query.limitBy);
  const wished = besides.length > 0 ? besides : greatest;
  const before = (one: Built): number =>
    kept.filter(
      (each) =>
        each.keys[at] === one.keys[at] && each.shown[at] === one.shown[at] && byWishes(each, one, wished) < 0,
    ).length;
  const first = at < 0 ? kept : kept.filter((one) => before(one) < (query.limit ?? 100));
  const suffix = comparison && (comparison.kind === 'whole' ? '_whole' : '_compared');
  const columns = shown.flatMap((metric) => (suffix ? [metric, metric + suffix] : [metric]));
  return first
    .slice(0, at < 0 ? (query.limit ?? 100) : 100)
    .map(({ shown: names, figures }) => [...names, ...columns.map((column) => figures.get(column) ?? null)]);
};

const plainRows = (asked: Asked, world: World, definitions: Definitions): Cell[][] => {
  const { query, timeZone } = asked;
  const { dimensions = [], dataset = 'runs', order = [], timeRange } = query;
  const rows = perTag(filtered(visible(asked, world, dataset), asked, definitions), { dimensions }).filter(
    ({ run }) => {
      if (timeRange) return run !== undefined && within(run, timeRange);
      return !dimensions.some((one) => isPart(one)) || (run !== undefined && run.startedAt !== null);
    },
  );
  const cell = (row: Row, field: string) => cellOf(row, field, timeZone, definitions);
  const latest =
    dataset === 'runs'
      ? [{ by: 'started_at', direction: 'desc' as const }]
      : dimensions.map((by) => ({ by, direction: 'asc' as const }));
  const wishes = order.length > 0 ? order : latest;
  rows.sort((a, b) => {
    for (const { by, direction } of wishes) {
      const sign = compareCells(cell(a, by), cell(b, by), direction);
      if (sign !== 0) return sign;
    }
    return (
      (a.run?.id ?? 0) - (b.run?.id ?? 0) ||
      compareCells(a.process.id, b.process.id, 'asc') ||
      compareCells(a.tag ?? null, b.tag ?? null, 'asc')
    );
  });
  return rows.slice(0, query.limit ?? 100).map((row) => dimensions.map((field) => cell(row, field)));
};

const compareLists = (left: Cell[], right: Cell[]): number => {
  for (const [index, cell] of left.entries()) {
    const sign = compareCells(cell, right[index] ?? null, 'asc');
    if (sign !== 0) return sign;
  }
  return 0;
};

/** Unknown ones last either way; texts by their bytes. */
const compareCells = (left: Cell, right: Cell, direction: 'asc' | 'desc'): number => {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  const sign =
    typeof left === 'string' && typeof right === 'string'
      ? Buffer.compare(Buffer.from(left), Buffer.from(right))
      : Number(left) - Number(right);
  return direction === 'asc' ? sign : -sign;
};
