import { type Count, type Dimensions, METRICS, type MetricName } from '../contracts/metrics.ts';

/** Figures that share their dimensions, as one line of metrics holds them. */
export interface Sheet {
  /** The ways they are broken down; each is a set of dimensions with their values. */
  by: Record<string, string>[];
  figures: Map<MetricName, number[]>;
}

export interface Meter {
  count: Count;
  /** All that was counted since it was last asked. */
  taken: () => Sheet[];
}

const PLAIN = /^[\w.:/-]{1,60}$/;
/** More values than these of one dimension are an id that strayed in: every further one is `other`. */
const MOST_VALUES = 40;
/** More figures of one kind say no more. */
const MOST_FIGURES = 100;

/** Adds up what is counted until somebody takes it. */
export const meter = (): Meter => {
  const known = new Map<string, Set<string>>();
  let sheets = new Map<string, Sheet>();

  const bounded = (name: MetricName, dimension: string, value: string): string => {
    const place = `${name} ${dimension}`;
    const values = known.get(place) ?? new Set();
    known.set(place, values);
    if (values.has(value)) return value;
    if (!PLAIN.test(value) || values.size >= MOST_VALUES) return 'other';
    values.add(value);
    return value;
  };
  const sheetOf = <Name extends MetricName>(name: Name, dimensions: Dimensions<Name>): Sheet => {
    const given = new Map<string, string>(Object.entries(dimensions));
    const by = METRICS[name].by.map((set) =>
      Object.fromEntries(
        set.map((dimension) => [dimension, bounded(name, dimension, given.get(dimension) ?? 'none')]),
      ),
    );
    const key = JSON.stringify(by);
    const sheet = sheets.get(key) ?? { by, figures: new Map() };
    sheets.set(key, sheet);
    return sheet;
  };

  return {
    count: (name, dimensions, value = 1) => {
      if (!Number.isFinite(value)) return;
      const { figures } = sheetOf(name, dimensions);
      const before = figures.get(name);
      if (before === undefined) figures.set(name, [value]);
      else if (METRICS[name].unit === 'Count') before[0] = (before[0] ?? 0) + value;
      else if (before.length < MOST_FIGURES) before.push(value);
    },
    taken: () => {
      const all = [...sheets.values()];
      sheets = new Map();
      return all;
    },
  };
};
