import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { countText } from '../../ui/number-text';
import { Segmented, type Segment } from '../../ui/segmented';
import type { Tone } from '../../ui/tone';
import { FleetListStore } from './fleet-list-store';
import type { StatusChoice } from './fleet-query';
import { WORDS } from './fleet-words';

const CHOICES: readonly (readonly [StatusChoice, string, Tone | undefined])[] = [
  ['all', 'All', undefined],
  ['online', 'Online', 'ok'],
  ['degraded', 'Degraded', 'warn'],
  ['offline', 'Offline', 'bad'],
  ['pending', 'Pending', 'info'],
];

/** How many there are in each status; choosing one filters. */
@Component({
  selector: 'lg-status-counters',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Segmented],
  template: `
    <lg-segmented
      [label]="words.status"
      [segments]="segments()"
      [value]="status()"
      (valueChange)="chosen.emit($event!)"
    />
  `,
})
export class StatusCounters {
  /** Nothing where the filter asks for what no single counter shows. */
  readonly status = input<StatusChoice | undefined>();
  readonly chosen = output<StatusChoice>();
  protected readonly words = WORDS;
  private readonly store = inject(FleetListStore);
  protected readonly segments = computed<readonly Segment<StatusChoice>[]>(() =>
    CHOICES.map(([value, label, tone]) => {
      const count = this.store.counts()?.[value];
      return {
        value,
        label,
        count: count === undefined ? '–' : countText(count),
        ...(tone && count ? { tone } : {}),
      };
    }),
  );
}
