import type { Readout } from '../understand.ts';
import type { Frame, Mention } from '../frame.ts';
import { base } from './change.ts';
import type { Cues } from './cues.ts';
import { boundsOf, ASK, joined, restOf, some, tagSpan, WHAT } from './parts.ts';
import { edited, type Span, textOf } from './pieces.ts';
import type { Setting } from './setting.ts';
import { alike } from './several.ts';
import { daysOf, shifted } from './days-beside.ts';

const POINTS = ['every', 'refer.two', 'together'];
/** It asks which of the two, or for something else of them. */
const ASKS = /^(?:superlative:|order\.|metric:|family:|single$|ask\.)/;

const pointing = (next: Frame): Span[] =>
  POINTS.flatMap((tag) => tagSpan(next, tag) ?? []).concat(
    next.concepts.filter(({ tag }) => tag.startsWith('compare')),
  );

/** It names nothing of its own: what it holds together was asked before. */
const holdsBoth = (next: Frame): boolean =>
  pointing(next).length > 0 &&
  // "Who did worse?" may be any; "which of the two" is one of them.
  (POINTS.some((tag) => tagSpan(next, tag)) || !some(next, /^(?:superlative:|ask\.which$)/)) &&
  // "All processes", after one area at two times: no two are held together.
  !tagSpan(next, 'widen.who') &&
  next.mentions.length === 0 &&
  // "And overall, for everything?": of more than the two.
  tagSpan(next, 'widen.who') === undefined &&
  next.times.ranges.length + next.times.windows.length === 0;

const oneOf = ({ mentions: [one, ...others] }: Frame): Mention | undefined =>
  others.length === 0 && one?.excluded !== true ? one : undefined;

/** What was measured, or explained: it stays what is spoken of. */
const measuresOf = ({ understanding }: Readout): unknown => {
  if (understanding.kind === 'definition') return understanding.metrics;
  return understanding.kind === 'query' ? understanding.query.metrics : undefined;
};

const periodsOf = ({ times }: Frame): unknown => [
  times.ranges.map(({ range }) => range),
  times.windows.map(({ recurring }) => recurring),
];

/** The question before and the one before that, and what is known of both. */
export interface Two {
  readonly before: Readout;
  readonly earlier: Readout;
  readonly cues: Cues;
  readonly opened: number;
  readonly setting: Setting;
}

/** What is asked of the two, with their names and the period. */
const asked = (next: Frame, names: string, frame: Frame, { opening }: Cues): string => {
  const period = frame.times.ranges.map((range) => `, ${textOf(frame, range)}`);
  return joined([restOf(next, opening, pointing(next)), names, ...period]);
};

/** Both names in the question that was about one of them. */
const ofNames = (next: Frame, { before: { frame }, earlier, cues, opened, setting }: Two) => {
  // "How many together?": what was asked of each, as one figure.
  const sums = tagSpan(next, 'together') && !some(next, WHAT) && !some(next, /^(?:order\.|ask\.(?!count))/);
  const asksOf = !sums && some(next, ASKS) && (some(next, WHAT) || some(next, ASK) || some(next, /^order\./));
  const [left, right, ...others] = frame.mentions;
  // "Which of the two?", of two that were asked for together.
  if (left && right && others.length === 0 && asksOf)
    return asked(next, `${textOf(frame, left)} , ${textOf(frame, right)}`, frame, cues);
  const one = oneOf(earlier.frame);
  const other = oneOf(frame);
  const [first] = one?.choices ?? [];
  const [second] = other?.choices ?? [];
  if (!one || !other || first?.dimension !== second?.dimension || first?.key === second?.key)
    return undefined;
  const names = `${textOf(earlier.frame, one)} , ${textOf(frame, other)}`;
  if (asksOf) return asked(next, names, frame, cues);
  const kept = edited(frame, [{ ...other, text: names }, ...base(frame, opened)]);
  return joined([kept, tagSpan(next, 'together') ? (setting.phrase('together') ?? '') : '']);
};

/** One period against the other; both as one where they lie side by side and are wanted together. */
const ofPeriods = (next: Frame, { before: { frame }, earlier, opened, setting }: Two) => {
  const [one, ...more] = earlier.frame.times.ranges;
  const [other, ...others] = frame.times.ranges;
  if (!one || !other || more.length + others.length > 0) return undefined;
  if (!tagSpan(next, 'together'))
    return joined([
      edited(frame, base(frame, opened)),
      setting.phrase('against') ?? '',
      textOf(earlier.frame, one),
    ]);
  const [left, right] = [daysOf(one, setting), daysOf(other, setting)].toSorted((a, b) =>
    a.from.localeCompare(b.from),
  );
  if (!left || !right || shifted(left.to, 1) !== right.from) return undefined;
  return joined([
    edited(frame, [{ ...other, text: `from ${left.from} to ${right.to}` }, ...base(frame, opened)]),
  ]);
};

/**
 * "The difference?", "both together", "which of the two did better?": what was asked last and what was asked
 * before it in one question. Undefined when the message means no two, or they differ in more than one thing.
 */
export const bothOf = (next: Frame, two: Two): string | undefined => {
  const { before, earlier } = two;
  if (holdsBoth(next) && tagSpan(next, 'refer.two') && before.frame.mentions.length === 2)
    return ofNames(next, two);
  // "And more than ten": a bound, and nothing held against anything.
  const bounded = boundsOf(next, two.setting.reading).length > 0;
  if (bounded || !holdsBoth(next) || before.understanding.kind !== 'query') return undefined;
  if (!alike(measuresOf(before), measuresOf(earlier)) || some(before.frame, /^compare/)) return undefined;
  const namesOf = ({ mentions }: Frame): unknown => mentions.map(({ choices }) => choices[0]?.key);
  const samePeriod = alike(periodsOf(before.frame), periodsOf(earlier.frame));
  if (samePeriod) return ofNames(next, two);
  return alike(namesOf(before.frame), namesOf(earlier.frame)) ? ofPeriods(next, two) : undefined;
};
