import type { Reading } from '#shared/contracts/grammar.ts';
import type { Filter, SemanticQuery } from '#shared/contracts/query.ts';
import { all, type Frame, has, names, opensWith } from './frame.ts';

const within = (filter: Filter | undefined): Filter[] => {
  if (!filter) return [];
  if ('and' in filter) return filter.and.flatMap(within);
  if ('or' in filter) return filter.or.flatMap(within);
  return 'not' in filter ? [filter, ...within(filter.not)] : [filter];
};

const DENIALS = ['not', 'none', 'never', 'always'];
const AGGREGATES = ['max', 'min', 'median', 'p95'];
/** A period this long is "until then", with nothing that says from when. */
const TOO_LONG_MS = 800 * 86_400_000;

/** Words that turn or bound what is asked for, and that left no trace in the query. */
export const missedIn = (frame: Frame, query: SemanticQuery, reading: Reading): string[] => {
  const { metrics, dimensions = [], having = [], comparison, limit = 100, shape } = query;
  const filters = within(query.filters);
  const fields = filters.flatMap((each) => ('field' in each ? [each.field] : []));
  const things = reading.views['every']?.dimensions ?? [];
  const plain = having.length === 0 && comparison === undefined;
  const single = plain && dimensions.length === 0;
  const ranked = query.order !== undefined && limit < 100;
  // What a state or an outcome stands for may be said with a denial.
  const denied =
    filters.some((each) => 'not' in each) ||
    fields.some((field) => !things.includes(field) && field !== 'area' && field !== 'tag') ||
    metrics.some((metric) => metric in reading.opposites && metric !== reading.trouble);
  const instants = new Set([...Object.values(reading.last), ...Object.values(reading.first)]);
  const dated = metrics.some((metric) => instants.has(metric));
  const extremes = new Set(
    Object.values(reading.families).flatMap((family) => AGGREGATES.flatMap((name) => family[name] ?? [])),
  );
  const { ranges, windows } = frame.times;
  const [first = ''] = metrics;
  const rules: readonly [name: string, missed: boolean][] = [
    ['compared', single && has(frame, 'compare.ask') && !dated && names(frame).length < 2],
    [
      'changes',
      plain && dimensions.length > 0 && has(frame, 'compare.ask') && !ranked && shape !== 'comparison',
    ],
    ['denied', plain && !denied && !dated && shape !== 'reason' && has(frame, ...DENIALS)],
    ['habit', has(frame, 'always') && dimensions.length > 1],
    ['latest', single && !dated && has(frame, 'last') && !['last', 'list', 'reason'].includes(shape ?? '')],
    ['recent', has(frame, 'lastMany') && shape !== 'list'],
    [
      'extreme',
      !ranked &&
        has(frame, ...AGGREGATES.map((name) => `agg.${name}`)) &&
        !metrics.some((metric) => extremes.has(metric)),
    ],
    ['things', single && has(frame, 'entity') && has(frame, 'ask.which') && names(frame).length === 0],
    [
      'labelled',
      single &&
        metrics.length > 1 &&
        has(frame, 'entity') &&
        names(frame).some(({ key, name }) => key === name),
    ],
    [
      'split',
      all(frame, 'dimension:').some(
        (each) => !things.includes(each) && !dimensions.includes(each) && !fields.includes(each),
      ),
    ],
    // "The backup went well yesterday": whether it did, or how often.
    [
      'whether',
      single &&
        first === reading.opposites[reading.trouble] &&
        shape !== 'boolean' &&
        !has(frame, 'ask.count', 'agg.total', 'many'),
    ],
    // "Is the failure rate of sales above two percent": of sales, or of each of its things.
    [
      'above',
      having.length > 0 &&
        names(frame).length > 0 &&
        !has(frame, 'entity', 'ask.which', 'ask.list') &&
        opensWith(frame, 'ask.yesno'),
    ],
    // "What is broken right now", told over all times.
    ['now', single && has(frame, 'now') && query.timeRange === undefined && first in reading.rates],
    ['long', ranges.some(({ range }) => Date.parse(range.to) - Date.parse(range.from) > TOO_LONG_MS)],
    ['periods', ranges.length > 2],
    ['clock', windows.some(({ clock }) => clock)],
  ];
  return rules.filter(([, missed]) => missed).map(([name]) => name);
};
