import type { Frame, Mention } from '../frame.ts';
import { base } from './change.ts';
import type { Cues } from './cues.ts';
import { derived } from './carry.ts';
import { freeNumbers, gone, joined, RANKED, some, tagSpan, WHAT } from './parts.ts';
import { edited, textOf } from './pieces.ts';
import { otherThan } from './place-names.ts';
import type { Setting } from './setting.ts';

const ASK_FIGURE = /^ask\.(?:count|when|why)$/;
/** It asks; "show me the others" only wants to see them. */
const ASK_OTHER = /^(?:ask\.(?!yesno|list)|single$)/;

/** The label with its noun: "urgent" alone would be a word like any other. */
const labelText = (next: Frame, { start, end }: Mention): string => {
  const noun = next.concepts.find((each) => each.tag.startsWith('dimension:') && each.end === start);
  return textOf(next, { start: noun?.start ?? start, end });
};

/** "Of those, which are in sales?", of things in a state or that did something: the same list, of that area alone. */
export const within = (next: Frame, before: Frame, { many }: Cues, opened: number): string | undefined => {
  const did = some(before, /^metric:/) && some(before, /^ask\.which$/) && !derived(before);
  const lists =
    (some(before, /^view:/) || (did && some(before, /^entity$/))) && !some(before, /^ask\.count$/);
  const own = next.times.ranges.length > 0 || some(next, WHAT) || some(next, ASK_FIGURE);
  const labels = next.mentions.filter(({ choices }) => choices.every(({ key, name }) => key === name));
  const placed = labels.length > 0 && labels.length === next.mentions.length;
  if (!many || !some(next, /^ask\.which$/) || !lists || own || !placed) return undefined;
  return joined([edited(before, base(before, opened)), ...labels.map((label) => labelText(next, label))]);
};

const LIGHT =
  /^(?:stop|aux|ask\.(?:when|which|what|yesno|list|count)|single|per\..*|share|rate|metric:.*|agg\.total)$/;

/** "On which day", "in che giorno"; "per day" asks for each of them. */
const asksUnit = ({ concepts, words }: Frame): boolean =>
  concepts.some(
    (unit) =>
      unit.tag.startsWith('per.') &&
      words.matches.some(
        ({ tag, start, end }) =>
          /^(?:ask\.(?:which|what)|single|relative)$/.test(tag) && start >= unit.start && end <= unit.end,
      ),
  );

/** "When?", "on which day?", "what part of all is that?", of the first of a ranking: the answer names it. */
export const ofFirst = (
  next: Frame,
  before: Frame,
  named: readonly string[],
  { follows, refers }: Cues,
): string | undefined => {
  const [name, ...others] = named;
  const own =
    next.mentions.length + next.times.ranges.length + next.times.windows.length + next.unknown.length;
  if (name === undefined || others.length > 0 || own > 0 || before.mentions.length > 0) return undefined;
  if (!derived(before) || !some(before, /^metric:/) || !some(before, /^(?:entity|single|ask\.which)$/))
    return undefined;
  if (!next.concepts.every(({ tag }) => LIGHT.test(tag))) return undefined;
  const same = next.concepts.every(
    ({ tag }) => !tag.startsWith('metric:') || before.concepts.some((each) => each.tag === tag),
  );
  const part = some(next, /^(?:share|rate)$/) && (tagSpan(next, 'refer.part') ?? tagSpan(next, 'agg.total'));
  const unit = !follows && asksUnit(next);
  return same && !refers && (part || unit || some(next, /^ask\.when$/)) ? name : undefined;
};

/** "And the others?", of the first of a ranking that the answer named: all but that one. */
const othersThanFirst = (
  next: Frame,
  before: Frame,
  named: readonly string[],
  { phrase }: Setting,
): string | undefined => {
  const [name, ...more] = named;
  const [each, except] = [phrase('detail.things'), phrase('except')];
  const one = name !== undefined && more.length === 0 && derived(before) && before.mentions.length === 0;
  if (!tagSpan(next, 'refer.others') || !one || !some(before, /^metric:/)) return undefined;
  return each === undefined || except === undefined ? undefined : `${each} ${except} ${name}`;
};

/** As many as are left out at once. */
const MOST_LEFT_OUT = 9;

/** "Leave that one out, which is next?", "senza quelli?", of the first of a ranking: the same without them. */
export const withoutFirst = (
  next: Frame,
  before: Frame,
  opened: number,
  named: readonly string[],
  { phrase }: Setting,
): string | undefined => {
  const except = phrase('except');
  const them = tagSpan(next, 'drop.them');
  const span = them ?? tagSpan(next, 'drop.it');
  const most = them ? MOST_LEFT_OUT : 1;
  const said = next.words.tokens.slice(span?.start, span?.end).map(({ norm }) => norm);
  const own =
    // "Drop it to ten" is of a bound.
    next.mentions.length + next.times.ranges.length + freeNumbers(next).length > 0 ||
    next.unknown.some((word) => !said.includes(word)) ||
    some(next, WHAT) ||
    some(next, /^(?:ask\.(?:count|when|why|list)|entity|dimension:)/);
  if (!span || own || named.length === 0 || named.length > most || except === undefined) return undefined;
  if (!derived(before)) return undefined;
  return joined([edited(before, base(before, opened)), `${except} ${named.join(' , ')}`]);
};

/** "And the others?", and nothing more. */
export const ofOthers = (
  next: Frame,
  before: Frame,
  opened: number,
  { mainEntity }: Cues,
  named: readonly string[],
  setting: Setting,
): string | undefined => {
  const own =
    next.mentions.length + next.times.ranges.length > 0 || some(next, WHAT) || some(next, ASK_OTHER);
  const others = own ? undefined : otherThan(next, before, mainEntity, setting);
  const first = own ? undefined : othersThanFirst(next, before, named, setting);
  if (first !== undefined)
    return joined([edited(before, [...gone(before, RANKED), ...base(before, opened)]), first]);
  if (!others || some(before, /^(?:compare|ask\.why$)/)) return undefined;
  return joined([edited(before, [...others.edits, ...base(before, opened)]), ...others.tail]);
};
