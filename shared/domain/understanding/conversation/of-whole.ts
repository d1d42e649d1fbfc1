import type { Frame, Mention } from '../frame.ts';
import { base } from './change.ts';
import type { Cues } from './cues.ts';
import { ASK, gone, joined, restOf, some, tagSpan, WHAT, within } from './parts.ts';
import { edited, type Span, without } from './pieces.ts';
import { ledSpan } from './place-names.ts';

const PART = /^(?:share|rate)$/;
const WHOLE = ['agg.total', 'refer.part'];

/** One thing, and one label that things belong to. */
interface Held {
  readonly thing: Mention | undefined;
  readonly label: Mention | undefined;
}

const heldIn = ({ mentions }: Frame, { mainEntity }: Cues): Held | undefined => {
  const isThing = ({ choices: [choice] }: Mention): boolean => choice?.dimension === mainEntity;
  const meant = mentions.filter(({ excluded }) => excluded !== true);
  const [thing, ...things] = meant.filter(isThing);
  const [label, ...labels] = meant.filter((mention) => !isThing(mention));
  const single = things.length + labels.length === 0 && meant.length === mentions.length;
  return single ? { thing, label } : undefined;
};

/** Nothing else is asked, nor said, but for the words at the span. */
const isPlain = (next: Frame, span?: Span): boolean =>
  next.times.ranges.length + next.times.windows.length === 0 &&
  !some(next, WHAT) &&
  next.words.tokens.every(
    ({ norm }, at) => !next.unknown.includes(norm) || (span !== undefined && within(at, span)),
  );

/** "What part of the warehouse total is that?", of one thing: it stays the part, and the warehouse is the whole. */
const withinLabel = (next: Frame, before: Frame, opened: number, cues: Cues): string | undefined => {
  const own = heldIn(next, cues);
  const told = heldIn(before, cues);
  const whole = WHOLE.some((tag) => tagSpan(next, tag) !== undefined);
  if (!own?.label || own.thing || !told?.thing || !whole || !some(next, PART) || !isPlain(next))
    return undefined;
  const counted = some(before, /^(?:metric:|row$)/) && !some(before, /^(?:compare|ask\.why$|last$|order\.)/);
  if (!counted) return undefined;
  const label = told.label ? [ledSpan(before, told.label)] : [];
  const kept = [...gone(before, ASK, PART, /^agg\.total$/), ...without(label), ...base(before, opened)];
  return joined([edited(before, kept), restOf(next, cues.opening)]);
};

/** Words that mean all there is. */
const widens = (next: Frame): Span | undefined =>
  tagSpan(next, 'widen.who') ?? tagSpan(next, 'agg.total') ?? tagSpan(next, 'widen.all');

/** "And of the company total?", of a thing within the warehouse: the same part of all. */
const withinAll = (next: Frame, before: Frame, opened: number, cues: Cues): string | undefined => {
  const told = heldIn(before, cues);
  const said =
    next.mentions.length === 0 && isPlain(next, widens(next)) && !some(next, /^(?:ask\.|dimension:|order\.)/);
  if (!widens(next) || !said || !told?.thing || !told.label || !some(before, PART)) return undefined;
  return joined([edited(before, [...without([ledSpan(before, told.label)]), ...base(before, opened)])]);
};

/** What the thing that was spoken of is held against as a part. */
export const ofWhole = (next: Frame, before: Frame, opened: number, cues: Cues): string | undefined =>
  withinLabel(next, before, opened, cues) ?? withinAll(next, before, opened, cues);
