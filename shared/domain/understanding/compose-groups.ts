import type { Reading } from '#shared/contracts/grammar.ts';
import type { Order, SemanticQuery, Shape } from '#shared/contracts/query.ts';
import { bounds, havings } from './bounds.ts';
import { chooseMetrics } from './choose-metric.ts';
import { type Composed, type Context, ranked, direction } from './composing.ts';
import { all, concept, type Frame, has, names } from './frame.ts';
import { scopeOf } from './scope-filters.ts';
import { listed } from './views.ts';

const groupDimensions = (frame: Frame, main: string): string[] => {
  const marked = has(
    frame,
    'group',
    'ask.which',
    'ask.show',
    'order.most',
    'order.least',
    'order.top',
    'order.worst',
    'order.best',
  );
  const found = marked ? all(frame, 'dimension:').filter((dimension) => dimension !== main) : [];
  const restricted = new Set(names(frame).map((each) => each.dimension));
  return found.filter((dimension) => !restricted.has(dimension));
};

/** "Which processes had no failures": the metric that is denied, by a negation close before it. */
const deniedMetric = (frame: Frame, reading: Reading): string | undefined => {
  const said = frame.concepts.find((match) => reading.outcomes.includes(match.tag.replace('metric:', '')));
  const denial = frame.concepts.findLast(
    (match) => (match.tag === 'not' || match.tag === 'none') && match.end <= (said?.start ?? 0),
  );
  return said && denial && said.start - denial.end <= 3 ? said.tag.replace('metric:', '') : undefined;
};

/** Rankings and lists of the named things: which, how many each, more than so many. */
export const composeGroups = (
  frame: Frame,
  context: Context,
  count: number | undefined,
): Composed | undefined => {
  const { catalog, reading } = context;
  const limits = bounds(frame, reading);
  const groups = groupDimensions(frame, catalog.mainEntity);
  // "Who went over ten" is about the things themselves, though no noun says so.
  const who = has(frame, 'ask.which') && limits.length > 0 && !has(frame, 'row');
  const aboutEntity =
    who || has(frame, 'entity') || concept(frame, `dimension:${catalog.mainEntity}`) !== undefined;
  const listing =
    aboutEntity &&
    (has(frame, 'ask.which') || has(frame, 'group') || (limits.length > 0 && !has(frame, 'row')));
  // "How many processes had at least one failure" counts processes; it is no list.
  if (limits.some((bound) => bound.operator === '>=' && bound.value === 1) && has(frame, 'ask.count'))
    return undefined;
  const counted = limits.filter((bound) => bound.seconds === undefined || aboutEntity);
  const named = names(frame).some((each) => each.dimension === catalog.mainEntity);
  const ranking = ranked(frame) && !named;
  if (!ranking && !listing && groups.length === 0 && counted.length === 0) return undefined;
  if (named && !ranking && groups.length === 0) return undefined;
  const choice = chooseMetrics(frame, reading);
  const [metric = reading.rows] = choice.metrics;
  const dimensions =
    groups.length > 0 && !(aboutEntity && ranking) ? groups.slice(0, 2) : [catalog.mainEntity];
  const durations = new Set(Object.values(reading.families[reading.timing.family] ?? {}));
  const none = listing && deniedMetric(frame, reading);
  if (none) {
    const having = [
      { metric: none, operator: '=' as const, value: 0 },
      { metric: reading.rows, operator: '>' as const, value: 0 },
    ];
    const order: Order[] = [{ by: reading.rows, direction: 'desc' }];
    const metrics = none === reading.rows ? [none] : [reading.rows, none];
    return {
      query: { ...scopeOf(frame), metrics, dimensions, having, order, limit: 100, shape: 'list' },
      sure: 0.9,
    };
  }
  const having = havings(counted, metric, durations, reading.timing.metric);
  const counting = metric === reading.rows || metric in reading.rates;
  const present = listing && counting && !ranking && having.length === 0 && has(frame, 'ask.which');
  const every = reading.views['every'];
  if (listing && choice.assumed && !ranking && having.length === 0 && groups.length === 0 && every) {
    return { query: listed(every, frame), sure: 1 };
  }
  const many = has(frame, 'many') && !has(frame, 'single');
  const shape: Shape = ranking ? 'top' : 'list';
  const query: SemanticQuery = {
    ...scopeOf(frame),
    metrics: [metric],
    dimensions,
    ...(having.length > 0 && { having }),
    ...(present && { having: [{ metric, operator: '>' as const, value: 0 }] }),
    order: [{ by: metric, direction: ranking ? direction(frame, context, metric) : 'desc' }],
    limit: ranking ? (count ?? (many ? 5 : 1)) : (count ?? 100),
    shape,
  };
  return { query, sure: choice.assumed && !ranking ? 0.85 : 1 };
};
