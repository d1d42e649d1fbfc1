import type { EChartsOption } from 'echarts';
import { valueText, ticksOf } from './numbers.ts';
import type { Plot } from './plot.ts';
import { COLOURS, FAMILY, GRID, HOLLOW, INK, SOFT_INK, TEXT } from './style.ts';
import { asLabel } from './text.ts';

/** So many values are written on the picture; of more only the greatest. */
const MOST_WRITTEN = 12;
const GAP = 20;

/** Values along the width: columns, or a line where there are many. */
export const columnsOption = (plot: Plot): EChartsOption => {
  const { chart, room, width } = plot;
  const values = chart.rows.flatMap((row) => row.values.filter((value) => value !== null));
  const ticks = ticksOf(values, chart);
  const [lowest = 0, highest = 1] = [ticks[0], ticks.at(-1)];
  const scale = Math.max(Math.abs(lowest), Math.abs(highest));
  const written = writingOf(plot, values.length);
  const tickTexts = ticks.map((tick) => valueText(tick, chart, true));
  const left = written.all ? 4 : Math.max(...tickTexts.map((text) => width(text, TEXT))) + 16;
  const slot = (room.width - left - 8) / chart.labels.length;
  const axis = axisLabels(plot, slot);
  const text = { fontFamily: FAMILY, fontSize: TEXT };
  const greatest = Math.max(...values);
  return {
    grid: { left, right: 8, top: TEXT + 24, bottom: axis.lines * (TEXT + 6) + 18, containLabel: false },
    xAxis: {
      type: 'category',
      data: axis.texts.map(asLabel),
      boundaryGap: chart.form !== 'line',
      axisTick: { show: false },
      axisLine: { lineStyle: { color: SOFT_INK, width: 3 }, onZero: true },
      axisLabel: {
        ...text,
        color: INK,
        margin: 16,
        lineHeight: TEXT + 6,
        hideOverlap: false,
        interval: (at: number) => at % axis.step === 0,
        ...(chart.form === 'line' && { alignMinLabel: 'left', alignMaxLabel: 'right' }),
      },
    },
    yAxis: {
      type: 'value',
      // Everything is drawn as a part of the greatest: no figure is too large to draw.
      min: lowest / scale,
      max: highest / scale,
      interval: ticks.length > 1 ? Math.abs(((ticks[1] ?? 0) - lowest) / scale) || 1 : 1,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: !written.all, lineStyle: { color: GRID, width: 2 } },
      axisLabel: {
        ...text,
        show: !written.all,
        color: SOFT_INK,
        margin: 12,
        formatter: (_: number, at: number) => tickTexts[at] ?? '',
      },
    },
    series: chart.rows.map((row, index) => {
      const peak = row.values.indexOf(greatest);
      const label = (at: number) => {
        const value = row.values[at] ?? null;
        if (written.all) return value === null ? '–' : valueText(value, chart, written.short);
        return at === peak && value !== null ? valueText(value, chart) : '';
      };
      const data = row.values.map((value, at) => {
        const alone = (row.values[at - 1] ?? null) === null && (row.values[at + 1] ?? null) === null;
        const hidden = chart.form === 'line' ? null : 0;
        return {
          value: value === null ? hidden : value / scale,
          ...(!value && chart.form !== 'line' && { itemStyle: { borderWidth: 0, color: 'transparent' } }),
          symbol: alone || at === peak ? 'circle' : 'none',
          label: { show: label(at) !== '', ...edgeAlign(plot, at, label(at), slot, left) },
        };
      });
      return {
        ...styleOf(chart.form, index),
        data,
        label: {
          ...text,
          color: INK,
          position: 'top' as const,
          distance: 10,
          formatter: ({ dataIndex }: { dataIndex: number }) => label(dataIndex),
        },
      };
    }),
  };
};

/** Whether all values can stand above their columns, and how. */
const writingOf = ({ chart, room, width }: Plot, known: number) => {
  if (chart.form === 'line' || known > MOST_WRITTEN || chart.labels.length > MOST_WRITTEN)
    return { all: false, short: false };
  const each = (room.width - 12) / chart.labels.length / chart.rows.length;
  const fits = (short: boolean) =>
    chart.rows.every(({ values }) =>
      values.every((value) => value === null || width(valueText(value, chart, short), TEXT) + 8 <= each),
    );
  if (fits(false)) return { all: true, short: false };
  return { all: fits(true), short: true };
};

/** In two lines where that helps; else every so manieth. */
const axisLabels = ({ chart, width }: Plot, slot: number) => {
  const widest = (texts: readonly string[]) =>
    Math.max(...texts.flatMap((text) => text.split('\n')).map((text) => width(text, TEXT)));
  const { labels } = chart;
  if (widest(labels) + GAP <= slot) return { texts: labels, step: 1, lines: 1 };
  const broken = labels.map((label) => label.replace(' ', '\n'));
  if (widest(broken) + GAP <= slot) return { texts: broken, step: 1, lines: 2 };
  // The first label of a line begins under its point.
  const room = widest(labels) * (chart.form === 'line' ? 1.5 : 1) + GAP;
  const least = Math.ceil(room / slot);
  const even = labels.length === 24 ? [2, 3, 4, 6, 8, 12].find((step) => step >= least) : undefined;
  return { texts: labels, step: even ?? Math.min(least, labels.length), lines: 1 };
};

/** A long figure above the first or last column stays on the picture. */
const edgeAlign = ({ room, width }: Plot, at: number, text: string, slot: number, left: number) => {
  const half = width(text, TEXT) / 2;
  const middle = left + slot * (at + 0.5);
  if (middle - half < 0) return { align: 'left' as const };
  return middle + half > room.width ? { align: 'right' as const } : {};
};

const styleOf = (form: Plot['chart']['form'], index: number) => {
  const color = COLOURS[index === 0 ? 0 : 1];
  if (form === 'line')
    return {
      type: 'line' as const,
      symbolSize: 16,
      showAllSymbol: true,
      itemStyle: { color },
      lineStyle: { color, width: 5, type: index === 0 ? ('solid' as const) : ('dashed' as const) },
      connectNulls: false,
    };
  return {
    type: 'bar' as const,
    barCategoryGap: '24%',
    barGap: '8%',
    itemStyle: { ...fillOf(index), borderRadius: [6, 6, 0, 0] },
  };
};

/** The second row is hollow: told apart without colour. */
export const fillOf = (index: number) =>
  index === 0 ? { color: COLOURS[0] } : { color: HOLLOW, borderColor: COLOURS[1], borderWidth: 4 };
