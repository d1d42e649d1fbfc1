import { type Filter, SemanticQuery, type TimeRange } from '#shared/contracts/query.ts';
import type { Asked } from './evaluate.ts';
import type { Choice } from './pairwise.ts';
import { AREAS, MODES, type Random, STATUSES, TAGS, type World } from './world.ts';

const METRICS: Record<string, string[]> = {
  count: ['runs', 'failures', 'successes', 'completed', 'cancelled', 'recovered'],
  rate: ['failure_rate', 'success_rate'],
  seconds: [
    'mean_duration',
    'median_duration',
    'p95_duration',
    'max_duration',
    'total_duration',
    'time_saved',
  ],
  date: ['first_run', 'last_run', 'last_success', 'last_failure'],
  distinct: ['failed_processes', 'active_processes'],
  now: ['waiting', 'running', 'queued', 'stuck'],
};
const NOW_PROCESSES = ['processes', 'live_processes', 'off_processes', 'never_run', 'always_failing'];
const CALENDAR = ['day', 'week', 'month'];
const DAYPART = ['hour', 'weekday'];
const HOUR = 3_600_000;
const LENGTHS: Record<string, number[]> = {
  hours: [1, 3, 12],
  day: [24],
  'odd day': [23, 25],
  week: [72, 168],
  month: [30 * 24, 250 * 24],
};
/** Just before the clocks change somewhere, and when much happened. */
const STARTS = [
  '2026-03-28T23:00Z',
  '2026-04-04T13:00Z',
  '2026-10-24T22:00Z',
  '2026-11-01T04:00Z',
  '2026-11-04T09:30Z',
];

type Build = { random: Random; world: World; runs: boolean };

const several = (random: Random, values: readonly string[]): string[] => [
  ...new Set([random.pick(values), random.pick(values)]),
];

const rangeOf = (kind: string, random: Random): TimeRange => {
  const from = Date.parse(random.pick(STARTS));
  const length = random.pick(LENGTHS[kind] ?? [1]);
  return { from: new Date(from).toISOString(), to: new Date(from + length * HOUR).toISOString() };
};

const oneOf = (field: string, values: (string | number | boolean)[]): Filter => ({
  field,
  operator: 'in',
  values,
});

const LEAVES: Record<string, (build: Build) => Filter> = {
  entity: ({ random, world }) =>
    oneOf('process', several(random, ['nobody', ...world.processes.map(({ id }) => id)])),
  label: ({ random }) => oneOf('tag', several(random, TAGS)),
  set: ({ random, runs }) =>
    random.pick([
      oneOf('area', several(random, AREAS)),
      ...(runs
        ? [oneOf('outcome', several(random, STATUSES)), oneOf('start_type', several(random, MODES))]
        : []),
    ]),
  text: ({ random }) => ({
    field: random.pick(['process', 'process', 'area', 'tag']),
    operator: 'contains',
    text: random.pick(['ORD', 'perche', 'É', 'ì', '%', '_', "'", 'i', 'critico', '\\', 'nothing has this']),
  }),
  number: ({ random, runs }) => ({
    field: runs ? random.pick(['duration', 'start_delay', 'running_for', 'run']) : 'time_saved_each',
    operator: random.pick(['>', '>=', '<', '<=', '=', '<>'] as const),
    value: random.pick([0, 2, 30, 90, 3600]),
  }),
  flag: ({ random, runs }) =>
    oneOf(random.pick(runs ? ['failed', 'live', 'recovered'] : ['live', 'archived', 'never_run']), [
      random.chance(0.5),
    ]),
  instant: ({ random, runs }) => ({
    field: random.pick(
      runs
        ? ['stopped_at', 'created_at', 'started_at']
        : ['last_run', 'last_failure', 'created_at', 'ran_at'],
    ),
    operator: 'within',
    timeRange: rangeOf(random.pick(['week', 'month']), random),
  }),
  known: ({ random, runs }) => ({
    field: random.pick(
      runs ? ['duration', 'stopped_at', 'wait_till', 'tag'] : ['time_saved_each', 'last_run', 'tag'],
    ),
    operator: 'known',
  }),
  calendar: ({ random }) =>
    random.pick([
      oneOf('weekday', [1, 2, 6, 7]),
      oneOf('hour', [0, 1, 2, 3, 9, 23]),
      oneOf('day', ['2026-03-29', '2026-10-25', '2026-11-01', '2026-11-04']),
      oneOf('month', ['2026-03', '2026-10']),
    ]),
};

