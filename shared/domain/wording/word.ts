import type { Catalog, Coverage, Named } from '#shared/contracts/catalog.ts';
import type { Sentence } from '#shared/contracts/draft.ts';
import type { SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import type { Single, Understanding } from '#shared/contracts/understanding.ts';
import { coveredBy, partedBySource } from './coverage.ts';
import { definitionsBlock } from './definitions.ts';
import { comparisonSentences, peerSentences, shareSentences } from './compare.ts';
import { figureSentences, rangeReads, rangeSentences, readAtSentences } from './figures.ts';
import { groupSentences } from './groups.ts';
import { pictureBlock } from './picture.ts';
import { TIES } from './ranking.ts';
import { rowSentences } from './rows.ts';
import { contraryReads, oppositeOf } from './state.ts';
import { reasonSentences } from './reasons.ts';
import { reachOf } from './reach.ts';
import { peerScope, wordScope } from './scope.ts';
import { distributionSentences } from './distribution.ts';
import { seriesSentences } from './series.ts';
import { type Frame, MAIN, metricNamed, metricWord, periodOf, phrase, sentence } from './slots.ts';
import { severalTold } from './several.ts';
import { clarifyWords, definitionWords, refusalWords, staticWords, suggestionsFor } from './static.ts';
import { type Told, type Worded, finished } from './worded.ts';
import { type Wording, nounOf } from './wording.ts';

interface Setting {
  catalog: Catalog;
  wording: Wording;
  /** The instant of the question; without it nothing is said of how far back the data goes. */
  now?: Date;
  timeZone?: string;
  /** How far back the data was known to go: a hint of what to read. */
  coverage?: Coverage | undefined;
  /** The names whose rows are not all kept: a hint too. */
  partly?: readonly Named[] | undefined;
}

type Asked = Extract<Understanding, { kind: 'query' }>;

const isPlain = (query: SemanticQuery): boolean =>
  query.metrics.length > 0 && (query.dimensions ?? []).length === 0 && !query.comparison;

/** The whole that a count is part of, and the range of the data when no period was asked for. */
const companions = (
  { query, periodGiven }: Asked,
  lacking: boolean,
  { catalog, wording }: Setting,
): string[] => {
  const [main] = query.metrics;
  if (main === undefined || !isPlain(query)) return [];
  const home = metricNamed({ catalog }, main);
  const { of } = nounOf(wording.metrics, main);
  const reach =
    periodGiven || home?.now === true || home?.unit === 'date' || !wording.range
      ? []
      : [wording.range.first, wording.range.last];
  const opposite = oppositeOf({ wording, asked: query });
  return [of, opposite, ...reach].flatMap((name) => {
    const metric = name === undefined ? undefined : metricNamed({ catalog }, name);
    if (!metric || metric.dataset !== home?.dataset || query.metrics.includes(metric.name)) return [];
    return name === of && lacking && metric.whole === true ? [] : [metric.name];
  });
};

const MOST_METRICS = 8;

const readQuery = (asked: Asked, lacking: boolean, setting: Setting): SemanticQuery => {
  const { query } = asked;
  const metrics = [...query.metrics, ...companions(asked, lacking, setting)].slice(0, MOST_METRICS);
  const ranked = query.metrics.length > 0 && query.dimensions !== undefined && query.order !== undefined;
  const some = query.limit !== undefined && query.limitBy === undefined && query.shape !== 'series';
  if (!ranked || !some || query.limit === undefined) return { ...query, metrics };
  // What a bound lets through is counted, so all of it is read.
  const bounded = query.having?.some(({ metric }) => metric === query.order?.[0]?.by) === true;
  return { ...query, metrics, limit: bounded ? 100 : Math.min(query.limit + TIES, 100) };
};

const isOverTime = ({ query: { dimensions = [] } }: Frame): boolean =>
  dimensions.length === 1 && ['day', 'week', 'month', 'hour', 'weekday'].includes(dimensions[0] ?? '');

const sentencesFor = (frame: Frame): Sentence[] => {
  const { shape, metrics, dimensions = [], comparison, having } = frame.asked;
  const reasons = shape === 'reason' ? reasonSentences(frame) : undefined;
  if (reasons) return reasons;
  if (metrics.length === 0) return rowSentences(frame);
  if (dimensions.length === 0) {
    if (comparison?.kind === 'period') return comparisonSentences(frame);
    if (comparison?.kind === 'peer') return peerSentences(frame);
    return comparison?.kind === 'whole' ? shareSentences(frame) : figureSentences(frame);
  }
  if (isOverTime(frame) && !comparison && shape !== 'top' && !having)
    return ['hour', 'weekday'].includes(dimensions[0] ?? '')
      ? distributionSentences(frame)
      : seriesSentences(frame);
  return [...groupSentences(frame), ...comparedPeriod(frame)];
};

/** Lines that compare leave the other period to a sentence of its own. */
const comparedPeriod = (frame: Frame): Sentence[] => {
  const [metric = ''] = frame.asked.metrics;
  const form = nounOf(frame.wording.metrics, metric).many === undefined ? 'bare' : 'many';
  const words = {
    compared_period: periodOf(frame, 'compared'),
    metrics: [metricWord(metric, form)],
    peer: frame.peer,
  };
  const kind = frame.query.comparison?.kind;
  if (kind !== 'period' && kind !== 'peer') return [];
  return [sentence(phrase(frame, kind === 'peer' ? 'compared_to_peer' : 'compared_to', words))];
};

/** The same answer without what it is compared with. */
const alone = (frame: Frame): Frame => {
  const single = ({ comparison, ...query }: SemanticQuery): SemanticQuery =>
    comparison && query.shape === 'comparison' ? { ...query, shape: 'figure' } : query;
  return { ...frame, query: single(frame.query), asked: single(frame.asked) };
};

const noteSentences = ({ notes }: Asked, { wording }: Setting): Sentence[] =>
  (notes ?? []).flatMap((note) =>
    Object.hasOwn(wording.notes, note) ? [{ parts: [wording.notes[note] ?? ''] }] : [],
  );

interface Before {
  /** The period of the answer before this one. */
  said?: TimeRange | undefined;
  /** That answer was about the first of a ranking; this one, that names nothing, is about all. */
  ranked?: boolean;
}

const queryTold = (plain: Asked, setting: Setting, { said, ranked }: Before = {}): Told => {
  const covered = coveredBy(plain, setting);
  const { asked } = covered;
  const full = readQuery(asked, covered.lacking, setting);
  const query = covered.read(full);
  const scope = wordScope(setting, full);
  const peer = peerScope(setting, query);
  const yesNo = asked.yesNo === true || asked.query.shape === 'boolean';
  const { catalog, wording, now } = setting;
  const frame: Frame = {
    catalog,
    wording,
    query,
    asked: asked.query,
    yesNo,
    average: asked.average === true,
    scope:
      ranked === true && scope.parts.length === 0 ? [wording.phrases['scope_across'] ?? ''] : scope.parts,
    among: scope.among,
    beside: scope.beside,
    peer: peer?.parts ?? [],
    said: said !== undefined && said.from === query.timeRange?.from && said.to === query.timeRange.to,
    kept: covered.kept,
    subject: scope.subject,
  };
  const reach = reachOf(frame, now, covered.since);
  const beside = [...noteSentences(asked, setting), ...covered.more(frame)];
  const range = rangeReads(frame, asked.periodGiven);
  const told = reach.guard([...sentencesFor(frame), ...beside], sentencesFor(alone(frame)));
  return {
    reads: [
      { id: MAIN, query },
      ...scope.reads,
      ...(peer?.reads ?? []),
      ...contraryReads(frame),
      ...reach.reads,
      ...covered.reads,
      ...range,
    ],
    sentences: [...told, ...covered.after(frame), ...rangeSentences(frame, range)],
    closing: readAtSentences(frame),
    blocks: [...pictureBlock(frame), ...definitionsBlock(asked.query.metrics, wording)],
    suggestions: suggestionsFor(setting.wording, query.metrics[0] ?? 'default'),
  };
};

/** Figures of several sources are told one source after the other. */
const partsTold = (asked: Asked, setting: Setting): Told => {
  const [first, ...others] = partedBySource(asked, setting);
  if (!first || others.length === 0) return queryTold(asked, setting);
  const { timeRange, comparison } = asked.query;
  const told = others.map((part) =>
    queryTold({ ...part, notes: [], yesNo: false }, setting, { said: comparison ? undefined : timeRange }),
  );
  return severalTold([queryTold(first, setting), ...told], [], setting.wording);
};

/** "Which failed most, and why?": the causes that are read are those of all. */
const asksOfFirst = (part: Single, before: Single | undefined): boolean =>
  part.kind === 'query' &&
  part.query.shape === 'reason' &&
  before?.kind === 'query' &&
  before.query.shape === 'top';

const singleTold = (understanding: Single, setting: Setting, before?: Single): Told => {
  const { wording } = setting;
  const unread = { reads: [], closing: [] };
  switch (understanding.kind) {
    case 'query':
      return asksOfFirst(understanding, before)
        ? queryTold(understanding, setting, { ranked: true })
        : partsTold(understanding, setting);
    case 'definition':
      return { ...unread, ...definitionWords(understanding, wording) };
    case 'clarify':
      return { ...unread, ...clarifyWords(understanding, wording) };
    case 'refuse':
      return { ...unread, ...refusalWords(understanding, wording) };
    case 'static':
      return { ...unread, ...staticWords(understanding, wording) };
  }
};

/**
 * What to read and how to say it, for every understanding: a draft of sentences with slots, each with the
 * conditions under which it stands, so that no value is needed yet. `reads` may ask for more metrics than
 * the question did, and for the names behind its filters; it is empty when no data is needed.
 */
export const wordAnswer = (understanding: Understanding, setting: Setting): Worded => {
  if (understanding.kind !== 'several') return finished(singleTold(understanding, setting));
  const { parts } = understanding;
  const told = parts.map((part, at) => singleTold(part, setting, parts[at - 1]));
  return finished(
    severalTold(
      told,
      parts.map(({ kind }) => kind === 'refuse'),
      setting.wording,
    ),
  );
};
