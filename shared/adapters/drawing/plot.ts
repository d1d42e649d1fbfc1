import { BarChart, LineChart } from 'echarts/charts';
import { GraphicComponent, GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { EChartsOption } from 'echarts';
import type { Chart } from '#shared/contracts/chart.ts';
import type { Width } from './font.ts';

use([BarChart, LineChart, GraphicComponent, GridComponent, SVGRenderer]);

export interface Room {
  width: number;
  height: number;
}

/** What a form of picture needs to know. */
export interface Plot {
  chart: Chart;
  room: Room;
  width: Width;
}

/** The inside of an SVG of this size. */
export const drawn = (option: EChartsOption, { width, height }: Room): string => {
  const plot = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    plot.setOption({ animation: false, backgroundColor: 'transparent', ...option });
    return withoutStyle(plot.renderToSVGString());
  } finally {
    plot.dispose();
  }
};

const STYLE = { begins: '<style', ends: '</style>' };

/** Styles are for a pointer above it, which no picture has. All texts are escaped: none can look like one. */
const withoutStyle = (svg: string): string => {
  const [from, to] = [svg.indexOf(STYLE.begins), svg.lastIndexOf(STYLE.ends)];
  return from === -1 || to < from ? svg : svg.slice(0, from) + svg.slice(to + STYLE.ends.length);
};
