import type { Slot } from '#shared/contracts/draft.ts';
import { formatPeriod } from '../language/format-date.ts';
import { counted } from '../wording/agreement.ts';
import { type Noun, type Wording, nounOf } from '../wording/wording.ts';
import { boundedMetric, rangeOf } from './asked.ts';
import { boundFilter } from './filters.ts';
import { formatValue } from './format-value.ts';
import { type Value, refused } from './outcome.ts';
import { type Rendered, type Setting, claim, text } from './pieces.ts';

/** The range that was asked for, as people say it. */
export const period = (slot: Slot, setting: Setting): Rendered => {
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

interface Bound {
  operator: string;
  value: number;
}

/** "With failures", "without failures": bounds that need no figure. */
const anyOrNone = ({ operator, value }: Bound): 'some' | 'none' | undefined => {
  if ((operator === '>' && value === 0) || (operator === '>=' && value === 1)) return 'some';
  const none = (value === 0 && (operator === '=' || operator === '<=')) || (operator === '<' && value === 1);
  return none ? 'none' : undefined;
};

const operatorWords = ({ operator }: Bound, { unit }: Slot, { operators }: Wording): string | undefined =>
  operators[`${unit} ${operator}`] ?? operators[operator];

/** "Going up": a change that has to be above or below zero. */
const wayText = (
  slot: Slot,
  { operator, value }: Bound,
  { wording, witnesses, catalog }: Setting,
): Rendered => {
  const { formula } = slot;
  const query = 'evidence' in formula ? witnesses.get(formula.evidence)?.read.query : undefined;
  const having = formula.op === 'asked' ? query?.having?.[formula.having] : undefined;
  const made = query && having && boundedMetric(having.metric, query, catalog)?.made;
  const is = operator === '>' ? 'rising' : operator === '<' ? 'falling' : undefined;
  const said = is !== undefined && is === slot.labels ? wording.trends[is] : undefined;
  if (value !== 0 || (made !== '_change' && made !== '_growth') || said === undefined)
    return refused('another bound was asked for');
  return text(said);
};

const boundText = (slot: Slot, value: Value, asked: Bound, noun: Noun | undefined, setting: Setting) => {
  if (slot.labels === 'rising' || slot.labels === 'falling') return wayText(slot, asked, setting);
  if (slot.labels === 'some' || slot.labels === 'none')
    return noun && anyOrNone(asked) === slot.labels
      ? text(noun.many ?? noun.one)
      : refused('another bound was asked for');
  const words = operatorWords(asked, slot, setting.wording);
  if (words === undefined) return refused('no words for this bound');
  const after = noun ? ` ${counted(noun, asked.value)}` : '';
  return text(words, claim(slot, value, formatValue(slot, value, setting)), after);
};

/** The bound that was asked for: "more than three failures". */
export const bound = (slot: Slot, value: Value, setting: Setting): Rendered => {
  const { formula } = slot;
  const query = setting.witnesses.get(value.evidence)?.read.query;
  const asked =
    formula.op === 'asked'
      ? query?.having?.[formula.having]
      : formula.op === 'bound'
        ? boundFilter(query?.filters, formula.field)
        : undefined;
  if (!asked) return refused('nothing was asked');
  const metric = slot.unit === 'count' ? value.column?.metric : undefined;
  return boundText(slot, value, asked, metric && nounOf(setting.wording.metrics, metric.name), setting);
};
