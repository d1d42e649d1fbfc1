import type { Frame, Mention } from '../frame.ts';
import type { Cues } from './cues.ts';
import type { Placed, Setting } from './setting.ts';
import { gone, namingSpan, RANKED, some, tagSpan } from './parts.ts';
import { type Edit, replacing, type Span, textOf, without } from './pieces.ts';

const dimensionOf = (mention: Mention): string => mention.choices[0]?.dimension ?? '';
const sameName = (one: Mention, other: Mention): boolean => one.choices[0]?.key === other.choices[0]?.key;

/** The name with the article and the preposition that lead to it. */
export const ledSpan = ({ words }: Frame, { start, end }: Span): Span => {
  let from = start;
  while (from > 0 && start - from < 2 && words.tag(from - 1, 'time.glue') === from) from -= 1;
  return { start: from, end };
};

/** "All of it again", of a month: no more than that is widened. */
const ofTime = ({ words }: Frame, { end }: Span): boolean =>
  // "All of them, but last week".
  words.tag(end - 1, 'but') !== end &&
  [end, words.tag(end, 'time.glue')].some(
    (at) => at > 0 && ['unit.', 'month.'].some((tag) => words.prefixed(at, tag) !== undefined),
  );

/** "And for all of them?": no name any more. */
export const widened = (next: Frame, before: Frame): Edit[] => {
  const span = tagSpan(next, 'widen.who');
  return span && !ofTime(next, span)
    ? without(before.mentions.map((mention) => ledSpan(before, mention)))
    : [];
};

/** "And the others?", of one: the same of all but that one, one by one. */
export const otherThan = (
  next: Frame,
  before: Frame,
  mainEntity: string,
  { phrase }: Setting,
): Placed | undefined => {
  const span = tagSpan(next, 'refer.others');
  const [mention, ...more] = before.mentions;
  const [each, except] = [phrase('detail.things'), phrase('except')];
  const one =
    mention && more.length === 0 && dimensionOf(mention) === mainEntity && mention.excluded !== true;
  if (!span || !one || each === undefined || except === undefined) return undefined;
  return {
    // A comma: "due to X last week" would go on as "to last week".
    edits: [{ ...ledSpan(before, mention), text: ',' }],
    tail: [each, `${except} ${textOf(before, mention)}`],
    placed: [span],
  };
};

/** "Sales in the place of the warehouse", "not sales but the warehouse": one of them was spoken of, one was not. */
const swapped = (next: Frame, before: Frame): Placed | undefined => {
  const old = next.mentions.filter((mention) => before.mentions.some((each) => sameName(each, mention)));
  const fresh = next.mentions.filter((mention) => !old.includes(mention));
  const [out] = old;
  const [into] = fresh;
  if (!out || !into || old.length + fresh.length !== 2 || dimensionOf(out) !== dimensionOf(into))
    return undefined;
  const said = ['swap', 'rather'].some((tag) => tagSpan(next, tag) !== undefined);
  if (into.excluded === true || !said) return undefined;
  const at = before.mentions.filter((each) => sameName(each, out));
  const first = Math.min(out.start, into.start);
  const last = Math.max(out.end, into.end);
  return { edits: replacing(at, textOf(next, into)).edits, tail: [], placed: [{ start: first, end: last }] };
};

/** The names that are left out come behind, unless they are left out already; those that were meant are taken away. */
const leftOut = (next: Frame, before: Frame, { phrase }: Setting): Placed => {
  const edits: Edit[] = [];
  const tail: string[] = [];
  const placed: Span[] = [];
  for (const mention of next.mentions.filter(({ excluded }) => excluded === true)) {
    const span = namingSpan(next, mention);
    placed.push(span);
    const known = before.mentions.filter((each) => sameName(each, mention));
    if (known.length === 0) tail.push(`${phrase('except') ?? ''} ${textOf(next, mention)}`);
    else edits.push(...without(known.filter(({ excluded }) => excluded !== true)));
  }
  return { edits, tail, placed };
};

/** "Tagged orders", and now a process: the word for the label goes with its name. */
const labelWords = (before: Frame, old: readonly Mention[], own: readonly Mention[]): Edit[] => {
  const kept = new Set(own.map(dimensionOf));
  const words = old
    .filter((mention) => !kept.has(dimensionOf(mention)))
    .flatMap((mention) =>
      before.concepts.filter(
        ({ tag, start, end }) =>
          tag === `dimension:${dimensionOf(mention)}` &&
          (mention.start - end === 0 || mention.start - end === 1 || start === mention.end),
      ),
    );
  return own.length > 0 ? without(words) : [];
};

