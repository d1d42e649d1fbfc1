import { type Mention, standing } from './frame.ts';
import type { Lexemes } from './lexemes.ts';
import type { Match } from './phrases.ts';
import type { Local } from './time/calendar.ts';
import { calendarUnit, isUnit } from './time/calendar.ts';
import { readingOf, type Times } from './time/read-times.ts';

/** Words that only ask, and those of a group: "can I have a report by area". */
const LIGHT =
  /^(?:stop|aux|greet|single|many|group|or|dimension:|overview$|ask\.(?:which|what|list|yesno|enumerate)$)/;
const RECAP = /^(?:recap|recap\.of|overview)$/;

const covers = ({ start, end }: Match, at: number): boolean => at >= start && at < end;

/** A word that tells how all goes, and the adjective beside it that says of what time. */
interface Recap {
  readonly noun: Match;
  readonly every: Match | undefined;
  /** "A report of the errors": it says of what it is. */
  readonly ofRows: boolean;
}

/** "Weekly", "mensile", right beside it. */
const everyBeside = ({ matches }: Lexemes, noun: Match): Match | undefined =>
  matches.find(
    ({ tag, start, end }) => tag.startsWith('periodic.') && (end === noun.start || start === noun.end),
  );

/** "Error report", "report degli errori". */
const isOf = (words: Lexemes, noun: Match, { tag, start, end }: Match): boolean =>
  (words.tag(start, 'mishap') > 0 || (tag === 'row' && words.tag(start, 'anchor') > 0)) &&
  (end === noun.start || (start > noun.end && words.tag(noun.end, 'stop') > 0));

/**
 * "Weekly report", "the numbers of yesterday", "bollettino": all that is asked for is how things went, in a word that
 * in any other question is part of a name or says nothing.
 */
const recapIn = (words: Lexemes, named: ReadonlySet<number>, times: Times): Recap | undefined => {
  const [noun, ...others] = words.matches.filter(({ tag, start }) => RECAP.test(tag) && !named.has(start));
  if (!noun || others.some(({ start, end }) => start >= noun.end || end <= noun.start)) return undefined;
  const every = everyBeside(words, noun);
  const inside = (at: number): boolean => covers(noun, at) || (every !== undefined && covers(every, at));
  const stands = standing(words.matches, new Set([...named, ...times.used])).filter(
    ({ tag, start }) =>
      !inside(start) &&
      !LIGHT.test(tag) &&
      words.tag(start, 'time.glue') === 0 &&
      // "By process".
      !(tag === 'entity' && words.matches.some((by) => by.tag === 'group' && by.end === start)),
  );
  const ofRows = stands.filter((each) => isOf(words, noun, each));
  // "Sales report", "report vendite": a name; "sales figures" are none of ours.
  const places = noun.tag === 'recap.of' ? [...words.tokens.keys()] : [noun.start - 1, noun.end];
  const joined = places.some(
    (at) =>
      words.tokens[at]?.kind === 'word' &&
      !inside(at) &&
      !named.has(at) &&
      !times.used.has(at) &&
      !ofRows.some((each) => covers(each, at)) &&
      !words.matches.some((each) => covers(each, at) && (LIGHT.test(each.tag) || each.tag === 'time.glue')),
  );
  return stands.length > ofRows.length || joined ? undefined : { noun, every, ofRows: ofRows.length > 0 };
};

/** What is read of a message that asks for no more than how things went. */
export const withRecap = (
  words: Lexemes,
  named: ReadonlySet<number>,
  times: Times,
  local: Local,
): { readonly times: Times; readonly recap?: Match } => {
  const found = recapIn(words, named, times);
  if (!found) return { times };
  const { noun, every, ofRows } = found;
  const unit = every?.tag.slice('periodic.'.length) ?? '';
  const alone = words.tokens.filter(({ kind }) => kind !== 'mark').length === noun.end - noun.start;
  const parted = words.matches.some(({ tag }) => tag.startsWith('dimension:'));
  const dated =
    ofRows ||
    parted ||
    times.ranges.length + times.windows.length > 0 ||
    isUnit(unit) ||
    (alone && noun.tag === 'recap');
  const recap = { ...noun, tag: 'overview' };
  if (noun.tag === 'recap.of' && !dated && named.size === 0) return { times };
  if (!every || !isUnit(unit)) return { times, ...(dated && { recap }) };
  const used = new Set([
    ...times.used,
    ...Array.from({ length: every.end - every.start }, (_, at) => every.start + at),
  ]);
  const { start, end } = every;
  const period = { end, span: calendarUnit(local, unit, 0), grain: unit };
  const ranges = times.ranges.length > 0 ? times.ranges : [readingOf({ start, end, period }, local)];
  return { times: { ...times, ranges, used }, recap };
};

/** Names that are no more than the word for how things went. */
export const withoutRecap = (mentions: readonly Mention[], recap: Match | undefined): Mention[] =>
  mentions.filter(({ start, end }) => !recap || start < recap.start || end > recap.end);
