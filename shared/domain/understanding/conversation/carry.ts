import type { Reading } from '#shared/contracts/grammar.ts';
import type { Frame, Mention } from '../frame.ts';
import type { Cues } from './cues.ts';
import {
  boundsOf,
  freeNumbers,
  joined,
  namingSpan,
  overlap,
  restOf,
  some,
  tagSpan,
  TIMELESS,
  WHAT,
} from './parts.ts';
import { conceptSpans, type Edit, type Span, textOf } from './pieces.ts';
import { ledSpan } from './place-names.ts';
import { splitOf } from './ranks-unit.ts';
import type { Setting } from './setting.ts';
import { habitText, weekdaysIn } from './weekdays.ts';

/** What asks for single things: they are not narrowed to the one that was spoken of. */
const THINGS = /^(?:entity$|dimension:|order\.|superlative:|view:)/;
const MOST_NAMED = 9;

const field = (tag: string): string => tag.slice(0, tag.indexOf('='));

/** Conditions on values that the message does not set itself: "started by hand". */
const valueSpans = (next: Frame, before: Frame): Span[] => {
  // "How many runs were retries? And how many failures in October?": what was counted is no condition of it.
  const counted = some(before, /^ask\.count$/) && !some(before, /^(?:metric:|family:)/);
  const whole = some(next, /^ask\.count$/) && some(next, /^metric:/) && next.times.ranges.length > 0;
  if (counted && whole) return [];
  const own = new Set(
    next.concepts.filter(({ tag }) => tag.startsWith('value:')).map(({ tag }) => field(tag)),
  );
  return before.concepts.filter(({ tag }) => tag.startsWith('value:') && !own.has(field(tag)));
};

/** The states it asks for are those of rows: waiting, running. */
const states = (frame: Frame, reading: Reading): boolean =>
  frame.concepts.some(
    ({ tag }) => tag.startsWith('view:') && reading.views[tag.slice('view:'.length)]?.dataset === 'runs',
  );

/** "Which failed?"; "qual è stata la durata" asks for no thing. */
const asksThings = (next: Frame): boolean =>
  some(next, THINGS) || (some(next, /^ask\.which$/) && !some(next, /^(?:single|family:|agg\.|rate$)/));

/** "Is anything waiting?": whatever it is. */
const asksAny = (next: Frame): boolean => {
  const any = tagSpan(next, 'refer.any');
  const asked = next.concepts.some(
    ({ tag, ...span }) => any && /^(?:ask\.(?!yesno)|single$|agg\.|metric:)/.test(tag) && overlap(span, any),
  );
  return any !== undefined && !asked && !some(next, /^metric:/) && !next.times.all;
};

/** Names that a message leaves out: all, or those that things are listed within. */
const namesCarried = (
  next: Frame,
  before: Frame,
  { mainEntity, breaks, many }: Cues,
  setting: Setting,
): Mention[] => {
  const { reading } = setting;
  if (next.mentions.length > 0 || tagSpan(next, 'widen.who')) return [];
  if (many && next.mentions.length === 0) return [...before.mentions];
  const listed = some(next, /^(?:entity|row)$/) && some(next, /^view:/);
  const asked = some(next, /^ask\.count$/) || countOf(next, before, setting).length > 0;
  const counts = asked && !some(next, /^entity$/) && states(next, reading);
  const things = asksThings(next) && (listed || !some(next, /^row$/)) && !counts;
  if (things && (breaks || listed) && !many) return [];
  if (asksAny(next)) return [];
  const split = (dimension: string): boolean => !many && some(next, new RegExp(`^dimension:${dimension}$`));
  return before.mentions.filter(({ choices: [choice], excluded }) => {
    const dimension = choice?.dimension ?? '';
    return !things || (excluded !== true && dimension !== mainEntity && !split(dimension));
  });
};

/** "How many processes": the noun stands right behind, but for words in between. */
const countsThings = ({ concepts }: Frame): boolean => {
  const ask = concepts.find(({ tag }) => tag === 'ask.count');
  const next = ask && concepts.find(({ tag, start }) => start >= ask.end && !/^(?:stop|aux)$/.test(tag));
  return next !== undefined && concepts.some(({ tag, start }) => tag === 'entity' && start === next.start);
};

/** "Which of them failed": which of the things that were asked for. */
const things = (next: Frame, before: Frame, { many }: Cues): Edit[] => {
  const asked = before.concepts.find(({ tag }) => tag === 'entity');
  const span = tagSpan(next, 'refer.many') ?? tagSpan(next, 'refer');
  // "List them", of those that were counted.
  const counted = some(next, /^ask\.(?:list|enumerate)$/) && some(before, /^ask\.count$/);
  // "How many of them failed?", of those.
  const told = countsThings(before) || (some(before, /^(?:ask\.which|single)$/) && some(before, /^entity$/));
  const parted = some(next, /^ask\.count$/) && some(next, /^metric:/) && told;
  const which =
    (some(next, /^ask\.which$/) || counted || parted) && !some(next, /^(?:entity$|row$|dimension:)/);
  return many && asked && span && which ? [{ ...span, text: textOf(before, asked) }] : [];
};

