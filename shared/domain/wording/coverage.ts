import type { Catalog, Coverage, Named, SummaryMetric } from '#shared/contracts/catalog.ts';
import type { Read } from '#shared/contracts/documents.ts';
import type { Condition, Part, Sentence } from '#shared/contracts/draft.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { timeUnitsOf } from '../summaries/expressible.ts';
import type { Change } from '../summaries/fit.ts';
import { type Plan, planOf } from '../summaries/plan.ts';
import { withoutUnkept } from '../summaries/unkept.ts';
import { type Frame, MAIN, cell, phrase, sentence, slot, valueOf, when } from './slots.ts';
import { unkeptReads, unkeptSentences } from './unkept.ts';
import type { Wording } from './wording.ts';

type Asked = Extract<Understanding, { kind: 'query' }>;

interface Setting {
  catalog: Catalog;
  wording: Wording;
  now?: Date | undefined;
  coverage?: Coverage | undefined;
  timeZone?: string | undefined;
  /** The names whose rows are not all kept, as far as they are known: a hint of what to read. */
  partly?: readonly Named[] | undefined;
}

const OTHER = 'o1';
const GAP = 'g1';
const CUT = 'c1';
const SINCE = 'k1';
const BEGINS = 'b1';

/** What the summaries change about an answer. */
export interface Covered {
  /** What is asked of the data, in the place of the question as it was understood. */
  asked: Asked;
  /** The main read. */
  read: (query: SemanticQuery) => SemanticQuery;
  /** The metric that tells where the data of the main read begins; the rows' own unless given. */
  since?: string;
  reads: Read[];
  /** What is said after the figures, with them. */
  more: (frame: Frame) => Sentence[];
  /** What is said at the end, even where there are no figures. */
  after: (frame: Frame) => Sentence[];
  /** Rows are spoken of as those that are kept. */
  kept: boolean;
  /** Rows are not all kept, so what they count is no share of a whole. */
  lacking: boolean;
}

type Role = NonNullable<SummaryMetric['role']>;

const named = ({ summaries }: Catalog, role: Role): string =>
  summaries?.metrics.find((metric) => metric.role === role)?.name ?? '';

const isSummed = ({ summaries }: Catalog, name: string): boolean =>
  summaries?.metrics.some(({ standsFor }) => standsFor === name) === true;

const note = ({ wording }: Pick<Frame, 'wording'>, key: string, ...conditions: Condition[]): Sentence[] =>
  Object.hasOwn(wording.notes, key) ? [sentence([wording.notes[key] ?? ''], ...conditions)] : [];

/**
 * A change to the question is said in the words of what is given, else in general. `explained`: that there are
 * summaries is said, so only what they give instead is.
 */
const changeNotes = (frame: Frame, { metric, hours, total }: Change, explained: boolean): Sentence[] => {
  const own = metric ? note(frame, `coverage_${explained ? 'instead' : 'metric'}_${metric.given}`) : [];
  const general = metric && !explained ? note(frame, 'coverage_metric') : [];
  return [
    ...(own.length > 0 ? own : general),
    ...(total === true ? note(frame, 'coverage_total') : []),
    ...(hours === undefined ? [] : note(frame, `coverage_hours_${hours}`)),
  ];
};

const closeNotes = (frame: Frame): Sentence[] =>
  frame.asked.metrics.flatMap((name) => {
    const standIn = frame.catalog.summaries?.metrics.find(({ standsFor }) => standsFor === name);
    return standIn?.close === true ? note(frame, `coverage_close_${name}`) : [];
  });

const recordedNotes = (frame: Frame, grouped: boolean): Sentence[] => {
  const [metric = ''] = frame.asked.metrics;
  return note(frame, 'coverage_recorded', ...(grouped ? [] : [when(cell(metric), 'known')]));
};

const gapNotes = (frame: Frame, gap: Plan['gap'], home = GAP): Sentence[] => {
  if (!gap) return [];
  const differs = when(cell(gap.metric, 0, home), 'positive');
  const own = note(frame, `coverage_${gap.metric}`, differs);
  return own.length > 0 ? own : note(frame, 'coverage_gap', differs);
};

