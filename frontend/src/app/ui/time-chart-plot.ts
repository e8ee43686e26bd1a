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
  /** What the time axis spans, asked each time it is drawn; undefined follows the values. */
  readonly span?: () => TimeSpan | undefined;
  /** No scale at the left, and a fading ground below the line. */
  readonly bare?: boolean;
  readonly text: NumberText;
}

export interface PlotEvents {
  /** Index of the moment under the pointer, and where it is; undefined when it has left. */
  hovered(at: { index: number; left: number } | undefined): void;
  selected(span: TimeSpan): void;
}

/** How far beyond the ends of what was measured a pointer still means them. */
const NEAR_PX = 16;
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
    // At the right half a time of the axis has room, at the left it has that of the scale.
    padding: wish.bare ? [10, 16, 0, 0] : [8, 16, 0, 0],
    legend: { show: false },
    scales: {
      x: { range: (_, from, to) => timeRange(wish, from, to) },
      y: { range: (_, low, high) => valueRange(wish, low, high) },
    },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: 4 },
      points: { size: 7, width: 2 },
    },
    series: [
      {},
      ...wish.series.map((one, at) => ({
        ...lineOf(host, one, at, wish.threshold),
        ...(wish.bare && groundOf(host, one, at, wish.threshold)),
      })),
    ],
    axes: [timeAxis(host, wish.bare), valueAxis(host, wish.text, wish.bare)],
    hooks: {
      setCursor: [(plot) => events.hovered(hoverOf(plot))],
      setSelect: [(plot) => select(plot, events)],
      drawAxes: [(plot) => drawThreshold(plot, wish.threshold, tokenOf(host, 'warn'))],
    },
  };
}

function lineOf(host: Element, series: ChartSeries, at: number, threshold?: number): uPlot.Series {
  const [colour, above] = [tokenOf(host, seriesToken(series, at)), tokenOf(host, 'warn')];
  return {
    label: series.label,
    stroke: threshold === undefined ? colour : (plot) => partedAt(plot, threshold, above, colour),
    width: 1.6,
    spanGaps: false,
    points: {
      show: false,
      size: 4,
      width: 0,
      fill: colour,
      stroke: colour,
      filter: (plot, series) => lonely(plot.data[series] ?? []),
    },
  };
}

/** Where a value has none beside it: no line leads there, so it is a dot. */
export function lonely(values: ArrayLike<number | null | undefined>): number[] {
  return Array.from(values, (value, at) => [value, values[at - 1], values[at + 1]] as const).flatMap(
    ([value, before, after], at) => (value != null && before == null && after == null ? [at] : []),
  );
}

/** One colour above the threshold, another one below it; no matter where the line crosses. */
export function partedAt(
  plot: Pick<uPlot, 'ctx' | 'bbox' | 'valToPos'>,
  threshold: number,
  above: string,
  below: string,
): CanvasGradient | string {
  const { ctx, bbox } = plot;
  const share = (plot.valToPos(threshold, 'y', true) - bbox.top) / bbox.height;
  // Before the first drawing there is no scale yet.
  if (!Number.isFinite(share) || share <= 0) return below;
  if (share >= 1) return above;
  const parted = ctx.createLinearGradient(0, bbox.top, 0, bbox.top + bbox.height);
  parted.addColorStop(0, above);
  parted.addColorStop(share, above);
  parted.addColorStop(share, below);
  parted.addColorStop(1, below);
  return parted;
}

/** From the colour that the line ends in to nothing. */
function groundOf(
  host: Element,
  series: ChartSeries,
  at: number,
  threshold = Number.POSITIVE_INFINITY,
): Pick<uPlot.Series, 'fill'> {
  const [quiet, above] = [tokenOf(host, seriesToken(series, at)), tokenOf(host, 'warn')];
  if (![quiet, above].every((colour) => /^#[\da-f]{6}$/i.test(colour))) return {};
  return {
    fill: ({ ctx, bbox, data }) => {
      const last = Array.from(data[at + 1] ?? []).findLast((value) => typeof value === 'number');
      const colour = (last ?? 0) > threshold ? above : quiet;
      const ground = ctx.createLinearGradient(0, bbox.top, 0, bbox.top + bbox.height);
      ground.addColorStop(0, `${colour}47`);
      ground.addColorStop(1, `${colour}00`);
      return ground;
    },
  };
}

function timeAxis(host: Element, bare = false): uPlot.Axis {
  return {
    ...quietAxis(host),
    space: 84,
    size: bare ? 22 : 26,
    grid: { show: false },
    values: (plot, moments) => {
      const { min = 0, max = 0 } = plot.scales['x'] ?? {};
      return moments.map((moment) => momentIn(moment, { from: min ?? 0, to: max ?? 0 }));
    },
  };
}

function valueAxis(host: Element, text: NumberText, bare = false): uPlot.Axis {
  return {
    ...quietAxis(host),
    space: bare ? 26 : 34,
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

function timeRange({ span }: PlotWish, from: number, to: number): [number, number] {
  const asked = span?.();
  return asked ? [asked.from, asked.to] : [from, to];
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
  const at = sampleNear(plot.data, idx, left, (moment) => plot.valToPos(moment, 'x'));
  return at === undefined ? undefined : { index: idx, left: plot.over.offsetLeft + at };
}

/**
 * Pixels of the sample that a pointer at `left` means: none in a gap, and none before the first one or behind the last, where
 * nothing was measured.
 */
export function sampleNear(
  [moments, ...series]: Readonly<uPlot.AlignedData>,
  index: number,
  left: number,
  toPixels: (moment: number) => number,
): number | undefined {
  const moment = moments[index];
  if (moment === undefined || series.every((values) => values[index] == null)) return undefined;
  const at = toPixels(moment);
  const isOutside = (index === 0 && left < at) || (index === moments.length - 1 && left > at);
  return isOutside && Math.abs(at - left) > NEAR_PX ? undefined : at;
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