/** "All of sales", "the whole warehouse", "tutte le risorse umane". */
const isWhole = ({ words }: Frame, { start }: Span): boolean =>
  [1, 2, 3, 4].some((back) => {
    const end = words.tag(start - back, 'whole.of');
    return end > 0 && (end === start || (end === start - 1 && words.tag(end, 'time.glue') === start));
  });

/** "Sistemi only": a name that is a mere word too is one only where it is placed as a name. */
const placedText = (next: Frame, mention: Mention, { phrase }: Setting): string =>
  mention.end - mention.start === 1 && next.words.tag(mention.start, 'stop') > 0
    ? `${phrase('place') ?? ''} ${textOf(next, mention)}`
    : textOf(next, mention);

/** The names of the question before give way to those of the message, dimension by dimension. */
export const placeNames = (
  next: Frame,
  before: Frame,
  { mainEntity, only }: Cues,
  setting: Setting,
): Placed => {
  const swap = swapped(next, before);
  if (swap) return swap;
  const { edits, tail, placed } = leftOut(next, before, setting);
  const meant = next.mentions.filter(({ excluded }) => excluded !== true);
  if (meant.length === 0) return { edits, tail, placed };
  placed.push(...meant);
  // Who was left out is asked for now.
  const back = before.mentions.filter(
    (mention) => mention.excluded === true && meant.some((each) => sameName(each, mention)),
  );
  edits.push(...without(back.map((mention) => namingSpan(before, mention))));
  // Who is asked for alone is asked for without leaving out others of its kind.
  const kin = before.mentions.filter(
    (mention) =>
      mention.excluded === true && meant.some((each) => dimensionOf(each) === dimensionOf(mention)),
  );
  edits.push(...without(kin.map((mention) => namingSpan(before, mention))));
  // "All of sales again": nothing of it is left out any more.
  if (meant.some((mention) => isWhole(next, mention))) {
    const out = before.mentions.filter(({ excluded }) => excluded === true);
    edits.push(...without(out.map((mention) => namingSpan(before, mention))));
  }
  const included = before.mentions.filter(({ excluded }) => excluded !== true);
  const dimensions = new Set(meant.map(dimensionOf));
  // "And of X?", after the part that one process has of an area: of the same area.
  const parted =
    some(before, /^(?:share|rate)$/) &&
    [...dimensions].every((each) => included.some((mention) => dimensionOf(mention) === each));
  // "And the whole sales area?" widens the question; "only in sales" narrows it.
  const groups =
    only || parted
      ? [...dimensions].map((each) => ({
          own: meant.filter((mention) => dimensionOf(mention) === each),
          old: included.filter((mention) => dimensionOf(mention) === each),
        }))
      : [{ own: meant, old: included }];
  for (const { own, old } of groups) {
    const text = (mention: Mention): string =>
      old.length > 0 ? textOf(next, mention) : placedText(next, mention, setting);
    const put = replacing(old, own.map(text).join(' , '));
    edits.push(...put.edits, ...labelWords(before, old, own));
    if (put.tail !== '') tail.push(put.tail);
  }
  // "And the invoices one?", after a ranking of all: no ranking any more.
  const alone = dimensions.has(mainEntity) && !included.some((each) => dimensionOf(each) === mainEntity);
  // "Do they go slower than last week?": nor is it one there, and the word stays.
  const judged = before.times.ranges.length > 1 && !some(before, /^(?:ask\.(?!yesno)|single$|order\.)/);
  if (alone && (only || included.length === 0))
    edits.push(...gone(before, judged ? /^(?:entity|many)$/ : RANKED));
  return { edits, tail, placed };
};

/** Names that are said behind words of adding join those of their dimension. */
export const joinNames = (next: Frame, before: Frame): Placed => {
  const edits: Edit[] = [];
  const tail: string[] = [];
  for (const mention of next.mentions) {
    const text = textOf(next, mention);
    const kin = before.mentions.filter((each) => dimensionOf(each) === dimensionOf(mention));
    const back = kin.filter((each) => each.excluded === true && sameName(each, mention));
    const last = kin.findLast(({ excluded }) => excluded !== true);
    if (back.length > 0) edits.push(...without(back.map((each) => namingSpan(before, each))));
    else if (last && !kin.some((each) => sameName(each, mention)))
      edits.push({ ...last, text: `${textOf(before, last)} , ${text}` });
    else if (!last) tail.push(text);
  }
  return { edits, tail, placed: next.mentions.map(({ start, end }) => ({ start, end })) };
};
