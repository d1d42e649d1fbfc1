import type { Reading } from '#shared/contracts/grammar.ts';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { type Context, rowsFor } from './composing.ts';
import { deniesName, type Frame, has, outcomesIn } from './frame.ts';
import type { Match } from './phrases.ts';

/** "No failures", "without a failure", "zero failures", "failure-free". */
const isDenied = (frame: Frame, { start, end }: Match): boolean => {
  const { concepts, words } = frame;
  const denial = concepts.findLast(
    (match) =>
      (match.tag === 'not' || match.tag === 'none') && match.end <= start && !deniesName(frame, match),
  );
  const without = words.tokens.some((_, at) => {
    const last = words.tag(at, 'without');
    return last > 0 && last <= start && start - last <= 2;
  });
  const zero = words.number(start - 1)?.value === 0;
  const free = words.tag(words.mark(end, '-') ? end + 1 : end, 'free') > 0;
  // "Non è fallito niente": nothing did.
  const twice = words.tag(end, 'nothing') > 0;
  return without || zero || free || (denial !== undefined && start - denial.end <= 3 && !twice);
};

/** "Never failed", "mai falliti", but not "ever failed", "hanno mai fallito". */
const isNever = (frame: Frame): boolean =>
  frame.concepts.some(
    ({ tag, start }) =>
      tag === 'never' && frame.words.tag(start, 'ever') === 0 && frame.words.tag(start - 1, 'ever') < 2,
  );

/** "Which processes had no failures": the metric that is denied. */
export const deniedMetric = (frame: Frame, reading: Reading): string | undefined => {
  const outcomes = outcomesIn(frame, reading.outcomes);
  const never = has(frame, 'never') && (frame.times.ranges.length > 0 || isNever(frame));
  const said = outcomes.find((match) => isDenied(frame, match)) ?? (never ? outcomes[0] : undefined);
  return said?.tag.replace('metric:', '');
};

/** Groups that had rows, and none of these. */
export const withoutAny = (
  context: Context,
  metric: string,
  others: readonly string[] = [],
): Pick<SemanticQuery, 'metrics' | 'having'> => {
  const rows = rowsFor(context, metric);
  const denied = [metric, ...others.filter((each) => each !== metric && each !== rows)];
  return {
    metrics: metric === rows ? [metric] : [rows, ...denied],
    having: [
      ...denied.map((each) => ({ metric: each, operator: '=' as const, value: 0 })),
      { metric: rows, operator: '>', value: 0 },
    ],
  };
};

/** "None of the processes failed?", "no process": how many did, and not which ones did not. */
export const deniesThings = (frame: Frame): boolean =>
  !has(frame, 'ask.which', 'ask.what', 'ask.enumerate', 'ask.list', 'ask.count') &&
  frame.concepts.some(
    ({ tag, end }) =>
      tag === 'none' &&
      frame.concepts.some((thing) => thing.tag === 'entity' && thing.start >= end && thing.start - end <= 2),
  );
