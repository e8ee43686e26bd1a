import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { heightOf, scaleOf, sparkShape } from './sparkline-path';
import { type Paint, paintOf } from './tone';

const WIDTH = 240;
let count = 0;

/**
 * `<lg-sparkline [values]="last hour" tone="warn" [height]="22" />`: a line that fills its width, fading below it; unknown
 * values stay gaps. With `threshold` a dashed line. Give it a `label` where nothing beside it says the same.
 */
@Component({
  selector: 'lg-sparkline',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg
      width="100%"
      [attr.height]="height()"
      [attr.viewBox]="'0 0 ${WIDTH} ' + height()"
      preserveAspectRatio="none"
      [attr.role]="label() ? 'img' : null"
      [attr.aria-label]="label() || null"
      [attr.aria-hidden]="label() ? null : true"
      [style.color]="paint()"
    >
      <defs>
        <linearGradient [id]="fade" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stop-color="currentColor" stop-opacity=".28" />
          <stop offset="1" stop-color="currentColor" stop-opacity="0" />
        </linearGradient>
      </defs>
      <path [attr.d]="shape().area" [attr.fill]="'url(#' + fade + ')'" />
      @if (limit(); as top) {
        <line class="limit" x1="0" x2="${WIDTH}" [attr.y1]="top" [attr.y2]="top" />
      }
      <path class="line" [attr.d]="shape().line" />
    </svg>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    svg {
      display: block;
    }
    .line {
      fill: none;
      stroke: currentColor;
      stroke-width: 1.5;
      stroke-linejoin: round;
      stroke-linecap: round;
      vector-effect: non-scaling-stroke;
    }
    .limit {
      stroke: var(--warn);
      stroke-dasharray: 3 3;
      stroke-opacity: 0.55;
      vector-effect: non-scaling-stroke;
    }
  `,
})
export class Sparkline {
  readonly values = input.required<readonly (number | null | undefined)[]>();
  readonly tone = input<Paint>('accent');
  readonly height = input(22);
  readonly label = input('');
  /** Fixed ends of the scale; without them it follows the values. */
  readonly min = input<number>();
  readonly max = input<number>();
  readonly threshold = input<number>();
  protected readonly fade = `lg-fade-${++count}`;
  protected readonly paint = computed(() => paintOf(this.tone()));
  private readonly scale = computed(() => {
    const own = scaleOf([...this.values(), this.threshold()]);
    return { low: this.min() ?? own.low, high: this.max() ?? own.high };
  });
  protected readonly shape = computed(() => sparkShape(this.values(), WIDTH, this.height(), this.scale()));
  protected readonly limit = computed(() => {
    const threshold = this.threshold();
    return threshold === undefined ? undefined : heightOf(threshold, this.height(), this.scale());
  });
}
