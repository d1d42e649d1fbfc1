import { type Frame, has } from '../frame.ts';
import type { Cues } from './cues.ts';
import {
  ASK,
  freeNumbers,
  gone,
  GROUPING,
  joined,
  ORDER,
  overlap,
  padding,
  RANKED,
  restOf,
  some,
  tagSpan,
  TIMELESS,
} from './parts.ts';
import { conceptSpans, type Edit, edited, type Span, textOf, without } from './pieces.ts';
import { joinNames, placeNames, widened } from './place-names.ts';
import { opensWithThings } from './opens-with-things.ts';
import { placeBounds, placeNumber } from './place-numbers.ts';
import { placeTimes } from './place-times.ts';
import type { Placed, Setting } from './setting.ts';

/** What splits an answer, but for the things themselves. */
const SPLIT = /^(?:dimension:|group$|per\.|series$|order\.|busiest$|single$|ask\.which$)/;
const RANKS = /^superlative:/;
/** What splits it otherwise; a bare "per" does not. */
const SPLITS = /^(?:dimension:|per\.|series$|entity$)/;
/** Words of which a question has one kind: a new one takes the place of the old. */
const KINDS = [/^agg\./, /^(?:share|rate)$/, /^compare/];
/** Which end of a ranking is meant; "the top three" leaves that as it was. */
const DIRECTION = /^(?:order\.(?!top)|superlative:)/;

/** A message, the question before it, and what is known of both. */
export interface Change {
  readonly next: Frame;
  readonly before: Frame;
  readonly cues: Cues;
  /** Opening words of the question before. */
  readonly opened: number;
  readonly setting: Setting;
}

const field = (tag: string): string => tag.slice(0, tag.indexOf('='));

/** "By hand", and now "by schedule": values of one field. */
const valuesReplaced = (next: Frame, before: Frame): Edit[] => {
  const values = (frame: Frame) => frame.concepts.filter(({ tag }) => tag.startsWith('value:'));
  const fields = new Set(values(next).map(({ tag }) => field(tag)));
  return without(values(before).filter(({ tag }) => fields.has(field(tag))));
};

/** What the question before says of itself: without the words that opened it, and those that say nothing. */
export const base = (before: Frame, opening: number): Edit[] =>
  without([{ start: 0, end: opening }, ...padding(before)]);

/** "Compared with sales", "sales too": beside the names that were asked for. */
const joinsNames = ({ times, ...next }: Frame): boolean =>
  (has({ times, ...next }, 'compare', 'compare.ask') && times.ranges.length === 0) ||
  tagSpan({ times, ...next }, 'also') !== undefined;

export const placedIn = ({ next, before, cues, setting }: Change): Placed => {
  const names = joinsNames(next) ? joinNames(next, before) : placeNames(next, before, cues, setting);
  const times = placeTimes(next, before, cues.only, setting);
  const bounds = placeBounds(next, before, setting);
  const number = placeNumber(next, before, setting);
  const all = [names, times, bounds, number];
  return {
    edits: [...all.flatMap(({ edits }) => edits), ...valuesReplaced(next, before)],
    tail: all.flatMap(({ tail }) => tail),
    placed: all.flatMap(({ placed }) => placed),
  };
};

/** "And in all?": no groups any more; where there were none, no names; else no period. */
const inAll = ({ next, before, cues: { mainEntity } }: Change): Edit[] => {
  const all = tagSpan(next, 'widen.all') !== undefined;
  const total = tagSpan(next, 'agg.total') !== undefined && !some(next, /^(?:share|rate)$/);
  const said = all || total || next.times.all;
  // "And on Sunday, how many in all?", of the first of a ranking.
  const elsewhen = next.times.ranges.length > 0 && !some(next, /^ask\.count$/);
  if (elsewhen || !said || tagSpan(next, 'widen.period')) return [];
  // "And in total?", of how long it takes, is a measure.
  if (!all && total && some(before, /^family:/)) return [];
  const things = some(next, /^ask\.count$/) ? conceptSpans(before, /^entity$/) : [];
  const ranked = some(before, /^(?:metric:|family:)/) ? conceptSpans(before, RANKS) : [];
  const split = [...conceptSpans(before, SPLIT), ...ranked].filter(
    (span) => !things.some((each) => overlap(each, span)),
  );
  if (split.length > 0 || things.length > 0 || some(next, /^ask\.count$/)) return without(split);
  // "In total, the whole company": all names go, and the period stays.
  if (tagSpan(next, 'widen.who')) return [];
  const names = before.mentions.filter(({ excluded }) => excluded !== true);
  const single = names.every(({ choices }) => choices[0]?.dimension === mainEntity);
  return names.length > 0 && (all || !single) ? without(names) : without(before.times.ranges);
};

/** "Which process is it?": a word for the things within that for asking. */
const asksThing = (next: Frame): boolean =>
  next.concepts.some(
    ({ tag, start, end }) =>
      tag === 'single' &&
      next.words.matches.some((match) => match.tag === 'entity' && match.start >= start && match.end <= end),
  );

