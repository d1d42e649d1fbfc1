import * as fc from 'fast-check';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { Filter, SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import { filterOf, range } from '#test/support/brute-force/questions.ts';
import { isPart, localOf } from '#test/support/brute-force/local-time.ts';
import { makeRun, NOW, randomOf, type Run } from '#test/support/brute-force/world.ts';
import { writeRuns } from '#test/support/brute-force/write-world.ts';
import { n8nCatalog } from '#test/support/catalog.ts';
import { type Company, moveRuns, type Seat } from './company.ts';
import type { Ledger } from './ledger.ts';

/** Something that must hold between the answers to two or more queries, whatever the data. */
export type Relation = (company: Company, ledger: Ledger, cases: Case[]) => Promise<void>;

/** What a relation is tried on. */
export interface Case {
  filter: Filter;
  other: Filter;
  timeRange: TimeRange;
  later: TimeRange;
  seat: Required<Pick<Seat, 'timeZone'>>;
  /** For choices of a relation's own. */
  dice: number;
}

const ofRuns = n8nCatalog.metrics.filter((metric) => metric.dataset === 'runs');
const named = (metrics: typeof ofRuns): string[] => metrics.map(({ name }) => name);
const ADDITIVE = named(ofRuns.filter((metric) => metric.additive));
const PERIODIC = named(ofRuns.filter((metric) => metric.additive && !metric.now));
/** Counts, of runs or of processes: a part never exceeds the whole. */
const COUNTS = named(ofRuns.filter((metric) => metric.unit === 'count'));
const LEAST = ['first_run', 'min_duration'];
const MOST = ['last_run', 'last_success', 'last_failure', 'max_duration'];
const EVERY = named(ofRuns);
const OWN = ['process', 'area', 'outcome', 'start_type', 'live', 'failed', 'completed', 'recovered'];
const BUCKETS = ['hour', 'weekday', 'day', 'week', 'month'];
/** Fields of a run that other runs decide. */
const ABOUT_OTHERS = /"(?:stuck|last_\w+|never_run|always_fails|only_outside)"/;
/** Zones without a change of the clocks. */
const STEADY = ['UTC', 'Asia/Kolkata', 'Asia/Tokyo'];

/** `not` hides a filter that lifts the population; with everything lifted already only the logic counts. */
const runs = (one: Partial<SemanticQuery> & { metrics: string[] }): SemanticQuery => ({
  ...one,
  everything: true,
});

export const casesOf = (company: Company, count: number): Case[] => {
  const ids = company.world.processes.map(({ id }) => id);
  const filter = filterOf('runs', ids);
  const timeZone = fc.constantFrom('Europe/Rome', 'UTC', 'America/New_York', 'Australia/Lord_Howe');
  const seat = fc.record({ timeZone });
  const dice = fc.nat(1_000_000);
  const cases = fc.record({ filter, other: filter, timeRange: range, later: range, seat, dice });
  return fc.sample(cases, { seed: company.seed, numRuns: count });
};

const of = <Item>(items: readonly Item[], dice: number): Item => {
  const item = items[dice % items.length];
  if (item === undefined) throw new Error('Nothing to choose from');
  return item;
};

/** Unknown ones add nothing; nothing but unknown ones is unknown. */
const total = (cells: (Cell | undefined)[]): Cell => {
  const known = cells.filter((cell) => typeof cell === 'number');
  return known.length === 0 ? null : known.reduce((left, right) => left + right, 0);
};
const extreme = (cells: (Cell | undefined)[], which: 1 | -1): Cell => {
  const known = cells.filter((cell) => typeof cell === 'number' || typeof cell === 'string');
  return known.toSorted((left, right) => (left < right ? which : -which))[0] ?? null;
};
const columnsOf = (rows: Cell[][], from: number, count: number): (Cell | undefined)[][] =>
  Array.from({ length: count }, (_, at) => rows.map((row) => row[from + at]));
const numbers = (row: Cell[] | undefined): number[] => (row ?? []).map((cell) => Number(cell ?? 0));

const reversed = (filter: Filter): Filter => {
  if ('and' in filter) return { and: filter.and.map(reversed).toReversed() };
  if ('or' in filter) return { or: filter.or.map(reversed).toReversed() };
  if ('not' in filter) return { not: reversed(filter.not) };
  return 'values' in filter ? { ...filter, values: filter.values.toReversed() } : filter;
};

const midnightsIn = ({ from, to }: TimeRange, timeZone: string): string[] => {
  const step = 15 * 60_000;
  const cuts: string[] = [];
  let day = localOf(Date.parse(from), timeZone).day;
  for (let at = Math.ceil((Date.parse(from) + 1) / step) * step; at < Date.parse(to); at += step) {
    const next = localOf(at, timeZone).day;
    if (next !== day) cuts.push(new Date(at).toISOString());
    day = next;
  }
  return cuts;
};

const moved = (within: TimeRange, ms: number): TimeRange => ({
  from: new Date(Date.parse(within.from) + ms).toISOString(),
  to: new Date(Date.parse(within.to) + ms).toISOString(),
});

const HOUR = 3_600_000;
/** The same filter on data that has moved. */
const movedFilter = (filter: Filter, ms: number): Filter => {
  if ('and' in filter) return { and: filter.and.map((one) => movedFilter(one, ms)) };
  if ('or' in filter) return { or: filter.or.map((one) => movedFilter(one, ms)) };
  if ('not' in filter) return { not: movedFilter(filter.not, ms) };
  return filter.operator === 'within' ? { ...filter, timeRange: moved(filter.timeRange, ms) } : filter;
};

/** A query about data that has moved. */
const movedQuery = ({ filters, timeRange, ...query }: SemanticQuery, ms: number): SemanticQuery => ({
  ...query,
  ...(filters && { filters: movedFilter(filters, ms) }),
  ...(timeRange && { timeRange: moved(timeRange, ms) }),
});

const MOST_ROWS = 100;

export const QUERY_RELATIONS: Record<string, Relation> = {
  'parts sum to the total': async (company, ledger, cases) => {
    for (const { filter: filters, timeRange, seat, dice } of cases) {
      const dimensions = [of([...OWN, ...BUCKETS], dice), of(OWN, dice >> 4)].slice(0, 1 + (dice % 2));
      const timed = dimensions.some((dimension) => isPart(dimension));
      const metrics = timed ? PERIODIC : ADDITIVE;
      const whole = await company.rows(runs({ metrics, filters, timeRange }), seat);
      const query = runs({ metrics, filters, timeRange, dimensions: [...new Set(dimensions)] });
      const parts = await company.rows({ ...query, limit: MOST_ROWS }, seat);
      if (parts.length === MOST_ROWS) continue;
      const from = query.dimensions?.length ?? 0;
      const summed = columnsOf(parts, from, metrics.length).map((cells, at) =>
        whole[0]?.[at] === 0 ? (total(cells) ?? 0) : total(cells),
      );
      ledger.same(query, summed, whole[0]);
    }
  },

  'adding days equals the range': async (company, ledger, cases) => {
    for (const { filter: filters, timeRange, seat } of cases) {
      const metrics = [...PERIODIC, ...LEAST, ...MOST];
      const edges = [timeRange.from, ...midnightsIn(timeRange, seat.timeZone), timeRange.to];
      const days: Cell[][] = [];
      for (const [at, to] of edges.slice(1).entries()) {
        const day = { from: edges[at] ?? to, to };
        days.push(...(await company.rows(runs({ metrics, filters, timeRange: day }), seat)));
      }
      const [whole] = await company.rows(runs({ metrics, filters, timeRange }), seat);
      const added = columnsOf(days, 0, metrics.length).map((cells, at) => {
        const metric = metrics[at] ?? '';
        if (LEAST.includes(metric)) return extreme(cells, -1);
        return MOST.includes(metric) ? extreme(cells, 1) : total(cells);
      });
      ledger.same({ filters, timeRange, days: days.length }, added, whole);
    }
  },

  'the order of filters, and how they are written, does not matter': async (company, ledger, cases) => {
    for (const { filter, other, timeRange, seat } of cases) {
      const ask = (filters: Filter) => company.rows(runs({ metrics: EVERY, filters, timeRange }), seat);
      const both = await ask({ and: [filter, other] });
      ledger.same({ and: [filter, other] }, await ask({ and: [reversed(other), reversed(filter)] }), both);
      const neither = { not: { or: [{ not: filter }, { not: other }] } };
      ledger.same({ neither }, await ask(neither), both);
      const either = await ask({ or: [filter, other] });
      ledger.same({ or: [filter, other] }, await ask({ or: [other, filter, other] }), either);
    }
  },

  'what passes and what does not pass make all': async (company, ledger, cases) => {
    for (const { filter, timeRange, seat, dice } of cases) {
      const period = dice % 3 === 0 ? {} : { timeRange };
      const ask = (more: Partial<SemanticQuery>) =>
        company.rows(runs({ metrics: ADDITIVE, ...period, ...more }), seat);
      const parts = [...(await ask({ filters: filter })), ...(await ask({ filters: { not: filter } }))];
      const added = columnsOf(parts, 0, ADDITIVE.length).map(total);
      ledger.same({ not: filter }, added, (await ask({}))[0]);
    }
  },

  'a subset never exceeds the whole': async (company, ledger, cases) => {
    for (const { filter, other, timeRange, seat } of cases) {
      const ask = async (filters: Filter) =>
        numbers((await company.rows(runs({ metrics: COUNTS, filters, timeRange }), seat))[0]);
      const whole = await ask(filter);
      const part = await ask({ and: [filter, other] });
      ledger.holds(
        { and: [filter, other] },
        part.every((count, at) => count <= (whole[at] ?? 0)),
        { part, whole },
      );
    }
  },

  'the first ones are the head of the full ranking': async (company, ledger, cases) => {
    for (const { filter: filters, timeRange, seat, dice } of cases) {
      const metric = of(EVERY, dice);
      const query = runs({
        metrics: [metric],
        dimensions: [of([...OWN, ...BUCKETS], dice >> 5)],
        filters,
        timeRange,
        order: [{ by: metric, direction: dice % 2 === 0 ? 'asc' : 'desc' }],
      });
      const all = await company.rows(query, seat);
      for (const limit of [1, 3, 10])
        ledger.same({ ...query, limit }, await company.rows({ ...query, limit }, seat), all.slice(0, limit));
    }
  },

  'a bound keeps the rows that meet it and no other': async (company, ledger, cases) => {
    for (const { filter: filters, timeRange, seat, dice } of cases) {
      const metric = of(COUNTS, dice);
      const query = runs({ metrics: [metric], dimensions: [of(OWN, dice >> 4)], filters, timeRange });
      const all = await company.rows(query, seat);
      const value = dice % 5;
      const kept = await company.rows({ ...query, having: [{ metric, operator: '>', value }] }, seat);
      ledger.same(
        { ...query, value },
        kept,
        all.filter((row) => Number(row[1]) > value),
      );
    }
  },

  'a comparison holds the same figures as the two queries alone': async (company, ledger, cases) => {
    for (const { filter: filters, timeRange, later, seat } of cases) {
      const query = runs({ metrics: PERIODIC, filters, timeRange });
      const period = (within: TimeRange) => ({ kind: 'period' as const, timeRange: within });
      const [both = []] = await company.rows({ ...query, comparison: period(later) }, seat);
      const turned = { ...query, timeRange: later, comparison: period(timeRange) };
      const [swapped = []] = await company.rows(turned, seat);
      const odd = (cells: Cell[]) => cells.filter((_, at) => at % 2 === 1);
      const even = (cells: Cell[]) => cells.filter((_, at) => at % 2 === 0);
      ledger.same({ ...query, later }, [odd(swapped), even(swapped)], [even(both), odd(both)]);
      ledger.same(query, even(both), (await company.rows(query, seat))[0]);
      const [whole = []] = await company.rows({ ...query, comparison: { kind: 'whole' } }, seat);
      const [unfiltered] = await company.rows(runs({ metrics: PERIODIC, timeRange }), seat);
      ledger.same({ ...query, whole }, odd(whole), unfiltered);
    }
  },

  'what some may see and what the others may see make all': async (company, ledger, cases) => {
    const ids = company.world.processes.map(({ id }) => id);
    for (const { filter: filters, timeRange, seat, dice } of cases) {
      const query = runs({ metrics: ADDITIVE, filters, timeRange });
      const cut = dice % (ids.length + 1);
      const parts: Cell[][] = [];
      for (const some of [ids.slice(0, cut), ids.slice(cut)])
        parts.push(...(await company.rows(query, { ...seat, scope: { kind: 'processes', ids: some } })));
      const added = columnsOf(parts, 0, ADDITIVE.length).map(total);
      ledger.same({ ...query, cut }, added, (await company.rows(query, seat))[0]);
    }
  },

  'metrics side by side do not change each other': async (company, ledger, cases) => {
    for (const { filter: filters, timeRange, seat, dice } of cases) {
      const metric = of(EVERY, dice);
      const [together = []] = await company.rows(runs({ metrics: EVERY, filters, timeRange }), seat);
      const [alone] = await company.rows(runs({ metrics: [metric], filters, timeRange }), seat);
      ledger.same({ metric, filters, timeRange }, alone, [together[EVERY.indexOf(metric)]]);
    }
  },

  'days cut in any zone add up to the same': async (company, ledger, cases) => {
    for (const { filter: filters, timeRange, dice } of cases) {
      const daily = /hour|weekday|day|week|month/.test(JSON.stringify(filters)) ? undefined : filters;
      const query = runs({ metrics: PERIODIC, ...(daily && { filters: daily }), timeRange });
      const [whole = []] = await company.rows(query, { timeZone: 'UTC' });
      for (const timeZone of ['Europe/Rome', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe']) {
        const dimension = of(BUCKETS, dice);
        const parts = await company.rows(
          { ...query, dimensions: [dimension], limit: MOST_ROWS },
          { timeZone },
        );
        const added = columnsOf(parts, 1, PERIODIC.length).map((cells, at) =>
          whole[at] === 0 ? (total(cells) ?? 0) : total(cells),
        );
        ledger.same({ ...query, dimension, timeZone }, added, whole);
      }
    }
  },

  'all data moved by whole days, and now with it, gives the same figures': async (company, ledger, cases) => {
    // Weekdays come round after a week only.
    const hours = company.seed % 2 === 0 ? 7 * 24 : 24;
    const tied = hours === 24 ? /"(day|week|month|weekday)"/ : /"(day|week|month)"/;
    const dimensions = ['process', 'hour', 'outcome', ...(hours === 24 ? [] : ['weekday'])];
    const metrics = EVERY.filter((metric) => !/^(first|last)_/.test(metric));
    const before: [SemanticQuery, string, Cell[][]][] = [];
    for (const { filter: filters, timeRange, dice } of cases) {
      const query = runs({
        metrics,
        dimensions: [of(dimensions, dice)],
        ...(!tied.test(JSON.stringify(filters)) && { filters }),
        timeRange,
        limit: MOST_ROWS,
      });
      const timeZone = of(STEADY, dice);
      before.push([query, timeZone, await company.rows(query, { timeZone })]);
    }
    await company.pretend(
      (client) => client.query(moveRuns(`${hours} hours`)),
      async () => {
        const now = new Date(NOW + hours * HOUR).toISOString();
        for (const [query, timeZone, rows] of before) {
          const later = movedQuery(query, hours * HOUR);
          ledger.same({ ...query, timeZone }, await company.rows(later, { timeZone, now }), rows);
        }
      },
    );
  },

  'the same clock in another zone reads the same': async (company, ledger, cases) => {
    // 09:00 UTC moved back by five and a half hours is 09:00 in Kolkata.
    const back = -5.5 * HOUR;
    const before: [SemanticQuery, Cell[][]][] = [];
    for (const { filter: filters, timeRange, dice } of cases) {
      const query = runs({
        metrics: PERIODIC,
        dimensions: [of(BUCKETS, dice)],
        filters,
        timeRange,
        limit: MOST_ROWS,
      });
      before.push([query, await company.rows(query, { timeZone: 'UTC' })]);
    }
    await company.pretend(
      (client) => client.query(moveRuns('-330 minutes')),
      async () => {
        const seat = { timeZone: 'Asia/Kolkata', now: new Date(NOW + back).toISOString() };
        for (const [query, rows] of before)
          ledger.same(query, await company.rows(movedQuery(query, back), seat), rows);
      },
    );
  },

  'more runs never lower a count, and change no other period': async (company, ledger, cases) => {
    const random = randomOf(company.seed);
    const { processes } = company.world;
    const more = Array.from(
      { length: 40 },
      (_, at): Run => ({
        ...makeRun(random, 1_000_000 + at, random.pick(processes)),
        deletedAt: null,
      }),
    );
    const touched = (within: TimeRange) =>
      more.some(
        ({ startedAt }) =>
          startedAt !== null && startedAt >= Date.parse(within.from) && startedAt < Date.parse(within.to),
      );
    // Whether a run is stuck depends on how long the others take: more of them may well free one.
    const counts = COUNTS.filter((metric) => metric !== 'stuck');
    const queries = cases
      .filter(({ filter }) => !ABOUT_OTHERS.test(JSON.stringify(filter)))
      .map(({ filter: filters, timeRange, seat }) => ({
        query: runs({ metrics: counts, filters, timeRange }),
        periodic: runs({ metrics: PERIODIC, filters, timeRange }),
        timeRange,
        seat,
      }));
    const before: { counts: number[]; periodic: Cell[][] }[] = [];
    for (const { query, periodic, seat } of queries)
      before.push({
        counts: numbers((await company.rows(query, seat))[0]),
        periodic: await company.rows(periodic, seat),
      });
    await company.pretend(
      (client) => writeRuns(client, more),
      async () => {
        for (const [at, { query, periodic, timeRange, seat }] of queries.entries()) {
          const after = numbers((await company.rows(query, seat))[0]);
          const was = before[at];
          ledger.holds(
            query,
            after.every((count, metric) => count >= (was?.counts[metric] ?? 0)),
            { was, after },
          );
          if (!touched(timeRange)) ledger.same(periodic, await company.rows(periodic, seat), was?.periodic);
        }
      },
    );
  },
};
