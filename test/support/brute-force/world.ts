// Times are multiples of an eighth of a second: their sums are exact, so that means can be compared exactly.
const TICK = 125;
export const NOW = Date.parse('2026-11-05T10:00:00Z');
/** Around both changes of the clocks in Europe, and up to now. */
export const SPANS: readonly [number, number][] = [
  [Date.parse('2026-03-20T00:00:00Z'), Date.parse('2026-04-06T00:00:00Z')],
  [Date.parse('2026-10-18T00:00:00Z'), NOW],
];
export const STATUSES = ['success', 'error', 'crashed', 'canceled', 'waiting', 'running', 'new', 'unknown'];
export const MODES = 'webhook trigger retry error cli evaluation manual integrated internal chat agent'.split(
  ' ',
);
export const TAGS = ['Critico', 'Logistica', "D'ufficio", 'critico'];
export const AREAS = ['Vendite', 'Magazzino', 'general'];

export interface Process {
  id: string;
  name: string;
  active: boolean;
  activeVersionId: string | null;
  isArchived: boolean;
  createdAt: number;
  settings: Record<string, unknown> | null;
  team: string | null;
  personal: string | null;
  folder: string | null;
  tags: string[];
  counters: Record<string, number>;
  insights: { type: number; value: number; raw: boolean }[];
}

export interface Run {
  id: number;
  process: Process;
  status: string;
  mode: string;
  createdAt: number;
  startedAt: number | null;
  stoppedAt: number | null;
  waitTill: number | null;
  retrySuccessId: string | null;
  deletedAt: number | null;
}

export interface World {
  processes: Process[];
  runs: Run[];
}

/** mulberry32: small, seeded, and good enough to shuffle test data. */
export const randomOf = (seed: number) => {
  let state = seed;
  const next = () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (share: number) => next() < share,
    pick: <Item>(items: readonly Item[]): Item => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('Nothing to pick from');
      return item;
    },
    instant: (from: number, to: number) => from + below((to - from) / TICK) * TICK,
  };
};
export type Random = ReturnType<typeof randomOf>;

export const makeWorld = (seed: number, size: { processes: number; runs: number }): World => {
  const random = randomOf(seed);
  // An installation that never fills activeVersionId: switched on is then all there is to know.
  const publishes = !random.chance(0.3);
  const processes = Array.from({ length: size.processes }, (_, at) => makeProcess(random, at, publishes));
  const busy = processes.slice(0, Math.ceil(size.processes * 0.6));
  const runs = Array.from({ length: size.runs }, (_, at) => makeRun(random, at + 1, random.pick(busy)));
  // Those that ran once, or only by hand, decide what "never ran" means.
  const rare = size.runs === 0 ? [] : processes.slice(busy.length).filter(() => random.chance(0.6));
  const once = rare.map((process, at) => ({
    ...makeRun(random, size.runs + at + 1, process),
    mode: random.pick(['manual', 'cli', 'integrated']),
  }));
  return { processes, runs: [...runs, ...once] };
};

const SETTINGS: (Record<string, unknown> | null)[] = [
  null,
  {},
  { timeSavedPerExecution: 5 },
  { timeSavedPerExecution: 1.5, timeSavedMode: 'fixed' },
  { timeSavedPerExecution: 7, timeSavedMode: 'dynamic' },
  { timeSavedPerExecution: 'many' },
  { timeSavedPerExecution: null, saveDataSuccessExecution: 'none' },
  { saveDataSuccessExecution: 'all' },
];

const makeProcess = (random: Random, at: number, publishes: boolean): Process => {
  const active = random.chance(0.75);
  return {
    id: `${random.pick(['wf', 'WF', 'x-'])}${at}`,
    // Names are not unique, and some are made to break out of a text.
    name: random.pick([
      'Ordini',
      'Fatture',
      'Resi',
      'Perché no?',
      'PERCHÈ_100%',
      "O'Neill'; drop table x",
      'ordini',
      `P${at}`,
    ]),
    active,
    activeVersionId: publishes && active && random.chance(0.8) ? `v${at}` : null,
    isArchived: random.chance(0.15),
    createdAt: random.instant(SPANS[0]?.[0] ?? 0, NOW),
    settings: random.pick(SETTINGS),
    team: random.chance(0.4) ? random.pick(AREAS.slice(0, 2)) : null,
    personal: random.chance(0.5) ? 'Anna Bianchi <anna@example.test>' : null,
    folder: random.chance(0.4) ? random.pick(AREAS) : null,
    tags: TAGS.filter(() => random.chance(0.3)),
    counters: Object.fromEntries(
      ['production_success', 'production_error', 'manual_success']
        .filter(() => random.chance(0.15))
        .map((name) => [name, random.below(3)]),
    ),
    insights: random.chance(0.15)
      ? [{ type: random.below(5), value: random.below(3), raw: random.chance(0.5) }]
      : [],
  };
};

export const makeRun = (random: Random, id: number, process: Process): Run => {
  const [from, to] = random.pick(SPANS);
  const recent = random.chance(0.1);
  const createdAt = recent ? random.instant(NOW - 5 * 3_600_000, NOW) : random.instant(from, to);
  const lucky = process.name === 'Resi' ? 'error' : 'success';
  const status = random.chance(0.5) ? lucky : random.pick(STATUSES);
  const started = status === 'new' ? random.chance(0.1) : !(status === 'crashed' && random.chance(0.2));
  const longest = process.name.length % 2 === 0 ? 400 : 60_000;
  const startedAt = started ? createdAt + random.below(40) * TICK : null;
  const ended = startedAt !== null && status !== 'running';
  const failed = status === 'error' || status === 'crashed';
  return {
    id,
    process,
    status,
    mode: random.chance(0.7) ? random.pick(MODES.slice(0, 6)) : random.pick(MODES),
    createdAt,
    startedAt,
    stoppedAt: ended ? startedAt + random.below(random.pick([3, 100, longest])) * TICK : null,
    waitTill:
      status === 'waiting' ? random.pick([null, NOW + 3_600_000, Date.parse('3000-01-01T00:00:00Z')]) : null,
    retrySuccessId: failed && random.chance(0.3) ? String(id + 1) : null,
    deletedAt: random.chance(0.07) ? NOW - 1000 : null,
  };
};
