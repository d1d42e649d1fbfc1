import type { Chart } from '../contracts/chart.ts';
import type { ChartStore, Now } from '../ports.ts';
import { chartIdOf } from './chart-ids.ts';

/** Charts in this process alone: for tests and measurements. */
export const memoryCharts = (now: Now, keepSeconds: number): ChartStore => {
  const kept = new Map<string, { chart: Chart; owner: string; until: number }>();
  return {
    read: async (id) => {
      const found = kept.get(id);
      if (found === undefined || found.until <= now().getTime()) return undefined;
      return { chart: found.chart, owner: found.owner };
    },
    write: async (owner, key, chart) => {
      const id = chartIdOf(owner, key);
      kept.set(id, { chart, owner, until: now().getTime() + keepSeconds * 1000 });
      return id;
    },
    removeAll: async (owner) => {
      const own = [...kept].filter(([, each]) => each.owner === owner);
      for (const [id] of own) kept.delete(id);
      return own.length;
    },
  };
};
