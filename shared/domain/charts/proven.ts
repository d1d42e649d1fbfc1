import type { Chart } from '#shared/contracts/chart.ts';
import { localeOf } from '#shared/contracts/chart.ts';
import type { Cell, Evidence } from '#shared/contracts/evidence.ts';
import { periodsOf, type Setting } from './chart-of.ts';
import { isTime, labelText, type SeriesBlock, timeKeys } from './labels.ts';

/**
 * Whether every value of a picture is the very cell it names, under the label of that cell's row, and no cell
 * that belongs on the axis was left out. It reads the chart and the evidence alone, not how the one was made.
 */
export const provenChart = (
  chart: Chart,
  evidence: readonly Evidence[],
  block: SeriesBlock,
  setting: Setting,
): boolean => {
  const { proof, labels, rows, unit } = chart;
  const source = evidence.find(({ id }) => id === proof?.evidence);
  if (proof === undefined || source === undefined || source.fingerprint !== proof.fingerprint) return false;
  if (unit !== block.unit || proof.evidence !== block.evidence || proof.cells.length !== rows.length)
    return false;
  const whole = rows.every(({ values }, row) => {
    const cells = proof.cells[row] ?? [];
    return (
      values.length === labels.length &&
      cells.length === labels.length &&
      values.every((value, at) => value === cellOf(source, cells[at] ?? null))
    );
  });
  if (!whole) return false;
  return proof.label === undefined
    ? arePeriods(chart, source, block, setting)
    : proof.label === block.label && areLabels(chart, source, block, setting);
};

const cellOf = ({ rows }: Evidence, at: readonly [number, number] | null): Cell =>
  at === null ? null : (rows[at[0]]?.[at[1]] ?? null);

/** All values of a place are of one row, whose label it bears; each row of figures is of one column. */
const areLabels = (chart: Chart, source: Evidence, block: SeriesBlock, setting: Setting): boolean => {
  const column = source.columns.indexOf(block.label);
  const locale = localeOf(setting.language);
  const own = source.rows.map((row): Cell => row[column] ?? null);
  const expected = isTime(block.label) && block.most === undefined ? timeKeys(block.label, own) : own;
  const cells = chart.proof?.cells ?? [];
  const columns = [block.value, block.compared].flatMap((name) =>
    name === undefined ? [] : source.columns.indexOf(name),
  );
  if (column < 0 || expected === undefined || cells.length !== columns.length || columns.includes(-1))
    return false;
  if (isTime(block.label) && block.most === undefined && expected.length !== chart.labels.length)
    return false;
  const names = columns.length === 2 ? periodsOf(source, setting) : undefined;
  if (columns.length === 2 && !chart.rows.every(({ name }, row) => name === names?.[row])) return false;
  return chart.labels.every((label, at) => {
    const key = expected[at];
    if (key === undefined || label !== labelText(block, key, locale)) return false;
    const row = own.indexOf(key);
    return cells.every((line, index) => {
      const cell = line[at] ?? null;
      return row < 0 ? cell === null : cell?.[0] === row && cell[1] === columns[index];
    });
  });
};

/** The one row, the figure of each period under that period. */
const arePeriods = (chart: Chart, source: Evidence, block: SeriesBlock, setting: Setting): boolean => {
  const [period, compared] = periodsOf(source, setting) ?? [];
  const [line = []] = chart.proof?.cells ?? [];
  const columns = new Map([
    [period, source.columns.indexOf(block.value)],
    [compared, source.columns.indexOf(block.compared ?? '')],
  ]);
  return (
    block.label === '' &&
    source.rows.length === 1 &&
    chart.rows.length === 1 &&
    chart.labels.length === 2 &&
    new Set(chart.labels).size === 2 &&
    chart.labels.every((label, at) => {
      const cell = line[at];
      return columns.has(label) && cell?.[0] === 0 && cell[1] === columns.get(label);
    })
  );
};
