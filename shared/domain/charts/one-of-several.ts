import type { Chart } from '#shared/contracts/chart.ts';
import type { Cell, Evidence } from '#shared/contracts/evidence.ts';
import { chartOf, type Setting } from './chart-of.ts';
import type { SeriesBlock } from './labels.ts';
import { provenChart } from './proven.ts';

/**
 * The small picture of one process (or whatever `column` names) out of evidence that holds several, such as
 * failures by process and day: only its rows, under its own title, on an axis that is the same for all of
 * them. Undefined when there is nothing to draw.
 */
export const oneOfSeveral = (
  evidence: Evidence,
  { column, name }: { column: string; name: string },
  block: Pick<SeriesBlock, 'title' | 'unit' | 'label' | 'value' | 'note'>,
  setting: Setting,
): Chart | undefined => {
  const at = evidence.columns.indexOf(column);
  const places = evidence.rows.flatMap((row, place) => (at >= 0 && row[at] === name ? [place] : []));
  const rows = places.map((place) => evidence.rows[place] ?? []);
  const own = { ...evidence, rows: [...rows, ...emptyRows(evidence, rows, block.label)] };
  const whole = { ...block, type: 'series' as const, evidence: evidence.id };
  const chart = chartOf(whole, own, [], setting);
  return chart && provenChart(chart, [own], whole, setting) ? inWhole(chart, places) : undefined;
};

/** A row without a figure for each place of the axis that only others have. */
const emptyRows = ({ columns, rows }: Evidence, own: readonly Cell[][], label: string): Cell[][] => {
  const at = columns.indexOf(label);
  const known = new Set(own.map((row) => row[at]));
  const missing = new Set(rows.map((row) => row[at] ?? null).filter((key) => !known.has(key)));
  return [...missing].map((key) => columns.map((_, column) => (column === at ? key : null)));
};

/** The proof names cells of the whole evidence again. */
const inWhole = (chart: Chart, places: readonly number[]): Chart => {
  if (!chart.proof) return chart;
  const cells = chart.proof.cells.map((line) =>
    line.map((cell): [number, number] | null => {
      const place = cell && places[cell[0]];
      return cell && place !== undefined && place !== null ? [place, cell[1]] : null;
    }),
  );
  return { ...chart, proof: { ...chart.proof, cells } };
};
