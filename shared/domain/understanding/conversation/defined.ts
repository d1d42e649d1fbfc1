import type { Frame } from '../frame.ts';
import { joined, restOf, some, tagSpan, WHAT } from './parts.ts';
import { conceptSpans, type Span, stretch, textOf } from './pieces.ts';
import type { Setting } from './setting.ts';

/** "Are there any now?", of what was explained. */
export const existing = (next: Frame, before: Frame, { phrase }: Setting): string | undefined => {
  const span = tagSpan(next, 'refer.exist');
  const [told] = [/^view:/, /^metric:/].flatMap((tag) =>
    before.concepts.filter((each) => tag.test(each.tag)),
  );
  if (!span || !told || !some(before, /^define$/) || some(next, WHAT) || next.mentions.length > 0)
    return undefined;
  return joined([phrase('refer.exist') ?? '', textOf(before, told), restOf(next, span.end)]);
};

const TOLD = /^(?:metric:|view:|family:|row$)/;
/** Words that ask how many of it, and say nothing of their own. */
const LIGHT = /^(?:stop|aux|greet|ask\.(?:count|yesno))$/;
/** "There were", "of those": what was explained stands in their place. */
const POINTING = ['refer.exist', 'ofThem', 'refer.many', 'occurred'];

/** All that the explanation was of: "a failure … recovered", from its first word to its last. */
const toldIn = (before: Frame): Span | undefined => stretch(conceptSpans(before, TOLD));

/** "And how many were there in September?", "how many of those?", of what was explained: so many of just that. */
export const countsDefined = (next: Frame, before: Frame, opening: number): string | undefined => {
  const [ask] = conceptSpans(next, /^ask\.count$/);
  const told = toldIn(before);
  // What was asked before it was explained goes on as a whole.
  if (before.mentions.length + before.times.ranges.length > 0) return undefined;
  if (!ask || !told || !some(before, /^define$/) || next.unknown.length > 0) return undefined;
  if (!next.concepts.every(({ tag }) => LIGHT.test(tag))) return undefined;
  const pointing = POINTING.flatMap((tag) => tagSpan(next, tag) ?? []);
  const light = conceptSpans(next, /^(?:aux|ask\.yesno)$/).filter(({ start }) => start >= ask.end);
  const asked = { ...ask, text: `${textOf(next, ask)} ${textOf(before, told)}` };
  return joined([restOf(next, opening, [...pointing, ...light], [asked])]);
};
