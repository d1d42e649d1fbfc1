import type { Told } from './lines.ts';

/** A figure of the last minutes. */
export interface Figure {
  name: string;
  dimensions: Record<string, string>;
  /** How many values there were; of what is counted, their sum. */
  count: number;
  sum: number;
  /** Missing where values are only counted. */
  p50?: number;
  p95?: number;
  p99?: number;
  /** Milliseconds since 1970. */
  lastAt: number;
}

export interface Ring {
  add: (told: Told) => void;
  /** What was told in the last `ms`. */
  last: (ms: number) => Figure[];
  /** The latest figure of this name for each value of a dimension, however long ago. */
  latest: (name: string, by: string) => Figure[];
  /** Values of a figure in each of the last `steps` steps of `ms`, the oldest first. */
  course: (name: string, steps: number, ms: number) => number[];
}

const STEP_MS = 5000;
const MINUTES = 10;
const STEPS = (MINUTES * 60_000) / STEP_MS;
/** Of more values in a step, some stand for all. */
const MOST_VALUES = 400;

interface Cell {
  told: Omit<Told, 'values'>;
  count: number;
  sum: number;
  values: number[];
  lastAt: number;
}
type Step = { at: number; cells: Map<string, Cell> };

/** What functions told in the last minutes, in steps of a few seconds; older ones are forgotten. */
export const openRing = (clock: () => number = Date.now, chance: () => number = Math.random): Ring => {
  const steps: Step[] = [];
  const newest = new Map<string, Cell>();

  const current = (): Step => {
    const at = Math.floor(clock() / STEP_MS) * STEP_MS;
    const last = steps.at(-1);
    if (last !== undefined && last.at >= at) return last;
    const step = { at, cells: new Map<string, Cell>() };
    steps.push(step);
    if (steps.length > STEPS) steps.shift();
    return step;
  };
  const cellIn = (cells: Map<string, Cell>, { name, dimensions, counted }: Told): Cell => {
    const told = { name, dimensions, counted };
    const key = `${told.name} ${JSON.stringify(told.dimensions)}`;
    const cell = cells.get(key) ?? { told, count: 0, sum: 0, values: [], lastAt: 0 };
    cells.set(key, cell);
    newest.set(key, cell);
    return cell;
  };
  const since = (ms: number): Step[] => {
    const from = clock() - ms;
    return steps.filter(({ at }) => at + STEP_MS > from);
  };

  return {
    add: (told) => {
      const cell = cellIn(current().cells, told);
      cell.lastAt = clock();
      for (const value of told.values) {
        cell.count += told.counted ? value : 1;
        cell.sum += value;
        if (told.counted) continue;
        if (cell.values.length < MOST_VALUES) cell.values.push(value);
        else {
          const place = Math.floor(chance() * cell.count);
          if (place < MOST_VALUES) cell.values[place] = value;
        }
      }
    },
    last: (ms) => {
      const cells = since(ms).flatMap((step) => [...step.cells]);
      return [...Map.groupBy(cells, ([key]) => key).values()].map((same) =>
        figureOf(same.map(([, cell]) => cell)),
      );
    },
    latest: (name, by) => {
      const all = [...newest.values()].filter(({ told }) => told.name === name);
      const groups = Map.groupBy(all, ({ told }) => told.dimensions[by]);
      return [...groups.values()].map((group) =>
        figureOf([group.reduce((one, other) => (other.lastAt >= one.lastAt ? other : one))]),
      );
    },
    course: (name, count, ms) => {
      const now = clock();
      const course = Array.from({ length: count }, () => 0);
      for (const { at, cells } of steps) {
        const place = count - 1 - Math.floor((now - at) / ms);
        if (place < 0) continue;
        for (const cell of cells.values()) {
          if (cell.told.name === name) course[place] = (course[place] ?? 0) + cell.count;
        }
      }
      return course;
    },
  };
};

const figureOf = (cells: readonly Cell[]): Figure => {
  const [first] = cells;
  const values = cells.flatMap((cell) => cell.values).sort((one, other) => one - other);
  const at = (share: number) => values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
  return {
    name: first?.told.name ?? '',
    dimensions: first?.told.dimensions ?? {},
    count: cells.reduce((sum, { count }) => sum + count, 0),
    sum: cells.reduce((sum, cell) => sum + cell.sum, 0),
    ...(values.length > 0 && { p50: at(0.5), p95: at(0.95), p99: at(0.99) }),
    lastAt: Math.max(...cells.map(({ lastAt }) => lastAt)),
  };
};
