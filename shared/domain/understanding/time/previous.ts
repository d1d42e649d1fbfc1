import { isBefore, lengthOf, shifted, type Span, type Unit } from './calendar.ts';
import type { Period } from './parts.ts';

/** How many calendar months a span is; 0 when it begins or ends inside of one. */
const wholeMonths = ({ from, to }: Span): number =>
  from.day === 1 && to.day === 1 ? from.until(to, { largestUnit: 'months' }).months : 0;

/** "The last two weeks": how many units it is; one that goes on is one. */
const unitsOf = ({ from, to }: Span, grain: Unit): number => {
  let count = 1;
  while (isBefore(from.add(lengthOf(grain, count)), to)) count += 1;
  return count;
};

/** The whole period before this one: the day, week or month before, or as many days. */
export const previousSpan = ({ span, grain, step }: Period): Span => {
  if (step) return shifted(span, { days: -(step.days ?? 0) });
  const months = wholeMonths(span);
  if (grain === 'day' && months > 0) return { from: span.from.subtract({ months }), to: span.from };
  if (grain === 'weekend') return shifted({ from: span.from, to: span.from.add({ days: 2 }) }, { days: -7 });
  if (grain !== 'day' && grain !== 'hour')
    return { from: span.from.subtract(lengthOf(grain, unitsOf(span, grain))), to: span.from };
  return { from: span.from.subtract(span.from.until(span.to, { largestUnit: 'hours' })), to: span.from };
};
