import type { Frame } from '../frame.ts';
import { oneEdits } from './only-one.ts';
import { freeNumbers, overlap, some, tagSpan, WHAT, within } from './parts.ts';
import { type Edit, type Span, textOf, without } from './pieces.ts';
import { firstAsked } from './first-asked.ts';
import { pairBefore } from './pair-before.ts';
import { firstPart, partNumber } from './part-numbers.ts';
import type { Setting } from './setting.ts';
import { stoodIn } from './stand-ins.ts';
import { wholeUnit } from './whole-unit.ts';

const SAID =
  /^(?:metric:|family:|superlative:|view:|value:|row$|agg\.|per\.|dimension:|entity$|rate$|share$|order\.)/;
const FARTHEST = 4;

/** Two words for one thing: the ends of a ranking, "quota" and "percentuale". */
const keyOf = (tag: string): string => tag.replace(/^order\..*/, 'order').replace(/^rate$/, 'share');

type Item = Span & { readonly key: string };

/** Everything of a question that another message may take back. */
const items = (frame: Frame): Item[] => [
  ...frame.concepts
    .filter(({ tag }) => SAID.test(tag))
    .map(({ start, end, tag }) => ({ start, end, key: keyOf(tag) })),
  ...frame.mentions.map(({ start, end, choices }) => ({ start, end, key: choices[0]?.key ?? '' })),
  ...frame.times.ranges.map(({ start, end, range }) => ({ start, end, key: `${range.from} ${range.to}` })),
  ...frame.times.windows.map(({ start, end, recurring }) => ({ start, end, key: String(recurring.values) })),
  ...frame.words.tokens.flatMap((_, start) => {
    const number = frame.words.number(start);
    return number ? [{ start, end: number.end, key: `number ${number.value}` }] : [];
  }),
];

/** "Which ones did not fail?": those that did not, and nothing is taken back. */
const asksForNot = (next: Frame, { start, end }: Span, own: readonly Item[]): boolean => {
  const ask = next.concepts.find(({ tag }) => /^ask\.(?:which|count)$/.test(tag));
  const between = own.some((item) => ask && item.start >= ask.end && item.end <= start);
  const ends = !own.some((item) => item.start >= end);
  const marked = next.words.tokens.some(
    (_, at) => ask && at >= ask.end && at < start && next.words.mark(at, ',;:.'),
  );
  const outcome = own.some(
    (item) => item.key.startsWith('metric:') && item.start >= start && item.end <= end,
  );
  return ask !== undefined && ask.end <= start && outcome && ends && !between && !marked;
};

/** "Not failures", "instead of by day", "anziché per giorno": what the question before said, and is not meant. */
const deniedSpans = (next: Frame, before: Frame): Span[] => {
  const known = new Set(items(before).map(({ key }) => key));
  const own = items(next);
  const opposite = (key: string): boolean => known.has(key);
  return next.words.tokens.flatMap((_, start) => {
    const end = next.words.tag(start, 'rather') || next.words.tag(start, 'not');
    if (end === 0) return [];
    const denied = own.filter(
      (item) => item.start >= end && item.start < end + FARTHEST && opposite(item.key),
    );
    const [first] = denied.toSorted((one, other) => one.start - other.start);
    if (!first || next.mentions.some((mention) => overlap(mention, first))) return [];
    const last = Math.max(...denied.filter((item) => overlap(item, first)).map((item) => item.end));
    const span = { start, end: last };
    const asks = next.concepts.some((each) => each.tag.startsWith('ask.') && !overlap(each, span));
    if (asksForNot(next, span, own)) return [];
    return asks || own.some((item) => !overlap(item, span)) ? [span] : [];
  });
};

/** "The first three" of a ranking are the top three: no first of the month. */
const topEdits = (next: Frame, before: Frame, { phrase }: Setting): Edit[] => {
  const top = phrase('order.top');
  if (top === undefined || !some(before, /^(?:order\.|superlative:|dimension:|entity$|per\.)/)) return [];
  return next.words.tokens.flatMap((_, at) => {
    const first = next.words.number(at);
    const count = first?.ordinal === true && first.value === 1 ? next.words.number(first.end) : undefined;
    if (!first || !count || count.ordinal || next.words.prefixed(count.end, 'unit.')) return [];
    return [{ start: at, end: count.end, text: `${top} ${count.value}` }];
  });
};

/** "The second half", of a month that was spoken of. */
const halfEdits = (next: Frame, before: Frame): Edit[] => {
  const [range, ...others] = before.times.ranges;
  const at = next.words.tokens.findIndex((_, each) => next.words.tag(each, 'time.half') > 0);
  const led = next.words.number(at - 1)?.ordinal === true || next.words.tag(at - 1, 'time.lastPart') === at;
  const whole = range && ['month', 'quarter', 'year'].includes(range.grain) && others.length === 0;
  if (!whole || at < 1 || !led || next.times.ranges.some(({ end }) => end > at + 1)) return [];
  const end = next.words.tag(at, 'time.half');
  return [{ start: end, end, text: textOf(before, range) }];
};

