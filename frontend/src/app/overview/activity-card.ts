import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import type { Activity } from '../core/api/models';
import type { Loaded } from '../core/loaded';
import { BarStrip } from '../ui/bar-strip';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { countText } from '../ui/number-text';
import { clockText } from '../ui/time-text';
import { paintOf } from '../ui/tone';
import { ACTIVITY_PARTS, OVERVIEW_WORDS } from './overview-words';

const TICK_HOURS = 6;

/** What happened in each hour of the last day, as bars or as the table behind them. */
@Component({
  selector: 'lg-activity-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BarStrip, Card, LgButton],
  templateUrl: './activity-card.html',
  styleUrl: './activity-card.css',
})
export class ActivityCard {
  readonly activity = input.required<Loaded<Activity>>();
  protected readonly words = OVERVIEW_WORDS;
  protected readonly parts = ACTIVITY_PARTS;
  protected readonly isTable = signal(false);

  private readonly buckets = computed(() => this.activity().value()?.buckets ?? []);
  protected readonly bars = computed(() =>
    this.buckets().map((bucket) => ({
      label: clockText(bucket.at),
      counts: ACTIVITY_PARTS.map(({ key }) => bucket[key]),
    })),
  );
  protected readonly sums = computed(() =>
    ACTIVITY_PARTS.map(({ key, label, tone }) => {
      const count = this.buckets().reduce((sum, bucket) => sum + bucket[key], 0);
      return { label, paint: paintOf(tone), count, text: countText(count) };
    }),
  );
  protected readonly isEmpty = computed(() => this.sums().every(({ count }) => count === 0));
  /** Every sixth hour of the clock, where its bar begins. */
  protected readonly ticks = computed(() => {
    const buckets = this.buckets();
    return buckets
      .map(({ at }, place) => ({ hour: new Date(at).getHours(), label: clockText(at), place }))
      .filter(({ hour, place }) => hour % TICK_HOURS === 0 && place < buckets.length - 2)
      .map(({ label, place }) => ({ label, left: (place / buckets.length) * 100 }));
  });
}
