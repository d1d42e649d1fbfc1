import type { Lexemes } from '../lexemes.ts';
import { clip, type Local, numberedUnit } from './calendar.ts';
import { type Rule, skip, unitAt, halfAt } from './parts.ts';
import { ago, relativeUnit } from './units.ts';

/** A year long before the data is one all the same: figures of all would be no answer to it. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

/** The year that is said of a month or a day: 2025, del 2025, of last year. */
export const yearAt = (
  words: Lexemes,
  at: number,
  local: Local,
): { year: number; end: number } | undefined => {
  const here = skip(words, at);
  const token = words.tokens[here];
  const value = token?.kind === 'number' && /^\d{4}$/.test(token.norm) ? token.value : undefined;
  if (value !== undefined && value >= FIRST_YEAR && value <= LAST_YEAR) return { year: value, end: here + 1 };
  const said = relativeUnit(words, here, local) ?? ago(words, here, local);
  return said?.grain === 'year' ? { year: said.span.from.year, end: said.end } : undefined;
};

/** What a bare number of four digits is a year behind. */
const PLACES = ['glue', 'from', 'since', 'until', 'to', 'between', 'and', 'afterDay', 'beforeDay'].map(
  (tag) => `time.${tag}`,
);

const MEASURES = /^(?:metric:|row$|entity$)/;

/** 2025 where a year may stand: "nel 2025", "in 2025". */
export const year: Rule = (words, at, local) => {
  const lead = words.tag(at, 'time.inYear');
  const token = words.tokens[lead || at];
  const found = token?.kind === 'number' ? yearAt(words, lead || at, local) : undefined;
  // "Failures 2025", "2025's failures".
  const measured = words.matches.some((match) => match.end === at && MEASURES.test(match.tag));
  const owned = words.tokens[at + 1]?.norm === 's';
  const placed =
    at === 0 ||
    owned ||
    (measured && unitAt(words, at + 1) === undefined) ||
    PLACES.some((tag) => words.tag(at - 1, tag) > 0);
  // "Runs over 2000 seconds".
  const counted = found && !owned && words.prefixed(found.end, 'measure.') !== undefined;
  if (!found || (lead === 0 && (!placed || counted))) return undefined;
  return { end: found.end, span: numberedUnit(local, 'year', 1, found.year), grain: 'year' };
};

/** Quarter 3, terzo trimestre, third quarter of 2026, last quarter of the year, secondo semestre. */
export const partOfYear: Rule = (words, at, local) => {
  const count = words.number(at);
  const first = unitAt(words, count?.end ?? at);
  const unit = first?.unit;
  const parts = { bimester: 6, quarter: 4, quadrimester: 3, semester: 2 };
  if (unit !== 'bimester' && unit !== 'quarter' && unit !== 'quadrimester' && unit !== 'semester')
    return undefined;
  const said = count ? undefined : words.number(first?.end ?? at);
  // "Il trimestre prima" is no first quarter.
  const figure = said && words.tokens[said.end - 1]?.kind === 'number';
  const behind = said && (figure || (!said.ordinal && !unitAt(words, said.end))) ? said : undefined;
  const value = count?.value ?? behind?.value ?? 0;
  const end = behind?.end ?? first?.end ?? at;
  if (!Number.isInteger(value) || value < 1 || value > parts[unit]) return undefined;
  // "Three quarters" are a length of time.
  if (count && !count.ordinal) return undefined;
  const of = yearAt(words, end, local) ?? thisYear(words, end, local);
  return {
    end: of?.end ?? end,
    span: numberedUnit(local, unit, value, of?.year),
    grain: unit,
    ...(!of && { cycle: { years: 1 } }),
  };
};

/** "Of the year": the one of now. */
const thisYear = (words: Lexemes, at: number, local: Local): { year: number; end: number } | undefined => {
  const article = words.tag(at, 'time.theUnit');
  const unit = article > 0 ? unitAt(words, article) : undefined;
  return unit?.unit === 'year' ? { year: local.today.year, end: unit.end } : undefined;
};

/** The year that a part is said to be of: "of 2025", "of last year", "of the year". */
export const wholeYear: Rule = (words, at, local) => {
  const said = yearAt(words, at, local) ?? thisYear(words, at, local);
  return said && { end: said.end, span: numberedUnit(local, 'year', 1, said.year), grain: 'year' };
};

/** The last quarter of the year, l'ultimo semestre del 2025. */
export const lastOfYear: Rule = (words, at, local) => {
  const lead = words.tag(at, 'time.recent') || words.tag(at, 'time.last');
  const unit = lead > 0 ? unitAt(words, lead) : undefined;
  const whole = unit ? wholeYear(words, unit.end, local) : undefined;
  if (!unit || !whole || (unit.unit !== 'quarter' && unit.unit !== 'semester')) return undefined;
  const months = unit.unit === 'quarter' ? 3 : 6;
  const end = whole.span.from.add({ years: 1 });
  const span = clip(local, { from: end.subtract({ months }), to: end });
  return { end: whole.end, span, grain: unit.unit };
};

/** First half of the year, prima metà del 2025, H1: half a year. */
export const halfOfYear: Rule = (words, at, local) => {
  const half = halfAt(words, at);
  const whole = half && wholeYear(words, half.end, local);
  if (!half || !whole) return undefined;
  const { year: of } = whole.span.from;
  return {
    end: whole.end,
    span: numberedUnit(local, 'semester', half.second ? 2 : 1, of),
    grain: 'semester',
  };
};
