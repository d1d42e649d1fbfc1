import { type Frame } from '../frame.ts';
import { base, type Change, placedIn } from './change.ts';
import { widened } from './place-names.ts';
import type { Setting } from './setting.ts';
import {
  ASK,
  boundsOf,
  freeNumbers,
  gone,
  GROUPING,
  joined,
  ORDER,
  overlap,
  restOf,
  some,
  tagSpan,
  within,
} from './parts.ts';
import { conceptSpans, edited, type Span, stretch, textOf, without } from './pieces.ts';

const MEASURED = /^(?:metric:|family:|rate$|share$|agg\.)/;
const TIMED = /^(?:metric:|family:|superlative:|busiest$|row$|rate$|share$|agg\.|ask\.count)/;

/** "Of the runs, instead?", after a share of the failures: the same part of something else. */
const sharedAnew = ({ next, before, opened }: Change): string | undefined => {
  const [said, ...others] = next.concepts.filter(({ tag }) => /^(?:metric:|row$)/.test(tag));
  // "The total processing time": a whole that has parts, unlike a mean.
  const total = said === undefined && some(next, /^agg\.total$/) && some(next, /^family:/);
  const own = said ?? (total ? stretch(conceptSpans(next, /^(?:agg\.total|family:)/)) : undefined);
  const kinds = [said?.tag === 'row' ? /^row$/ : /^metric:/, /^(?:metric:|row$)/];
  const old = kinds
    .map((kind) => before.concepts.find(({ tag }) => kind.test(tag)))
    .find((each) => each !== undefined);
  const given = next.mentions.length + next.times.ranges.length + next.times.windows.length > 0;
  const plain = next.concepts.every(
    ({ tag }) =>
      /^(?:metric:|row$|rows\.many$|stop$|aux$)/.test(tag) || (total && /^(?:agg\.total|family:)/.test(tag)),
  );
  if (!own || !old || others.some(({ start }) => start !== own.start) || given || !plain) return undefined;
  if (!some(before, /^(?:share|rate)$/) || next.unknown.length > 0) return undefined;
  const edits = [{ start: old.start, end: old.end, text: textOf(next, own) }];
  return joined([edited(before, [...edits, ...base(before, opened)])]);
};

/** "How many failures day by day": the word that counts goes with what it counted, or days would be counted. */
const countOfMeasure = (before: Frame): Span[] => {
  const split = conceptSpans(before, /^(?:per\.|series$)/);
  const measured = conceptSpans(before, /^metric:/).filter(({ end }) =>
    split.some(({ start }) => start === end),
  );
  return conceptSpans(before, /^ask\.count$/).filter(({ end }) =>
    measured.some(({ start }) => start === end),
  );
};

/** "How long did …": the verb goes with the words that ask, or whether it did would be asked. */
const askedLength = (before: Frame): Span[] =>
  conceptSpans(before, /^ask\.yesno$/).filter(({ start }) =>
    conceptSpans(before, /^family:/).some(({ end }) => end === start),
  );

/** "Only the failed ones", "e la durata media?": another measure in the same question. */
export const remeasured = (change: Change): string => {
  const { next, before, cues, opened } = change;
  const shared = sharedAnew(change);
  if (shared !== undefined) return shared;
  const { edits, tail, placed } = placedIn(change);
  edits.push(...gone(before, some(next, /^family:/) ? TIMED : MEASURED), ...without(countOfMeasure(before)));
  edits.push(...widened(next, before), ...without(askedLength(before)));
  // "How long does it take", of one of "the five slowest": their number goes with the ranking.
  if (ranks(before) && !ranks(next) && next.mentions.length > 0) edits.push(...without(freeNumbers(before)));
  if (some(next, /^family:/) && !some(next, /^last$/))
    edits.push(...gone(before, /^(?:last$|first$|ask\.when)/));
  if (some(next, /^share$/)) edits.push(...gone(before, /^(?:row|ask\.count)$/));
  if (some(next, /^(?:dimension:|per\.|series$|entity$)/)) edits.push(...gone(before, GROUPING));
  const rest = restOf(next, cues.opening, placed);
  const kept = edited(before, [...edits, ...base(before, opened)]);
  return joined([kept, ...tail, rest]);
};

const MEASURE = /^(?:metric:|family:|agg\.|rate$)/;
const ANCHORS = [/^metric:/, /^agg\./, /^family:/, /^row$/];

