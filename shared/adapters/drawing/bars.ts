import type { EChartsOption } from 'echarts';
import { fillOf } from './columns.ts';
import { valueText } from './numbers.ts';
import type { Plot, Room } from './plot.ts';
import { FAMILY, INK, TEXT } from './style.ts';
import { asLabel, cut } from './text.ts';

const NAME_GAP = 8;
const BAR_GAP = 4;
const THICKEST = 44;
const THINNEST = 10;

/** The paper is longer than the plot: bars are moved down by half a name, to leave room for the first. */
export const withNames = ({ width, height }: Room): Room => ({ width, height: height + TEXT + NAME_GAP });

/** One bar a name, the name above it in full, the figure at its end. */
export const barsOption = ({ chart, room, width }: Plot): EChartsOption => {
  const { labels, rows } = chart;
  const slot = room.height / labels.length;
  const name = TEXT + NAME_GAP;
  const bar = Math.max(THINNEST, Math.min(THICKEST, (slot - name - 14) / rows.length - BAR_GAP));
  const block = rows.length * (bar + BAR_GAP) - BAR_GAP;
  const texts = rows.map(({ values }) =>
    values.map((value) => (value === null ? '–' : valueText(value, chart))),
  );
  const figure = Math.max(...texts.flat().map((text) => width(text, TEXT)));
  const known = rows.flatMap(({ values }) => values.filter((value) => value !== null));
  const scale = Math.max(...known.map(Math.abs), 0) || 1;
  return {
    grid: { left: 4, right: Math.min(figure + 24, room.width * 0.6), top: name / 2, height: room.height },
    xAxis: { type: 'value', show: false, min: Math.min(0, ...known.map((value) => value / scale)), max: 1 },
    yAxis: { type: 'category', inverse: true, show: false, data: labels.map((_, at) => String(at)) },
    series: rows.map(({ values }, index) => ({
      type: 'bar' as const,
      // What is unknown or nothing has no bar, not even its edge.
      data: values.map((value) =>
        value ? value / scale : { value: 0, itemStyle: { borderWidth: 0, color: 'transparent' } },
      ),
      barWidth: bar,
      barGap: `${(BAR_GAP / bar) * 100}%`,
      itemStyle: { ...fillOf(index), borderRadius: 4 },
      label: {
        fontFamily: FAMILY,
        fontSize: TEXT,
        color: INK,
        show: true,
        position: 'right' as const,
        distance: 12,
        formatter: ({ dataIndex }: { dataIndex: number }) => texts[index]?.[dataIndex] ?? '',
      },
    })),
    graphic: labels.map((label, at) => ({
      type: 'text' as const,
      left: 4,
      top: slot * (at + 0.5) - (name + block) / 2,
      style: {
        text: asLabel(cut(label, room.width - 8, TEXT, width)),
        fontFamily: FAMILY,
        fontSize: TEXT,
        fill: INK,
      },
    })),
  };
};
