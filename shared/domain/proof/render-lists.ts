import type { Slot } from '#shared/contracts/draft.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import { hourLine, hourName, weekdayName } from '../language/format-date.ts';
import { formatValue } from './format-value.ts';
import { type Value, refused } from './outcome.ts';
import { type Piece, type Rendered, type Setting, claim, text } from './pieces.ts';
import { missing } from './render-words.ts';

interface Said {
  text: string;
  /** A name that people gave, not a word of ours. */
  name: boolean;
}

type Item = NonNullable<Value['values']>[number];

/** Each different text once, with the cells of all that read so. */
const once = (items: (Item & { said: Said })[]): (Item & { said: Said })[] => {
  const kept: (Item & { said: Said })[] = [];
  for (const item of items) {
    const same = kept.find(({ said }) => said.text === item.said.text);
    if (same) same.cells = [...same.cells, ...item.cells];
    else kept.push({ ...item });
  }
  return kept;
};

const LISTS = new Set<string>(['values', 'filtered', 'tied']);

/** Names stand between quotes inside a sentence; where a label may stand instead, only the value tells. */
const isQuoted = ({ formula, style }: Slot): boolean =>
  LISTS.has(formula.op) || (formula.op === 'at' && style === 'label');

/** People gave the values of this column: processes, areas, tags. */
const isGiven = ({ column }: Value, { catalog }: Setting): boolean =>
  catalog.datasets.some(({ fields }) =>
    fields.some(({ name, directory }) => name === column?.name && directory === true),
  );

/** One thing may bear several values of this column: tags. */
const overlaps = ({ column }: Value, { catalog }: Setting): boolean =>
  catalog.relationships.some(
    ({ from, labels }) =>
      labels === true &&
      catalog.datasets.some(
        ({ name, fields }) => name === from && fields.some((field) => field.name === column?.name),
      ),
  );

/**
 * A figure narrowed to two areas is of both: "and". "Or" is said of what one thing can be only one of in its turn
 * (outcomes), of tags, which one thing may both have, and of parts of names.
 */
const isEither = ({ formula }: Slot, value: Value, setting: Setting): boolean =>
  formula.op === 'filtered' &&
  formula.excluded !== true &&
  (formula.contains === true || !isGiven(value, setting) || overlaps(value, setting));

const listed = (
  slot: Slot,
  value: Value,
  setting: Setting,
  say: (cell: Cell) => Said | undefined,
): Rendered => {
  const { and, or, quoteOpen, quoteClose } = setting.wording.formats;
  const last = isEither(slot, value, setting) ? (or ?? and) : and;
  const values = value.values ?? [{ value: value.value, cells: value.cells }];
  const said: (Item & { said: Said })[] = [];
  for (const item of values) {
    const one = say(item.value);
    if (one === undefined)
      return slot.missing === true ? missing(value, setting) : refused('no words for this value');
    said.push({ ...item, said: one });
  }
  const pieces: Piece[] = [];
  const items = once(said);
  for (const [index, item] of items.entries()) {
    if (index > 0) pieces.push(index === items.length - 1 ? last : ', ');
    const fact = claim(slot, value, item.said.text, item.value, item.cells);
    const quoted = item.said.name && isQuoted(slot);
    pieces.push(...(quoted ? [quoteOpen, fact, quoteClose] : [fact]));
  }
  return text(...pieces);
};

/** A value in the words of a label list; names that people gave stay as they are where the list has none. */
export const label = (slot: Slot, value: Value, setting: Setting): Rendered => {
  const { labels } = setting.wording;
  const list =
    slot.labels !== undefined && Object.hasOwn(labels, slot.labels) ? labels[slot.labels] : undefined;
  const own = slot.labels === value.column?.name || slot.labels === `${value.column?.name}_row`;
  const given = own && isGiven(value, setting);
  // "Succeeded or failed": where the list has one word for both.
  const both = value.values?.map(({ value: cell }) => String(cell)).join('|') ?? '';
  if (list && slot.formula.op === 'filtered' && both.includes('|') && Object.hasOwn(list, both))
    return text(claim(slot, value, list[both] ?? '', both));
  return listed(slot, value, setting, (cell) => {
    if (list && Object.hasOwn(list, String(cell))) return { text: list[String(cell)] ?? '', name: false };
    return given && list && typeof cell === 'string'
      ? { text: formatValue(slot, { ...value, value: cell }, setting), name: true }
      : undefined;
  });
};

export const plain = (slot: Slot, value: Value, setting: Setting): Rendered => {
  const { op } = slot.formula;
  if ((op === 'filtered' || op === 'span') && value.column?.calendar !== undefined)
    return windows(slot, value, value.column.calendar, setting);
  return listed(slot, value, setting, (cell) => {
    if (typeof cell === 'boolean' || cell === null) return undefined;
    const name = typeof cell === 'string' && value.column?.calendar === undefined;
    return { text: formatValue(slot, { ...value, value: cell }, setting), name };
  });
};

interface Cycle {
  size: number;
  first: number;
  /** So many in a row are said as a span. */
  least: number;
}
const CYCLES: Record<string, Cycle> = {
  hour: { size: 24, first: 0, least: 2 },
  weekday: { size: 7, first: 1, least: 3 },
};

/** First and last of hours or weekdays that follow each other without a gap, around the clock or the week. */
const spanOf = (cells: number[], { size, first, least }: Cycle): { from: number; to: number } | undefined => {
  if (new Set(cells).size < least) return undefined;
  const next = (cell: number): number => ((cell - first + 1) % size) + first;
  const starts = new Set(cells.filter((cell) => !cells.some((other) => next(other) === cell)));
  const to = cells.find((cell) => !cells.includes(next(cell)));
  const [from] = starts;
  return starts.size === 1 && from !== undefined && to !== undefined ? { from, to } : undefined;
};

const around = (template: string, piece: Piece): Piece[] => {
  const [before = '', after = ''] = template.split('{value}');
  return [before, piece, after].filter((part) => part !== '');
};

/** Hours and weekdays that a query is narrowed to: "between 22:00 and 06:00", "on Saturdays". */
const windows = (slot: Slot, value: Value, calendar: string, setting: Setting): Rendered => {
  const { wording } = setting;
  const { windows: words = {}, and } = wording.formats;
  const cells = (value.values ?? []).flatMap(({ value: cell }) => (typeof cell === 'number' ? [cell] : []));
  const name = (cell: number, end: 0 | 1 = 0): string =>
    calendar === 'hour' ? hourName((cell + end) % 24, wording) : weekdayName(cell, wording);
  const cycle = CYCLES[calendar];
  if (!cycle || cells.length === 0) return refused('no words for this value');
  const span = spanOf(cells, cycle);
  const [from, to] = (words[`${calendar}_span`] ?? '').split('|');
  if (span && from !== undefined && to !== undefined)
    return text(
      ...around(from, claim(slot, value, name(span.from), span.from, [])),
      ' ',
      ...around(to, claim(slot, value, name(span.to, 1), span.to, [])),
    );
  const unique = [...new Set(cells)];
  const pieces = unique.flatMap((cell, index): Piece[] => {
    const said = calendar === 'hour' ? hourLine(cell, wording) : weekdayName(cell, wording);
    const between = index === 0 ? [] : [index === unique.length - 1 ? and : ', '];
    return [...between, ...around(words[calendar] ?? '{value}', claim(slot, value, said, cell, []))];
  });
  return text(...pieces);
};
