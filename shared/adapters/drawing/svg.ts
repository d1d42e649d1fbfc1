import type { Chart } from '#shared/contracts/chart.ts';
import { barsOption, withNames } from './bars.ts';
import { columnsOption, fillOf } from './columns.ts';
import type { Width } from './font.ts';
import { drawn } from './plot.ts';
import {
  CARD,
  COLOURS,
  EDGE,
  FAMILY,
  HEIGHT,
  INK,
  PAD,
  SOFT_INK,
  TALL,
  TEXT,
  TITLE,
  WIDTH,
} from './style.ts';
import { cut, escaped, withoutControls, wrap } from './text.ts';

/** What texts are measured with. */
export interface Widths {
  plain: Width;
  bold: Width;
}

/** More names than these make the picture taller. */
const FEW_NAMES = 5;
const LINE = 1.22;

/** The whole picture as one SVG of its own: card, title, legend, plot and note. */
export const svgOf = (given: Chart, { plain, bold }: Widths): string => {
  const chart = clean(given);
  const inner = WIDTH - 2 * PAD;
  const title = wrap(chart.title, 2, inner, TITLE, bold);
  const note = wrap(chart.note, 2, inner, TEXT, plain);
  const height = chart.form === 'bars' && chart.labels.length * chart.rows.length > FEW_NAMES ? TALL : HEIGHT;
  const titleEnd = PAD + title.length * TITLE * LINE;
  const legend = chart.rows.length > 1 ? legendOf(chart, titleEnd + TEXT * 1.4, plain) : '';
  const top = titleEnd + (legend === '' ? 20 : TEXT * 1.4 + 32);
  const noteTop = height - PAD - (note.length - 1) * TEXT * LINE;
  const room = { width: inner, height: Math.max(80, Math.floor(noteTop - TEXT - 18 - top)) };
  const plot = { chart, room, width: plain };
  const inside =
    chart.form === 'bars' ? drawn(barsOption(plot), withNames(room)) : drawn(columnsOption(plot), room);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FAMILY}">`,
    `<rect x="2" y="2" width="${WIDTH - 4}" height="${height - 4}" rx="40" fill="${CARD}" stroke="${EDGE}" stroke-width="4"/>`,
    ...title.map((line, at) => textAt(line, PAD, PAD + TITLE + at * TITLE * LINE, TITLE, INK, 'bold')),
    legend,
    `<g transform="translate(${PAD} ${top})">${inside}</g>`,
    ...note.map((line, at) => textAt(line, PAD, noteTop + at * TEXT * LINE, TEXT, SOFT_INK)),
    '</svg>',
  ].join('');
};

const textAt = (text: string, x: number, y: number, size: number, ink: string, weight = 'normal'): string =>
  `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${ink}">${escaped(text)}</text>`;

/** The two rows by their names, the way each is drawn. */
const legendOf = ({ rows, form }: Chart, y: number, width: Width): string => {
  const most = (WIDTH - 2 * PAD) / rows.length - 70;
  let x = PAD;
  return rows
    .map(({ name }, at) => {
      const text = cut(name, most, TEXT, width);
      const start = x;
      x += 70 + width(text, TEXT) + 30;
      return signOf(form, at, start, y) + textAt(text, start + 54, y, TEXT, INK);
    })
    .join('');
};

const signOf = (form: Chart['form'], at: number, x: number, y: number): string => {
  const colour = COLOURS[at === 0 ? 0 : 1];
  const middle = y - TEXT * 0.36;
  if (form === 'line')
    return `<line x1="${x}" x2="${x + 42}" y1="${middle}" y2="${middle}" stroke="${colour}" stroke-width="6"${at === 0 ? '' : ' stroke-dasharray="12 8"'}/>`;
  const { color, ...border } = fillOf(at);
  const stroke = 'borderColor' in border ? ` stroke="${border.borderColor}" stroke-width="4"` : '';
  return `<rect x="${x}" y="${middle - 14}" width="36" height="28" rx="4" fill="${color}"${stroke}/>`;
};

/** Labels are data: nothing of them but readable characters goes any further. */
const clean = (chart: Chart): Chart => ({
  ...chart,
  title: withoutControls(chart.title),
  note: withoutControls(chart.note),
  labels: chart.labels.map(withoutControls),
  rows: chart.rows.map(({ name, values }) => ({
    name: withoutControls(name),
    values: chart.labels.map((_, at) => values[at] ?? null),
  })),
});
