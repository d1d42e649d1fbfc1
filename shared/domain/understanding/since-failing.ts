import { chooseMetrics } from './choose-metric.ts';
import type { Composed, Context } from './composing.ts';
import { lasts } from './families.ts';
import { type Frame, has, names, speaksOf } from './frame.ts';
import { scopeOf } from './scope-filters.ts';

/** "Since when has the backup been failing?": since the last time that it did not. */
export const composeSinceFailing = (frame: Frame, { reading }: Context): Composed | undefined => {
  const since = speaksOf(frame, 'refer.since') || (lasts(frame) && speaksOf(frame, 'ongoing'));
  if (!since || speaksOf(frame, 'not') || has(frame, 'never', 'none')) return undefined;
  const { metrics, assumed } = chooseMetrics(frame, reading);
  const instant = reading.last[reading.opposites[reading.trouble] ?? ''];
  const [only, ...others] = metrics;
  if (assumed || only !== reading.trouble || others.length > 0 || names(frame).length === 0) return undefined;
  if (instant === undefined || frame.times.ranges.length > 0) return undefined;
  return { query: { ...scopeOf(frame), metrics: [instant], shape: 'last' }, sure: 0.9 };
};
