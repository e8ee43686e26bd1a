import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LiveCounts } from '@legator/contracts';
import { countText } from '../ui/number-text';
import { paintOf } from '../ui/tone';
import { OVERVIEW_WORDS, STATUS_LIST } from './overview-words';

/** How many probes are how, as links to those, and the same as one bar. */
@Component({
  selector: 'lg-health-strip',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  template: `
    <ul [attr.aria-label]="words.fleet">
      @for (part of parts(); track part.status) {
        <li>
          <a routerLink="/fleet" [queryParams]="part.query">
            <b class="num" [style.color]="part.count && part.status !== 'all' ? part.paint : null">{{
              part.text
            }}</b>
            <span>{{ part.label }}</span>
          </a>
        </li>
      }
    </ul>
    <div class="bar" aria-hidden="true">
      @for (part of parts(); track part.status) {
        @if (part.status !== 'all' && part.count > 0) {
          <i [style.flex-grow]="part.count" [style.background]="part.paint"></i>
        }
      }
    </div>
  `,
  styleUrl: './health-strip.css',
})
export class HealthStrip {
  readonly counts = input.required<LiveCounts>();
  protected readonly words = OVERVIEW_WORDS;
  protected readonly parts = computed(() =>
    STATUS_LIST.map(({ status, text, tone }) => ({
      status,
      label: text,
      count: this.counts()[status],
      text: countText(this.counts()[status]),
      paint: paintOf(tone),
      query: status === 'all' ? null : { q: `status:${status}` },
    })),
  );
}
