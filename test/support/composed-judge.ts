import { Temporal } from 'temporal-polyfill';
import type { Answer } from '#shared/contracts/answer.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { TimeRange } from '#shared/contracts/query.ts';
import { allOf, conditionsOfWhere, folded, type Names, scopeOf } from './composed-meaning.ts';
import type { ComposedExpectation, ComposedQuery } from './composed-questions.ts';
import { missingRows } from './composed-rows.ts';
import { type View, viewsOf } from './composed-views.ts';
import { type Expected, isNow } from './expected-sql.ts';

export interface Judging {
  /** Runs the independent statements: one result for each right reading of the figures. */
  expectedOf(query: ComposedQuery): Promise<readonly Expected[]>;
  names: Names;
  /** Start of the first day kept. */
  keptFrom: string;
  now: string;
  timeZone: string;
  /** What the catalog says a metric is, in a language. */
  definition(language: string, metric: string): string | undefined;
  /** The sentences of the catalog, in a language, that say what rows and summaries hold. */
  coverage(language: string): readonly string[];
}

export interface Verdict {
  /** Undefined when the answer is right. */
  wrong: string | undefined;
  /** The answer's query is the one asked for; undefined where none is. */
  exact: boolean | undefined;
}

type Span = readonly [from: number, to: number];

/** Nothing lies before the first day kept nor beyond now: a span of all of it is no period. */
const clipped = (from: number, to: number, { keptFrom, now }: Judging): Span | undefined => {
  const first = Date.parse(keptFrom);
  const last = Date.parse(now);
  if (from <= first && to >= last) return undefined;
  return [Math.max(from, first), Math.min(to, last)];
};

const spanAsked = (range: readonly [string, string] | undefined, judging: Judging): Span | undefined => {
  const instant = (local: string): number =>
    Temporal.PlainDateTime.from(local).toZonedDateTime(judging.timeZone).epochMilliseconds;
  return range && clipped(instant(range[0]), instant(range[1]), judging);
};

const spanOf = (range: TimeRange | undefined, judging: Judging): Span | undefined =>
  range && clipped(Date.parse(range.from), Date.parse(range.to), judging);

const sameSpan = (left: Span | undefined, right: Span | undefined): boolean =>
  left === undefined || right === undefined
    ? left === right
    : Math.abs(left[0] - right[0]) < 1000 && Math.abs(left[1] - right[1]) < 1000;

const written = (span: Span | undefined): string =>
  span ? span.map((at) => new Date(at).toISOString().slice(0, 16)).join(' to ') : 'none';

const baseOf = ({ metrics, rows }: ComposedQuery): string[] =>
  metrics ?? [{ runs: 'runs', failure_details: 'failures', processes: 'processes' }[rows ?? 'runs']];

/** Why this evidence does not answer this query. */
const unfit = (
  query: ComposedQuery,
  expected: Expected,
  view: View,
  judging: Judging,
): string | undefined => {
  const timeless = query.rows === 'processes' || (query.metrics ?? ['']).every(isNow);
  const asked = spanAsked(query.period, judging);
  const given = spanOf(view.period, judging);
  if (!timeless && !sameSpan(asked, given)) return `period ${written(given)} for ${written(asked)}`;
  const against = spanOf(view.against, judging);
  if (!sameSpan(spanAsked(query.against, judging), against)) return `compared with ${written(against)}`;
  const conditions = conditionsOfWhere(query.where);
  const rest = folded(baseOf(query)[0] ?? '', conditions).rest;
  const viewRest = view.conditions;
  if (scopeOf(rest) !== scopeOf(viewRest)) return `about ${scopeOf(viewRest) || 'all'}`;
  const name = (column: string): string => {
    const [metric = column, suffix] = column.split(/_(?=(?:compared|whole)$)/);
    const short = folded(metric, conditions).metric;
    return suffix === undefined ? short : `${short}_${suffix}`;
  };
  return missingRows(query, { ...expected, columns: expected.columns.map(name) }, view);
};

const same = (left: readonly Cell[], right: readonly Cell[]): boolean =>
  left.length === right.length && left.every((value) => right.includes(value));

