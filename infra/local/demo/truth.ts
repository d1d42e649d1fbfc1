import type { Calendar } from './calendar.ts';
import { incidents } from './company.ts';
import { counted } from './insights.ts';
import type { Process } from './process.ts';
import type { Run } from './run.ts';
import { leavesRow } from './tables/runs.ts';

type Totals = { runs: number; completed: number; failures: number };

/** What is true of the demo data by construction, counted from the simulation and not from the tables. */
export type DemoTruth = {
  /** Start of the first whole day whose runs are kept. */
  from: Date;
  now: Date;
  /** Figures of the population by local date (`2026-11-20`) of the start. */
  days: Record<string, Totals>;
  /** Rows of the population by status, whatever their period. */
  statuses: Record<string, number>;
  names: Record<
    'silent' | 'stuck' | 'neverRun' | 'alwaysFails' | 'keepsNoSuccess' | 'archived' | 'off' | 'onlyCalled',
    string[]
  >;
  /** Days on which an outside service was down. */
  incidents: { service: string; from: Date; to: Date; failures: number }[];
};

const live = (process: Process) => process.state === undefined;

const namesOf = (processes: readonly Process[]): DemoTruth['names'] => {
  const named = (test: (process: Process) => boolean) => processes.filter(test).map(({ name }) => name);
  return {
    silent: named((process) => live(process) && process.until !== undefined),
    stuck: named(({ hangs }) => hangs !== undefined),
    neverRun: named(
      (process) => live(process) && process.start.kind === 'never' && process.tried === undefined,
    ),
    alwaysFails: named(({ failing }) => failing[0] === 1),
    keepsNoSuccess: named(({ keepsSuccesses }) => keepsSuccesses === false),
    archived: named(({ state }) => state === 'archived'),
    off: named(({ state }) => state === 'off'),
    onlyCalled: named(({ start }) => start.kind === 'called'),
  };
};

const failed = ({ status }: Run) => status === 'error' || status === 'crashed';

const daysOf = (runs: readonly Run[], calendar: Calendar): DemoTruth['days'] => {
  const days = calendar.days.map((day) => ({ day, totals: { runs: 0, completed: 0, failures: 0 } }));
  let index = 0;
  // Runs come in the order of their creation, days too; starts differ by seconds only.
  for (const run of runs) {
    const started = run.started;
    if (started === undefined) {
      continue;
    }
    while (index + 1 < days.length && (days[index + 1]?.day.start ?? 0) <= run.created) {
      index += 1;
    }
    const found = [days[index], days[index + 1]].find(
      (each) => each && each.day.start <= started && started < each.day.end,
    );
    if (found) {
      found.totals.runs += 1;
      found.totals.completed += failed(run) || run.status === 'success' ? 1 : 0;
      found.totals.failures += failed(run) ? 1 : 0;
    }
  }
  return Object.fromEntries(days.map(({ day, totals }) => [day.date, totals]));
};

export const truthOf = (
  processes: readonly Process[],
  runs: readonly Run[],
  calendar: Calendar,
): DemoTruth => {
  const population = runs.filter((run) => run.deleted === undefined && counted(run) && leavesRow(run));
  const statuses: Record<string, number> = {};
  for (const { status } of population) {
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  return {
    from: new Date(calendar.from),
    now: new Date(calendar.now),
    days: daysOf(population, calendar),
    statuses,
    names: namesOf(processes),
    incidents: incidents
      .map(({ service, from, to }) => ({ service, start: calendar.ago(...from), end: calendar.ago(...to) }))
      .filter(({ start }) => start >= calendar.from)
      .map(({ service, start, end }) => ({
        service,
        from: new Date(start),
        to: new Date(end),
        failures: population.filter((run) => failed(run) && start <= run.created && run.created < end).length,
      })),
  };
};