/** "The failures too", "aggiungi la durata massima": beside the measure that was asked for. */
export const alsoMeasured = (change: Change): string | undefined => {
  const { next, before, opened, setting } = change;
  const own = stretch(conceptSpans(next, MEASURE)) ?? stretch(conceptSpans(next, /^row$/));
  const adds = ['also', 'include'].some((tag) => tagSpan(next, tag) !== undefined);
  const other = next.mentions.length + next.times.ranges.length + next.times.windows.length > 0;
  if (
    !adds ||
    !own ||
    other ||
    some(next, /^(?:ask\.(?:when|why|which)|single$|last$|order\.|superlative:|view:)/)
  )
    return undefined;
  const anchor = ANCHORS.map((tag) => conceptSpans(before, tag).at(-1)).find((span) => span !== undefined);
  if (!anchor || some(before, /^(?:view:|last$|define$)/)) return undefined;
  const and = setting.phrase('time.and') ?? '';
  const text = `${textOf(before, anchor)} ${and} ${textOf(next, own)}`;
  return joined([edited(before, [{ ...anchor, text }, ...base(before, opened)])]);
};

const RANKS = /^(?:superlative:|order\.)/;

const ranks = (frame: Frame): boolean => some(frame, RANKS);

const END = /^order\.(?:most|least)$/;

/** "The least?", after the most reliable: the other end, by the word that says which. */
const otherEndOf = ({ next, before, opened, setting }: Change): string | undefined => {
  const [end, ...others] = next.concepts.filter(({ tag }) => !/^(?:stop|aux|single|ask\.which)$/.test(tag));
  const old = before.concepts.find(({ tag }) => tag.startsWith('superlative:'));
  if (!end || others.length > 0 || !END.test(end.tag) || !old || next.unknown.length > 0) return undefined;
  const at = before.words.tokens.findIndex(
    (_, each) => each >= old.start && each < old.end && before.words.tag(each, OPPOSITE[end.tag] ?? '') > 0,
  );
  // "The fastest", after the slowest; "least reliable" has no word of its own.
  const other = end.tag === 'order.least' ? otherEnd(old.tag, setting) : undefined;
  const text = other ?? (at < 0 ? undefined : textOf(next, end));
  const span = other === undefined ? { start: at, end: at + 1 } : old;
  return text === undefined
    ? undefined
    : joined([edited(before, [{ start: span.start, end: span.end, text }, ...base(before, opened)])]);
};

/** "The one with the fewest", "chi ne ha meno": one thing, whatever number was shown. */
const asksOne = (next: Frame): boolean =>
  some(next, /^single$/) || ['theOne', 'theOneBehind', 'who'].some((tag) => tagSpan(next, tag) !== undefined);

/** "And the fastest?", after the slowest; "and which had the fewest?": the other end of the same ranking, or another. */
export const rankedAnew = (change: Change): string | undefined => {
  const { next, before, opened, cues } = change;
  const own = some(next, /^(?:entity$|dimension:|per\.|view:|ask\.(?:why|when|count)|last$)/);
  // "And which process had the most failures?": of things of its own.
  if (next.words.matches.some(({ tag }) => tag === 'entity')) return undefined;
  // "And the quietest?", after the busiest hour.
  const ranked = ranks(before) || (some(before, /^busiest$/) && some(next, /^superlative:/));
  if (!some(next, /^(?:superlative:|order\.(?!top))/) || !ranked || own) return undefined;
  const end = otherEndOf(change);
  if (end !== undefined) return end;
  const { edits, tail, placed } = placedIn(change);
  edits.push(...gone(before, /^(?:superlative:|busiest$|order\.(?!top))/));
  if (some(next, /^(?:superlative:|metric:|family:|row$)/))
    edits.push(...gone(before, /^(?:metric:|family:|superlative:|rate$|row$)/));
  if (asksOne(next) && freeNumbers(next).length === 0)
    edits.push(...freeNumbers(before).map((span) => ({ ...span, text: '1' })));
  const asking = [...conceptSpans(next, ASK), ...conceptSpans(next, /^single$/)];
  const kept = edited(before, [...edits, ...base(before, opened)]);
  return joined([kept, ...tail, restOf(next, cues.opening, [...placed, ...asking])]);
};

const OPPOSITE: Readonly<Record<string, string>> = {
  'order.most': 'order.least',
  'order.least': 'order.most',
  'order.best': 'order.worst',
  'order.worst': 'order.best',
};

/** The words for the other end of a ranking. */
const otherEnd = (tag: string, { phrase, reading, superlative }: Setting): string | undefined => {
  if (!tag.startsWith('superlative:')) return phrase(OPPOSITE[tag] ?? '');
  const own = reading.superlatives[tag.slice('superlative:'.length)];
  const other = Object.entries(reading.superlatives).find(
    ([, each]) => each.metric === own?.metric && each.direction !== own.direction,
  );
  return other && superlative(other[0]);
};

/** "The other way round": the other end of the same ranking. */
export const reversed = ({ next, before, opened, setting }: Change): string | undefined => {
  const end = before.concepts.find(({ tag }) => otherEnd(tag, setting) !== undefined);
  const text = end && otherEnd(end.tag, setting);
  if (!tagSpan(next, 'reverse') || !end || text === undefined) return undefined;
  return joined([edited(before, [{ start: end.start, end: end.end, text }, ...base(before, opened)])]);
};

