import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { type Paint, paintOf } from './tone';

/**
 * `<lg-meter [value]="71" label="Memory" text="22.7 of 32 GB" tone="warn" [threshold]="90" />`: a bar with a tick where
 * the limit is. `value`, `threshold` and `max` (100) share one unit.
 */
@Component({
  selector: 'lg-meter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="bar">
      <i [style.width.%]="share()" [style.background]="paint()"></i>
    </div>
    @if (tick(); as left) {
      <b [style.left.%]="left"></b>
    }
  `,
  host: {
    role: 'meter',
    'aria-valuemin': '0',
    '[attr.aria-valuemax]': 'max()',
    '[attr.aria-valuenow]': 'shown()',
    '[attr.aria-valuetext]': 'text() || null',
    '[attr.aria-label]': 'label()',
  },
  styles: `
    :host {
      position: relative;
      display: block;
      min-width: 24px;
    }
    .bar {
      height: 5px;
      overflow: hidden;
      border-radius: 3px;
      background: var(--track);
    }
    i {
      display: block;
      height: 100%;
      border-radius: 3px;
      transition: width var(--slow);
    }
    b {
      position: absolute;
      top: -2px;
      bottom: -2px;
      width: 2px;
      margin-left: -1px;
      background: var(--t2);
    }
    @media (forced-colors: active) {
      .bar {
        border: 1px solid;
      }
      i {
        forced-color-adjust: none;
      }
    }
  `,
})
export class Meter {
  readonly value = input.required<number>();
  readonly label = input.required<string>();
  readonly text = input('');
  readonly tone = input<Paint>('accent');
  readonly max = input(100);
  readonly threshold = input<number>();
  protected readonly paint = computed(() => paintOf(this.tone()));
  /** A bar cannot be fuller than full; the words beside it say how much it is. */
  protected readonly shown = computed(() => Math.min(this.value(), this.max()));
  protected readonly share = computed(() => this.shareOf(this.value()));
  protected readonly tick = computed(() => {
    const threshold = this.threshold();
    return threshold === undefined ? undefined : this.shareOf(threshold);
  });

  private shareOf(value: number): number {
    return this.max() > 0 ? Math.max(0, Math.min(100, (value / this.max()) * 100)) : 0;
  }
}
