import { Temporal } from 'temporal-polyfill';
import type { Cell } from '#shared/contracts/evidence.ts';
import type { TimeRange } from '#shared/contracts/query.ts';
import { toRange } from '../understanding/time/calendar.ts';

const LENGTHS: Readonly<Record<string, Temporal.DurationLike>> = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
};

/** The range of a cell of a calendar dimension: a day, a week by its Monday, a month. */
export const bucketRange = (calendar: string, cell: Cell, timeZone: string): TimeRange | undefined => {
  const length = LENGTHS[calendar];
  if (!length || typeof cell !== 'string') return undefined;
  const from = Temporal.PlainDate.from(cell.length === 7 ? `${cell}-01` : cell).toPlainDateTime();
  return toRange({ from, to: from.add(length) }, timeZone);
};
