import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import PdfDocument from 'pdfkit';
import type { Chart } from '#model/paper.ts';
import type { Drawing } from '#paper/doc.ts';
import { ink } from '#paper/ink.ts';
import type { Typeface } from '#paper/typeface.ts';

const width = 475;
const fontSize = 11;
const rowHeight = 26;

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

/** Draws charts without a browser, measuring text by the font it will be set in; the same figures give the same bytes. */
export function createDraughtsman(typeface: Typeface): (chart: Chart) => Drawing {
  const ruler = new PdfDocument({ font: typeface.regular, autoFirstPage: false });
  echarts.setPlatformAPI({
    measureText: (text, font = '') => ({
      width: ruler.fontSize(Number.parseFloat(/([\d.]+)px/.exec(font)?.[1] ?? '12')).widthOfString(text),
    }),
  });
  return (chart) => {
    const height = heightOf(chart);
    const canvas = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
    canvas.setOption(optionOf(chart, typeface.family));
    const svg = canonical(canvas.renderToSVGString());
    canvas.dispose();
    return { svg, width, height };
  };
}

function heightOf({ kind, labels, series }: Chart): number {
  const legend = series.length > 1 ? 24 : 0;
  return kind === 'rows' ? 36 + legend + labels.length * rowHeight * Math.max(1, series.length * 0.75) : 220 + legend;
}

/** Without what only a mouse needs, and with class names and ids counted anew in each drawing. */
function canonical(svg: string): string {
  const ids = new Map<string, string>();
  return svg
    .replace(/<style[\s\S]*?<\/style>\s*/u, '')
    .replaceAll(/ (class|pointer-events|ecmeta_[a-z_]+)="[^"]*"/gu, '')
    .replaceAll(/zr\d+-c\d+/gu, (id) => {
      const known = ids.get(id) ?? `clip-${ids.size}`;
      ids.set(id, known);
      return known;
    });
}

function optionOf(chart: Chart, fontFamily: string): echarts.EChartsCoreOption {
  const { kind, labels, series, unit, most } = chart;
  const style = { fontFamily, fontSize, color: ink.muted };
  const named = {
    type: 'category',
    data: [...labels],
    inverse: kind === 'rows',
    axisTick: { show: false },
    axisLine: { lineStyle: { color: ink.line } },
    axisLabel: {
      ...style,
      interval: 0,
      ...(kind === 'rows' ? {} : { width: (width - 60) / labels.length, overflow: 'break' }),
    },
  };
  const counted = {
    type: 'value',
    min: 0,
    ...(most === null ? { minInterval: 1 } : { max: most }),
    axisLabel: { ...style, formatter: `{value}${unit}` },
    splitLine: { lineStyle: { color: ink.soft } },
  };
  return {
    animation: false,
    color: [...ink.series],
    textStyle: { fontFamily },
    grid: { left: 6, right: kind === 'rows' ? 44 : 12, top: series.length > 1 ? 34 : 18, bottom: 6 },
    ...(series.length > 1
      ? { legend: { top: 0, left: 0, icon: 'rect', itemWidth: 12, itemHeight: 8, textStyle: style } }
      : {}),
    xAxis: kind === 'rows' ? counted : named,
    yAxis: kind === 'rows' ? named : counted,
    series: series.map(({ name, values }, at) => ({
      name,
      data: values.map((value) => value ?? '-'),
      ...(kind === 'lines' ? line(at) : bar(kind, unit, style)),
    })),
  };
}

function bar(kind: 'bars' | 'rows', unit: string, style: object) {
  return {
    type: 'bar',
    barMaxWidth: 28,
    label: {
      ...style,
      show: true,
      position: kind === 'rows' ? 'right' : 'top',
      formatter: `{c}${unit}`,
      color: ink.text,
      textBorderWidth: 0,
    },
  };
}

/** Lines differ in their marks too, for prints in grey. */
function line(at: number) {
  return {
    type: 'line',
    symbol: ['circle', 'rect', 'triangle', 'diamond'][at % 4],
    symbolSize: 6,
    lineStyle: { width: 2, type: at % 2 === 0 ? 'solid' : [6, 3] },
    connectNulls: false,
    clip: false,
  };
}
