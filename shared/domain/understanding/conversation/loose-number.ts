import type { Frame } from '../frame.ts';
import { boundsOf, GROUPING, RANKED, some } from './parts.ts';
import type { Setting } from './setting.ts';
import { onlyBefore } from './shift-times.ts';

const MOST_PLACES = 10;

/** "2", "the second one", where nothing was ranked, bounded or told by a number: it says nothing; "the 3rd" is a day. */
export const isLooseNumber = (next: Frame, before: Frame, { reading }: Setting): boolean => {
  const { words } = next;
  const numbers = words.tokens.flatMap((token, at) => {
    const number = words.number(at);
    const led = words.tag(at - 1, 'refer.which') === at;
    const place = number?.ordinal === true ? token.kind === 'word' : !led;
    return number ? [place && number.value <= MOST_PLACES] : [];
  });
  const bare = words.tokens.every(
    (token, at) =>
      token.kind === 'mark' ||
      words.number(at) !== undefined ||
      ['refer.which', 'refer.one', 'follow', 'only'].some((tag) => words.tag(at, tag) > 0),
  );
  const told = before.words.tokens.some((_, at) => before.words.number(at) !== undefined);
  const listed = (some(before, RANKED) || some(before, GROUPING)) && !some(before, /^ask\.why$/);
  return (
    bare &&
    !onlyBefore(next) &&
    // "Prima del 10": up to that day.
    next.times.ranges.every(({ open }) => open === undefined) &&
    numbers.some(Boolean) &&
    !told &&
    !listed &&
    boundsOf(before, reading).length === 0
  );
};
