import { askedPlace } from './asked-place.ts';
import { bounds } from './bounds.ts';
import { type Composed, type Context, askedCount } from './composing.ts';
import { composeBelonging } from './compose-belonging.ts';
import { composeComparison, composePeers, composeStates } from './compose-comparison.ts';
import { composeLast, composeOldest } from './compose-last.ts';
import { composeShare } from './compose-share.ts';
import { composeOverTime } from './compose-time.ts';
import { composeEnding } from './compose-ending.ts';
import { composeLastEndings } from './compose-last-endings.ts';
import { composeMembers } from './compose-members.ts';
import { composeMaking } from './compose-making.ts';
import { composeMeasuredRows, composeRows } from './compose-rows.ts';
import { composeWindows } from './compose-windows.ts';
import { composeGroups } from './compose-groups.ts';
import { composeFigure, composeReason } from './compose-figure.ts';
import { composeThingsBy } from './compose-things-by.ts';
import { composeFirstRows } from './first-rows.ts';
import { type Frame, has } from './frame.ts';
import { composeSinceFailing } from './since-failing.ts';
import { ofOutcome } from './of-outcome.ts';
import { todayIfOpen } from './today-if-open.ts';
import { composeView } from './views.ts';

/** "Failed more than twice yesterday and today": a bound over two periods, one right behind the other, is over both. */
const overBoth = (frame: Frame, { reading }: Context): Frame => {
  const { times } = frame;
  const [first, second, ...others] = times.ranges.toSorted((a, b) =>
    a.range.from.localeCompare(b.range.from),
  );
  const apart = has(frame, 'compare', 'compare.ask', 'samePoint', 'each', 'share', 'or');
  if (!first || !second || others.length > 0 || apart || first.range.to !== second.range.from) return frame;
  if (bounds(frame, reading).every(({ seconds }) => seconds !== undefined)) return frame;
  const range = { from: first.range.from, to: second.range.to };
  return { ...frame, times: { ...times, ranges: [{ ...first, range }] } };
};

/** The first reading that fits, from the most particular to the plain figure. */
const firstThatFits = (frame: Frame, context: Context): Composed => {
  const count = askedCount(frame, bounds(frame, context.reading)) ?? askedPlace(frame);
  return (
    composeMaking(frame, context, count) ??
    composeMembers(frame, context) ??
    composeSinceFailing(frame, context) ??
    composeReason(frame, context) ??
    composeView(frame, context, count) ??
    composeBelonging(frame, context) ??
    composeOldest(frame, context) ??
    composeWindows(frame, context) ??
    composeComparison(frame, context, count) ??
    composeShare(frame, context) ??
    composePeers(frame, context) ??
    composeStates(frame, context) ??
    composeFirstRows(frame, context) ??
    composeThingsBy(frame, context) ??
    composeOverTime(frame, context, count) ??
    composeMeasuredRows(frame, context, count) ??
    composeEnding(frame, context) ??
    composeLastEndings(frame, context, count) ??
    composeLast(frame, context, count) ??
    composeRows(frame, context, count) ??
    composeGroups(frame, context, count) ??
    composeFigure(frame, context)
  );
};

/** What the words ask for. */
export const compose = (frame: Frame, context: Context): Composed => {
  const read = overBoth(frame, context);
  return todayIfOpen(ofOutcome(firstThatFits(read, context), read, context), read, context);
};
