import type { SemanticQuery } from '#shared/contracts/query.ts';
import { chooseMetrics } from './choose-metric.ts';
import { asksWhether } from './compose-figure.ts';
import { datedRows } from './compose-rows.ts';
import { endOfKind } from './first-of-kind.ts';
import { type Composed, type Context, ranked, timeDimension } from './composing.ts';
import { deniesRows } from './absent-rows.ts';
import { type Frame, has, names, saysNoTime } from './frame.ts';
import { whatDid } from './last-thing.ts';
import { scopeOf } from './scope-filters.ts';
import { asksHowItWent } from './went.ts';

/** One thing is meant, and asked of by itself. */
const ofOneThing = (frame: Frame, { catalog }: Context): boolean => {
  const [only, ...others] = names(frame);
  return only?.dimension === catalog.mainEntity && others.length === 0;
};

const OTHERWISE = [
  'ask.count',
  'ask.when',
  'ask.which',
  'ask.why',
  'rate',
  'share',
  'compare',
  'or',
  'define',
  'not',
  'none',
];

/** "The last time that it failed" is an instant, "the last five runs" are a list. */
const isOccasion = ({ concepts, words }: Frame): boolean =>
  concepts.some(
    ({ tag, start, end }) =>
      tag === 'last' &&
      words.tokens
        .slice(start, end + 1)
        .some((_, at) => words.tag(start + at, 'occasions') > 0 || words.number(start + at) !== undefined),
  );

/** "The outcome of the backup", "how is the last one doing"; by outcome they are counted. */
const tellsEnding = (frame: Frame, ending: string, last: boolean): boolean =>
  (last && has(frame, 'overview')) || (has(frame, `dimension:${ending}`) && !has(frame, 'group'));

/**
 * "Did the backup work?", "how did the last one end?": of one thing and of no time, what is meant is the last run,
 * not all there ever were.
 */
export const composeEnding = (frame: Frame, context: Context): Composed | undefined => {
  const { reading } = context;
  const { ending, rows, outcomes } = reading;
  if (ending === undefined || has(frame, ...OTHERWISE) || ranked(frame)) return undefined;
  if (
    !saysNoTime(frame) ||
    has(frame, 'never', 'always') ||
    timeDimension(frame) !== undefined ||
    deniesRows(frame) ||
    isOccasion(frame) ||
    // "Cosa è fallito per ultimo?": which one, and not how the last one ended.
    whatDid(frame, reading) ||
    // "Is it still giving problems?": how it goes now, and not how it went once.
    (has(frame, 'now') && has(frame, `metric:${reading.trouble}`)) ||
    // "Does it fail often?": of all there ever were.
    frame.words.matches.some(({ tag }) => tag === 'frequent')
  )
    return undefined;
  const { metrics, assumed } = chooseMetrics(frame, reading);
  const [metric = rows] = metrics;
  const last = has(frame, 'last') && !has(frame, 'lastMany');
  const whether = metrics.length === 1 && (outcomes.includes(metric) || metric === rows);
  // "Com'è finita l'ultima?": "finita" asks how, and counts nothing.
  const ended = assumed || metric === rows || reading.wholes?.includes(metric) === true;
  const how = frame.words.matches.some(({ tag }) => tag === 'went');
  const asked =
    (whether && (!assumed || has(frame, 'row')) && asksWhether(frame, metric, context)) ||
    (last && whether && !assumed && has(frame, 'ask.yesno') && !endOfKind(frame, reading)) ||
    (last && ended && (how || tellsEnding(frame, ending, last))) ||
    (!last && assumed && tellsEnding(frame, ending, last)) ||
    ((assumed || reading.wholes?.includes(metric) === true) && asksHowItWent(frame));
  if (!asked || !(last || ofOneThing(frame, context))) return undefined;
  const query: SemanticQuery = {
    ...scopeOf(frame),
    ...datedRows(context, rows, 'desc', [ending]),
    limit: 1,
    shape: 'list',
  };
  return { query, sure: 0.95 };
};