const HOURS = 24;

/** "8-12": hours, where nothing else says what the numbers are. */
const clockEdits = (next: Frame, before: Frame, { phrase }: Setting): Edit[] => {
  const at = next.words.tokens.findIndex((_, each) => {
    const from = next.words.number(each);
    const joint =
      from && (next.words.mark(from.end, '-–') ? from.end + 1 : next.words.tag(from.end, 'time.to'));
    const to = joint ? next.words.number(joint) : undefined;
    return from && to && from.value < to.value && to.value <= HOURS;
  });
  const from = next.words.number(at);
  const joint =
    from && (next.words.mark(from.end, '-–') ? from.end + 1 : next.words.tag(from.end, 'time.to'));
  const to = joint ? next.words.number(joint) : undefined;
  const free = !next.times.used.has(at) && next.times.windows.length === 0;
  const bare =
    free && !some(next, /^(?:having\.|measure\.|metric:|family:)/) && before.times.ranges.length > 0;
  if (!from || !to || !bare || freeNumbers(next).every((span) => !within(at, span))) return [];
  const words = [phrase('time.clockFrom'), from.value, phrase('time.clockTo'), to.value];
  return [{ start: at, end: to.end, text: words.join(' ') }];
};

/** "Not only sales": all of them. */
const notOnlyEdits = (next: Frame, before: Frame, { phrase }: Setting): Edit[] => {
  const all = phrase('widen.who');
  return next.words.tokens.flatMap((_, start) => {
    const end = next.words.tag(start, 'notOnly');
    const named = next.mentions.find((mention) => mention.start >= end && mention.start <= end + 1);
    const known = before.mentions.some(({ choices }) => choices[0]?.key === named?.choices[0]?.key);
    return end > 0 && named && known && all !== undefined ? [{ start, end: named.end, text: all }] : [];
  });
};

/** "The top 5 of this month": the number is no day of it. */
const countEdits = (next: Frame): Edit[] =>
  next.words.tokens.flatMap((_, at) => {
    const top = next.words.tag(at, 'order.top');
    const number = top > 0 ? next.words.number(top) : undefined;
    const dated =
      number && next.times.ranges.some((range) => range.start < number.end && range.end > number.end);
    return number && dated ? [{ start: number.end, end: number.end, text: ',' }] : [];
  });

/** "+ sales": one more name. */
const plusEdits = (next: Frame, { phrase }: Setting): Edit[] => {
  const also = phrase('also');
  return also !== undefined && next.source.startsWith('+') && next.mentions.length > 0
    ? [{ start: 0, end: 1, text: also }]
    : [];
};

/** "Set?", "mart": a month or a day in short, where one was spoken of. */
const shortEdits = (next: Frame, before: Frame, { named }: Setting): Edit[] => {
  const [word, ...others] = next.words.tokens.filter(({ kind }) => kind !== 'mark');
  const [range] = before.times.ranges;
  const known = next.times.ranges.length + next.mentions.length > 0 || next.concepts.length > 0;
  if (!word || others.length > 0 || !range || known) return [];
  const text = named(word.norm, range.grain === 'month' ? 'month' : 'weekday');
  const start = next.words.tokens.indexOf(word);
  return text === undefined ? [] : [{ start, end: start + 1, text }];
};

/** "And between 11 and 17?", after days of a month: days of it, no hours. */
const datesEdits = (next: Frame, before: Frame): Edit[] => {
  const [range, ...others] = before.times.ranges;
  const [window] = next.times.windows;
  const month = before.words.tokens.findIndex(
    (_, at) => range && within(at, range) && before.words.prefixed(at, 'month.') !== undefined,
  );
  const clock = window?.clock === true && next.times.windows.length === 1 && next.times.ranges.length === 0;
  if (!clock || range?.grain !== 'day' || others.length > 0 || month < 0) return [];
  return [{ start: window.end, end: window.end, text: textOf(before, { start: month, end: month + 1 }) }];
};

/** "How did it go, how many errors?": what is measured says more. */
const overviewEdits = (next: Frame): Edit[] =>
  some(next, /^(?:ask\.count$|metric:|family:)/)
    ? without(next.concepts.filter(({ tag }) => tag === 'overview'))
    : [];

/** "OK, yesterday I have seen, today instead?": the period that was answered. */
const seenEdits = (next: Frame, before: Frame): Edit[] => {
  const [known, ...others] = next.times.ranges.filter(({ range }) =>
    before.times.ranges.some((each) => each.range.from === range.from && each.range.to === range.to),
  );
  const settled = known ? next.words.tag(known.end, 'settled') : 0;
  return known && settled > 0 && others.length === 0 && next.times.ranges.length > 1
    ? [{ start: known.start, end: settled, text: '' }]
    : [];
};

