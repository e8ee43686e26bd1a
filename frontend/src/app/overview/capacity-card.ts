import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Capacity } from '../core/api/models';
import type { Loaded } from '../core/loaded';
import { Card } from '../ui/card';
import { Meter } from '../ui/meter';
import { share, sizeText } from '../ui/size-text';
import { OVERVIEW_WORDS } from './overview-words';
import { toneOfShare } from './share-tone';

/** How much of all hosts together is in use. */
@Component({
  selector: 'lg-capacity-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Meter],
  template: `
    <lg-card
      [title]="words.capacity"
      [note]="note()"
      [loading]="capacity().isFirst()"
      [rows]="3"
      [rowHeight]="44"
      [error]="capacity().error()"
      (retry)="capacity().load()"
      cancellable
      (cancel)="capacity().cancel()"
    >
      @if (capacity().value()) {
        @for (bar of bars(); track bar.label) {
          <div class="bar">
            <p>
              <span>{{ bar.label }}</span>
              <b class="num">{{ bar.percent }}<small>&thinsp;%</small></b>
              <span class="of num">{{ bar.text }}</span>
            </p>
            <lg-meter [value]="bar.value" [label]="bar.label" [text]="bar.text" [tone]="bar.tone" />
          </div>
        } @empty {
          <p class="none">{{ words.capacityNone }}</p>
        }
      }
    </lg-card>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    lg-card {
      height: 100%;
    }
    .bar + .bar {
      margin-top: 12px;
    }
    p {
      display: flex;
      align-items: baseline;
      gap: 8px;
      margin-bottom: 5px;
    }
    p > span:first-child {
      min-width: 64px;
      color: var(--t2);
    }
    b {
      font: var(--fs-16);
      font-weight: 600;
    }
    small {
      color: var(--t3);
      font: var(--fs-11);
    }
    .of {
      margin-left: auto;
      color: var(--t3);
      font: var(--fs-12);
    }
    .none {
      justify-content: center;
      padding: 28px 0;
      color: var(--t3);
      text-align: center;
    }
  `,
})
export class CapacityCard {
  readonly capacity = input.required<Loaded<Capacity>>();
  protected readonly words = OVERVIEW_WORDS;

  protected readonly note = computed(() => {
    const known = this.capacity().value();
    return known && known.hosts + known.stale > 0 ? OVERVIEW_WORDS.hosts(known.hosts, known.stale) : '';
  });

  protected readonly bars = computed(() => {
    const known = this.capacity().value();
    if (!known || known.hosts === 0) return [];
    const { cpus, load1_sum: load, memory, disk } = known;
    const space = (label: string, { used_bytes: used, total_bytes: total }: Capacity['disk']) =>
      barOf(label, share(used, total), `${sizeText(used)} of ${sizeText(total)}`);
    const loadText = load === undefined ? '' : OVERVIEW_WORDS.loadOf(load.toFixed(1), cpus);
    return [
      barOf(OVERVIEW_WORDS.cpu, share(load, cpus), loadText),
      space(OVERVIEW_WORDS.memory, memory),
      space(OVERVIEW_WORDS.disk, disk),
    ].filter((bar) => bar !== undefined);
  });
}

function barOf(label: string, value: number | undefined, text: string) {
  if (value === undefined) return undefined;
  return { label, value, percent: Math.round(value), text, tone: toneOfShare(value) };
}
