import type { Claim } from '#shared/contracts/answer.ts';
import type { Formula, Slot } from '#shared/contracts/draft.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import {
  formatMoment,
  formatPeriod,
  localOf,
  localOfDay,
  formatDay,
  formatTime,
} from '../language/format-date.ts';
import { byGender, counted, none, nounForm, there } from '../wording/agreement.ts';
import { type Noun, type Wording, nounOf } from '../wording/wording.ts';
import { rangeOf } from './asked.ts';
import { evaluate } from './evaluate.ts';
import { boundFilter } from './filters.ts';
import { formatValue } from './format-value.ts';
import { type Refused, type Value, refused } from './outcome.ts';
import type { Ground } from './witness.ts';

export interface Setting extends Ground {
  wording: Wording;
  timeZone: string;
  now: Date;
}

/** Text that the wording brings, and facts with their proof. */
export type Piece = string | Claim;
export type Rendered = { kind: 'pieces'; pieces: Piece[]; comma?: boolean } | Refused;

const text = (...pieces: Piece[]): Rendered => ({ kind: 'pieces', pieces });

const claim = (
  slot: Slot,
  value: Value,
  said: string,
  cell: Cell = value.value,
  cells = value.cells,
): Claim => ({
  slot: slot.slot,
  text: said,
  value: cell,
  unit: slot.unit,
  evidence: value.evidence,
  cells,
  formula: slot.formula.op === 'cell' ? null : slot.formula,
});

const period = (slot: Slot, setting: Setting): Rendered => {
  const { formula } = slot;
  const witness = formula.op === 'period' ? setting.witnesses.get(formula.evidence) : undefined;
  const range = witness && formula.op === 'period' ? rangeOf(witness.read.query, formula.which) : undefined;
  if (!range || !witness || slot.unit !== 'date') return refused('no period');
  const { pieces, comma } = formatPeriod(range, setting.now, setting.timeZone, setting.wording);
  const value: Value = { kind: 'value', value: null, unit: 'date', evidence: witness.evidence.id, cells: [] };
  return {
    kind: 'pieces',
    comma,
    pieces: pieces.map((piece) =>
      typeof piece === 'string' ? piece : claim(slot, value, piece.text, piece.value),
    ),
  };
};

/** What is counted: the metric that the value is of, or what the rows of the query are. */
const countedNoun = (slot: Slot, value: Value, { wording, witnesses }: Setting): Noun | undefined => {
  if (value.column?.metric) return nounOf(wording.metrics, value.column.metric.name);
  const query = witnesses.get(value.evidence)?.read.query;
  const { labels } = slot;
  if (labels === undefined || !query) return undefined;
  if (query.dimensions?.includes(labels) === true) return nounOf(wording.dimensions, labels);
  return query.metrics.length === 0 && query.dataset === labels
    ? nounOf(wording.datasets, labels)
    : undefined;
};

const countedText = (slot: Slot, value: Value, setting: Setting): Rendered => {
  const noun = countedNoun(slot, value, setting);
  if (!noun || typeof value.value !== 'number' || slot.unit !== 'count') return refused('nothing to count');
  if (value.value === 0) return text(claim(slot, value, none(noun, setting.wording)));
  return text(claim(slot, value, formatValue(slot, value, setting)), ` ${counted(noun, value.value)}`);
};

const listed = (
  slot: Slot,
  value: Value,
  setting: Setting,
  say: (cell: Cell) => string | undefined,
): Rendered => {
  const { and, quoteOpen, quoteClose } = setting.wording.formats;
  const lists = slot.formula.op === 'values' || slot.formula.op === 'filtered';
  const values = value.values ?? [{ value: value.value, cells: value.cells }];
  const pieces: Piece[] = [];
  for (const [index, item] of values.entries()) {
    const said = say(item.value);
    if (said === undefined) return refused('no words for this value');
    if (index > 0) pieces.push(index === values.length - 1 ? and : ', ');
    const quoted = lists && slot.style === undefined && typeof item.value === 'string';
    const fact = claim(slot, value, said, item.value, item.cells);
    pieces.push(...(quoted ? [quoteOpen, fact, quoteClose] : [fact]));
  }
  return text(...pieces);
};

const label = (slot: Slot, value: Value, setting: Setting): Rendered => {
  const list = setting.wording.labels[slot.labels ?? ''];
  return listed(slot, value, setting, (cell) =>
    list && Object.hasOwn(list, String(cell)) ? list[String(cell)] : undefined,
  );
};

const metricName = (slot: Slot, value: Value, { wording }: Setting): Rendered => {
  if (!value.column?.metric) return refused('no metric');
  return text(nounForm(nounOf(wording.metrics, value.column.metric.name), slot.labels ?? 'bare', wording));
};

const trend = (slot: Slot, value: Value, { wording }: Setting): Rendered => {
  const better = value.column?.metric?.better ?? 'neutral';
  if (typeof value.value !== 'string' || slot.formula.op !== 'direction') return refused('no direction');
  const verdict = value.value === 'same' ? 'same' : value.value === better ? 'better' : 'worse';
  if (slot.labels === 'verdict' && better === 'neutral') return refused('no direction is better');
  const said = wording.trends[slot.labels === 'verdict' ? verdict : value.value];
  return said === undefined ? refused('no words for this value') : text(claim(slot, value, said));
};

