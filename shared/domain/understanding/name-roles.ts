import { standing } from './frame.ts';
import { isPlacedLabel } from './labels.ts';
import type { Lexemes } from './lexemes.ts';
import { isTheOne, type Roles } from './link.ts';
import type { NameIndex } from './names.ts';
import { type Match, ofTag } from './phrases.ts';
import { standsAlone } from './stands-alone.ts';

const isStrong = ofTag((tag) =>
  /^(?:metric|family|view|superlative|dimension|absent|value)|^(?:row|entity|overview|order|having|compare|or$|each|samePoint|share|rate|series|per|ask|define|forecast|action|human|help|tech|offtopic|opinion|knowledge|measure|agg|last|now|never|always|busiest|oldest|greet|thanks|bye|cause$)/.test(
    tag,
  ),
);
const WEAK_IN_NAMES =
  /^(?:per|series|absent|knowledge|offtopic|tech|order|agg|action|metric|family|row|value|define|last|dimension|human)/;

const covers = (match: Match, at: number): boolean => at >= match.start && at < match.end;

/** Tokens whose words say something by themselves; those that are taken aside. */
export const strongTokens = (matches: readonly Match[], taken: ReadonlySet<number>): Set<number> => {
  const strong = new Set<number>();
  for (const match of standing(matches, taken)) {
    if (isStrong(match.tag)) for (let at = match.start; at < match.end; at += 1) strong.add(at);
  }
  return strong;
};

const rolesOf = (
  words: Lexemes,
  used: ReadonlySet<number>,
  index: NameIndex,
  keys: readonly (string | undefined)[],
  proper: ReadonlySet<string>,
): Roles => {
  const standingNow = standing(words.matches, used);
  const tagged = (at: number, test: (tag: string) => boolean): boolean =>
    standingNow.some((match) => covers(match, at) && test(match.tag));
  const strong = strongTokens(words.matches, used);
  // "Il processo delle scorte": what the data does not hold may be what a process is of.
  const ofThing = (at: number): boolean =>
    tagged(at, (tag) => tag === 'absent') && known(at) && isTheOne(words, index, at);
  const known = (at: number): boolean => {
    const key = keys[at];
    return key !== undefined && index.weight(key) > 0;
  };
  const leaving = words.matches.filter(
    ({ tag, start, end }) => ['except', 'drop', 'drop.it', 'drop.them'].includes(tag) && end - start > 1,
  );
  const numeric = (at: number): boolean =>
    words.tokens[at]?.kind !== 'word' || words.number(at) !== undefined;
  const stop = (at: number): boolean =>
    tagged(at, (tag) => tag === 'stop') && !isPlacedLabel(words, index, proper, at);
  // "VAT number check": a word that asks elsewhere, in the middle of a name.
  const inside = (at: number): boolean =>
    known(at) && known(at - 1) && !used.has(at) && tagged(at, (tag) => tag === 'ask.count');
  return {
    core: (at) => known(at) && !used.has(at) && (!strong.has(at) || ofThing(at)) && !stop(at) && !numeric(at),
    joins: (at) =>
      inside(at) ||
      (known(at) &&
        !used.has(at) &&
        (stop(at) || tagged(at, (tag) => WEAK_IN_NAMES.test(tag)) || numeric(at))),
    parts: (at) => strong.has(at),
    breaks: (at) =>
      used.has(at) ||
      (words.tokens[at]?.kind === 'mark' && !words.mark(at, '-\'"&/.')) ||
      tagged(at, (tag) => tag === 'compare' || tag === 'or' || tag === 'ask.when') ||
      // "Leave out sales": no leave of anybody.
      leaving.some((match) => covers(match, at)) ||
      // "Tracking not notifications": two names.
      (!known(at) && known(at - 1) && known(at + 1) && words.tag(at, 'rather') > 0) ||
      (tagged(at, (tag) => tag === 'ask.count') && !inside(at)),
    conjunction: (at) => words.tag(at, 'time.and') > 0 && index.small(words.tokens[at]?.norm ?? ''),
    states: (at) => tagged(at, (tag) => tag.startsWith('view:')),
  };
};

/** Words that recur ("at night") join a name beside them, or are one behind "the one", or where a noun stands. */
export const softRoles = (
  words: Lexemes,
  soft: ReadonlySet<number>,
  used: ReadonlySet<number>,
  index: NameIndex,
  keys: readonly (string | undefined)[],
  proper: ReadonlySet<string>,
): Roles => {
  const hard = new Set([...used].filter((at) => !soft.has(at)));
  const roles = rolesOf(words, hard, index, keys, proper);
  const known = (at: number): boolean => index.weight(keys[at] ?? '') > 0;
  return {
    ...roles,
    core: (at) =>
      soft.has(at)
        ? known(at) && (isTheOne(words, index, at) || standsAlone(words, hard, at))
        : roles.core(at),
    joins: (at) => (soft.has(at) ? known(at) : roles.joins(at)),
  };
};