/** "Which area has the most?", "which process has more?", after one of them: of all of them. */
const ofAll = ({ next, before, cues: { many, mainEntity } }: Change): Edit[] => {
  const ranksThings = asksThing(next) && some(next, ORDER);
  const asked = (dimension: string): boolean =>
    some(next, new RegExp(`^dimension:${dimension}$`)) || (ranksThings && dimension === mainEntity);
  return many
    ? []
    : without(
        before.mentions.filter(
          ({ choices, excluded }) => excluded !== true && asked(choices[0]?.dimension ?? ''),
        ),
      );
};

/** "By area", after the first of them: all of them. */
const splitsSame = ({ next, before }: Change): boolean => {
  const split = next.concepts.filter(({ tag }) => /^(?:dimension:|per\.)/.test(tag));
  const ranked = some(next, /^(?:order\.|superlative:|single$|ask\.which$)/);
  return (
    split.length > 0 && !ranked && split.every(({ tag }) => before.concepts.some((each) => each.tag === tag))
  );
};

/** "Out of how many?": of all rows; of things that were counted, of all of those. */
const outOf = (next: Frame, before: Frame, { row }: Setting): string | undefined => {
  const ask = conceptSpans(next, /^ask\.count$/)[0];
  const bare = next.concepts.every(({ tag }) => /^(?:ask\.count|stop|aux)$/.test(tag));
  return ask && bare && row !== undefined && tagSpan(next, 'outOf')
    ? joined([textOf(next, ask), some(before, /^entity$/) ? '' : row]).slice(0, -1)
    : undefined;
};

/** "Who is worse in percent?", of the runs: of what went wrong with them. */
const worseInPart = ({ next, before, setting }: Change): Edit[] => {
  const asks = some(next, /^order\.(?:worst|best)$/) && some(next, /^rate$/);
  const trouble = setting.metric(setting.reading.trouble);
  return asks && trouble !== undefined && !some(before, /^(?:metric:|family:)/)
    ? conceptSpans(before, /^row$/).map((span) => ({ ...span, text: trouble }))
    : [];
};

/** Words that ask, but for those that say what is measured too: "whose fault mostly". */
const askingGone = ({ next, before, setting }: Change): Edit[] => {
  const measured = conceptSpans(before, /^(?:metric:|family:|superlative:)/);
  const trouble = setting.metric(setting.reading.trouble);
  // "Which had the most?", of what went wrong.
  const counts = some(next, /^order\.(?:most|least)$/) && measured.length === 0 && trouble !== undefined;
  const reasons = counts ? conceptSpans(before, /^ask\.why$/) : [];
  return [
    ...reasons.map((span) => ({ ...span, text: trouble ?? '' })),
    ...without(
      conceptSpans(before, ASK).filter(
        (span) => ![...measured, ...reasons].some((each) => overlap(each, span)),
      ),
    ),
  ];
};

/** "When then?", of what was not in the period that was asked for: whenever it was. */
const whenInstead = ({ next, before }: Change): Edit[] => {
  const when = next.concepts.find(({ tag }) => tag === 'ask.when');
  const then = when !== undefined && next.words.tag(when.end, 'trail') > 0;
  return then && some(before, /^ask\.yesno$/) && next.times.ranges.length === 0
    ? without(before.times.ranges)
    : [];
};

/** "Which had the most, and why?": the reason is asked behind what it is the reason of. */
const asksWhyToo = (next: Frame): Span | undefined => {
  const why = next.concepts.find(({ tag }) => tag === 'ask.why');
  const asked =
    why && next.concepts.some(({ tag, start }) => /^(?:order\.|superlative:)/.test(tag) && start < why.start);
  const joint = why && next.words.tag(why.start - 1, 'time.and') === why.start ? why.start - 1 : undefined;
  const ends = why && next.words.tokens.slice(why.end).every(({ kind }) => kind === 'mark');
  const own = some(next, /^(?:metric:|family:|row$)/);
  return asked && ends && joint !== undefined && !own ? { start: joint, end: why.end } : undefined;
};

/** "And their p95?", after how often they fail: of what they take. */
const outcomeGone = ({ next, before, setting: { reading } }: Change): Edit[] => {
  const counted = new Set([...reading.outcomes, ...Object.values(reading.rates)]);
  const timed = some(next, /^agg\.(?:median|p95)$/) && !some(before, /^(?:family:|agg\.|superlative:)/);
  return timed
    ? without(
        before.concepts.filter(
          ({ tag }) =>
            tag === 'rate' || (tag.startsWith('metric:') && counted.has(tag.slice('metric:'.length))),
        ),
      )
    : [];
};