const gapReads = (gap: Plan['gap']): Read[] => (gap ? [{ id: GAP, query: gap.query }] : []);

/** It is about the very rows that the main read is about: one reading tells both. */
const isOfSameRows = (gap: NonNullable<Plan['gap']>, main: SemanticQuery): boolean => {
  const rowsOf = ({ source, filters, timeRange, comparison, having, dimensions = [] }: SemanticQuery) =>
    JSON.stringify([source, filters, timeRange, comparison, having, dimensions]);
  return rowsOf(gap.query) === rowsOf(main);
};

const said = (
  frame: Frame,
  key: string,
  slots: Record<string, Part[]>,
  ...conditions: Condition[]
): Sentence[] =>
  Object.hasOwn(frame.wording.phrases, key) ? [sentence(phrase(frame, key, slots), ...conditions)] : [];

const otherValue = (frame: Frame, key: string, metric: string, ...conditions: Condition[]): Sentence[] => {
  const value = cell(metric, 0, OTHER);
  const slots = { value: [valueOf(frame, metric, value, `${metric}_other`)] };
  return said(frame, key, slots, when(value, 'known'), ...conditions);
};

/** The whole period lies before the rows: the same condition under which no figure is said. */
const beforeRows = ({ wording }: Frame): Condition => {
  const kept = { evidence: SINCE, column: wording.range?.first ?? '' };
  return when({ op: 'reach', evidence: MAIN, which: 'main', edge: 'to', kept }, 'outside');
};

/** Rows lead: what is gone of them, or was never kept, is told beside them. */
const byRows = (plain: Asked, plan: Extract<Plan, { lead: 'rows' }>, setting: Setting): Covered => {
  const { also, gap, unkept, begins, unhelped, estimated } = plan;
  const { catalog } = setting;
  const older = named(catalog, 'older');
  const rowsSince = named(catalog, 'rowsSince');
  const metric = also?.query.metrics[0] ?? '';
  const proven = also && { ...also.query, metrics: [metric, named(catalog, 'cut'), older] };
  const first = cell(rowsSince, 0, BEGINS);
  const { timeRange } = plain.query;
  const clipped = begins !== undefined && timeRange && { ...timeRange, from: begins };
  return {
    asked: clipped ? { ...plain, query: { ...plain.query, timeRange: clipped } } : plain,
    read: unkept?.how === 'left' ? withoutUnkept : (query) => query,
    reads: [
      ...(proven ? [{ id: OTHER, query: proven }] : []),
      ...unkeptReads(unkept),
      ...(clipped ? [{ id: BEGINS, query: { metrics: [rowsSince] } }] : []),
      ...gapReads(gap),
    ],
    more: (frame) => [
      ...unkeptSentences(frame, unkept),
      ...(estimated === undefined ? [] : note(frame, `coverage_estimated_${estimated}`)),
      ...gapNotes(frame, gap),
    ],
    after: (frame) => [
      ...(unhelped === undefined ? [] : note(frame, `coverage_unhelped_${unhelped}`, beforeRows(frame))),
      ...(clipped
        ? said(
            frame,
            'data_start',
            { first: [slot('range_start', 'date', first, 'day')] },
            when(first, 'known'),
          )
        : []),
      ...(also ? otherValue(frame, 'coverage_with', metric, when(cell(older, 0, OTHER), 'positive')) : []),
    ],
    kept: unkept !== undefined && 'latest' in unkept,
    lacking: plan.lacking,
  };
};

