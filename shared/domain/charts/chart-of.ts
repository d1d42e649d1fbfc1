import type { Claim } from '#shared/contracts/answer.ts';
import { type Chart, localeOf } from '#shared/contracts/chart.ts';
import type { Cell, Evidence } from '#shared/contracts/evidence.ts';
import { fillText } from '../language/format.ts';
import { instantTexts, rangeText } from './dates.ts';
import { isTime, labelText, type SeriesBlock, shortText, timeKeys } from './labels.ts';
import { subjectOf } from './subject.ts';

export interface Setting {
  language: string;
  timeZone: string;
}

type At = [number, number];
/** A place on the axis, and the row of the evidence that holds its values. */
interface Place {
  label: string;
  row: number | undefined;
}

/** More columns than these are drawn as a line. */
const MOST_COLUMNS = 31;
const MOST_NAMES = 10;
const MOST_SUBJECTS = 3;

/**
 * The picture of a block: its values are cells of the evidence and nothing else. Undefined where there is
 * nothing to draw: fewer than two places, no value but zeroes, a cell that must not be shown, a narrowing that
 * no title could say.
 */
export const chartOf = (
  block: SeriesBlock,
  evidence: Evidence,
  claims: readonly Claim[],
  setting: Setting,
): Chart | undefined => {
  const locale = localeOf(setting.language);
  const subject = subjectOf(evidence, block.label, claims);
  if (subject === undefined || !evidence.columns.includes(block.value)) return undefined;
  const drawn = block.label === '' ? periodRow(block, evidence, setting) : rowsOf(block, evidence, setting);
  if (drawn === undefined) return undefined;
  const { labels, rows, cells, more } = drawn;
  const known = rows.flatMap(({ values }) => values).filter((value) => value !== null && value !== 0);
  if (labels.length < 2 || labels.length > 400 || known.length === 0) return undefined;
  const named = subject.length > 0 && subject.length <= MOST_SUBJECTS ? [subject.join(', ')] : [];
  return {
    version: 1,
    form: formOf(block, labels.length),
    title: shortText([block.title, ...named, ...(more ? [block.most?.said ?? ''] : [])].join(' · '), 200),
    note: shortText(noteOf(block, evidence, { ...setting, locale }), 200),
    unit: block.unit,
    language: setting.language,
    labels,
    rows,
    proof: {
      evidence: evidence.id,
      fingerprint: evidence.fingerprint,
      ...(block.label !== '' && { label: block.label }),
      cells,
    },
  };
};

const formOf = ({ label }: SeriesBlock, places: number): Chart['form'] => {
  if (label !== '' && !isTime(label)) return 'bars';
  return places > MOST_COLUMNS ? 'line' : 'columns';
};

const noteOf = (
  { note = '', label }: SeriesBlock,
  { query, readAt }: Evidence,
  { locale, timeZone }: { locale: string; timeZone: string },
): string => {
  const range = query?.timeRange;
  // The periods that are compared stand on the axis.
  const period = range && label !== '' && rangeText(range, { until: readAt, locale, timeZone, year: true });
  const read = fillText(note === '' ? '{day}, {time}' : note, instantTexts(readAt, locale, timeZone));
  return [...(period ? [period] : []), read].join(' · ');
};

/** @returns undefined for a cell that is neither a number nor empty. */
const valueAt = ({ rows }: Evidence, [row, column]: At): number | null | undefined => {
  const cell = rows[row]?.[column] ?? null;
  return cell === null || (typeof cell === 'number' && Number.isFinite(cell)) ? cell : undefined;
};

interface Drawn {
  labels: string[];
  rows: Chart['rows'];
  cells: (At | null)[][];
  more: boolean;
}

