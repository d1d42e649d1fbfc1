import { all, type Frame, has, names } from './frame.ts';
import type { Match } from './phrases.ts';

/** Between a negation and the noun: "had not even a single run". */
const MOST_BETWEEN = 3;

const DENIALS = ['not', 'none', 'never'];

const deniedBefore = ({ concepts, words }: Frame, { start }: Match): boolean =>
  concepts.some(({ tag, end }) => DENIALS.includes(tag) && end <= start && start - end <= MOST_BETWEEN) ||
  words.number(start - 1)?.value === 0 ||
  [1, 2, 3].some((back) => {
    const end = words.tag(start - back, 'without');
    return end > 0 && end <= start && start - end <= 2;
  });

const SAYS_NOTHING = /^(?:stop|aux|ask\.yesno|now|planned)$/;

/** "Should have run today but did not": the verb that is denied was said before. */
const deniedBehind = ({ concepts, words, times }: Frame, { end }: Match): boolean =>
  concepts.some(
    (denial) =>
      denial.tag === 'not' &&
      denial.start >= end &&
      words.tokens.every(
        ({ kind }, at) =>
          at < end ||
          kind === 'mark' ||
          times.used.has(at) ||
          (at >= denial.start && at < denial.end) ||
          concepts.some(({ tag, start, end: last }) => at >= start && at < last && SAYS_NOTHING.test(tag)),
      ),
  );

/** "Did every process run today?": no if there are any that did not. */
export const asksAll = ({ words, concepts }: Frame): boolean =>
  words.tokens.some((_, at) => {
    const whole = words.tag(at, 'allThe');
    const end = whole > 0 ? words.tag(whole, 'entity') : 0;
    const runs = (noun: Match): boolean => words.tag(noun.start, 'anchor') > 0 && noun.start !== end;
    return end > 0 && concepts.some((match) => match.tag === 'row' && !runs(match));
  }) && concepts.every(({ tag }) => !ASKS_OTHERWISE.test(tag));

const ASKS_OTHERWISE =
  /^(?:metric:|family:|superlative:|view:|not$|never$|agg\.|order\.|per\.|ask\.(?:which|what|count|when|why|list|enumerate))/;

/** Rows that there were not: "no runs", "did not run", "without a single run". */
export const deniesRows = (frame: Frame): boolean =>
  all(frame, 'metric:').length === 0 &&
  frame.concepts.some(
    (match) => match.tag === 'row' && (deniedBefore(frame, match) || deniedBehind(frame, match)),
  );

/** There is none at all, whenever: "without a single run", "no runs". */
export const neverRan = (frame: Frame): boolean => deniesRows(frame) && !has(frame, 'not');

/** One thing is named, not a label that many have. */
export const namesThing = (frame: Frame): boolean => names(frame).some(({ key, name }) => key !== name);