/** Summaries lead; everything they say rests on the proof that none of them is cut. */
const bySummaries = (plain: Asked, plan: Extract<Plan, { lead: 'summaries' }>, setting: Setting): Covered => {
  const { catalog } = setting;
  const { why, change, also, gap, named: unkept, mixed } = plan;
  const proofs = [named(catalog, 'cut'), named(catalog, 'older')];
  const asked: Asked = { ...plain, query: plan.query, periodGiven: true };
  const grouped = (plan.query.dimensions ?? []).length > 0;
  const home = grouped ? CUT : MAIN;
  const within = gap !== undefined && isOfSameRows(gap, plan.query);
  const { timeRange } = plan.query;
  const since = named(catalog, 'since');
  const reads: Read[] = [
    ...(grouped ? [{ id: CUT, query: cutCheck(plan.query, proofs) }] : []),
    ...(also ? [{ id: OTHER, query: also }] : []),
    ...unkeptReads(unkept),
    ...(timeRange ? [] : [{ id: SINCE, query: { metrics: [since] } }]),
    ...(within ? [] : gapReads(gap)),
  ];
  const older = cell(proofs[1] ?? '', 0, home);
  const sourceNotes = (frame: Frame): Sentence[] => {
    const gone = note(frame, 'coverage_gone', when(older, 'positive'));
    if (why === 'recorded') return [...recordedNotes(frame, grouped), ...(mixed ? gone : [])];
    if (unkept) return unkeptSentences(frame, unkept);
    // A change of the metric says so by itself.
    if (change.metric) return [];
    return why === 'gone' ? gone : note(frame, 'coverage_unkept', when(older, 'positive'));
  };
  const begins = (frame: Frame): Sentence[] => {
    const first = cell(since, 0, SINCE);
    const words = { first: [slot('range_since', 'date', first, 'day')] };
    return timeRange ? [] : said(frame, 'coverage_since', words, when(first, 'known'));
  };
  return {
    asked,
    ...(plan.kept ? {} : { since }),
    read: (query) => ({
      ...query,
      metrics: [
        ...query.metrics.filter((name) => isSummed(catalog, name)),
        ...(grouped ? [] : proofs),
        ...(within ? [gap.metric] : []),
      ],
    }),
    reads,
    more: (frame) => [
      ...sourceNotes(frame),
      ...changeNotes(frame, change, unkept !== undefined),
      ...closeNotes(frame),
      ...(also ? otherValue(frame, 'coverage_rows', also.metrics[0] ?? '') : []),
      ...begins(frame),
      ...gapNotes(frame, gap, within ? MAIN : GAP),
    ],
    after: () => [],
    kept: false,
    lacking: false,
  };
};

type Unit = NonNullable<SemanticQuery['split']>[number];

/** Counts what a query with groups would cut, over all of its groups. */
const cutCheck = (query: SemanticQuery, metrics: string[]): SemanticQuery => {
  const { filters, timeRange, comparison, source } = query;
  const units = timeUnitsOf({ metrics: [], dimensions: query.dimensions ?? [] });
  const split = [...new Set(units.map((unit): Unit => (unit === 'weekday' ? 'day' : unit)))];
  return {
    metrics,
    ...(filters && { filters }),
    ...(timeRange && { timeRange }),
    ...(comparison && { comparison }),
    ...(source !== undefined && { source }),
    ...(split.length > 0 && { split }),
  };
};

const planFor = ({ query, about = [] }: Asked, setting: Setting): Plan | undefined => {
  const { catalog, coverage, partly, timeZone, now } = setting;
  if (!now || timeZone === undefined) return undefined;
  return planOf(query, about, { catalog, coverage, partly, timeZone, now });
};

/** The same question for the metrics that one source tells, and for those of the other, where one does not tell all. */
export const partedBySource = (asked: Asked, setting: Setting): Asked[] => {
  const { metrics, dimensions = [] } = asked.query;
  const only = (some: string[]): Asked => ({ ...asked, query: { ...asked.query, metrics: some } });
  if (metrics.length < 2 || dimensions.length > 0) return [asked];
  if (planFor(asked, setting)?.lead === 'summaries') return [asked];
  const groups = Map.groupBy(metrics, (name) => planFor(only([name]), setting)?.lead ?? 'rows');
  return [...groups.values()].map(only);
};

/** What is read and said beside the question, for the sake of what rows alone cannot tell. */
export const coveredBy = (asked: Asked, setting: Setting): Covered => {
  const plan = planFor(asked, setting);
  if (plan?.lead === 'summaries') return bySummaries(asked, plan, setting);
  if (plan) return byRows(asked, plan, setting);
  const nothing = () => [];
  return {
    asked,
    read: (query) => query,
    reads: [],
    more: nothing,
    after: nothing,
    kept: false,
    lacking: false,
  };
};