/** "And which ran yesterday?", of things that were listed: which of those. */
const whichThings = (next: Frame, before: Frame): Edit[] => {
  const [which] = conceptSpans(next, /^ask\.which$/);
  const thing = before.words.matches.find(({ tag }) => tag === 'entity');
  const listed = !some(before, /^(?:metric:|family:|row$|ask\.count$|superlative:|order\.)/);
  const bare =
    some(next, /^(?:metric:|row$)/) && !some(next, /^(?:entity$|dimension:|single$|ask\.count$|order\.)/);
  return which && thing && listed && bare && which.end - which.start === 1
    ? [{ ...which, text: `${textOf(next, which)} ${textOf(before, thing)}` }]
    : [];
};

/** "Which took more than ten minutes?", of a list of runs. */
const rowsOf = (next: Frame, before: Frame): Edit[] => {
  const [which] = conceptSpans(next, /^ask\.which$/);
  const listed = some(before, /^ask\.(?:list|enumerate|which)$/) && some(before, /^row$/);
  const bare = !some(next, /^(?:entity$|row$|dimension:|metric:|view:|superlative:|order\.)/);
  const [row] = conceptSpans(before, /^row$/);
  return which && listed && bare && row
    ? [{ ...which, text: `${textOf(next, which)} ${textOf(before, row)}` }]
    : [];
};

/** "Waiting now?", after "how many runs": how many of them. */
const countOf = (next: Frame, before: Frame, { reading }: Setting): string[] => {
  const [ask] = conceptSpans(before, /^ask\.count$/);
  const bare = states(next, reading) && !some(next, /^(?:ask\.|single$|entity$|row$|metric:)/);
  return ask && bare && before.mentions.length > 0 ? [textOf(before, ask)] : [];
};

/** Hours and days that recur; of days that were left out, those that stay. */
const windowsSaid = (before: Frame, setting: Setting): string[] =>
  before.times.windows.map(({ start, end, recurring }) => {
    const said = weekdaysIn(before, { start, end });
    const others = recurring.field === 'weekday' && said.some((day) => !recurring.values.includes(day));
    return others ? habitText(recurring.values, setting) : textOf(before, { start, end });
  });

/** A question of its own that leaves out its period or its subject. `scoped`: it is about what was asked before. */
export const carried = (
  next: Frame,
  before: Frame,
  {
    cues,
    subject,
    scoped,
    setting,
  }: { cues: Cues; subject: string | undefined; scoped: boolean; setting: Setting },
): string => {
  const again = tagSpan(next, 'refer.time');
  const rest = restOf(next, cues.opening, again ? [again] : [], [
    ...things(next, before, cues),
    ...whichThings(next, before),
    ...rowsOf(next, before),
  ]);
  const pieces = [...countOf(next, before, setting), rest, ...splitOf(next, before)];
  const spans: Span[] = [];
  if (subject !== undefined) pieces.push(subject);
  else if (scoped || countOf(next, before, setting).length > 0) {
    // What is left out stands behind: it would leave out the names behind it too.
    const names = namesCarried(next, before, cues, setting);
    for (const excluded of [false, true])
      spans.push(
        ...names
          .filter((mention) => (mention.excluded === true) === excluded)
          .map((mention) => namingSpan(before, mention)),
      );
    spans.push(...valueSpans(next, before));
  }
  // "Why was that?", of the last failure: that one.
  const ofLast = before.times.ranges.length === 0 && freeNumbers(before).length === 0;
  if (some(next, /^ask\.why$/) && ofLast && !cues.many && !some(before, /^(?:lastMany|ask\.list)$/))
    spans.push(...conceptSpans(before, /^last$/).slice(0, 1));
  // "How many of them failed?": of those that took so long.
  if (cues.many && subject === undefined)
    spans.push(...boundsOf(before, setting.reading).filter(({ seconds }) => seconds !== undefined));
  // "How long does it usually take?": whenever.
  // "Does it fail often?": nor on that day alone.
  const often = tagSpan(next, 'frequent') !== undefined && !some(next, /^ask\.(?!yesno)/);
  // "Why did the first fail?": the first of those that were listed.
  const ofListed = some(next, /^ask\.why$/) && some(next, /^(?:first|last)$/);
  // "Since when does it fail?": whenever it began.
  const since = tagSpan(next, 'refer.since') !== undefined;
  const timeless =
    (some(next, TIMELESS) && !ofListed) || tagSpan(next, 'usual') !== undefined || often || since;
  if (next.times.ranges.length === 0 && !tagSpan(next, 'widen.period') && !timeless)
    spans.push(...before.times.ranges.slice(0, 1).map((range) => ledSpan(before, range)));
  const windows = next.times.windows.length === 0 && !timeless ? windowsSaid(before, setting) : [];
  // "More than ten minutes, last week": a comma, or the two would be one period.
  const texts = [...spans.map((span) => textOf(before, span)), ...windows];
  return joined([...pieces, ...texts.map((text) => `, ${text}`)]);
};

