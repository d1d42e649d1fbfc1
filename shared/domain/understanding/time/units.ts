import { calendarUnit, days, recentUnits, unitAgo } from './calendar.ts';
import { type Rule, skip, unitAt } from './parts.ts';

export const namedDay: Rule = (words, at, local) => {
  const found = words.prefixed(at, 'day.');
  if (!found) return undefined;
  return { end: found.end, span: days(local.today.add({ days: Number(found.rest) }), 1), grain: 'day' };
};

/** This week, la scorsa settimana, mese prossimo, last weekend. */
export const relativeUnit: Rule = (words, at, local) => {
  const offsets: [string, number][] = [
    ['time.this', 0],
    ['time.last', -1],
    ['time.beforeLast', -2],
    ['time.next', 1],
  ];
  for (const [tag, offset] of offsets) {
    const before = words.tag(at, tag);
    const unit = before > 0 ? unitAt(words, skip(words, before)) : undefined;
    if (unit) return { end: unit.end, span: calendarUnit(local, unit.unit, offset), grain: unit.unit };
    const first = unitAt(words, at);
    // Behind the unit: "settimana scorsa", "mese in corso", but not "al giorno questa settimana".
    const after = first ? words.tag(first.end, offset === 0 ? 'time.current' : tag) : 0;
    if (first && after > 0) {
      return { end: after, span: calendarUnit(local, first.unit, offset), grain: first.unit };
    }
  }
  return undefined;
};

/** Last 7 days, ultimi sette giorni, past 24 hours, gli ultimi due mesi; 7 giorni scorsi. */
export const recent: Rule = (words, at, local) => {
  const lead = words.tag(at, 'time.recent') || words.tag(at, 'time.last');
  const glued = skip(words, lead || at);
  const count = words.number(glued);
  const unit = unitAt(words, count ? count.end : glued);
  if (!unit) return undefined;
  const trail = lead > 0 ? 0 : words.tag(unit.end, 'time.recent') || words.tag(unit.end, 'time.last');
  const marked = lead > 0 ? count !== undefined || words.tag(at, 'time.recent') > 0 : count && trail > 0;
  if (!marked) return undefined;
  const end = trail || unit.end;
  const including = words.tag(end, 'time.withToday');
  const unitName = unit.unit === 'weekend' ? 'week' : unit.unit;
  return {
    end: including || end,
    span: recentUnits(local, unitName, count?.value ?? 1, including > 0),
    grain: unitName,
  };
};

export const ago: Rule = (words, at, local) => {
  const count = words.number(at);
  const unit = count && unitAt(words, count.end);
  const end = unit ? words.tag(unit.end, 'time.ago') : 0;
  if (!count || !unit || end === 0) return undefined;
  return { end, span: unitAgo(local, unit.unit, count.value), grain: unit.unit };
};
