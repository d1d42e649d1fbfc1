import type { Formula, Part, Sentence, Slot } from '#shared/contracts/draft.ts';
import { columnsOf } from '../proof/columns.ts';
import { byGender } from './agreement.ts';
import { settled } from './having.ts';
import { pinnedFields } from './scope.ts';
import {
  type Frame,
  MAIN,
  cell,
  fill,
  metricNamed,
  metricWord,
  phrase,
  slot,
  valueOf,
  when,
} from './slots.ts';
import { fieldNoun, nounOf } from './wording.ts';

/** A list of so many lines is shown whole; of longer ones only the first `MOST_LINES`. */
const WHOLE_LINES = 12;
/** More lines than this are no answer on a phone. */
export const MOST_LINES = 10;
/** Lines that were asked for by number. */
export const MOST_ASKED = 25;

/** The value, or that it is unknown: a line never falls for one value. */
const orMissing = (value: Slot): Slot => ({ ...value, missing: true });

/** A dimension or field of one row, in its own words. */
export const fieldSlot = (frame: Frame, name: string, row: number | 'each', suffix = ''): Slot => {
  const column = columnsOf(frame.catalog, frame.query).get(name);
  const unit = column?.unit ?? 'name';
  // A line of a list of rows is one of them; a line of groups stands for many.
  const one = frame.query.metrics.length === 0 ? [`${name}_row_one`] : [];
  const own = [...one, `${name}_row`, name].find((list) => Object.hasOwn(frame.wording.labels, list));
  const labelled = own !== undefined && column?.calendar === undefined;
  if (labelled) return orMissing(slot(`${name}${suffix}`, unit, cell(name, row), 'label', own));
  const moment = unit === 'date' && column?.field !== undefined;
  return orMissing(slot(`${name}${suffix}`, unit, cell(name, row), moment ? 'moment' : undefined));
};

/** A field with the word that says what it is: "started yesterday". */
export const dressed = (frame: Frame, name: string, value: Part): Part[] => {
  const { line } = fieldNoun(frame, frame.query, name);
  return line === undefined ? [value] : fill(line, { value: [value] });
};

/** A name that people gave stands between quotes inside a sentence. */
export const quoted = (frame: Frame, name: string, value: Slot): Part[] => {
  const given = columnsOf(frame.catalog, frame.query).get(name)?.field?.directory === true;
  const { quoteOpen, quoteClose } = frame.wording.formats;
  const labelled = Object.hasOwn(frame.wording.labels, name);
  if (given && !labelled) return [quoteOpen, value, quoteClose];
  return value.style === 'moment' ? [value] : dressed(frame, name, value);
};

export const shownDimensions = ({ query, wording }: Frame): string[] => {
  const shown = (query.dimensions ?? []).filter((name) => nounOf(wording.dimensions, name).silent !== true);
  if (query.metrics.length > 0) return shown;
  const pinned = pinnedFields(query);
  const others = shown.filter((name) => !pinned.has(name));
  return others.length > 0 ? others : shown;
};

const separated = (groups: Part[][]): Part[] =>
  groups.flatMap((group, index) => (index === 0 ? group : [', ', ...group]));

/** A figure to set beside another one: the noun is not said again. */
const bareValue = (frame: Frame, name: string, column: string, row: number | 'each'): Slot => {
  const { unit, style, formula } = valueOf(frame, name, cell(column, row), column);
  return orMissing(slot(column, unit, formula, style === 'counted' ? undefined : style));
};

const metricParts = (frame: Frame, name: string, row: number | 'each'): Part[] => {
  const kind = frame.query.comparison?.kind;
  const value = orMissing(valueOf(frame, name, cell(name, row)));
  const unit = metricNamed(frame, name)?.unit;
  const several = frame.asked.metrics.length > 1 && unit !== 'count';
  if (kind === undefined) return several ? [metricWord(name, 'bare', row), ' ', value] : [value];
  const other = `${name}_${kind === 'whole' ? 'whole' : 'compared'}`;
  const right = bareValue(frame, name, other, row);
  if (kind !== 'whole') return phrase(frame, 'line_compare', { value: [value], compared: [right] });
  const share: Formula = { op: 'percentOf', left: cell(name, row), right: cell(other, row) };
  const percent = [orMissing(slot(`${name}_share`, 'percent', share))];
  return phrase(frame, 'line_share', { value: [value], whole: [right], percent });
};

/** The fields of one row, in order; the first stands alone when it is a name or an instant. */
export const fieldParts = (frame: Frame, row: number | 'each', inline = false): Part[][] =>
  shownDimensions(frame).map((name, index) => {
    const value = fieldSlot(frame, name, row);
    if (index === 0 && inline) return quoted(frame, name, value);
    const dates = value.style === 'moment' && fieldNoun(frame, frame.query, name).inside === undefined;
    return index === 0 && dates ? [value] : dressed(frame, name, value);
  });

/** What one row says: its name, then what is known of it. */
export const rowParts = (frame: Frame, row: number | 'each'): Part[] => {
  const [head = [], ...others] = fieldParts(frame, row);
  const fixed = settled(frame);
  const metrics = frame.asked.metrics.filter((name) => !fixed.has(name));
  const rest = [...others, ...metrics.map((name) => metricParts(frame, name, row))];
  return rest.length === 0 ? head : [...head, ': ', ...separated(rest)];
};

/** Lines for the first rows. */
export const lineSentences = (frame: Frame, limit: number): Sentence[] => [
  { each: { evidence: MAIN, limit }, parts: rowParts(frame, 'each') },
];

/** All lines of a short list; of a long one the first, and how many there are besides. */
export const listing = (
  frame: Frame,
  noun: string,
  nouns: 'dimensions' | 'datasets',
  most = MOST_LINES,
): Sentence[] => {
  const whole = Math.max(most, WHOLE_LINES);
  const past: Formula = { op: 'beyond', evidence: MAIN, shown: whole };
  const beyond: Formula = { op: 'beyond', evidence: MAIN, shown: most };
  const lines = (limit: number, is: 'zero' | 'positive' | 'null'): Sentence[] =>
    lineSentences(frame, limit).map((line) => ({ ...line, when: [when(past, is)] }));
  const words = {
    others: [byGender(frame.wording.grammar.others, nounOf(frame.wording[nouns], noun))],
    rows: [slot('beyond', 'count', beyond, 'counted', noun)],
  };
  const more: Formula = { op: 'listed', evidence: MAIN, limit: whole };
  return [
    ...lines(whole, 'zero'),
    ...lines(most, 'positive'),
    ...lines(most, 'null'),
    { when: [when(past, 'positive')], parts: phrase(frame, 'beyond', words) },
    { when: [when(past, 'null'), when(more, 'positive')], parts: phrase(frame, 'beyond_open', words) },
  ];
};
