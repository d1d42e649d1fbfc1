import type { Frame } from '../frame.ts';
import type { Edit, Span } from './pieces.ts';
import type { Setting } from './setting.ts';
import { type Days, daysOf, daysText, earlierThan } from './days-beside.ts';

/** "Last week", where its unit was said in the question before: of two periods the earlier, or the one before this. */
const latestOver = (before: Frame, setting: Setting): Days | undefined => {
  const [range, ...others] = before.times.ranges.toSorted((one, other) =>
    one.range.from.localeCompare(other.range.from),
  );
  if (!range || others.length > 1) return undefined;
  const days = daysOf(range, setting);
  const goesOn = Date.parse(range.range.to) > Date.parse(before.times.now);
  return others.length === 0 && goesOn ? range.before : days;
};

const covers = (outer: Span, inner: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** "Compare the last one with the one before", "la settimana scorsa con quella prima": both of them by their days. */
export const pairBefore = (next: Frame, before: Frame, setting: Setting): Edit[] => {
  const { words, times } = next;
  const joint = words.tokens.findIndex((_, at) => words.tag(at, 'against') > 0);
  const start = joint < 1 ? 0 : words.tag(joint, 'against');
  const end = start === 0 ? 0 : Math.max(words.tag(start, 'time.before'), words.tag(start, 'refer.before'));
  const [said, ...others] = times.ranges.filter((range) => !covers({ start, end }, range));
  const against = setting.phrase('against');
  if (end <= start || others.length > 0 || against === undefined) return [];
  const at = words.tokens.findIndex((_, each) => words.tag(each, 'time.lastAlone') === joint);
  if (said ? said.end !== joint : at < 0) return [];
  const last = said ? daysOf(said, setting) : latestOver(before, setting);
  if (!last) return [];
  const first = said ? said.start : at;
  return [{ start: first, end, text: `${daysText(last)} ${against} ${daysText(earlierThan(last))}` }];
};