/** "Ranked by failures", "per numero di errori": the same things in another order. */
export const sortedAnew = (change: Change): string | undefined => {
  const { next, before, cues, opened, setting } = change;
  const by = next.concepts.some(({ tag, start }) => tag === 'group' && start === cues.opening);
  const said = tagSpan(next, 'sorted');
  const own = some(next, /^(?:entity$|dimension:|per\.|ask\.(?:which|when|why))/);
  if ((!by && !said) || own || !some(next, /^(?:metric:|family:|row$)/)) return undefined;
  if (!ranks(before) && !some(before, ORDER) && !some(before, GROUPING)) return undefined;
  const measure = stretch(conceptSpans(next, /^(?:metric:|family:|agg\.|rate$|row$)/));
  const old = stretch(conceptSpans(before, MEASURE)) ?? stretch(conceptSpans(before, /^row$/));
  if (!measure || !old) return remeasured(change);
  const order = setting.phrase('sorted');
  // "By duration", of those with more than ten failures: they stay those.
  if (boundsOf(before, setting.reading).length > 0 && order !== undefined)
    return joined([edited(before, base(before, opened)), `${order} ${textOf(next, measure)}`]);
  const { edits, tail, placed } = placedIn(change);
  const kept = [{ ...old, text: textOf(next, measure) }, ...edits, ...base(before, opened)];
  // "…, always the first three": how many, where no number stood.
  const shown = freeNumbers(next).filter((span) => !placed.some((each) => overlap(each, span)));
  const top = stretch([...conceptSpans(next, /^order\.top$/), ...shown]);
  return joined([edited(before, kept), ...tail, ...(shown.length > 0 && top ? [textOf(next, top)] : [])]);
};

const LIGHT = /^(?:not|none|stop|aux|ask\.|single$|many$|entity$|share$|rate$|agg\.total$)/;

/** "Those that", "any that", "which ones". */
const DENIED = ['refer.many', 'refer.any', 'many', 'relative'];

/** "Any that didn't?", "e quelle che no?", after those that did: the opposite of what was measured. */
export const denied = (change: Change): string | undefined => {
  const { next, before, opened, setting } = change;
  const not = tagSpan(next, 'not') ?? tagSpan(next, 'none');
  const { narrower = {}, opposites } = setting.reading;
  const known = (of: Readonly<Record<string, unknown>>) =>
    before.concepts.find(
      ({ tag }) => tag.startsWith('metric:') && of[tag.slice('metric:'.length)] !== undefined,
    );
  // "How many were not?", of the failures that were recovered: not recovered.
  const measured = known(narrower) ?? known(opposites);
  // "Which ones did not fail?", after those that failed.
  const again = next.concepts.filter(({ tag }) => tag === measured?.tag || /^(?:stop|aux)$/.test(tag));
  // It ends there: "I do not understand" says something else.
  const ends =
    not &&
    next.words.tokens.every(
      ({ kind }, at) => at < not.end || kind === 'mark' || again.some((span) => within(at, span)),
    );
  const asks = some(next, /^ask\.(?:count|which)$/) || DENIED.some((tag) => tagSpan(next, tag) !== undefined);
  if (!not || !ends || !asks) return undefined;
  const own =
    next.mentions.length + next.times.ranges.length + next.times.windows.length + next.unknown.length > 0;
  if (
    !not ||
    own ||
    !next.concepts.every(({ tag }) => LIGHT.test(tag) || tag === measured?.tag) ||
    some(before, /^(?:not|none|view:)/)
  )
    return undefined;
  const no = setting.phrase('not');
  if (!measured || no === undefined) return undefined;
  const asking = conceptSpans(next, ASK).map((span) => textOf(next, span));
  const text = `${no} ${textOf(before, measured)}`;
  const asked = asking.length > 0 ? gone(before, ASK) : [];
  const kept = edited(before, [
    { start: measured.start, end: measured.end, text },
    ...asked,
    ...base(before, opened),
  ]);
  return joined([...asking, kept]);
};

/** "And queued?", after those that wait: another state in the same question. */
export const restated = (change: Change): string | undefined => {
  const { next, before, cues, opened } = change;
  const own = some(next, /^(?:metric:|family:|row$|entity$|dimension:|ask\.|last$|never$|define$)/);
  if (!some(next, /^view:/) || !some(before, /^view:/) || own) return undefined;
  const { edits, tail, placed } = placedIn(change);
  const kept = edited(before, [...edits, ...gone(before, /^view:/), ...base(before, opened)]);
  return joined([kept, ...tail, restOf(next, cues.opening, placed)]);
};
