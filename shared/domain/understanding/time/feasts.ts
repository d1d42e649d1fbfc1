import { clip, type Local, type Span } from './calendar.ts';
import { latestDay } from './days.ts';
import { endsAt, oneDay, type Period, type Rule, skip } from './parts.ts';
import { yearAt } from './years.ts';

const SEASON = { months: 3 };

/** Behind it: "scorso", a year. */
const behind = (words: Parameters<Rule>[0], end: number, local: Local): { end: number; year?: number } =>
  yearAt(words, skip(words, end), local) ??
  yearAt(words, end, local) ?? { end: words.tag(end, 'time.last') || end };

/** What a feast may stand right behind: "da ferragosto", "since Christmas". */
const ENDS = ['dayOf', 'from', 'since', 'until', 'to', 'between', 'and', 'afterDay', 'beforeDay'].map(
  (tag) => `time.${tag}`,
);

/** A Natale, on Christmas day, il giorno di ferragosto: the latest one. */
export const feast: Rule = (words, at, local) => {
  const lead = words.tag(at, 'time.feastLead');
  const found = words.prefixed(lead || at, 'time.feast.');
  const after = found ? behind(words, found.end, local) : undefined;
  const placed =
    lead > 0 ||
    at === 0 ||
    ENDS.some((tag) => endsAt(words, at, tag)) ||
    (after !== undefined && found !== undefined && after.end > found.end);
  if (!found || !after || !placed) return undefined;
  const [month = 1, day = 1] = found.rest.split('-').map(Number);
  const date = latestDay(local, day, month, after.year);
  return date && oneDay(after.end, date);
};

/** D'estate, this summer, l'estate scorsa: three whole months, the latest that have begun. */
export const season: Rule = (words, at, local) => {
  const before = words.tag(at, 'time.last');
  const found = words.prefixed(before || at, 'time.season.') ?? words.prefixed(at, 'time.season.');
  if (!found || endsAt(words, at, 'time.season')) return undefined;
  const after = behind(words, found.end, local);
  const month = Number(found.rest);
  const { today } = local;
  const year = after.year ?? (month > today.month ? today.year - 1 : today.year);
  const from = today.with({ year, month, day: 1 }).toPlainDateTime();
  const span: Span = { from, to: from.add(SEASON) };
  const past = before > 0 || after.end > found.end;
  const current = after.year === undefined && past && span.to.toPlainDate().since(today).sign > 0;
  const whole = current
    ? { from: from.subtract({ years: 1 }), to: from.subtract({ years: 1 }).add(SEASON) }
    : span;
  const period: Period = { end: after.end, span: clip(local, whole), grain: 'month' };
  return period;
};