const rowsOf = (block: SeriesBlock, evidence: Evidence, setting: Setting): Drawn | undefined => {
  const columns = [block.value, ...(block.compared === undefined ? [] : [block.compared])];
  const at = columns.map((name) => evidence.columns.indexOf(name));
  const places = placesOf(block, evidence, localeOf(setting.language));
  const names = columns.length === 1 ? [block.title] : periodsOf(evidence, setting);
  if (at.includes(-1) || places === undefined || names === undefined) return undefined;
  const cells = at.map((column) =>
    places.map(({ row }): At | null => (row === undefined ? null : [row, column])),
  );
  const rows = cells.map((row, index) => ({
    name: names[index] ?? '',
    values: row.map((cell) => (cell === null ? null : valueAt(evidence, cell))),
  }));
  const checked = withoutUndefined(rows);
  return (
    checked && {
      labels: places.map(({ label }) => label),
      rows: checked,
      cells,
      more: !isTime(block.label) && places.length < evidence.rows.length,
    }
  );
};

const withoutUndefined = (
  rows: { name: string; values: (number | null | undefined)[] }[],
): Chart['rows'] | undefined => {
  const checked = rows.map(({ name, values }) => ({
    name,
    values: values.filter((value) => value !== undefined),
  }));
  return checked.every(({ values }, at) => values.length === rows[at]?.values.length) ? checked : undefined;
};

/** Every part of time from the first to the last, known or not; of names the first ones. */
const placesOf = (
  block: SeriesBlock,
  { columns, rows, query }: Evidence,
  locale: string,
): Place[] | undefined => {
  const at = columns.indexOf(block.label);
  if (at < 0) return undefined;
  const cells = rows.map((row): Cell => row[at] ?? null);
  const ranked = block.most !== undefined;
  // Rows that were cut off would look like an end.
  if (!ranked && isTime(block.label) && rows.length >= (query?.limit ?? Infinity)) return undefined;
  const shown = isTime(block.label) && !ranked ? timeKeys(block.label, cells) : cells;
  if (shown === undefined || new Set(cells.map(String)).size < cells.length) return undefined;
  const kept = ranked || !isTime(block.label) ? shown.slice(0, block.most?.rows ?? MOST_NAMES) : shown;
  const places = kept.map((cell) => {
    const row = cells.indexOf(cell);
    return { label: labelText(block, cell, locale) ?? '', row: row < 0 ? undefined : row };
  });
  return places.some(({ label }) => label === '') ? undefined : places;
};

/** One row of figures, its places the two periods; the earlier one first. */
const periodRow = (block: SeriesBlock, evidence: Evidence, setting: Setting): Drawn | undefined => {
  const { query, columns, rows } = evidence;
  const names = periodsOf(evidence, setting);
  const at = [block.value, block.compared ?? ''].map((name) => columns.indexOf(name));
  const comparison = query?.comparison;
  if (names === undefined || at.includes(-1) || rows.length !== 1 || comparison?.kind !== 'period')
    return undefined;
  const later = Date.parse(query?.timeRange?.from ?? '') >= Date.parse(comparison.timeRange.from);
  const order = later ? [1, 0] : [0, 1];
  const cells = order.map((index): At => [0, at[index] ?? -1]);
  const checked = withoutUndefined([
    { name: block.title, values: cells.map((cell) => valueAt(evidence, cell)) },
  ]);
  return (
    checked && {
      labels: order.map((index) => names[index] ?? ''),
      rows: checked,
      cells: [cells],
      more: false,
    }
  );
};

/** The period itself and the one it is compared with. */
export const periodsOf = (
  { query, readAt }: Evidence,
  { language, timeZone }: Setting,
): string[] | undefined => {
  const { timeRange, comparison } = query ?? {};
  if (timeRange === undefined || comparison?.kind !== 'period') return undefined;
  const locale = localeOf(language);
  const texts = [timeRange, comparison.timeRange].flatMap(
    (range) => rangeText(range, { until: readAt, locale, timeZone }) ?? [],
  );
  return texts.length === 2 && texts[0] !== texts[1] ? texts : undefined;
};
