import type { SemanticQuery } from '#shared/contracts/query.ts';
import { namesThing } from './absent-rows.ts';
import { bounds, havings } from './bounds.ts';
import { chooseMetrics } from './choose-metric.ts';
import { type Composed, type Context, ranked, timeDimension } from './composing.ts';
import { all, type Frame, has, names } from './frame.ts';
import { scopeOf } from './scope-filters.ts';
import { splitBy } from './split-by.ts';

const RANK = /^(?:order\.(?:top|worst|best)$|superlative:)/;

const ASKED = [
  'ask.which',
  'ask.list',
  'ask.enumerate',
  'ask.count',
  'ask.what',
  'ask.yesno',
  'aux',
  'share',
];

/** "The area of the backup": of one thing, and nothing else is said. */
const isOfThing = (frame: Frame): boolean =>
  namesThing(frame) &&
  frame.unknown.length === 0 &&
  frame.concepts.every(({ tag }) => /^(?:stop|aux|many|single|dimension:.*)$/.test(tag));

/** "Top three processes", "i processi peggiori": the word of rank stands beside the things. */
const ranksThings = ({ concepts, words }: Frame): boolean =>
  concepts.some(
    ({ tag, start, end }) =>
      RANK.test(tag) &&
      concepts.some(
        (thing) =>
          thing.tag === 'entity' &&
          (thing.end === start || thing.start === end || words.number(end)?.end === thing.start),
      ),
  );

/** "Which areas are there?", "which area does this process belong to?": the groups, by the things in them. */
export const composeBelonging = (frame: Frame, context: Context): Composed | undefined => {
  const { reading, catalog } = context;
  const restricted = new Set(names(frame).map((each) => each.dimension));
  const group = all(frame, 'dimension:').find(
    (each) => reading.groupings?.includes(each) === true && !restricted.has(each),
  );
  const things = reading.views['every']?.metric;
  // "Which areas have more than five processes?"
  const limits = bounds(frame, reading).filter(({ metric }) => metric === things);
  const asked = has(frame, ...ASKED, 'group') || ranked(frame) || limits.length > 0 || isOfThing(frame);
  if (group === undefined || things === undefined || !asked) return undefined;
  const ranking = ranked(frame);
  // "Which area has the most processes", "processes by area": the things are what is counted.
  const counted = has(frame, 'entity');
  const apart = counted ? ranking || limits.length > 0 || has(frame, 'group', 'ask.count') : !ranking;
  const measured =
    has(frame, 'row', 'rate', 'overview') ||
    bounds(frame, reading).some(({ seconds }) => seconds !== undefined) ||
    !chooseMetrics(frame, reading).assumed;
  const timed = frame.times.ranges.length > 0 || timeDimension(frame) !== undefined;
  const others = [...restricted].some((each) => each !== catalog.mainEntity);
  if (measured || !apart || timed || others || all(frame, 'view:').length > 0) return undefined;
  // "The top three processes in each area": the processes are ranked.
  if (ranksThings(frame) && splitBy(frame).includes(group)) return undefined;
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [things],
    dimensions: [group],
    ...(limits.length > 0 && { having: havings(limits, things, new Set(), reading.timing.metric) }),
    order: [{ by: things, direction: has(frame, 'order.least') ? 'asc' : 'desc' }],
    limit: ranking ? 1 : 100,
    shape: ranking ? 'top' : 'list',
  };
  return { query, sure: frame.unknown.length > 0 ? 0.5 : 1 };
};
