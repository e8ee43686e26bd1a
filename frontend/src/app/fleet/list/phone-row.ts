import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Now } from '../../core/now';
import { Gauge } from '../../ui/gauge';
import { WORDS } from './fleet-words';
import type { RowState } from './row-state';
import { shortAge } from './row-words';

/** A probe in 70 pixels, for a thumb: what lowers its score most and what waits for a person stand in the row. */
@Component({
  selector: 'lg-phone-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Gauge],
  template: `
    @let words = row().words();
    <span class="st"><i [class]="row().view().status"></i></span>
    <span class="who">
      <bdi class="host ellipsis">{{ words.host }}</bdi>
      <span class="what ellipsis">
        <span class="hidden">{{ words.status }}</span>
        @if (words.waits) {
          <span class="waits">{{ words.waits }}</span>
        } @else {
          {{ what() }}
        }
        @if (reason(); as reason) {
          · <span [class]="words.tone">{{ reason }}</span>
        }
      </span>
    </span>
    @if (score(); as score) {
      <lg-gauge [value]="+score" [tone]="words.tone" label="Health" />
    } @else {
      <b [class]="words.tone">{{ row().isGone() ? texts.gone : words.score }}</b>
    }
  `,
  styleUrls: ['./status-dot.css', './waiting-pill.css', './phone-row.css'],
  host: { '[class.gone]': 'row().isGone()' },
})
export class PhoneRow {
  readonly row = input.required<RowState>();
  private readonly now = inject(Now);
  protected readonly texts = WORDS;
  /** Of its tags the first, so that there is room for what is wrong. */
  protected readonly what = computed(() => {
    const { system, tags } = this.row().words();
    return [system, tags.split(' · ')[0]].filter(Boolean).join(' · ');
  });
  protected readonly score = computed(() => /^\d+$/.exec(this.row().words().score)?.[0]);
  protected readonly reason = computed(() => {
    const { status, last_seen: seen } = this.row().view();
    return status === 'offline' ? WORDS.silent(shortAge(seen, this.now.ms())) : this.row().words().worst;
  });
}
