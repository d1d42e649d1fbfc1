import type { Frame } from '../frame.ts';
import { some, tagSpan, WHAT } from './parts.ts';
import { conceptSpans, type Edit, textOf } from './pieces.ts';
import type { Setting } from './setting.ts';

/** What was measured or counted, in its own words. */
const measuredIn = (before: Frame): string | undefined => {
  const span = conceptSpans(before, /^metric:/)[0] ?? conceptSpans(before, /^row$/)[0];
  return span && textOf(before, span);
};

const isOwn = (next: Frame): boolean =>
  some(next, WHAT) || next.mentions.length + next.unknown.length > 0 || some(next, /^(?:entity|dimension:)/);

/** "When was the last time it did?", "l'ultima volta che l'ha fatto": what the question before asked of it. */
const didEdits = (next: Frame, before: Frame): Edit[] => {
  const did = tagSpan(next, 'proVerb');
  const outcome = conceptSpans(before, /^metric:/)[0];
  if (!did || !outcome || isOwn(next) || !some(next, /^last$/) || before.mentions.length === 0) return [];
  return [{ start: did.end, end: did.end, text: textOf(before, outcome) }];
};

const COUNTS = /^(?:ask\.(?:count|yesno)|stop|aux|forecast)$/;

/** "And how many did it have in September?", "quanti ne ha avuti": of what was counted. */
const hadEdits = (next: Frame, before: Frame): Edit[] => {
  const [ask, ...others] = conceptSpans(next, /^ask\.count$/);
  const had = ['refer', 'refer.has'].some((tag) => tagSpan(next, tag) !== undefined);
  const text = measuredIn(before);
  const bare = next.concepts.every(({ tag }) => COUNTS.test(tag)) && next.times.ranges.length > 0;
  const counted = some(before, /^ask\.count$/) && before.mentions.length === 1;
  const many = tagSpan(next, 'refer.many') !== undefined;
  if (!ask || others.length > 0 || !had || many || !bare || !counted || isOwn(next) || text === undefined)
    return [];
  return [{ start: ask.end, end: ask.end, text }];
};

/** "How many times in September?", of how long it takes: how many runs. */
const timesEdits = (next: Frame, before: Frame, { row, phrase }: Setting): Edit[] => {
  const [ask, ...others] = conceptSpans(next, /^ask\.count$/);
  const often = ask && (next.words.tag(ask.end - 1, 'occasions') || next.words.tag(ask.end - 1, 'frequent'));
  const times = ask && (next.words.tag(ask.end, 'occasions') || often);
  const bare = next.concepts.every(({ tag }) => COUNTS.test(tag));
  if (
    !ask ||
    !times ||
    others.some(({ start }) => start !== ask.start) ||
    !bare ||
    row === undefined ||
    isOwn(next)
  )
    return [];
  if (!some(before, /^family:/)) return [];
  return [{ start: ask.start, end: times, text: `${phrase('time.and') ?? ''} ${textOf(next, ask)} ${row}` }];
};

/** "Does it happen often?", "quante volte è successo?", of why something fails: how many failures. */
const happensEdits = (next: Frame, before: Frame, { reading, metric, phrase }: Setting): Edit[] => {
  const happens = tagSpan(next, 'refer.happens');
  const [ask] = conceptSpans(next, /^ask\.count$/);
  const spans = [happens, ask ?? tagSpan(next, 'frequent')].flatMap((span) => span ?? []);
  const noun = metric(reading.trouble);
  if (spans.length < 2 || !some(before, /^ask\.why$/) || isOwn(next) || noun === undefined) return [];
  const [first, second] = spans.toSorted((one, other) => one.start - other.start);
  const count = phrase('ask.count') ?? '';
  return [first, second].flatMap((span, at) =>
    span ? [{ ...span, text: at === 0 ? `${count} ${noun}` : '' }] : [],
  );
};

/** "When was the last one?", of why something fails: the last failure. */
const lastTrouble = (next: Frame, before: Frame, { reading, metric }: Setting): Edit[] => {
  const [last] = conceptSpans(next, /^last$/);
  const noun = metric(reading.trouble);
  const when = some(next, /^ask\.when$/) && some(before, /^ask\.why$/);
  if (!last || !when || isOwn(next) || next.times.ranges.length > 0 || noun === undefined) return [];
  const one = next.words.tag(last.end, 'refer.one') || last.end;
  return [{ start: last.end, end: one, text: noun }];
};

const STEM = 4;

/** "Which one waits longest?", of how long things wait: the most of what was measured. */
const longestEdits = (next: Frame, before: Frame, { phrase }: Setting): Edit[] => {
  const state = next.concepts.find(({ tag }) => tag.startsWith('view:'));
  const longest = next.concepts.find(
    ({ tag, start }) =>
      /^(?:agg\.max|order\.most)$/.test(tag) && state && start >= state.end && start <= state.end + 1,
  );
  const most = phrase('order.most');
  const own = next.mentions.length + next.times.ranges.length + next.unknown.length > 0;
  if (!state || !longest || own || most === undefined || !some(next, /^(?:single|ask\.which)$/)) return [];
  const stem = (next.words.tokens[state.start]?.norm ?? '').slice(0, STEM);
  const said = before.words.tokens.some(({ norm }) => norm.startsWith(stem));
  const measured = some(before, /^(?:metric:|family:)/);
  return said && measured && some(before, /^(?:dimension:|entity$)/)
    ? [{ start: state.start, end: longest.end, text: most }]
    : [];
};

/** "Take sales out of it", "tieni le vendite fuori", "put sales back in": the name stands between the words. */
const around = (next: Frame, tags: readonly [string, string], text: string | undefined): Edit[] => {
  const { words } = next;
  const [mention, ...others] = next.mentions;
  if (!mention || others.length > 0 || text === undefined) return [];
  const [lead, tail] = tags;
  const verb = [1, 2].map((back) => mention.start - back).find((at) => words.tag(at, lead) === at + 1);
  const end = words.tag(mention.end, tail);
  if (verb === undefined || end === 0) return [];
  if (verb < mention.start - 1 && words.tag(verb + 1, 'time.glue') !== mention.start) return [];
  return [
    { start: verb, end: verb + 1, text },
    { start: mention.end, end, text: '' },
  ];
};

/** Words that stand for those of the question before, in its words. */
export const stoodIn = (next: Frame, before: Frame, setting: Setting): Edit[] => [
  ...didEdits(next, before),
  ...hadEdits(next, before),
  ...timesEdits(next, before, setting),
  ...happensEdits(next, before, setting),
  ...lastTrouble(next, before, setting),
  ...longestEdits(next, before, setting),
  ...around(next, ['drop.verb', 'drop.out'], setting.phrase('except')),
  ...around(next, ['include.verb', 'include.back'], setting.phrase('include')),
];
