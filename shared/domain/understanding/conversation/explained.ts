import type { Frame } from '../frame.ts';
import { base } from './change.ts';
import { ASK, gone, joined, some } from './parts.ts';
import { conceptSpans, edited, textOf, without } from './pieces.ts';
import type { Setting } from './setting.ts';

const LIGHT = /^(?:define|stop|aux|greet|ask\.(?:yesno|what))$/;
const MEASURED = /^(?:metric:|family:|rate$|superlative:|view:)/;

/** "How do you work it out, exactly?", "come si calcola?", and nothing more: what was measured is to be explained. */
export const explained = (
  next: Frame,
  before: Frame,
  opened: number,
  { reading }: Setting,
): string | undefined => {
  const [define] = conceptSpans(next, /^define$/);
  const own =
    next.mentions.length + next.times.ranges.length + next.times.windows.length + next.unknown.length;
  const bare = own === 0 && next.concepts.every(({ tag }) => LIGHT.test(tag));
  if (!define || !bare || !some(before, MEASURED)) return undefined;
  const trouble = some(before, new RegExp(`^metric:${reading.trouble}$`));
  // "What do yesterday's errors mean" would ask for their causes.
  const dated = trouble ? without(before.times.ranges) : [];
  const kept = edited(before, [...dated, ...gone(before, ASK, /^define$/), ...base(before, opened)]);
  return joined([textOf(next, define), kept]);
};
