import type { Frame, Mention } from '../frame.ts';
import type { Readout } from '../understand.ts';
import { base } from './change.ts';
import { numberOf } from './place-numbers.ts';
import type { Cues } from './cues.ts';
import {
  boundsOf,
  freeNumbers,
  gone,
  GROUPING,
  joined,
  namingSpan,
  overlap,
  some,
  tagSpan,
  WHAT,
} from './parts.ts';
import { type Edit, edited, replacing, type Span, textOf, without } from './pieces.ts';
import { joinNames, placeNames } from './place-names.ts';
import { placeTimes } from './place-times.ts';
import { habitText, weekdaysIn } from './weekdays.ts';
import type { Placed, Setting } from './setting.ts';

const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7];

/** Days of the week that the message names, as a habit or as days. */
const daysSaid = (next: Frame): number[] => [
  ...next.times.ranges.flatMap((range) => weekdaysIn(next, range)),
  ...next.times.windows.flatMap((window) =>
    // Left out by the words before it, it became all the other days: its own words say which.
    window.recurring.field === 'weekday' ? ownDays(next, window, window.recurring.values) : [],
  ),
];

const ownDays = (next: Frame, span: Span, values: readonly number[]): number[] => {
  const said = weekdaysIn(next, span);
  if (said.length > 0) return said;
  for (let at = span.start; at < span.end; at += 1) {
    const habit = next.words.prefixed(at, 'habit.')?.rest;
    if (habit === 'weekend') return [6, 7];
    if (habit === 'workday') return [1, 2, 3, 4, 5];
    if (habit !== undefined) return [Number(habit)];
  }
  return [...values];
};

const weekdayWindows = (before: Frame) =>
  before.times.windows.filter(({ recurring }) => recurring.field === 'weekday');

/** "Leave out the weekends": those days are not asked for any more; where only they were, all are. */
const withoutDays = (
  next: Frame,
  before: Frame,
  setting: Setting,
): { edits: Edit[]; tail: string } | undefined => {
  const out = daysSaid(next);
  if (out.length === 0) return undefined;
  const old = weekdayWindows(before);
  const now = old.length === 0 ? ALL_DAYS : [...new Set(old.flatMap(({ recurring }) => recurring.values))];
  const left = now.filter((day) => !out.includes(day));
  if (left.length === 0) return { edits: without(old), tail: '' };
  return replacing(old, habitText(left, setting));
};

/** "Put the weekend back in": these days too. */
const withDays = (
  next: Frame,
  before: Frame,
  setting: Setting,
): { edits: Edit[]; tail: string } | undefined => {
  const back = daysSaid(next);
  const old = weekdayWindows(before);
  if (back.length === 0 || old.length === 0) return undefined;
  const all = [...new Set([...old.flatMap(({ recurring }) => recurring.values), ...back])];
  return all.length === ALL_DAYS.length
    ? { edits: without(old), tail: '' }
    : replacing(old, habitText(all, setting));
};

/** "Make it 10": a number and nothing more, behind words that change what was said. */
const madeIt = (next: Frame, before: Frame, { opening, refers }: Cues): Span | undefined => {
  const [number, ...others] = freeNumbers(next);
  const ends = next.words.tokens
    .slice(number?.end)
    .every(({ kind }, at) => kind === 'mark' || next.words.prefixed(at + (number?.end ?? 0), 'measure.'));
  const only = refers && number?.start === opening && others.length === 0 && ends;
  return only && freeNumbers(before).length === 0 ? number : undefined;
};

