import type { Block } from '#shared/contracts/answer.ts';
import { TIME_DIMENSIONS } from '#shared/contracts/catalog.ts';
import type { Cell } from '#shared/contracts/evidence.ts';
import { dayText, hourText, keysBetween, monthText, weekdayText } from './dates.ts';

export type SeriesBlock = Extract<Block, { type: 'series' }>;

const MOST_CHARACTERS = 80;

export const isTime = (name: string): boolean => TIME_DIMENSIONS.some((dimension) => dimension === name);

/** At most so many characters, none of them half, no control characters, no line breaks. */
export const shortText = (text: string, most = MOST_CHARACTERS): string => {
  const clean = text
    .toWellFormed()
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim();
  if (clean.length <= most) return clean;
  let short = '';
  for (const { segment } of new Intl.Segmenter().segment(clean)) {
    if (short.length + segment.length > most - 1) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;

const isKey = (axis: string, cell: Cell): boolean => {
  if (axis === 'hour') return typeof cell === 'number' && Number.isInteger(cell) && cell >= 0 && cell < 24;
  if (axis === 'weekday') return typeof cell === 'number' && Number.isInteger(cell) && cell > 0 && cell < 8;
  const form = axis === 'month' ? MONTH : DAY;
  return typeof cell === 'string' && form.test(cell) && !Number.isNaN(Date.parse(cell));
};

const timeText = (axis: string, cell: Cell, locale: string): string => {
  if (axis === 'hour') return hourText(Number(cell));
  if (axis === 'weekday') return weekdayText(Number(cell), locale);
  return axis === 'month' ? monthText(String(cell), locale) : dayText(String(cell), locale);
};

/** What a cell is called on a picture; undefined for what must not be shown. */
export const labelText = (
  { label, named }: Pick<SeriesBlock, 'label' | 'named'>,
  cell: Cell,
  locale: string,
) => {
  if (isTime(label)) return isKey(label, cell) ? timeText(label, cell, locale) : undefined;
  const key = String(cell);
  const texts = named?.texts ?? {};
  if (Object.hasOwn(texts, key)) return shortText(texts[key] ?? '');
  return typeof cell === 'string' && named?.others !== false ? shortText(cell) || undefined : undefined;
};

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** All parts of time that belong on the axis, those without a row too; undefined where the cells are none. */
export const timeKeys = (axis: string, cells: readonly Cell[]): Cell[] | undefined => {
  if (cells.length === 0 || !cells.every((cell) => isKey(axis, cell))) return undefined;
  if (axis === 'hour') return numbers(0, 23);
  if (axis === 'weekday') return numbers(1, 7);
  const sorted = cells.map(String).sort();
  return keysBetween(axis, sorted[0] ?? '', sorted.at(-1) ?? '');
};