/** "And last week?", "per area", "only at night": the question before, with something else in its place. */
export const changed = (change: Change, subject?: string): string => {
  const { next, before, cues, opened, setting } = change;
  const { edits, tail, placed } = placedIn(change);
  if (outOf(next, before, setting) !== undefined)
    edits.push(...gone(before, /^(?:metric:|family:|rate$|agg\.)/));
  edits.push(...widened(next, before), ...inAll(change), ...ofAll(change));
  // "By the median", of the slowest processes: they stay the slowest.
  const ends = some(next, /^group$/) && some(before, GROUPING) ? conceptSpans(before, RANKS) : [];
  for (const kind of KINDS)
    if (some(next, kind))
      edits.push(...gone(before, kind).filter((edit) => !ends.some((each) => overlap(each, edit))));
  edits.push(...outcomeGone(change));
  if (some(next, SPLITS)) edits.push(...gone(before, GROUPING));
  // "Break it down by process", after the one area that saved most: all of them.
  const parted = some(next, /^group$/) && some(next, SPLITS) && !some(next, ORDER);
  if (parted && some(before, /^(?:order\.(?!top)|superlative:)/) && freeNumbers(before).length === 0)
    edits.push(...gone(before, /^(?:order\.|single$|ask\.which$)/));
  if (splitsSame(change)) edits.push(...gone(before, /^(?:order\.|single$|ask\.which$)/));
  // "And the top five processes?", after which one had most: no single one any more.
  const few = some(next, /^order\.top$/) && some(next, SPLITS) && freeNumbers(next).length > 0;
  if (few && some(before, /^single$/)) edits.push(...gone(before, /^(?:single|ask\.which|order\.most)$/));
  // "Who had the most?", of one period against another: in the later one.
  if (some(next, ORDER) && some(before, /^compare/) && !some(next, /^compare/)) {
    const [, ...others] = before.times.ranges.toSorted((one, other) =>
      other.range.from.localeCompare(one.range.from),
    );
    // Names stay side by side.
    if (others.length > 0) edits.push(...gone(before, /^compare/), ...without(others));
  }
  if (some(next, /^superlative:/)) edits.push(...gone(before, /^(?:metric:|family:|row$)/));
  edits.push(...worseInPart(change), ...whenInstead(change));
  if (some(next, DIRECTION)) edits.push(...gone(before, ORDER));
  else if (some(next, ORDER)) edits.push(...gone(before, /^(?:order\.top|lastMany)$/));
  const asks = some(next, ASK) || some(next, /^(?:last|first)$/);
  if (asks) edits.push(...askingGone(change));
  // "As a percentage?", of those that were listed: the part that they are; "of the total": of all of them.
  if (some(next, /^(?:rate|share)$/) && !some(before, /^(?:entity$|dimension:)/))
    edits.push(...gone(before, /^ask\.(?:list|enumerate|which)$/));
  const ofTotal = next.words.matches.some(({ tag }) => tag === 'agg.total');
  if (ofTotal && some(next, /^share$/)) edits.push(...gone(before, /^ask\.count$/));
  // "Since when?", of what failed in a week: whenever it began.
  if (tagSpan(next, 'refer.since') && !some(before, RANKED)) edits.push(...without(before.times.ranges));
  // "And why?", of a rate: of what it is a rate of; no reason has a part of it.
  if (some(next, /^ask\.why$/)) edits.push(...gone(before, /^(?:rate|share)$/));
  if (some(next, /^ask\.count/)) edits.push(...gone(before, /^(?:last|first|define)$/));
  // "And what is it for sales?", of what was explained.
  if (tagSpan(next, 'refer.figure')) edits.push(...gone(before, /^define$/));
  // "Just the last three", of those that were listed: of the same period.
  const fewer = some(next, /^last$/) && freeNumbers(next).length > 0 && some(before, /^ask\.list$/);
  if (some(next, TIMELESS) && !fewer && !some(next, /^superlative:/))
    edits.push(...without(before.times.ranges));
  if (placed.some((span: Span) => next.times.ranges.some((range) => overlap(range, span))))
    edits.push(...gone(before, /^(?:define|forecast)$/));
  // "Which process has the most of those?", of what was explained.
  if (asksThing(next) && some(next, ORDER)) edits.push(...gone(before, /^define$/));
  // "What part of those came from sales?", of all that were counted.
  if (some(next, /^(?:rate|share)$/) && next.mentions.length > 0 && before.mentions.length === 0)
    edits.push(...gone(before, /^ask\.count$/));
  // "Which process had the most?": the groups that were shown before are left.
  if (asksThing(next)) edits.push(...gone(before, GROUPING));
  if (subject !== undefined) {
    edits.push(...gone(before, /^(?:order\.|superlative:|entity$|single$|many$|ask\.which)/));
    tail.push(subject);
  }
  const why = asksWhyToo(next);
  // "How many of those came from sales?": so many, no part.
  const from = some(next, /^ask\.count$/) && next.mentions.length > 0 ? conceptSpans(next, /^share$/) : [];
  const said = [...placed, ...(why ? [why] : []), ...from];
  const rest = outOf(next, before, setting) ?? restOf(next, cues.opening, said);
  if (why) tail.push(textOf(next, why));
  const kept = edited(before, [...edits, ...base(before, opened)]);
  if (opensWithThings(next, cues.opening)) return joined([`${rest} ,`, kept, ...tail]);
  return joined(asks ? [rest, kept, ...tail] : [kept, ...tail, rest]);
};
