import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { Card } from '../card';
import { LgButton } from '../button';
import { TimeChart } from '../time-chart';
import type { TimeSpan } from '../time-chart-words';
import { broken, HOSTILE, wave } from './samples';
import { Specimen } from './specimen';

const NOON = Date.UTC(2026, 10, 20, 12);
const COUNT = 96;

/** Lines over time. */
@Component({
  selector: 'lg-chart-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, LgButton, Specimen, TimeChart],
  template: `
    <lg-specimen name="TimeChart: drag for a span, click the legend for one line alone" layout="stack">
      <lg-card title="CPU by role">
        <lg-time-chart
          label="CPU by role"
          unit="%"
          [times]="times"
          [series]="series()"
          [threshold]="88"
          [min]="0"
          [max]="100"
          (range)="span.set($event)"
        />
        <p class="quiet span">
          {{ span() ? 'Chosen: ' + span()!.from + ' to ' + span()!.to : 'No span chosen' }}
        </p>
        <button lgButton size="compact" (click)="move()">Next values</button>
      </lg-card>
      <lg-card title="Without values">
        <lg-time-chart label="Without values" [times]="[]" [series]="[]" [height]="90" />
      </lg-card>
    </lg-specimen>
  `,
})
export class ChartSection {
  protected readonly times = Array.from({ length: COUNT }, (_, at) => NOON + at * 900_000);
  protected readonly span = signal<TimeSpan | undefined>(undefined);
  private turn = 0;
  protected readonly series = signal(this.make());

  protected move(): void {
    this.turn++;
    this.series.set(this.make());
  }

  private make() {
    return [
      { label: 'web', values: wave(COUNT, 45, 14, 1 + this.turn) },
      { label: 'db', values: broken(COUNT, 72, 12, 2 + this.turn) },
      { label: 'k8s', values: wave(COUNT, 38, 10, 3 + this.turn) },
      { label: HOSTILE.markup, values: wave(COUNT, 24, 8, 4 + this.turn) },
    ];
  }
}
