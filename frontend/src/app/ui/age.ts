import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Now } from '../core/now';
import { ageText, momentText } from './time-text';

/** How long ago, ticking; the full time on hover. Nothing known is an en dash. */
@Component({
  selector: 'lg-age',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (at(); as moment) {
      <time class="num" [attr.datetime]="moment" [title]="full()">{{ text() }}</time>
    } @else {
      –
    }
  `,
})
export class Age {
  /** RFC 3339. */
  readonly at = input<string | undefined>();
  private readonly now = inject(Now);
  protected readonly text = computed(() => ageText(Date.parse(this.at() ?? ''), this.now.ms()));
  protected readonly full = computed(() => momentText(this.at() ?? ''));
}
