import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Router } from '@angular/router';
import { Now } from '../../core/now';
import { WORDS } from './fleet-words';
import { LINE_HEIGHT, LINE_WIDTH, type RowState } from './row-state';
import { shortAge } from './row-words';

/**
 * A probe in 54 pixels. Of plain elements alone and without parts of the kit: while somebody scrolls, ten of these are
 * made in each frame.
 */
@Component({
  selector: 'lg-list-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let words = row().words();
    <span class="st" (click)="picked($event)"><i [class]="row().view().status"></i></span>
    <span class="who">
      <bdi class="host ellipsis">{{ words.host }}</bdi>
      <span class="what">
        @if (words.waits) {
          <span class="waits" (click)="review($event)">{{ words.waits }}</span>
        }
        <span class="hidden">{{ words.status }}</span> {{ words.system }}{{ words.tagsWhole }}</span
      >
    </span>
    @if (row().shape(); as shape) {
      <svg [class]="words.tone" width="${LINE_WIDTH}" height="${LINE_HEIGHT}" aria-hidden="true">
        <path class="area" [attr.d]="shape.area" />
        <path class="line" [attr.d]="shape.line" />
      </svg>
    }
    <span class="end num">
      <b [class]="tone()">{{ row().isGone() ? gone : words.score }}</b>
      <span>{{ age() }}</span>
    </span>
  `,
  styleUrls: ['./status-dot.css', './waiting-pill.css', './list-row.css'],
  host: { '[class.gone]': 'row().isGone()' },
})
export class ListRow {
  readonly row = input.required<RowState>();
  /** Its mark was pressed: it is to be selected, or not any more. */
  readonly toggled = output();
  private readonly now = inject(Now);
  private readonly router = inject(Router);
  protected readonly gone = WORDS.gone;
  protected readonly age = computed(() => shortAge(this.row().view().last_seen, this.now.ms()));
  /** A change fades; of two names for the same fading the other one begins it anew. */
  protected readonly tone = computed(() => {
    const changes = this.row().changes();
    const fading = changes === 0 ? '' : changes % 2 === 0 ? ' even' : ' odd';
    return this.row().words().tone + fading;
  });

  /** By keyboard the same is in the Activity of the probe. */
  protected review(event: Event): void {
    event.stopPropagation();
    const q = this.row().view().hostname || this.row().id;
    void this.router.navigate(['/approvals'], { queryParams: { q } });
  }

  protected picked(event: Event): void {
    event.stopPropagation();
    this.toggled.emit();
  }
}
