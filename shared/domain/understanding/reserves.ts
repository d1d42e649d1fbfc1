import type { Grammar, Reading } from '#shared/contracts/grammar.ts';
import type { Filter, SemanticQuery, TimeRange } from '#shared/contracts/query.ts';
import type { Composed } from './composing.ts';
import { isKnownForm } from './forms.ts';
import { all, type Frame, has, names, opensWith } from './frame.ts';
import { unreadIn } from './unread.ts';

const within = (filter: Filter | undefined): Filter[] => {
  if (!filter) return [];
  if ('and' in filter) return filter.and.flatMap(within);
  if ('or' in filter) return filter.or.flatMap(within);
  return 'not' in filter ? within(filter.not) : [filter];
};

/** Words of other subjects, of wishes and of what is to come: none of them is in a query. */
const ELSEWHERE = ['planned', 'forecast', 'opinion', 'judgement', 'knowledge', 'action', 'help', 'human'];
const BOUNDS = ['having.gt', 'having.ge', 'having.lt', 'having.le', 'having.eq'];
const MEASURED = /^(?:metric:|family:|superlative:)/;
/** What stands for things: their word, one of their kinds, the rows, a unit of time, a superlative. */
const THINGS = /^(?:entity$|dimension:|row$|per\.|single$|superlative:|view:)/;
/** A single word that names so much of a longer name, and less surely than this, may mean something else. */
const PART = 0.88;
const LONG_NAME = 3;
/** Rows of a list of which no number was asked for. */
const MANY = 100;

/** A state was said ("waiting", "switched off") that the query does not ask for. */
const stateLost = (frame: Frame, query: SemanticQuery, reading: Reading): boolean => {
  const fields = within(query.filters).flatMap((each) => ('field' in each ? [each.field] : []));
  const asked = (name: string): boolean => {
    const view = reading.views[name];
    const own = within(view?.filters).flatMap((each) => ('field' in each ? [each.field] : []));
    return (
      (view?.metric !== undefined && query.metrics.includes(view.metric)) ||
      (view?.past !== undefined && query.metrics.includes(view.past)) ||
      own.some((field) => fields.includes(field)) ||
      (own.length === 0 && query.dataset === view?.dataset)
    );
  };
  const said = all(frame, 'view:');
  return said.length > 1 || said.some((name) => !asked(name));
};

/** "Which supplier", "on which date": what is asked for was not recognised as a thing of the data. */
const thingUnknown = (frame: Frame, { dimensions = [] }: SemanticQuery): boolean =>
  dimensions.length > 0 &&
  has(frame, 'ask.which') &&
  !frame.concepts.some(({ tag }) => THINGS.test(tag) && tag !== 'single');

/** One word that fits a part of a long name, not as it is written there. */
const partOfName = (frame: Frame): boolean =>
  frame.mentions.some(
    ({ hits, score, choices }) =>
      hits === 1 && score < PART && (choices[0]?.name.split(' ').length ?? 0) >= LONG_NAME,
  );

/** Marks that a catalog gives its own words for. */
export const OF_CATALOG = /^(?:metric:|family:|view:|superlative:|value:|dimension:|row$|entity$)/;

/** A phrase of the catalog that no question answered rightly has used yet may mean something else where it stands. */
const unproven = ({ concepts, words }: Frame): boolean =>
  concepts.some(
    ({ tag, start, end }) =>
      OF_CATALOG.test(tag) &&
      !words.matches.some((each) => each.tag === 'proven' && each.start === start && each.end === end),
  );

const overlaps = (one: TimeRange | undefined, other: TimeRange): boolean =>
  one !== undefined && one.from < other.to && other.from < one.to;

const isRate = (metric: string, { rates }: Reading): boolean => Object.values(rates).includes(metric);

/** Names of two kinds, each of which narrows the answer: one of them may have been meant as no name. */
const namesOfTwoKinds = (frame: Frame): boolean =>
  new Set(names(frame).map(({ dimension }) => dimension)).size > 1;

/**
 * Why an answer may be likely, and is still not called sure: something was recognised and left no trace, or was
 * read in a way that new questions show to go wrong more often than one time in ten.
 */
export const reservesOf = (
  frame: Frame,
  { query, sure }: Composed,
  { reading, forms }: Pick<Grammar, 'reading' | 'forms'>,
): string[] => {
  const { metrics, dimensions = [], having = [], comparison, timeRange } = query;
  const single = dimensions.length === 0 && having.length === 0 && !comparison && metrics.length > 0;
  const filters = within(query.filters);
  const bounded = having.length > 0 || filters.some((each) => 'value' in each);
  const isNow = filters.length > 0 && metrics.length === 0;
  const rules: readonly [name: string, holds: boolean][] = [
    ['guessed', sure < 1],
    ['word', unreadIn(frame, query).words > 0],
    ['elsewhere', has(frame, ...ELSEWHERE)],
    ['state', stateLost(frame, query, reading)],
    ['hours', frame.times.windows.length > 0],
    ['bound', has(frame, ...BOUNDS) && !bounded],
    // "Is the rate below two percent": of all, or which of them are?
    [
      'bounded',
      having.length > 0 && !has(frame, 'ask.which', 'ask.list', 'entity', 'dimension:process', 'row'),
    ],
    // "Yesterday, and the difference between Monday and Tuesday": a period held against one that it is part of.
    [
      'overlap',
      comparison?.kind === 'period' &&
        (overlaps(timeRange, comparison.timeRange) ||
          frame.times.ranges.length + frame.times.repeated.length > 2),
    ],
    // "Under 98 %", of what is no part of a whole.
    ['percent', has(frame, 'rate') && having.some(({ metric }) => !isRate(metric, reading))],
    ['listed', single && has(frame, 'ask.list', 'ask.enumerate')],
    ['plural', single && has(frame, 'many') && has(frame, 'entity') && !has(frame, 'ask.count')],
    ['thing', thingUnknown(frame, query)],
    [
      'counted',
      has(frame, 'ask.count') &&
        all(frame, 'family:').length > 0 &&
        !frame.concepts.some(({ tag }) => tag.startsWith('metric:') || tag === 'row'),
    ],
    ['now', has(frame, 'now') && timeRange === undefined && !isNow && !all(frame, 'view:').length],
    ['instant', has(frame, 'now') && has(frame, 'or', 'compare.ask') && !comparison],
    ['part', partOfName(frame)],
    ['unproven', unproven(frame)],
    ['form', forms !== undefined && !isKnownForm(frame, forms)],
    ['names', namesOfTwoKinds(frame)],
    // "What share was started by hand": of those that are counted, or of all there are?
    ['whole', comparison?.kind === 'whole' && all(frame, 'value:').length > 0],
    [
      'ranked',
      has(frame, 'order.most', 'order.least') &&
        (query.order === undefined || (metrics.length === 0 && (query.limit ?? MANY) >= MANY)) &&
        !comparison &&
        having.length === 0,
    ],
    [
      'unit',
      single && opensWith(frame, 'ask.which') && !frame.concepts.some(({ tag }) => MEASURED.test(tag)),
    ],
  ];
  return rules.filter(([, holds]) => holds).map(([name]) => name);
};