const whichOf = (formula: Formula): 'max' | 'min' | undefined => {
  if (formula.op === 'max' || formula.op === 'min') return formula.op;
  return formula.op === 'at' || formula.op === 'extreme' ? formula.which : undefined;
};

/** "with the most failures", "the busiest": said only of what the formula finds greatest or least. */
const extreme = (slot: Slot, value: Value, { wording }: Setting): Rendered => {
  const { formula } = slot;
  const which = whichOf(formula);
  if (which === undefined) return refused('no ranking');
  const by = formula.op === 'at' ? formula.by : value.column?.name;
  if (slot.labels !== undefined) {
    const said = wording.trends[`${slot.labels}_${which}`];
    return said === undefined ? refused('no words for this value') : text(said);
  }
  if (by === undefined) return refused('no ranking');
  const noun = nounOf(wording.metrics, by);
  const special = which === 'max' ? noun.most : noun.least;
  if (special !== undefined) return text(special);
  const high = wording.grammar.high[which];
  const counts = value.column?.metric?.unit === 'count' || noun.many !== undefined;
  const template = wording.trends[`${counts ? 'count' : 'value'}_${which}`] ?? '';
  return text(
    template
      .replace('{many}', noun.many ?? noun.one)
      .replace('{the}', nounForm(noun, 'the', wording))
      .replace('{one}', noun.one)
      .replace('{high}', byGender(high, noun)),
  );
};

const bound = (slot: Slot, value: Value, setting: Setting): Rendered => {
  const { formula } = slot;
  const query = setting.witnesses.get(value.evidence)?.read.query;
  const asked =
    formula.op === 'asked'
      ? query?.having?.[formula.having]
      : formula.op === 'bound'
        ? boundFilter(query?.filters, formula.field)
        : undefined;
  const words = asked && setting.wording.operators[asked.operator];
  if (!asked || words === undefined) return refused('nothing was asked');
  const noun =
    value.column?.metric && slot.unit === 'count'
      ? nounOf(setting.wording.metrics, value.column.metric.name)
      : undefined;
  const after = noun ? ` ${counted(noun, asked.value)}` : '';
  return text(words, claim(slot, value, formatValue(slot, value, setting)), after);
};

const date = (slot: Slot, value: Value, { wording, timeZone, now }: Setting): Rendered => {
  if (typeof value.value !== 'string' || slot.unit !== 'date') return refused('no date');
  const bare = value.value.length === 10;
  const local = bare ? localOfDay(value.value) : localOf(value.value, timeZone);
  if (slot.style === 'day') return text(claim(slot, value, formatDay(local, 'wdmy', wording)));
  if (bare) return refused('no time of day');
  const said = slot.style === 'time' ? formatTime(local) : formatMoment(value.value, now, timeZone, wording);
  return text(claim(slot, value, said));
};

const yesNo = (value: Value, { wording }: Setting): Rendered => {
  const said = typeof value.value === 'number' ? value.value > 0 : value.value;
  if (typeof said !== 'boolean') return refused('no yes or no');
  return text(wording.trends[said ? 'yes' : 'no'] ?? '');
};

const unknown = ({ value, unit }: Value, { wording: { trends } }: Setting): Rendered => {
  if (value !== null) return refused('it is known');
  return text((unit === 'date' ? trends['unknown_date'] : undefined) ?? trends['unknown'] ?? '');
};

const plain = (slot: Slot, value: Value, setting: Setting): Rendered =>
  listed(slot, value, setting, (cell) => {
    if (typeof cell === 'boolean' || cell === null) return undefined;
    return formatValue(slot, { ...value, value: cell }, setting);
  });

/** Styles whose text does not show the value itself: their unit is not the value's. */
const FREE_UNIT = new Set(['metric', 'yesno', 'there', 'unknown', 'extreme']);

/** The proven text of a slot, or why there is none. */
export const renderSlot = (slot: Slot, setting: Setting): Rendered => {
  const { style } = slot;
  if (style === 'period') return period(slot, setting);
  const value = evaluate(slot.formula, setting);
  if (value.kind === 'refused') return value;
  if (style === 'metric') return metricName(slot, value, setting);
  if (style === 'unknown') return unknown(value, setting);
  if (value.value === null) return refused('unknown');
  if (value.unit !== slot.unit && !FREE_UNIT.has(style ?? '')) return refused('unit');
  switch (style) {
    case 'counted':
      return countedText(slot, value, setting);
    case 'there': {
      const noun = countedNoun(slot, value, setting);
      if (!noun || typeof value.value !== 'number') return refused('nothing to count');
      return text(
        there(
          slot.formula.op === 'cell' && value.column?.metric?.now !== true ? 'past' : 'now',
          noun,
          value.value,
          setting.wording,
        ),
      );
    }
    case 'label':
      return label(slot, value, setting);
    case 'trend':
      return trend(slot, value, setting);
    case 'extreme':
      return extreme(slot, value, setting);
    case 'bound':
      return bound(slot, value, setting);
    case 'reach': {
      const said = value.value === 'outside' ? setting.wording.trends['outside'] : undefined;
      return said === undefined ? refused('it is inside the data') : text(said);
    }
    case 'yesno':
      return yesNo(value, setting);
    case 'day':
    case 'time':
    case 'moment':
      return date(slot, value, setting);
    case undefined:
      return plain(slot, value, setting);
  }
};
