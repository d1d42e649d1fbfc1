import type { Client } from 'pg';

/** A company whose older runs are gone: what happened, and what its database still says of it. */
export interface Happening {
  process: string;
  start: number;
  end: number;
  ok: boolean;
}

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const NOW = Date.parse('2026-11-21T02:36:42.000Z');
const FIRST = Date.parse('2026-02-02T00:00:00.000Z');
/** Runs that ended before this are gone. */
export const KEPT = NOW - 14 * DAY;
const HOURS_SINCE = Date.parse('2026-09-07T00:00:00.000Z');
const DAYS_SINCE = Date.parse('2026-06-01T00:00:00.000Z');

/** Minutes that one success saves; unknown for the second. The third keeps none of its successes. */
const PROCESSES = [
  { id: 'orders', minutes: 5, loses: false, every: 3 * HOUR },
  { id: 'report', minutes: undefined, loses: false, every: DAY },
  { id: 'sensor', minutes: 2, loses: true, every: 5 * HOUR },
];
export const processIds = PROCESSES.map(({ id }) => id);

/** A small generator of numbers between 0 and 1, the same for the same seed. */
const chances = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

export const pastOf = (seed: number): Happening[] => {
  const chance = chances(seed);
  return PROCESSES.flatMap(({ id, every }) => {
    const happenings: Happening[] = [];
    for (let at = FIRST + chance() * every; at < NOW; at += every * (0.5 + chance())) {
      const start = Math.floor(at / SECOND) * SECOND;
      const end = start + Math.ceil(chance() ** 4 * 40 * 60) * SECOND;
      if (end < NOW) happenings.push({ process: id, start, end, ok: chance() < 0.8 });
    }
    return happenings;
  });
};

const weekOf = (at: number) => Math.floor((at + 3 * DAY) / (7 * DAY)) * 7 * DAY - 3 * DAY;
const bucketOf = (at: number, hoursSince: number): [unit: number, start: number] => {
  if (at >= hoursSince) return [0, Math.floor(at / HOUR) * HOUR];
  return at >= DAYS_SINCE ? [1, Math.floor(at / DAY) * DAY] : [2, weekOf(at)];
};

const iso = (at: number) => new Date(at).toISOString();

/** Rows into a table, by the names of their columns; the others are left to their defaults. */
export const insert = (client: Client, table: string, rows: object[]) =>
  client.query(
    `insert into public."${table}" (${Object.keys(rows[0] ?? {})
      .map((name) => `"${name}"`)
      .join(', ')})
     select ${Object.keys(rows[0] ?? {})
       .map((name) => `"${name}"`)
       .join(', ')} from json_populate_recordset(null::public."${table}", $1)`,
    [JSON.stringify(rows)],
  );

const minutesOf = (process: string) => PROCESSES.find(({ id }) => id === process)?.minutes ?? 0;

/** What one run adds to the summaries: minutes saved, milliseconds, success, failure, by their types. */
const partsOf = ({ process, start, end, ok }: Happening): number[] => [
  ok ? minutesOf(process) : 0,
  end - start,
  ok ? 1 : 0,
  ok ? 0 : 1,
];

/**
 * Writes the rows that are kept and the summaries of everything, into empty tables: the older summaries are
 * by the day, then by the week, unless hours are kept for ever.
 */
export const writePast = async (
  client: Client,
  past: readonly Happening[],
  hours: 'for ever' | 'for a while' = 'for a while',
): Promise<void> => {
  const hoursSince = hours === 'for ever' ? FIRST : HOURS_SINCE;
  const stamps = { createdAt: iso(FIRST), updatedAt: iso(FIRST) };
  await client.query('set session_replication_role = replica');
  await insert(
    client,
    'workflow_entity',
    PROCESSES.map(({ id, minutes, loses }) => ({
      ...stamps,
      id,
      name: id,
      active: true,
      activeVersionId: id,
      isArchived: false,
      nodes: [],
      connections: {},
      versionId: id,
      triggerCount: 1,
      versionCounter: 1,
      settings: {
        ...(minutes !== undefined && { timeSavedPerExecution: minutes }),
        ...(loses && { saveDataSuccessExecution: 'none' }),
      },
    })),
  );
  await insert(
    client,
    'insights_metadata',
    PROCESSES.map(({ id }, at) => ({ metaId: at + 1, workflowId: id, workflowName: id, projectName: '' })),
  );
  const kept = past.filter(({ process, end, ok }) => end >= KEPT && !(ok && process === 'sensor'));
  await insert(
    client,
    'execution_entity',
    kept.map(({ process, start, end, ok }, at) => ({
      id: at + 1,
      workflowId: process,
      status: ok ? 'success' : 'error',
      mode: 'trigger',
      finished: ok,
      storedAt: 'db',
      createdAt: iso(start),
      startedAt: iso(start),
      stoppedAt: iso(end),
    })),
  );
  const compacted = Math.floor(NOW / HOUR) * HOUR;
  const sums = new Map<string, number>();
  const raw: object[] = [];
  for (const happening of past) {
    const metaId = processIds.indexOf(happening.process) + 1;
    const [unit, start] = bucketOf(happening.end, hoursSince);
    for (const [type, value] of partsOf(happening).entries()) {
      if (value === 0) continue;
      if (happening.end >= compacted)
        raw.push({ id: raw.length + 1, metaId, type, value, timestamp: iso(happening.end) });
      else {
        const key = `${metaId} ${type} ${unit} ${start}`;
        sums.set(key, (sums.get(key) ?? 0) + value);
      }
    }
  }
  const byPeriod = [...sums].map(([key, value], at) => {
    const [metaId, type, periodUnit, start] = key.split(' ').map(Number);
    return { id: at + 1, metaId, type, value, periodUnit, periodStart: iso(start ?? 0) };
  });
  await insert(client, 'insights_by_period', byPeriod);
  if (raw.length > 0) await insert(client, 'insights_raw', raw);
  await client.query('set session_replication_role = origin');
  await client.query('analyze');
};

/** The figures of a catalog, of what really happened. */
export const figuresOf = (happenings: readonly Happening[]): Record<string, number | null> => {
  const good = happenings.filter(({ ok }) => ok);
  const bad = happenings.length - good.length;
  const all = happenings.length;
  const saving = good.filter(({ process }) => minutesOf(process) > 0);
  const seconds = happenings.reduce((sum, { start, end }) => sum + (end - start) / SECOND, 0);
  return {
    completed: all,
    successes: good.length,
    failures: bad,
    failure_rate: all === 0 ? null : (100 * bad) / all,
    success_rate: all === 0 ? null : (100 * good.length) / all,
    time_saved:
      saving.length === 0 ? null : saving.reduce((sum, { process }) => sum + minutesOf(process) * 60, 0),
    mean_duration: all === 0 ? null : seconds / all,
    failed_processes: new Set(happenings.filter(({ ok }) => !ok).map(({ process }) => process)).size,
  };
};
