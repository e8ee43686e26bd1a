import {
  afterNextRender,
  booleanAttribute,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import type uPlot from 'uplot';
import { IconButton } from './icon-button';
import { onThemeChange } from './theme-colours';
import { type PlotEvents, type PlotWish, plotOptions, seriesToken } from './time-chart-plot';
import {
  type ChartSeries,
  chartSummary,
  momentIn,
  type NumberText,
  plainNumber,
  tableStep,
  type TimeSpan,
} from './time-chart-words';

/** Twice the width of a tooltip's half: nearer to the right edge than this, it stands on the left of the line. */
const TIP_SPACE = 170;

/**
 * `<lg-time-chart label="CPU by role" unit="%" [times]="times" [series]="series" [threshold]="90" (range)="zoom($event)" />`:
 * lines over time. `times` are milliseconds; a null stays a gap. Dragging emits the span; a click in the legend shows one
 * line alone. Its table twin is one button away, its summary is read out. uPlot comes with the first chart.
 */
@Component({
  selector: 'lg-time-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  imports: [IconButton],
  templateUrl: './time-chart.html',
  styleUrl: './time-chart.css',
})
export class TimeChart {
  readonly label = input.required<string>();
  readonly times = input.required<readonly number[]>();
  readonly series = input.required<readonly ChartSeries[]>();
  readonly unit = input('');
  /** How a value is written; without it a plain number with the unit. */
  readonly format = input<NumberText>();
  readonly threshold = input<number>();
  /** What the time axis spans; without it, from the first value to the last. */
  readonly span = input<TimeSpan>();
  readonly min = input<number>();
  readonly max = input<number>();
  readonly height = input(180);
  /** For a small chart on a card that says name and value itself: no legend, no scale at the left, a fading ground. */
  readonly bare = input(false, { transform: booleanAttribute });
  readonly range = output<TimeSpan>();

  private readonly root = inject(DOCUMENT).documentElement;
  protected readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly frame = viewChild<ElementRef<HTMLElement>>('frame');
  private readonly library = signal<typeof uPlot | undefined>(undefined);
  private readonly themeTurn = signal(0);
  private readonly alone = signal<string | undefined>(undefined);
  private readonly hover = signal<{ index: number; left: number } | undefined>(undefined);
  protected plot?: uPlot;
  private readonly shape = computed(() =>
    this.series()
      .map(({ label, colour }) => `${colour ?? ''} ${label}`)
      .join('\n'),
  );

  protected readonly isTable = signal(false);
  protected readonly hasTimes = computed(() => this.times().length > 0);
  protected readonly failed = signal(false);
  protected readonly text = computed<NumberText>(() => {
    const unit = this.unit();
    return this.format() ?? ((value) => plainNumber(value) + (unit ? `\u2009${unit}` : ''));
  });
  protected readonly summary = computed(() => chartSummary(this.times(), this.series(), this.text()));
  protected readonly legend = computed(() =>
    this.series().map((one, at) => ({
      label: one.label,
      paint: `var(--${seriesToken(one, at)})`,
      isOff: this.alone() !== undefined && this.alone() !== one.label,
    })),
  );
  protected readonly step = computed(() => tableStep(this.times().length));
  protected readonly rows = computed(() =>
    this.times()
      .map((time, at) => ({ at, time: this.momentText(time) }))
      .filter(({ at }) => at % this.step() === 0)
      .map(({ at, time }) => ({ time, cells: this.series().map(({ values }) => this.cellText(values[at])) })),
  );
  protected readonly tip = computed(() => {
    const hover = this.hover();
    const time = hover && this.times()[hover.index];
    if (!hover || time === undefined) return undefined;
    const width = this.frame()?.nativeElement.clientWidth ?? 0;
    return {
      left: hover.left,
      isFlipped: hover.left > width - TIP_SPACE,
      time: this.momentText(time),
      lines: this.legend()
        .map((line, at) => ({ ...line, value: this.cellText(this.series()[at]?.values[hover.index]) }))
        .filter(({ isOff }) => !isOff),
    };
  });

  constructor() {
    const stop = onThemeChange(this.root, () => this.themeTurn.update((turn) => turn + 1));
    const observer = globalThis.ResizeObserver && new ResizeObserver(() => this.fit());
    afterNextRender(() => void this.start());
    effect((onCleanup) => {
      const frame = this.frame()?.nativeElement;
      if (frame) observer?.observe(frame);
      onCleanup(() => observer?.disconnect());
    });
    effect((onCleanup) => {
      this.build();
      onCleanup(() => this.drop());
    });
    effect(() => {
      this.span();
      this.plot?.setData(this.data());
    });
    inject(DestroyRef).onDestroy(() => {
      stop();
      observer?.disconnect();
    });
  }

  /** One line alone; pressed again, all of them. */
  protected isolate(label: string): void {
    this.alone.update((now) => (now === label ? undefined : label));
    this.showLines();
  }

  private async start(): Promise<void> {
    try {
      this.library.set((await import('uplot')).default);
    } catch {
      this.failed.set(true);
    }
  }

  /** Anew for another shape of the chart or other colours; values alone are only handed on. */
  private build(): void {
    const library = this.library();
    const frame = this.frame()?.nativeElement;
    this.themeTurn();
    this.shape();
    const hasTimes = this.hasTimes();
    const wish = {
      series: untracked(this.series),
      width: Math.max(120, frame?.clientWidth ?? 0),
      height: this.height(),
      min: this.min(),
      max: this.max(),
      threshold: this.threshold(),
      bare: this.bare(),
      span: () => untracked(this.span),
      text: this.text(),
    };
    if (!library || !frame || !hasTimes) return;
    const events = {
      hovered: (at?: { index: number; left: number }) => this.hover.set(at),
      selected: (span: TimeSpan) => this.range.emit(span),
    };
    try {
      this.plot = new library(
        this.options(wish, events),
        untracked(() => this.data()),
        frame,
      );
      untracked(() => this.showLines());
    } catch {
      // No canvas here: the table says the same.
      this.failed.set(true);
    }
  }

  protected options(wish: PlotWish, events: PlotEvents): uPlot.Options {
    return plotOptions(this.host, wish, events);
  }

  private drop(): void {
    this.plot?.destroy();
    this.plot = undefined;
    this.hover.set(undefined);
  }

  private fit(): void {
    const width = this.frame()?.nativeElement.clientWidth;
    if (width) this.plot?.setSize({ width, height: this.height() });
  }

  private showLines(): void {
    const alone = this.alone();
    this.series().forEach((one, at) =>
      this.plot?.setSeries(at + 1, { show: (alone ?? one.label) === one.label }),
    );
  }

  private data(): uPlot.AlignedData {
    return [[...this.times()], ...this.series().map(({ values }) => [...values])];
  }

  private momentText(time: number): string {
    const times = this.times();
    return momentIn(time, { from: times[0] ?? time, to: times.at(-1) ?? time });
  }

  private cellText(value: number | null | undefined): string {
    return value === null || value === undefined ? '–' : this.text()(value);
  }
}