const filterOf = (kind: string, build: Build): Filter => {
  const { random, runs } = build;
  const kinds = Object.keys(LEAVES).filter((name) => runs || name !== 'calendar');
  const leaf = () => filterOf(random.pick(kinds), build);
  if (kind === 'and') return { and: [leaf(), random.chance(0.3) ? { or: [leaf(), leaf()] } : leaf()] };
  if (kind === 'or') return { or: [leaf(), random.chance(0.3) ? { not: leaf() } : leaf()] };
  if (kind === 'not') return { not: random.chance(0.3) ? { or: [leaf(), leaf()] } : leaf() };
  const make = LEAVES[kind];
  if (!make) throw new Error(`No filter is called ${kind}`);
  return make(build);
};

const dimensionsOf = (kind: string, { random, runs }: Build): string[] | undefined => {
  const attribute = random.pick(
    runs ? ['area', 'outcome', 'start_type', 'live'] : ['area', 'live', 'archived'],
  );
  const own = random.pick(['process', 'tag']);
  const time = random.pick([...CALENDAR, ...DAYPART]);
  return {
    entity: ['process'],
    label: ['tag'],
    attribute: [attribute],
    daypart: [random.pick(DAYPART)],
    calendar: [random.pick(CALENDAR)],
    two: [own, attribute],
    'two with time': random.chance(0.5) ? [own, time] : [time, attribute],
  }[kind];
};

/** What a bound or an order goes by. */
const wishOf = (
  kind: string,
  comparison: string,
  named: { shown: string; hidden: string },
  random: Random,
): string => {
  const metric = random.chance(0.7) ? named.shown : named.hidden;
  if (kind === 'beside') return `${metric}_${comparison === 'whole' ? 'whole' : 'compared'}`;
  if (kind === 'derived')
    return `${metric}_${comparison === 'whole' ? 'share' : random.pick(['change', 'growth'])}`;
  return kind === 'shown' ? named.shown : named.hidden;
};

const metricsOf = (choice: Choice, { random, runs }: Build) => {
  const own = runs ? (METRICS[choice['figure'] ?? ''] ?? []) : NOW_PROCESSES;
  const shown =
    own.length === 0
      ? ['failures', 'mean_duration', 'last_run']
      : several(random, own).slice(0, 1 + random.below(2));
  const other = runs ? ['runs', 'failures', 'mean_duration', 'waiting', 'success_rate'] : NOW_PROCESSES;
  const hidden = random.pick(other.filter((name) => !shown.includes(name)));
  return { metrics: shown, named: { shown: shown[0] ?? '', hidden } };
};

const seat = (choice: Choice, { random, world }: Build): Omit<Asked, 'query'> => {
  const ids = world.processes.map(({ id }) => id);
  const cut = Math.ceil(ids.length / 2) + random.below(2);
  return {
    timeZone: choice['zone'] ?? 'UTC',
    scope: choice['scope'] === 'all' ? { kind: 'all' } : { kind: 'processes', ids: ids.slice(0, cut) },
  };
};

const shared = (choice: Choice, build: Build): Partial<SemanticQuery> => ({
  ...(choice['filter'] !== 'none' && { filters: filterOf(choice['filter'] ?? '', build) }),
  ...(choice['time'] !== 'always' && { timeRange: rangeOf(choice['time'] ?? '', build.random) }),
  ...((choice['limit'] === 'given' || choice['limit'] === 'of each') && { limit: 1 + build.random.below(6) }),
  ...(choice['everything'] === 'yes' && { everything: true }),
});

