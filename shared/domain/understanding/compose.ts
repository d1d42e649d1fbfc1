import { bounds } from './bounds.ts';
import { type Composed, type Context, askedCount } from './composing.ts';
import { composeBelonging } from './compose-belonging.ts';
import { composeComparison, composePeers, composeShare, composeStates } from './compose-comparison.ts';
import { composeOverTime, composeLast, composeOldest } from './compose-time.ts';
import { composeMeasuredRows, composeRows } from './compose-rows.ts';
import { composeWindows } from './compose-windows.ts';
import { composeGroups } from './compose-groups.ts';
import { composeFigure, composeReason } from './compose-figure.ts';
import { type Frame } from './frame.ts';
import { ofOutcome } from './of-outcome.ts';
import { composeView } from './views.ts';

/** The first reading that fits, from the most particular to the plain figure. */
const firstThatFits = (frame: Frame, context: Context): Composed => {
  const count = askedCount(frame, bounds(frame, context.reading));
  return (
    composeReason(frame, context) ??
    composeView(frame, context) ??
    composeBelonging(frame, context) ??
    composeOldest(frame, context) ??
    composeWindows(frame, context) ??
    composeComparison(frame, context, count) ??
    composeShare(frame, context) ??
    composePeers(frame, context) ??
    composeStates(frame, context) ??
    composeOverTime(frame, context, count) ??
    composeMeasuredRows(frame, context, count) ??
    composeLast(frame, context, count) ??
    composeRows(frame, context, count) ??
    composeGroups(frame, context, count) ??
    composeFigure(frame, context)
  );
};

/** "Which are broken right now?", of no other time: what went wrong today. */
const todayIfNow = (composed: Composed, { times, concepts }: Frame, { reading }: Context): Composed => {
  const { query } = composed;
  const isNow = concepts.some(({ tag }) => tag === 'now') && query.timeRange === undefined;
  const open = times.windows.length === 0 && !times.all && query.dataset === undefined;
  if (!isNow || !open || query.shape === 'last' || query.metrics[0] !== reading.trouble) return composed;
  return { ...composed, query: { ...query, timeRange: { from: times.recent[0].to, to: times.now } } };
};

/** What the words ask for. */
export const compose = (frame: Frame, context: Context): Composed =>
  todayIfNow(ofOutcome(firstThatFits(frame, context), frame, context), frame, context);