/** "Raise the threshold to 5 %", "lower it to 10": another number in the only bound. */
const withNumber = (next: Frame, before: Frame, cues: Cues, setting: Setting): Placed | undefined => {
  const [bound, ...others] = boundsOf(before, setting.reading);
  const at = next.words.tokens.findIndex((_, each) => next.words.number(each) !== undefined);
  const said = tagSpan(next, 'threshold') ?? madeIt(next, before, cues);
  if (!said || !bound || others.length > 0 || at < 0) return undefined;
  const number = { start: at, end: next.words.number(at)?.end ?? at + 1 };
  // "… in the warehouse", "… in September": there and then.
  const mentions = next.mentions.filter((mention) => !overlap(mention, said));
  const names = placeNames({ ...next, mentions }, before, cues, setting);
  const times = placeTimes(next, before, cues.only, setting);
  return {
    edits: [...numberOf(before, bound, textOf(next, number)), ...names.edits, ...times.edits],
    tail: [...names.tail, ...times.tail],
    placed: [],
  };
};

const OPPOSITE: Readonly<Record<string, string>> = {
  '>': 'having.le',
  '>=': 'having.lt',
  '<': 'having.ge',
  '<=': 'having.gt',
};

/** "Leave out those with fewer than five runs", "those that were recovered": the others, in words. */
const withoutSome = (next: Frame, before: Frame, { reading, phrase }: Setting): string | undefined => {
  if (next.mentions.length > 0 || some(next, /^(?:ask\.(?!yesno)|family:|view:|superlative:)/))
    return undefined;
  const [bound, ...others] = boundsOf(next, reading);
  const opposite = bound && phrase(OPPOSITE[bound.operator] ?? '');
  if (bound && opposite !== undefined && others.length === 0) {
    const number = next.words.tokens.findIndex(
      (_, at) => at >= bound.start && next.words.number(at) !== undefined,
    );
    const last = next.words.number(number)?.end ?? number;
    const unit = next.words.prefixed(last, 'measure.')?.end ?? last;
    const counted = next.concepts.filter(({ tag, start }) => start >= last && /^(?:metric:|row$)/.test(tag));
    const said = counted.map((span) => textOf(next, span)).at(0) ?? '';
    return number < 0 ? undefined : `${opposite} ${textOf(next, { start: number, end: unit })} ${said}`;
  }
  const [said, ...more] = next.concepts.filter(({ tag }) => tag.startsWith('metric:'));
  // "Leave out the failed runs", of how long they take: the others of them.
  const timed = some(before, /^family:/);
  const negated = some(next, /^not$/) || !(timed || tagSpan(next, 'refer.many'));
  return said && more.every(({ start }) => start === said.start) && !negated
    ? `${phrase('not') ?? ''} ${textOf(next, said)}`
    : undefined;
};

/** "Without splitting by area": the groups that were asked for. */
const withoutGroups = (next: Frame, before: Frame): Edit[] | undefined => {
  const groups = next.concepts.filter(({ tag }) => /^(?:dimension:|per\.)/.test(tag));
  const said = new Set(groups.map(({ tag }) => tag));
  const known = before.concepts.some(({ tag }) => said.has(tag));
  return known && !some(next, WHAT) ? gone(before, /^(?:dimension:|group$|per\.|series$)/) : undefined;
};

/** "Put it back in and show me by process": behind that, what the answer is to be split by. */
const splitsToo = (next: Frame, before: Frame, { opening }: Cues): { edits: Edit[]; tail: string[] } => {
  const joint = next.words.tokens.findIndex(
    (_, at) => at > opening && next.words.tag(at, 'time.and') === at + 1,
  );
  const behind = (start: number): boolean => joint >= 0 && start > joint;
  const split = next.concepts.filter(({ tag, start }) => /^(?:dimension:|per\.)/.test(tag) && behind(start));
  const [first] = split.toSorted((one, other) => one.start - other.start);
  const mark = next.concepts.findLast(({ tag, end }) => tag === 'group' && end === first?.start);
  if (!first || next.mentions.some(({ start }) => behind(start))) return { edits: [], tail: [] };
  const end = next.words.tokens.findLastIndex(({ kind }) => kind !== 'mark') + 1;
  const said = textOf(next, { start: mark?.start ?? first.start, end });
  return { edits: gone(before, GROUPING), tail: [said] };
};

