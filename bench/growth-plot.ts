interface Side {
  sizes: number[];
  lines: { name: string; values: number[] }[];
}

/** Times in ms against the number of runs, and of processes. */
export interface Growth {
  left: Side;
  right: Side;
}

const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9'];
const TITLES = ['Number of runs', 'Number of processes, 100,000 runs'];
const LEFT = ['8%', '56%'];

/** An SVG with both, on logarithmic axes: a straight line that climbs as fast as it goes on is a cost in proportion. */
export const growthPlot = async ({ left, right }: Growth): Promise<string> => {
  // The renderer of charts in answers; it draws without a browser.
  const { init } = await import('echarts');
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 1100, height: 520 });
  const sides = [left, right];
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    color: COLOURS,
    title: { text: 'Time of an answer (ms)', left: 'center', top: 8 },
    legend: { bottom: 6, data: left.lines.map(({ name }) => name) },
    grid: sides.map((_, at) => ({ left: LEFT[at], width: '38%', top: 60, bottom: 90 })),
    xAxis: sides.map(({ sizes }, gridIndex) => ({
      gridIndex,
      type: 'category',
      data: sizes.map((size) => size.toLocaleString('en')),
      name: TITLES[gridIndex],
      nameLocation: 'middle',
      nameGap: 30,
    })),
    yAxis: sides.map((_, gridIndex) => ({
      gridIndex,
      type: 'log',
      min: 1,
      axisLabel: { formatter: '{value}' },
    })),
    series: sides.flatMap(({ lines }, at) =>
      lines.map(({ name, values }) => ({
        name,
        type: 'line',
        xAxisIndex: at,
        yAxisIndex: at,
        symbolSize: 8,
        data: values.map((value) => Math.max(1, Math.round(value * 10) / 10)),
      })),
    ),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
};
