import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  input,
  ViewEncapsulation,
} from '@angular/core';
import type uPlot from 'uplot';
import { IconButton } from './icon-button';
import { tokenOf } from './theme-colours';
import { TimeChart } from './time-chart';
import type { PlotEvents, PlotWish } from './time-chart-plot';
import { type ChartSeries, chartSummary, momentIn, type NumberText } from './time-chart-words';

/** A moment that matters: an upright line, its name at the foot. */
export interface ChartMark {
  readonly at: number;
  readonly label: string;
}

const FONT_PX = 10.5;

/**
 * `<lg-forecast-chart bare … [series]="[measured, rate]" [forecasts]="1" [marks]="[{ at, label: 'now' }]" />`: a time chart whose
 * last `forecasts` series say where a line leads, and not what was measured: dashed, in the colour of what is bad, with no
 * ground below them. A kind of its own, so that charts of what was measured do not carry it.
 */
@Component({
  selector: 'lg-forecast-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  imports: [IconButton],
  templateUrl: './time-chart.html',
  styleUrl: './time-chart.css',
  host: { '[style.display]': "'block'", '[style.min-width]': "'0'" },
})
export class ForecastChart extends TimeChart {
  readonly forecasts = input(0);
  readonly marks = input<readonly ChartMark[]>([]);
  private readonly measured = computed(() => this.series().length - this.forecasts());

  protected override readonly legend = computed(() =>
    this.series().map(({ label, colour }, at) => ({
      label,
      paint: at < this.measured() ? `var(--c${colour ?? at + 1})` : 'var(--bad)',
      isOff: false,
    })),
  );
  protected override readonly summary = computed(() =>
    forecastSummary(this.times(), this.series(), {
      measured: this.measured(),
      marks: this.marks(),
      text: this.text(),
    }),
  );

  constructor() {
    super();
    effect(() => {
      this.marks();
      this.plot?.redraw();
    });
  }

  protected override options(wish: PlotWish, events: PlotEvents): uPlot.Options {
    const made = super.options(wish, events);
    const bad = tokenOf(this.host, 'bad');
    const series = made.series.map((one, at) => {
      // The first is the time.
      if (at <= this.measured()) return one;
      return { ...one, stroke: bad, dash: [5, 4], fill: undefined };
    });
    const draw = (plot: uPlot) => drawMarks(plot, this.marks(), this.host);
    return { ...made, series, hooks: { ...made.hooks, draw: [draw] } };
  }
}

/** What was measured, with its gaps; where that leads; and the moments that matter. What lies ahead is missing of no line. */
export function forecastSummary(
  times: readonly number[],
  series: readonly ChartSeries[],
  { measured, marks, text }: { measured: number; marks: readonly ChartMark[]; text: NumberText },
): string {
  const ahead = series.slice(measured);
  const starts = ahead
    .map(({ values }) => values.findIndex((value) => value !== null))
    .filter((at) => at >= 0);
  const until = Math.min(times.length, ...starts);
  const known = series
    .slice(0, measured)
    .map(({ values, ...one }) => ({ ...one, values: values.slice(0, until) }));
  const span = { from: times[0] ?? 0, to: times.at(-1) ?? 0 };
  return [
    chartSummary(times.slice(0, until), known, text),
    ...ahead.flatMap(({ label, values }) => {
      const end = values.findLastIndex((value) => value !== null);
      const [value, time] = [values[end], times[end]];
      return typeof value === 'number' && time !== undefined
        ? [`${label}: ${text(value)} at ${momentIn(time, span)}.`]
        : [];
    }),
    ...marks.map(({ at, label }) => `${label}: ${momentIn(at, span)}.`),
  ].join(' ');
}

function drawMarks(plot: uPlot, marks: readonly ChartMark[], host: Element): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  ctx.font = `${FONT_PX * devicePixelRatio}px ${getComputedStyle(host).fontFamily}`;
  // At the foot, where lines that rise are not.
  ctx.textBaseline = 'bottom';
  for (const { at, label } of marks) {
    const x = Math.round(plot.valToPos(at, 'x', true));
    if (!(x >= bbox.left && x <= bbox.left + bbox.width)) continue;
    ctx.strokeStyle = tokenOf(host, 'border');
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    // On the side where there is room.
    const isLate = x > bbox.left + bbox.width / 2;
    ctx.fillStyle = tokenOf(host, 't2');
    ctx.textAlign = isLate ? 'right' : 'left';
    ctx.fillText(
      label,
      x + (isLate ? -5 : 5) * devicePixelRatio,
      bbox.top + bbox.height - 3 * devicePixelRatio,
    );
  }
  ctx.restore();
}
