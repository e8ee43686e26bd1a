import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Sparkline } from './sparkline';
import { type Paint, paintOf, type Tone } from './tone';

/**
 * `<lg-stat-card label="Online probes" value="236" unit="of 248" change="+ 2" changeTone="ok" [values]="day" />`: one number,
 * what it counts, how it moved (good or bad, not up or down) and its line. `note` stands at the top right.
 */
@Component({
  selector: 'lg-stat-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Sparkline],
  template: `
    <header>
      <h3 class="ellipsis" [title]="label()">{{ label() }}</h3>
      <span class="note num">{{ note() }}</span>
    </header>
    <p>
      <b
        class="num ellipsis"
        [class.small]="size() === 'small'"
        [style.color]="tone() ? paint(tone()!) : null"
        >{{ value() }}</b
      >
      <span class="unit ellipsis">{{ unit() }}</span>
      @if (change()) {
        <span class="change num" [style.color]="paint(changeTone())">{{ change() }}</span>
      }
    </p>
    @if (values(); as line) {
      <lg-sparkline
        [values]="line"
        [tone]="lineTone()"
        [height]="size() === 'small' ? 50 : 30"
        [threshold]="threshold()"
        [min]="min()"
        [max]="max()"
      />
    }
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
      padding: 10px 14px;
      border: 1px solid var(--line);
      border-radius: var(--r-l);
      background: var(--s1);
    }
    header {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: 8px;
    }
    h3 {
      color: var(--t3);
      font: 500 11px/16px var(--sans);
      letter-spacing: 0.02em;
    }
    .note {
      flex: none;
      color: var(--t3);
      font: var(--fs-11);
    }
    p {
      display: flex;
      align-items: baseline;
      gap: 4px;
      margin: 4px 0;
    }
    b {
      font: var(--fs-26);
      font-weight: 600;
      letter-spacing: -0.02em;
    }
    b.small {
      font: var(--fs-20);
      font-weight: 600;
    }
    .unit {
      color: var(--t3);
      font: var(--fs-12);
    }
    .change {
      flex: none;
      margin-left: auto;
      font: var(--fs-12);
    }
  `,
})
export class StatCard {
  readonly label = input.required<string>();
  readonly value = input.required<string | number>();
  readonly unit = input('');
  readonly note = input('');
  /** 26 pixels; `small` is 20, with the higher line of a detail page. */
  readonly size = input<'normal' | 'small'>('normal');
  readonly tone = input<Tone>();
  readonly change = input('');
  readonly changeTone = input<Tone>('neutral');
  readonly values = input<readonly (number | null | undefined)[]>();
  readonly lineTone = input<Paint>('accent');
  readonly threshold = input<number>();
  readonly min = input<number>();
  readonly max = input<number>();
  protected readonly paint = paintOf;
}
