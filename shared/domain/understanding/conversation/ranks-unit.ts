import type { Frame } from '../frame.ts';
import { some } from './parts.ts';

/** "Which day was the busiest?", of what was told day by day. */
const ranksSame = (next: Frame, before: Frame): boolean =>
  some(next, /^busiest$/) &&
  next.mentions.length + next.times.ranges.length === 0 &&
  next.concepts.some(({ tag }) => tag.startsWith('per.') && before.concepts.some((each) => each.tag === tag));

/** "Which day was the worst?", of a week that was spoken of. */
const ranksWithin = (next: Frame, before: Frame): boolean =>
  some(next, /^per\.(?:day|hour|weekday)$/) &&
  some(next, /^(?:superlative:|order\.|busiest$)/) &&
  !some(next, /^(?:entity$|dimension:|row$|metric:|view:)/) &&
  next.mentions.length + next.times.ranges.length === 0 &&
  before.times.ranges.length === 1;

/** One day or hour is asked for, of what the question before was about. */
export const ranksUnit = (next: Frame, before: Frame): boolean =>
  ranksSame(next, before) || ranksWithin(next, before);
