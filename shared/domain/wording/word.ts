import type { Block } from '#shared/contracts/answer.ts';
import type { Catalog } from '#shared/contracts/catalog.ts';
import type { Read } from '#shared/contracts/documents.ts';
import type { Draft, Sentence } from '#shared/contracts/draft.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import type { Understanding } from '#shared/contracts/understanding.ts';
import { closingSentences, comparisonSentences, figureSentences, shareSentences } from './figures.ts';
import { TIES, groupSentences, rowSentences } from './lists.ts';
import { reasonSentences } from './reasons.ts';
import { reachOf } from './reach.ts';
import { wordScope } from './scope.ts';
import { distributionSentences, seriesBlock, seriesSentences } from './series.ts';
import { type Frame, MAIN, metricNamed, periodOf, phrase, sentence } from './slots.ts';
import { clarifyWords, definitionWords, refusalWords, staticWords, suggestionsFor } from './static.ts';
import { type Wording, nounOf } from './wording.ts';

export interface Worded {
  reads: Read[];
  draft: Draft;
  blocks: Block[];
  suggestions: string[];
}

interface Setting {
  catalog: Catalog;
  wording: Wording;
  /** The instant of the question; without it nothing is said of how far back the data goes. */
  now?: Date;
}

type Asked = Extract<Understanding, { kind: 'query' }>;

const isPlain = (query: SemanticQuery): boolean =>
  query.metrics.length > 0 && (query.dimensions ?? []).length === 0 && !query.comparison;

/** The whole that a count is part of, and the range of the data when no period was asked for. */
const companions = ({ query, periodGiven }: Asked, { catalog, wording }: Setting): string[] => {
  const [main] = query.metrics;
  if (main === undefined || !isPlain(query)) return [];
  const home = metricNamed({ catalog }, main);
  const { of } = nounOf(wording.metrics, main);
  const reach =
    periodGiven || home?.now === true || home?.unit === 'date' || !wording.range
      ? []
      : [wording.range.first, wording.range.last];
  return [of, ...reach].flatMap((name) => {
    const metric = name === undefined ? undefined : metricNamed({ catalog }, name);
    return metric && metric.dataset === home?.dataset && !query.metrics.includes(metric.name)
      ? [metric.name]
      : [];
  });
};

const MOST_METRICS = 8;

const readQuery = (asked: Asked, setting: Setting): SemanticQuery => {
  const { query } = asked;
  const metrics = [...query.metrics, ...companions(asked, setting)].slice(0, MOST_METRICS);
  const ranked = query.metrics.length > 0 && query.dimensions !== undefined && query.order !== undefined;
  if (!ranked || query.limit === undefined || query.shape === 'series') return { ...query, metrics };
  // What a bound lets through is counted, so all of it is read.
  const bounded = query.having?.some(({ metric }) => metric === query.order?.[0]?.by) === true;
  return { ...query, metrics, limit: bounded ? 100 : Math.min(query.limit + TIES, 100) };
};

const isOverTime = ({ query: { dimensions = [] } }: Frame): boolean =>
  dimensions.length === 1 && ['day', 'week', 'month', 'hour', 'weekday'].includes(dimensions[0] ?? '');

const sentencesFor = (frame: Frame): Sentence[] => {
  const { shape, metrics, dimensions = [], comparison } = frame.asked;
  const reasons = shape === 'reason' ? reasonSentences(frame) : undefined;
  if (reasons) return reasons;
  if (metrics.length === 0) return rowSentences(frame);
  if (dimensions.length === 0) {
    if (comparison?.kind === 'period') return comparisonSentences(frame);
    return comparison?.kind === 'whole' ? shareSentences(frame) : figureSentences(frame);
  }
  if (isOverTime(frame) && !comparison && shape !== 'top')
    return ['hour', 'weekday'].includes(dimensions[0] ?? '')
      ? distributionSentences(frame)
      : seriesSentences(frame);
  if (isOverTime(frame) && !comparison && (frame.asked.limit ?? 1) === 1) return distributionSentences(frame);
  return [...groupSentences(frame), ...comparedPeriod(frame)];
};

/** Lines that compare leave the other period to a sentence of its own. */
const comparedPeriod = (frame: Frame): Sentence[] =>
  frame.query.comparison?.kind === 'period'
    ? [sentence(phrase(frame, 'compared_to', { compared_period: periodOf(frame, 'compared') }))]
    : [];

const noteSentences = ({ notes }: Asked, { wording }: Setting): Sentence[] =>
  (notes ?? []).flatMap((note) =>
    Object.hasOwn(wording.notes, note) ? [{ parts: [wording.notes[note] ?? ''] }] : [],
  );

const wordQuery = (asked: Asked, setting: Setting): Worded => {
  const query = readQuery(asked, setting);
  const scope = wordScope(setting, query);
  const yesNo = asked.yesNo === true || asked.query.shape === 'boolean';
  const { catalog, wording, now } = setting;
  const frame: Frame = { catalog, wording, query, asked: asked.query, yesNo, scope: scope.parts };
  const reach = reachOf(frame, now);
  const told = reach.guard([...sentencesFor(frame), ...noteSentences(asked, setting)]);
  const sentences = [...told, ...closingSentences(frame)];
  return {
    reads: [{ id: MAIN, query }, ...scope.reads, ...reach.reads],
    draft: { sentences },
    blocks: isOverTime(frame) && !query.comparison ? seriesBlock(frame) : [],
    suggestions: suggestionsFor(setting.wording, query.metrics[0] ?? 'default'),
  };
};

/**
 * What to read and how to say it, for every understanding: a draft of sentences with slots, each with the
 * conditions under which it stands, so that no value is needed yet. `reads` may ask for more metrics than
 * the question did, and for the names behind its filters; it is empty when no data is needed.
 */
export const wordAnswer = (understanding: Understanding, setting: Setting): Worded => {
  const { wording } = setting;
  switch (understanding.kind) {
    case 'query':
      return wordQuery(understanding, setting);
    case 'definition':
      return { reads: [], ...definitionWords(understanding, wording) };
    case 'clarify':
      return { reads: [], ...clarifyWords(understanding, wording) };
    case 'refuse':
      return { reads: [], ...refusalWords(understanding, wording) };
    case 'static':
      return { reads: [], ...staticWords(understanding, wording) };
  }
};
