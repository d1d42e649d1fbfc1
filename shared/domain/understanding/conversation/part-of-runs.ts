import type { Frame } from '../frame.ts';
import { some, tagSpan } from './parts.ts';
import { conceptSpans, type Span } from './pieces.ts';
import type { Setting } from './setting.ts';

const OWN_SUBJECT = /^(?:metric:|family:|superlative:|view:|dimension:|entity$|value:|per\.|order\.|compare)/;

/**
 * "What percentage of all runs is that?", "as a percentage of its runs", of failures that were counted: where the
 * words for the rate stand.
 */
export const partOfRuns = (next: Frame, before: Frame, { reading }: Setting): Span | undefined => {
  const [share] = conceptSpans(next, /^(?:share|rate)$/);
  const counted = before.concepts.some(({ tag }) => reading.rates[tag.replace('metric:', '')] !== undefined);
  const own = next.mentions.length + next.times.ranges.length > 0 || some(next, OWN_SUBJECT);
  const parts = tagSpan(next, 'refer.part') ?? (!some(next, /^ask\./) && !some(before, /^(?:share|rate)$/));
  return share && counted && !own && some(next, /^row$/) && parts ? share : undefined;
};
