import { articleDay, bareDay, dayAndMonth, dayOfUnit, numericDate } from './dates.ts';
import { feast, season } from './feasts.ts';
import { ofMonths } from './months.ts';
import { longer, type Period, remembered, type Rule } from './parts.ts';
import { ago, ahead, lately, namedDay, plainWeekend, recent, relativeUnit, toDate } from './units.ts';
import { ofWeekdays } from './weekdays.ts';
import { plainUnit, weekNumber } from './weeks.ts';

const RULES: readonly Rule[] = [
  namedDay,
  dayAndMonth,
  dayOfUnit,
  numericDate,
  ago,
  recent,
  lately,
  relativeUnit,
  toDate,
  ofWeekdays,
  ofMonths,
  weekNumber,
  plainUnit,
  articleDay,
  ahead,
  plainWeekend,
  feast,
  season,
];

/** The longest period of whole calendar units, or of time just gone, that starts here. */
export const plainAt: Rule = remembered((words, at, local) => {
  let best: Period | undefined;
  for (const rule of RULES) best = longer(best, rule(words, at, local));
  return best;
});

/** A single day, however it is said. */
export const dayAt: Rule = (words, at, local) => {
  const found = plainAt(words, at, local) ?? bareDay(words, at, local);
  return found?.grain === 'day' && found.span.from.add({ days: 1 }).equals(found.span.to) ? found : undefined;
};