/** "The warehouse alone": only it, not what starts by itself. */
const aloneEdits = (next: Frame): Edit[] => {
  if (some(next, WHAT)) return [];
  return without(
    next.mentions.flatMap(({ end }) => {
      const last = next.words.tag(end, 'alone');
      return last > 0 ? [{ start: end, end: last }] : [];
    }),
  );
};

const ASKS = /^(?:stop|aux|single|ask\.(?:which|what|when|yesno)|agg\.max|busiest)$/;

/** "What's the peak?", "when was the peak?", of what was told day by day: the greatest of those. */
const peakEdits = (next: Frame, before: Frame, { phrase }: Setting): Edit[] => {
  const peak = next.concepts.find(({ tag }) => tag === 'busiest');
  const own = next.mentions.length + next.times.ranges.length + next.unknown.length;
  const most = phrase('order.most');
  const bare = own === 0 && next.concepts.every(({ tag }) => ASKS.test(tag));
  if (!peak || !bare || most === undefined || !some(before, /^(?:per\.|series$)/)) return [];
  const when = next.concepts.filter(({ tag }) => tag === 'ask.when');
  return [{ start: peak.start, end: peak.end, text: most }, ...without(when)];
};

/** "Which one?", of anything that did: which. */
const whichEdits = (next: Frame, before: Frame): Edit[] => {
  const [one, ...others] = next.concepts.filter(({ tag }) => tag === 'single');
  const own = next.mentions.length + next.times.ranges.length + next.unknown.length;
  const bare = own === 0 && next.concepts.every(({ tag }) => /^(?:single|ask\.which|stop|aux)$/.test(tag));
  const which = one ? next.words.tag(one.start, 'ask.which') : 0;
  const any = some(before, /^ask\.yesno$/) && before.mentions.length === 0;
  return one && others.length === 0 && bare && any && which > 0
    ? [{ start: which, end: one.end, text: '' }]
    : [];
};

/** "What happened?", after failures: why. */
const happenedEdits = (next: Frame, before: Frame, { phrase, reading }: Setting): Edit[] => {
  const span = tagSpan(next, 'refer.happened');
  const why = phrase('why');
  const other =
    next.mentions.length + next.times.ranges.length > 0 || some(next, /^(?:metric:|row$|family:)/);
  const failed = before.concepts.some(({ tag }) => tag === `metric:${reading.trouble}`);
  return span && why !== undefined && !other && failed ? [{ ...span, text: why }] : [];
};

/** "And this one?", after "last month": the one of now. */
const thisOneEdits = (next: Frame, before: Frame, { phrase }: Setting): Edit[] => {
  const [range, ...others] = before.times.ranges;
  const said = next.words.tokens.flatMap(({ kind }, at) => (kind === 'mark' ? [] : [at]));
  const start = said.find((at) => next.words.tag(at, 'follow') !== at + 1) ?? 0;
  const bare = next.words.tag(start, 'time.thisAlone') > (said.at(-1) ?? 0);
  const past = ['time.last', 'time.justPast'].some((tag) =>
    before.words.tokens.some((_, at) => range && within(at, range) && before.words.tag(at, tag) > 0),
  );
  const unit = before.words.tokens.findLastIndex(
    (_, at) => range && within(at, range) && before.words.prefixed(at, 'unit.') !== undefined,
  );
  if (!bare || !past || unit < 0 || others.length > 0) return [];
  const end = (said.at(-1) ?? 0) + 1;
  return [
    {
      start,
      end,
      text: `${phrase('time.thisAlone') ?? ''} ${before.words.tokens[unit]?.norm ?? ''}`,
    },
  ];
};

/** What has to be said otherwise in a message before it can be read behind another. */
export const prepared = (next: Frame, before: Frame, setting: Setting): Edit[] => [
  ...notOnlyEdits(next, before, setting),
  ...firstAsked(next, before),
  ...pairBefore(next, before, setting),
  ...happenedEdits(next, before, setting),
  ...stoodIn(next, before, setting),
  ...peakEdits(next, before, setting),
  ...whichEdits(next, before),
  ...without(deniedSpans(next, before)),
  ...countEdits(next),
  ...overviewEdits(next),
  ...plusEdits(next, setting),
  ...aloneEdits(next),
  ...shortEdits(next, before, setting),
  ...datesEdits(next, before),
  ...halfEdits(next, before),
  ...partNumber(next, before),
  ...firstPart(next, before),
  ...wholeUnit(next, before, setting),
  ...thisOneEdits(next, before, setting),
  ...seenEdits(next, before),
  ...topEdits(next, before, setting),
  ...oneEdits(next, before),
  ...clockEdits(next, before, setting),
];