/** "Leave sales out, please": the words stand anywhere, where nothing is measured. */
const dropsAny = (next: Frame): boolean => {
  const [mention, ...others] = next.mentions;
  const drop = tagSpan(next, 'drop');
  // "HR non conta": nothing is to be counted.
  const asks = next.concepts.some(
    ({ tag, ...span }) => tag.startsWith('ask.') && !(drop && overlap(span, drop)),
  );
  if (!mention || asks) return false;
  // "Not sales": and nothing in their place.
  const denied = [1, 2].some((back) => {
    const end = next.words.tag(mention.start - back, 'not');
    return end > 0 && end >= mention.start - 1;
  });
  return drop !== undefined || (denied && others.length === 0);
};

/** Words that open with what is to be done to the question, not with something to measure. */
const opensWith = (next: Frame, { opening }: Cues, tag: string): boolean =>
  Array.from({ length: opening + 1 }, (_, at) => at).some((at) => next.words.tag(at, tag) > 0);

/** An order to take something away that is part of the question: nothing is to be done to the processes. */
export const retouches = ({ understanding, frame }: Readout, before: Frame, cues: Cues): boolean => {
  const retouching =
    tagSpan(frame, 'widen.time') !== undefined ||
    ['drop', 'include'].some((tag) => opensWith(frame, cues, tag));
  const known = (mention: Mention): boolean =>
    before.mentions.some((each) => each.choices[0]?.key === mention.choices[0]?.key);
  // "The same table": the one that was shown.
  const same = tagSpan(frame, 'refer.same');
  const tech = frame.words.matches.filter(({ tag }) => tag === 'tech');
  const shown = tech.every(({ start, end }) => same && start >= same.start && end <= same.end);
  if (understanding.category === 'TECHNOLOGY') return tech.length > 0 && shown;
  // "Only the manual ones": not those to read.
  const valued =
    understanding.category === 'KNOWLEDGE' && some(frame, /^value:/) && !some(frame, /^ask\.(?!count)/);
  return valued || (understanding.category === 'ACTION' && retouching && frame.mentions.every(known));
};

/**
 * The question before with a condition more or less: "leave out the weekends", "put sales back in", "raise the
 * threshold to 5". Undefined when the message is none of these.
 */
export const refiltered = (
  next: Frame,
  before: Frame,
  { cues, opened, setting }: { cues: Cues; opened: number; setting: Setting },
): string | undefined => {
  const finish = (edits: readonly Edit[], ...tail: string[]): string =>
    joined([edited(before, [...edits, ...base(before, opened)]), ...tail]);
  const numbered = withNumber(next, before, cues, setting);
  if (numbered) return finish(numbered.edits, ...numbered.tail);
  const split = tagSpan(next, 'drop') ? withoutGroups(next, before) : undefined;
  if (split) return finish(split);
  const drops = opensWith(next, cues, 'drop') || opensWith(next, cues, 'except') || dropsAny(next);
  const adds = !drops && opensWith(next, cues, 'include');
  if (!drops && !adds) return undefined;
  const out = drops ? withoutSome(next, before, setting) : undefined;
  if (out !== undefined) return finish([], out);
  if (some(next, WHAT)) return undefined;
  const days = drops ? withoutDays(next, before, setting) : withDays(next, before, setting);
  if (days) return finish(days.edits, days.tail);
  const also = splitsToo(next, before, cues);
  const absent = before.mentions.filter(({ excluded }) => excluded === true);
  if (adds && absent.length > 0 && tagSpan(next, 'refer.them'))
    return finish(
      [...also.edits, ...without(absent.map((mention) => namingSpan(before, mention)))],
      ...also.tail,
    );
  if (next.mentions.length === 0) return undefined;
  if (adds) {
    const { edits, tail } = joinNames(next, before);
    return finish([...also.edits, ...edits], ...tail, ...also.tail);
  }
  const left = next.mentions.map((mention) => ({ ...mention, excluded: true }));
  const { edits, tail } = placeNames({ ...next, mentions: left }, before, cues, setting);
  return finish([...also.edits, ...edits], ...tail, ...also.tail);
};