/** The query of the answer is the one asked for; further metrics and a few further rows do not matter. */
const isExact = (query: ComposedQuery, view: View, judging: Judging): boolean => {
  const asked = conditionsOfWhere(query.where);
  const meant = baseOf(query).map((metric) => folded(metric, asked));
  const given = (view.counts === undefined ? view.query.metrics : [view.base]).map((metric) =>
    folded(metric, view.conditions),
  );
  const having = view.query.having?.[0];
  const order = view.query.order?.[0];
  const limit = view.query.limit ?? 100;
  return (
    meant.every(({ metric }) => given.some((one) => one.metric === metric)) &&
    (query.rows !== undefined || same(query.by ?? [], view.keys)) &&
    (query.rows === undefined || query.rows === view.query.dataset) &&
    allOf(meant[0]?.rest ?? []) === allOf(given[0]?.rest ?? []) &&
    sameSpan(spanAsked(query.period, judging), spanOf(view.period, judging)) &&
    sameSpan(spanAsked(query.against, judging), spanOf(view.against, judging)) &&
    (query.share === true) === (view.query.comparison?.kind === 'whole') &&
    (query.having ?? []).join() === (having ? [having.metric, having.operator, having.value].join() : '') &&
    (query.order === undefined || query.order.join() === `${order?.by},${order?.direction}`) &&
    (query.limit === undefined || (limit >= query.limit && limit <= query.limit + 3))
  );
};

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();

/** What an answer rests on. */
interface Ground {
  views: readonly View[];
  /** It says what rows or summaries do not hold. */
  qualified: boolean;
}

/** Why no evidence answers the query; several metrics may be found in several evidences. */
const unanswered = async (
  query: ComposedQuery,
  ground: Ground,
  judging: Judging,
): Promise<string | undefined> => {
  const readings = await judging.expectedOf(query);
  const reasons = readings.flatMap((expected) =>
    ground.views.map(
      (view) =>
        unfit(query, expected, view, judging) ??
        (expected.partly && !ground.qualified ? 'does not say what its rows lack' : undefined),
    ),
  );
  if (reasons.includes(undefined)) return undefined;
  const { metrics = [] } = query;
  if (metrics.length > 1) {
    const each = await Promise.all(
      metrics.map((metric) => unanswered({ ...query, metrics: [metric] }, ground, judging)),
    );
    if (each.every((reason) => reason === undefined)) return undefined;
  }
  return reasons[0] ?? 'no evidence';
};

const judgeQueries = async (
  expectation: ComposedExpectation,
  answer: Answer,
  judging: Judging,
): Promise<Verdict> => {
  if (answer.kind !== 'answer') return { wrong: `kind ${answer.kind} ${answer.reason ?? ''}`, exact: false };
  const views = viewsOf(answer, judging.names);
  const text = plain(answer.answer);
  const qualified = judging.coverage(answer.language).some((words) => text.includes(plain(words)));
  const ground: Ground = { views, qualified };
  if (expectation.queries !== undefined) {
    const reasons = await Promise.all(expectation.queries.map((query) => unanswered(query, ground, judging)));
    const exact = expectation.queries.every((query) => views.some((view) => isExact(query, view, judging)));
    return { wrong: reasons.find((reason) => reason !== undefined), exact };
  }
  const readings = [expectation.query, ...(expectation.or ?? [])].filter((query) => query !== undefined);
  const exact = views.some((view) => readings.some((query) => isExact(query, view, judging)));
  let first: string | undefined;
  for (const query of readings) {
    const reason = await unanswered(query, ground, judging);
    if (reason === undefined) return { wrong: undefined, exact };
    first ??= reason;
  }
  return { wrong: first, exact };
};

const wrongReply = (
  expectation: ComposedExpectation,
  answer: Answer,
  judging: Judging,
): string | undefined => {
  const { kind, category, reason, choices = [], definition = [] } = expectation;
  if (kind && !kind.includes(answer.kind)) return `kind ${answer.kind}`;
  if (category && !category.includes(answer.category)) return `category ${answer.category}`;
  if (reason && !reason.some((one) => one === answer.reason)) return `reason ${answer.reason ?? 'none'}`;
  if (answer.kind !== 'answer' && answer.evidence.some((one) => one.rows.length > 0)) return 'it gives data';
  const offered = answer.blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
  const missing = choices.filter((one) => !offered.some(({ label }) => plain(label).includes(plain(one))));
  if (missing.length > 0) return `does not offer ${missing.join(', ')}`;
  const text = plain(answer.answer);
  const silent = definition.filter((metric) => {
    const words = judging.definition(answer.language, metric);
    return words === undefined || !text.includes(plain(words));
  });
  return silent.length > 0 ? `does not define ${silent.join(', ')}` : undefined;
};

/** Whether a turn was answered as its line expects. */
export const judgeTurn = async (
  expectation: ComposedExpectation,
  answer: Answer,
  judging: Judging,
): Promise<Verdict> => {
  if (expectation.clarifyOk === true && answer.kind === 'clarify')
    return { wrong: undefined, exact: undefined };
  const asks = expectation.query ?? expectation.queries;
  const byQuery = asks === undefined ? undefined : await judgeQueries(expectation, answer, judging);
  if (byQuery && (byQuery.wrong === undefined || expectation.kind === undefined)) return byQuery;
  return { wrong: wrongReply(expectation, answer, judging), exact: undefined };
};
