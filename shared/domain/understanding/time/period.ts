import { bareDay } from './dates.ts';
import { dayPart } from './day-parts.ts';
import { latestPart } from './latest-part.ts';
import { longer, remembered, type Rule } from './parts.ts';
import { plainAt } from './plain.ts';
import { sameTime } from './same.ts';

/** The longest single period that starts here. */
export const periodAt: Rule = remembered((words, at, local) =>
  [dayPart, sameTime, latestPart].reduce(
    (best, rule) => longer(best, rule(words, at, local)),
    plainAt(words, at, local),
  ),
);

/** A period, or a day by its number alone where the words around it allow one. */
export const single: Rule = (words, at, local) => periodAt(words, at, local) ?? bareDay(words, at, local);