/** A query that asks for figures, of these classes. */
export const figuresOf = (choice: Choice, world: World, random: Random): Asked => {
  const build = { random, world, runs: choice['dataset'] === 'runs' };
  const dimensions = dimensionsOf(choice['dimension'] ?? '', build);
  const { metrics, named } = metricsOf(choice, build);
  const kind = choice['comparison'] ?? 'none';
  const beside = kind === 'within' ? 'whole' : kind;
  const comparisons = {
    none: undefined,
    period: { kind: 'period', timeRange: rangeOf(random.pick(Object.keys(LENGTHS)), random) },
    peer: { kind: 'peer', filters: filterOf(random.pick(['entity', 'set', 'flag', 'not', 'and']), build) },
    whole: { kind: 'whole' },
    within: { kind: 'whole', filters: filterOf(random.pick(['entity', 'set', 'flag', 'not', 'and']), build) },
  };
  const comparison = Object.entries(comparisons).find(([name]) => name === kind)?.[1];
  const metric = wishOf(choice['having'] ?? '', beside, named, random);
  const having = { metric, operator: random.pick(['>', '>=', '<', '<>']), value: random.pick([0, 0, 1, 20]) };
  const wish = choice['order'] ?? '';
  const by = wish === 'dimension' ? dimensions?.[0] : wishOf(wish, beside, named, random);
  const query = {
    ...shared(choice, build),
    metrics,
    ...(dimensions && { dimensions }),
    ...(comparison && { comparison }),
    ...(choice['having'] !== 'none' && { having: [having] }),
    ...(wish !== 'default' && { order: [{ by, direction: random.pick(['asc', 'desc']) }] }),
    ...(choice['fill'] === 'yes' && { fill: true }),
    ...(choice['limit'] === 'of each' && dimensions && { limitBy: random.pick(dimensions) }),
  };
  return { ...seat(choice, build), query: SemanticQuery.parse(query) };
};

const COLUMNS: Record<string, Record<string, string[]>> = {
  runs: {
    key: ['outcome', 'start_type', 'process_id'],
    name: ['process', 'area'],
    instant: ['started_at', 'stopped_at', 'last_run'],
    number: ['run', 'duration', 'running_for', 'time_saved'],
    flag: ['failed', 'stuck', 'live'],
    calendar: ['hour', 'weekday', 'day', 'week', 'month'],
    label: ['tag'],
  },
  processes: {
    key: ['process_id'],
    name: ['process', 'area'],
    instant: ['last_run', 'last_failure', 'created_at'],
    number: ['time_saved_each'],
    flag: ['live', 'archived', 'never_run', 'always_fails', 'successes_kept', 'only_outside'],
    label: ['tag'],
  },
};

/** A query that lists rows, of these classes. */
export const listingOf = (choice: Choice, world: World, random: Random): Asked => {
  const dataset = choice['dataset'] ?? '';
  const build = { random, world, runs: dataset === 'runs' };
  const columns = COLUMNS[dataset] ?? {};
  const kind = choice['columns'] ?? '';
  const dimensions =
    kind === 'several'
      ? ['process', ...several(random, ['live', 'area', 'last_run'])]
      : [random.pick(columns[kind] ?? [])];
  const hidden = random.pick(['process_id', 'created_at'].filter((name) => !dimensions.includes(name)));
  const by = choice['order'] === 'shown' ? dimensions[0] : hidden;
  const query = {
    ...shared(choice, build),
    metrics: [],
    dataset,
    dimensions,
    ...(choice['order'] !== 'default' && { order: [{ by, direction: random.pick(['asc', 'desc']) }] }),
  };
  return { ...seat(choice, build), query: SemanticQuery.parse(query) };
};
