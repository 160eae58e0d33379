import { useEffect, useRef } from 'react';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { goTo, type Place } from '#web/console/place.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, CanvasRenderer]);

export interface Bars {
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly numbers: readonly number[] }[];
  /** Drawn over the bars, on a scale of its own. */
  readonly line: { readonly name: string; readonly numbers: readonly number[] } | null;
  /** Bars lie where their labels are long. */
  readonly isLying: boolean;
}

const rowHeight = 40;
const gridTop = 48;

/** Stacked bars in the page's own colours. On a canvas: a tooltip or SVG would need inline style, which the content policy forbids. */
export function Chart(props: {
  readonly label: string;
  readonly bars: Bars;
  /** Where each bar leads when it or its label is pressed; the table beside it has the links. */
  readonly places?: readonly Place[] | undefined;
}) {
  const { label, bars, places } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = box.current;
    if (!place) return;
    const chart = init(place);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    if (places) chart.getZr().on('click', ({ offsetX, offsetY }) => open(places[rowAt(chart, offsetX, offsetY)]));
    const draw = () => chart.setOption(optionOf(bars, getComputedStyle(place)));
    draw();
    dark.addEventListener('change', draw);
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place);
    return () => {
      watch.disconnect();
      dark.removeEventListener('change', draw);
      chart.dispose();
    };
  }, [bars, places]);
  const height = bars.isLying ? { height: bars.labels.length * rowHeight + 70 } : undefined;
  return <div ref={box} className="chart" style={height} role="img" aria-label={label} />;
}

function open(place: Place | undefined): void {
  if (place) goTo(place);
}

/** The row pressed; none, as the legend above. */
function rowAt(chart: EChartsType, x: number, y: number): number {
  const [, row] = chart.convertFromPixel({ gridIndex: 0 }, [x, y]);
  return y < gridTop ? -1 : (row ?? -1);
}

function optionOf(bars: Bars, style: CSSStyleDeclaration): EChartsCoreOption {
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const words = { color: colour('--text-2'), fontSize: 13 };
  const names = {
    type: 'category',
    data: bars.labels,
    inverse: bars.isLying,
    axisLabel: { ...words, ...(bars.isLying ? { width: 190, overflow: 'truncate' } : {}) },
    axisLine: { lineStyle: { color: colour('--line-strong') } },
    axisTick: { show: false },
  };
  const scale = {
    type: 'value',
    minInterval: 1,
    axisLabel: words,
    splitLine: { lineStyle: { color: colour('--line') } },
  };
  const second = { ...scale, splitLine: { show: false } };
  const stacked = bars.series.map(({ name, numbers }, at) => ({
    name,
    type: 'bar',
    stack: 'cases',
    data: numbers,
    barMaxWidth: 22,
    itemStyle: { color: colour(`--kind-${at}`) },
  }));
  const line = bars.line && {
    name: bars.line.name,
    type: 'line',
    yAxisIndex: 1,
    data: bars.line.numbers,
    showSymbol: false,
    lineStyle: { color: colour('--text-3'), width: 1.5, type: 'dashed' },
    itemStyle: { color: colour('--text-3') },
  };
  return {
    animation: false,
    textStyle: { fontFamily: style.fontFamily },
    legend: { top: 0, left: 0, textStyle: words, itemWidth: 14, itemHeight: 10, type: 'scroll' },
    grid: { top: gridTop, right: 8, bottom: 4, left: 4, containLabel: true },
    xAxis: bars.isLying ? scale : names,
    yAxis: bars.isLying ? names : line ? [scale, second] : scale,
    series: line ? [...stacked, line] : stacked,
  };
}
