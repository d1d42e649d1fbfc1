import type { Frame } from './frame.ts';
import type { Match } from './phrases.ts';

/** What a wish may hold besides: anything else asks for a figure or a list. */
const BESIDE =
  /^(?:stop|greet|thanks|aux|action|human|single|entity|dimension:|time\.|refer|view:|value:|now$|ask\.yesno$)/;

const within = ({ start, end }: Match, { start: from, end: to }: Match): boolean =>
  start >= from && end <= to;

/**
 * "Have the import started again", "we need the fax turned off", "the backup must be restarted": something is to be
 * done with one thing, said without an imperative of its own.
 */
export const wishes = ({ words, concepts, mentions, times }: Frame): boolean => {
  const wish = words.matches.find(({ tag }) => tag === 'wish');
  const done = words.matches.find(({ tag, start }) => tag === 'wish.done' && wish && start >= wish.end);
  const [thing, ...others] = mentions;
  // "Those of sales switched off" are asked for.
  const isLabel = thing?.choices.some(({ key, name }) => key === name);
  if (!wish || !done || !thing || isLabel || others.length > 0) return false;
  // "Put the backup back on, would you?"
  const opens = wish.start === 0;
  const asks =
    (!opens && words.tokens.some(({ norm }) => norm === '?')) ||
    words.matches.some(({ tag }) => tag === 'asking');
  const past = times.ranges.some(({ future, grain }) => !future && grain !== 'hour');
  const besides = concepts.filter((match) => !within(match, wish) && !within(match, done));
  return !asks && !past && besides.every(({ tag }) => BESIDE.test(tag));
};