/** Things that only the answer names: those of a ranking, or within a bound. */
export const derived = (before: Frame): boolean =>
  some(before, /^(?:order\.|superlative:|having\.|busiest$)/);

/** Things that were in a state, or did something: "which of them", and not "those that never ran". */
const listedOf = (next: Frame, before: Frame): boolean => {
  const span = tagSpan(next, 'refer.many');
  const told = some(before, /^(?:ask\.(?:which|what)|entity$)/) && some(before, /^metric:/);
  const others = span !== undefined && next.words.tag(span.end, 'relative') > 0;
  return (told || some(before, /^view:/)) && !others;
};

/** "And why did they fail?", of all that were listed of an area, and no ranking that ends: whatever failed in it. */
const ofLabel = (next: Frame, before: Frame, named: readonly string[]): boolean => {
  const [shown] = freeNumbers(before);
  const most = shown && before.words.number(shown.start)?.value;
  const all = most === undefined ? !derived(before) : named.length > most;
  const label = before.mentions.some(
    ({ excluded, choices: [choice] }) => excluded !== true && choice?.key === choice?.name,
  );
  return some(next, /^ask\.why$/) && all && label;
};

/**
 * "How many of these failed?", "and those that failed", of the one that was asked about: of what was counted of it, as
 * it was narrowed and told day by day.
 */
const ofItsRows = (next: Frame, before: Frame, name: string | undefined): boolean =>
  (some(next, /^ask\.count$/) || (some(before, /^per\./) && !some(next, /^ask\.(?!list)/))) &&
  before.mentions.some(
    ({ choices: [choice], excluded }) =>
      // "How many of these were recovered?", of why those of an area failed: of the failures.
      excluded !== true && (choice?.name === name || (some(before, /^ask\.why$/) && !derived(before))),
  );

/** What the message means by "it": the one that was answered, or the one that was asked about. */
export const subjectOf = (
  next: Frame,
  before: Frame,
  named: readonly string[],
  cues: Cues,
  { reading }: Setting,
): string | undefined => {
  if (!cues.refers) return undefined;
  // "Only those that started more than an hour ago", of runs that were listed: no things.
  const timed = boundsOf(next, reading).some(({ seconds }) => seconds !== undefined);
  if (cues.only && cues.many && timed && some(next, /^row$/)) return undefined;
  // "Show them per week instead": what is told, not the things that were named.
  if (cues.many && some(next, /^per\./) && !some(next, WHAT)) return undefined;
  if (cues.many) {
    // One of those that were listed was asked about since.
    const [one, ...others] = before.mentions;
    const since =
      others.length === 0 && named.includes(one?.choices[0]?.name ?? '') && some(next, /^ask\.which$/);
    const listed =
      named.length > 1 && named.length <= MOST_NAMED && (derived(before) || listedOf(next, before) || since);
    const asks = some(next, /^ask\.which$/) || !some(next, /^ask\.count$/);
    if (named.length === 1) return ofItsRows(next, before, named[0]) ? undefined : named[0];
    if (ofLabel(next, before, named)) return undefined;
    return listed && asks ? named.join(' , ') : undefined;
  }
  if (named.length === 1) return named[0];
  const [mention] = before.mentions;
  return mention === undefined ? named[0] : textOf(before, mention);
};

/** "When was the last failure?", "what went wrong?": of the one that the question before was about. */
export const spokenOf = (next: Frame, before: Frame, named: readonly string[]): string | undefined => {
  const [mention, ...others] = before.mentions;
  const asks =
    (some(next, /^ask\.why$/) || (some(next, /^last$/) && some(next, WHAT))) &&
    !some(next, /^(?:entity|dimension:|order\.|view:|ask\.which|many|single)/);
  const one = mention !== undefined && others.length === 0 && next.mentions.length === 0;
  // "Why?", of the first of a ranking: the answer names it.
  const ofFirst = some(next, /^ask\.why$/) || (some(next, /^ask\.count$/) && some(next, /^per\./));
  // Nor the only one that is in a state.
  const told = derived(before) || (some(before, /^view:/) && some(before, /^(?:entity|dimension:)/));
  const [first] = named.length === 1 && told && ofFirst ? named : [];
  if (first !== undefined && before.mentions.length === 0 && next.mentions.length === 0) return first;
  return asks && one ? textOf(before, mention) : undefined;
};
