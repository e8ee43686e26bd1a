import type uPlot from 'uplot';
import { tokenOf } from './theme-colours';
import { type ChartSeries, momentIn, type NumberText, type TimeSpan } from './time-chart-words';

export interface PlotWish {
  readonly series: readonly ChartSeries[];
  readonly height: number;
  readonly width: number;
  readonly min?: number;
  readonly max?: number;
  readonly threshold?: number;
  readonly text: NumberText;
}

export interface PlotEvents {
  /** Index of the moment under the pointer, and where it is; undefined when it has left. */
  hovered(at: { index: number; left: number } | undefined): void;
  selected(span: TimeSpan): void;
}

const FONT_SIZE = '10.5px';

/** The colour of a series by its number, or by its place. */
export function seriesToken({ colour }: ChartSeries, at: number): string {
  return `c${colour ?? (at % 8) + 1}`;
}

/** How uPlot draws a chart here: thin lines, a light grid, a crosshair, gaps left open. Colours are those of the moment. */
export function plotOptions(host: Element, wish: PlotWish, events: PlotEvents): uPlot.Options {
  return {
    width: wish.width,
    height: wish.height,
    ms: 1,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    scales: { y: { range: (_, low, high) => valueRange(wish, low, high) } },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: 4 },
      points: { size: 7, width: 2 },
    },
    series: [{}, ...wish.series.map((one, at) => lineOf(host, one, at))],
    axes: [timeAxis(host), valueAxis(host, wish.text)],
    hooks: {
      setCursor: [(plot) => events.hovered(hoverOf(plot))],
      setSelect: [(plot) => select(plot, events)],
      drawAxes: [(plot) => drawThreshold(plot, wish.threshold, tokenOf(host, 'warn'))],
    },
  };
}

function lineOf(host: Element, series: ChartSeries, at: number): uPlot.Series {
  return {
    label: series.label,
    stroke: tokenOf(host, seriesToken(series, at)),
    width: 1.6,
    spanGaps: false,
    points: { show: false },
  };
}

function timeAxis(host: Element): uPlot.Axis {
  return {
    ...quietAxis(host),
    space: 84,
    size: 26,
    grid: { show: false },
    values: (plot, moments) => {
      const { min = 0, max = 0 } = plot.scales['x'] ?? {};
      return moments.map((moment) => momentIn(moment, { from: min ?? 0, to: max ?? 0 }));
    },
  };
}

function valueAxis(host: Element, text: NumberText): uPlot.Axis {
  return {
    ...quietAxis(host),
    space: 34,
    size: (_, values) => 14 + 6.2 * Math.max(2, ...(values ?? []).map((value) => value?.length ?? 0)),
    grid: { stroke: tokenOf(host, 'line'), width: 1 },
    values: (_, numbers) => numbers.map(text),
  };
}

function quietAxis(host: Element): uPlot.Axis {
  return {
    stroke: tokenOf(host, 't3'),
    font: `${FONT_SIZE} ${getComputedStyle(host).fontFamily}`,
    ticks: { show: false },
    gap: 6,
  };
}

function valueRange(
  { min, max, threshold }: PlotWish,
  low: number | null,
  high: number | null,
): [number, number] {
  const floor = min ?? Math.min(low ?? 0, threshold ?? Number.POSITIVE_INFINITY);
  const top = max ?? Math.max(high ?? 1, threshold ?? Number.NEGATIVE_INFINITY);
  const air = (top - floor) * 0.08 || Math.max(1, Math.abs(top) * 0.1);
  return [min ?? floor - air, max ?? top + air];
}

function hoverOf(plot: uPlot): { index: number; left: number } | undefined {
  const { idx, left } = plot.cursor;
  if (idx === null || idx === undefined || left === undefined || left < 0) return undefined;
  return { index: idx, left: plot.over.offsetLeft + left };
}

function select(plot: uPlot, events: PlotEvents): void {
  const { left, width } = plot.select;
  if (width <= 0) return;
  events.selected({
    from: Math.round(plot.posToVal(left, 'x')),
    to: Math.round(plot.posToVal(left + width, 'x')),
  });
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}

function drawThreshold(plot: uPlot, threshold: number | undefined, colour: string): void {
  if (threshold === undefined) return;
  const { ctx, bbox } = plot;
  const y = Math.round(plot.valToPos(threshold, 'y', true));
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.globalAlpha = 0.7;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}
