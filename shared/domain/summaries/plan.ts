import type { Catalog, Coverage, Named } from '#shared/contracts/catalog.ts';
import type { SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import { Temporal } from 'temporal-polyfill';
import { isExpressible } from './expressible.ts';
import {
  type Also,
  type Change,
  type Ground,
  type PlanSetting,
  lengthOf,
  rangesOf,
  nearTo,
  summarised,
} from './fit.ts';
import { stretchesOf, summariesSince } from './stretches.ts';
import { type Meeting, type Unkept, isToldAlike, meetingOf, unkeptOf } from './unkept.ts';

const HOUR_MS = 3_600_000;
/** Longer periods are not looked at a second time for the sake of one remark. */
const LONGEST_COMPARED_MS = 35 * 24 * HOUR_MS;

/** Why a figure comes from the summaries: rows are gone, were never kept, or know less well. */
type Why = 'gone' | 'partly' | 'recorded';

/** What is read, and why it is not simply what was asked. */
export type Plan =
  | {
      lead: 'rows';
      /** The same from the summaries, for what is gone or was never kept. */
      also?: Also;
      /** The metric in which rows and summaries of the period may differ. */
      gap?: Gap;
      /** What is said of names whose rows are not all kept. */
      unkept?: Unkept;
      /** It is about such names, maybe among others: of their wholes the rows know nothing. */
      lacking: boolean;
      /** The metric that summaries know better, and that rows only estimate. */
      estimated?: string;
      /** Why the summaries are of no help for what is gone. */
      unhelped?: 'cut' | 'unknown';
      /** A series begins with the day of the first row: what was before is not nothing. */
      begins?: string;
    }
  | {
      lead: 'summaries';
      why: Why;
      query: SemanticQuery;
      change: Change;
      /** The names asked about, of which it is to be shown that their rows are not all kept. */
      named?: Unkept;
      /** Rows are kept of the whole period. */
      kept: boolean;
      /** Some metrics are told by the summaries for the sake of another. */
      mixed: boolean;
      /** The same from the rows that are kept. */
      also?: SemanticQuery;
      gap?: Gap;
    };

interface Gap {
  metric: string;
  query: SemanticQuery;
}

const isPlain = ({ dimensions = [], comparison }: SemanticQuery): boolean =>
  dimensions.length === 0 && comparison === undefined;

/** Along time, where an empty bucket is said to be empty. */
const isSeries = ({ dimensions = [], comparison }: SemanticQuery): boolean =>
  dimensions.some((name) => ['day', 'week', 'month'].includes(name)) && comparison === undefined;

/** The part of a range that lies before the first row. */
const goneOf = ({ from, to }: TimeRange, kept: number): number => {
  const start = Date.parse(from);
  const length = Date.parse(to) - start;
  return length <= 0 ? 0 : Math.min(1, Math.max(0, (kept - start) / length));
};

const gapOf = (
  query: SemanticQuery,
  timeRange: TimeRange | undefined,
  { catalog, source, metric }: Ground,
): Gap | undefined => {
  const gap = catalog.summaries?.metrics.find(({ gapOf: of }) => of === metric.name);
  const { filters } = query;
  if (!gap || !timeRange || !isPlain(query)) return undefined;
  if (!isExpressible({ metrics: [metric.name], ...(filters && { filters }) }, catalog)) return undefined;
  const asked = { metrics: [gap.name], source, ...(filters && { filters }), timeRange };
  return { metric: gap.name, query: asked };
};

/** Where both rows and summaries can be looked at, from a full hour on. */
const sharedRange = (
  { timeRange }: SemanticQuery,
  { kept, stretches, now }: Ground,
): TimeRange | undefined => {
  const from = Math.max(timeRange ? Date.parse(timeRange.from) : 0, kept, summariesSince(stretches));
  const to = timeRange ? Date.parse(timeRange.to) : now.getTime();
  const start = Math.ceil(from / HOUR_MS) * HOUR_MS;
  return start < to ? { from: new Date(start).toISOString(), to: new Date(to).toISOString() } : undefined;
};

/** Why summaries may have to tell it, and the metric for whose sake. */
const causeOf = (query: SemanticQuery, gone: number, meeting: Meeting | undefined, ground: Ground) => {
  const { catalog } = ground;
  const alike = isToldAlike(query, catalog);
  // Together with one that is lacking, the others are told by summaries only where these say quite the same.
  const isQuite = (name: string) =>
    catalog.summaries?.metrics.find(({ standsFor }) => standsFor === name)?.close !== true;
  const led = (name: string) => meeting !== undefined && (meeting.how !== 'any' || (alike && isQuite(name)));
  const found = query.metrics.flatMap((name) => {
    const metric = catalog.metrics.find((one) => one.name === name);
    const why = metric && reasonFor(query, gone, metric.whole === true && led(name), { ...ground, metric });
    return metric && why ? [{ why, metric }] : [];
  });
  const first = found.find(({ why }) => why !== 'recorded') ?? found[0];
  const all = found.length === query.metrics.length;
  return first && (first.why !== 'recorded' || all || alike) ? { ...first, mixed: !all } : undefined;
};

/**
 * Where the figures of a question are best read: in the rows, or in the summaries that outlive them. Pure
 * advice, from how far the data was known to reach: whatever is read instead, the proof asks the evidence
 * whether it is exact. Undefined where summaries have nothing to do with the question.
 */
export const planOf = (
  query: SemanticQuery,
  about: readonly Named[],
  setting: PlanSetting,
): Plan | undefined => {
  const { catalog, partly = [] } = setting;
  const met = query.everything === true ? undefined : meetingOf(query, about, partly, catalog.mainEntity);
  if (query.metrics.length === 0) return planOfRows(query, met, setting);
  const ground = groundOf(query, setting);
  if (!ground) return undefined;
  const { kept, stretches } = ground;
  const meeting = isWhole(query, catalog) ? met : undefined;
  const gone = Math.max(0, ...rangesOf(query).map((range) => goneOf(range, kept)));
  const cause = causeOf(query, gone, meeting, ground);
  if (cause) {
    const found = summarised(query, { ...ground, metric: cause.metric });
    if (found && (gone > 0.5 || isToldAs(found, cause.why, meeting)))
      return fromSummaries(query, cause, found, {
        gone,
        meeting,
        ground: { ...ground, metric: cause.metric },
      });
  }
  const share = query.timeRange !== undefined && ground.metric.unit === 'percent';
  const beside = gone > 0 || (meeting !== undefined && (meeting.how !== 'any' || share));
  const other = isPlain(query) && beside ? summarised(query, ground) : undefined;
  const also = other && isSayable(other.change, catalog) ? other : undefined;
  const said = meeting?.how === 'any' && ((also !== undefined && gone > 0) || gone === 1);
  const unkept = meeting && !said ? unkeptOf(query, meeting, catalog) : undefined;
  const covered = gone === 0 && summariesSince(stretches) <= earliest(query);
  const short = query.timeRange !== undefined && lengthOf(query.timeRange) <= LONGEST_COMPARED_MS;
  const gap = covered && short && !meeting ? gapOf(query, query.timeRange, ground) : undefined;
  const begins = gone > 0 && gone < 1 && isSeries(query) ? dayOf(kept, setting.timeZone) : undefined;
  return {
    lead: 'rows',
    ...(also && { also }),
    ...(gap && { gap }),
    ...(unkept && { unkept }),
    lacking: met !== undefined,
    ...estimatedOf(query, catalog),
    ...(begins !== undefined && { begins }),
    ...(cause?.why === 'gone' && gone === 1 && { unhelped: unhelped(query, ground) }),
  };
};

/**
 * Can be said beside the figure asked for: whole hours, and the same measure. Of counts another will do, whose noun says
 * what is counted; a mean beside the longest reads as if it were the longest.
 */
const isSayable = ({ hours, metric }: Change, { metrics }: Catalog): boolean =>
  hours === undefined &&
  (metric === undefined || metrics.find(({ name }) => name === metric.given)?.unit === 'count');

/**
 * What the rows can tell as it was asked is not told otherwise. Of names whose rows are not all kept they can not:
 * there summaries tell what they can.
 */
const isToldAs = ({ change }: Also, why: Why, meeting: Meeting | undefined): boolean =>
  Object.keys(change).length === 0 || (why === 'partly' && meeting !== undefined && meeting.how !== 'any');

/** It is wrong for names whose rows are not all kept. */
const isWhole = (
  { metrics, having = [], order = [] }: SemanticQuery,
  { metrics: known }: Catalog,
): boolean => {
  const names = new Set([...metrics, ...having.map(({ metric }) => metric), ...order.map(({ by }) => by)]);
  return known.some(({ name, whole }) => whole === true && names.has(name));
};

const estimatedOf = ({ metrics }: SemanticQuery, { metrics: known }: Catalog): { estimated?: string } => {
  const found = known.find(({ name, recorded }) => recorded === true && metrics.includes(name));
  return found ? { estimated: found.name } : {};
};

/** Single rows that are gone, or were never kept, can not be told by any summary. */
const planOfRows = (
  query: SemanticQuery,
  meeting: Meeting | undefined,
  { catalog, coverage }: PlanSetting,
): Plan | undefined => {
  const { dataset = catalog.mainDataset, timeRange } = query;
  const home = catalog.datasets.find(({ name }) => name === dataset);
  if (!catalog.summaries || !coverage || home?.time === undefined) return undefined;
  if (coverage.stretches.length === 0) return undefined;
  if (timeRange && goneOf(timeRange, keptIn(coverage)) >= 1)
    return { lead: 'rows', unhelped: 'unknown', lacking: meeting !== undefined };
  const unkept = meeting && dataset === catalog.mainDataset ? unkeptOf(query, meeting, catalog) : undefined;
  return unkept && { lead: 'rows', unkept, lacking: true };
};

const keptIn = ({ rows }: Coverage): number =>
  rows === undefined ? Number.POSITIVE_INFINITY : Date.parse(rows);

/** It is their pieces that stand in the way, or what they know. */
const unhelped = (query: SemanticQuery, { catalog }: Ground): 'cut' | 'unknown' => {
  const near = nearTo(query, catalog)?.query ?? query;
  return [query, near].some((one) => isExpressible(one, catalog)) ? 'cut' : 'unknown';
};

/** The midnight before an instant. */
const dayOf = (instant: number, timeZone: string): string => {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  return local.startOfDay().toInstant().toString({ smallestUnit: 'millisecond' });
};

const earliest = (query: SemanticQuery): number =>
  Math.min(...rangesOf(query).map(({ from }) => Date.parse(from)), Number.POSITIVE_INFINITY);

const reasonFor = (
  query: SemanticQuery,
  gone: number,
  partly: boolean,
  { metric, kept, stretches }: Ground,
): Why | undefined => {
  const known = summariesSince(stretches);
  if (metric.recorded === true && known <= Math.max(kept, query.timeRange ? earliest(query) : 0))
    return 'recorded';
  if (partly) return 'partly';
  return gone > 0.5 || (gone > 0 && isSeries(query)) ? 'gone' : undefined;
};

const fromSummaries = (
  query: SemanticQuery,
  { why, mixed }: { why: Why; mixed: boolean },
  { query: given, change }: Also,
  { gone, meeting, ground }: { gone: number; meeting: Meeting | undefined; ground: Ground },
): Plan => {
  const { filters, timeRange } = query;
  // A median of what is kept beside a mean of all would only confuse.
  const alike = change.metric === undefined || ground.metric.unit === 'count';
  const rowsToo = why !== 'recorded' && isPlain(query) && gone < 1 && change.total !== true && alike;
  const range = why === 'recorded' ? sharedRange(query, ground) : undefined;
  const gap = gapOf(query, range, ground);
  const named =
    why === 'partly' && meeting && meeting.how !== 'any'
      ? unkeptOf(query, meeting, ground.catalog)
      : undefined;
  return {
    lead: 'summaries',
    why,
    query: given,
    change,
    ...(named && { named }),
    kept: why === 'partly' && gone === 0 && timeRange !== undefined,
    mixed,
    ...(rowsToo && {
      also: { metrics: query.metrics, ...(filters && { filters }), ...(timeRange && { timeRange }) },
    }),
    ...(gap && { gap }),
  };
};

const groundOf = (query: SemanticQuery, setting: PlanSetting): Ground | undefined => {
  const { catalog, coverage } = setting;
  const [name] = query.metrics;
  const metric = catalog.metrics.find((one) => one.name === name);
  if (!catalog.summaries || !coverage || coverage.stretches.length === 0 || !metric) return undefined;
  const main = query.metrics.every(
    (one) => catalog.metrics.find((known) => known.name === one)?.dataset === catalog.mainDataset,
  );
  if (!main || metric.now === true || query.everything === true) return undefined;
  const kept = keptIn(coverage);
  return { ...setting, source: catalog.summaries.dataset, stretches: stretchesOf(coverage), kept, metric };
};
