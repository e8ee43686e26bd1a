import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { paintOf, type Tone } from './tone';

/**
 * `<lg-gauge [value]="68" tone="warn" label="Health" />`: a ring filled to a share of 100, with its number. 34 pixels in
 * rows, 52 on cards. Nothing known is an en dash on an empty ring.
 */
@Component({
  selector: 'lg-gauge',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg [attr.width]="size()" [attr.height]="size()" [attr.viewBox]="'0 0 ' + size() + ' ' + size()">
      <circle
        class="track"
        [attr.cx]="middle()"
        [attr.cy]="middle()"
        [attr.r]="radius()"
        [style.stroke-width]="thick()"
      />
      @if (share() > 0) {
        <circle
          [attr.cx]="middle()"
          [attr.cy]="middle()"
          [attr.r]="radius()"
          pathLength="100"
          stroke-linecap="round"
          [style.stroke]="paint()"
          [style.stroke-width]="thick()"
          [attr.stroke-dasharray]="share() + ' 100'"
          [attr.transform]="'rotate(-90 ' + middle() + ' ' + middle() + ')'"
        />
      }
    </svg>
    <b class="num" [class.large]="size() >= 44">{{ text() }}</b>
  `,
  host: {
    role: 'img',
    '[attr.aria-label]': 'label() + " " + (value() === undefined ? "unknown" : text() + " of 100")',
  },
  styles: `
    :host {
      display: inline-grid;
      flex: none;
      place-items: center;
    }
    svg,
    b {
      grid-area: 1 / 1;
    }
    svg {
      fill: none;
    }
    .track {
      stroke: var(--track);
    }
    circle {
      transition: stroke-dasharray var(--slow);
    }
    b {
      font: 600 10px/1 var(--sans);
    }
    .large {
      font-size: 16px;
      font-weight: 650;
    }
  `,
})
export class Gauge {
  readonly value = input.required<number | undefined>();
  readonly label = input.required<string>();
  readonly tone = input<Tone>('accent');
  readonly size = input(34);
  protected readonly share = computed(() => Math.max(0, Math.min(100, this.value() ?? 0)));
  protected readonly text = computed(() =>
    this.value() === undefined ? '–' : String(Math.round(this.share())),
  );
  protected readonly paint = computed(() => paintOf(this.tone()));
  protected readonly middle = computed(() => this.size() / 2);
  protected readonly thick = computed(() => (this.size() >= 44 ? 5 : 3.5));
  protected readonly radius = computed(() => (this.size() - this.thick()) / 2);
}
