import { type Stated, ofType } from './item.ts';
import type { Reading } from './reading.ts';

/** By how much a metric changed: in its unit, in hundredths of what it was, or a rate in points. */
export const asChange = (stated: Stated, metric: string, reading: Reading): Stated | undefined => {
  const unit = reading.hints.unit(metric);
  if (stated.unit === 'points') return unit === 'percent' ? stated : undefined;
  return stated.unit === 'percent' && unit !== 'percent' ? stated : fitted(stated, metric, reading);
};

/** The figure in the unit of its metric: "14 hours against 7". Undefined when it cannot be of that metric. */
export const fitted = (stated: Stated, metric: string, reading: Reading): Stated | undefined => {
  const unit = reading.hints.unit(metric);
  const own = ofType(reading.items, 'metric').find((item) => item.metric === metric)?.scale;
  const scale = own ?? reading.memory.scale;
  if (unit === 'count' || unit === 'percent') return stated.unit === unit ? stated : undefined;
  if (unit !== 'seconds' || stated.unit === 'seconds') return unit === 'seconds' ? stated : undefined;
  if (stated.unit !== 'count' || scale === undefined) return undefined;
  return { ...stated, unit: 'seconds', value: stated.value * scale, step: stated.step * scale };
};
