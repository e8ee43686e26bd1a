import { ChangeDetectionStrategy, Component, inject, model, output } from '@angular/core';
import type { FleetSort, SavedFilter } from '../../core/api/models';
import { SavedFilters } from '../../core/saved-filters';
import { LgButton } from '../../ui/button';
import { Drawer } from '../../ui/drawer';
import { visibleText } from '../../ui/visible-text';
import { FleetFilter } from './fleet-filter';
import { FleetListStore } from './fleet-list-store';
import { FleetMenu } from './fleet-menu';
import { SORTS, WORDS, firstWay, sortKey, sortText, turned } from './fleet-words';

/** Filter, sort and saved filters, over the whole screen of a phone. */
@Component({
  selector: 'lg-phone-sheet',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Drawer, FleetFilter, FleetMenu, LgButton],
  template: `
    <lg-drawer [title]="words.menu" (closed)="closed.emit()">
      <lg-fleet-menu drawer-actions />
      <div class="sheet">
        <lg-fleet-filter
          [(query)]="query"
          [sort]="store.view().sort"
          [problem]="store.filterProblem()"
          (sorted)="sorted.emit($event)"
        />
        <div class="group" role="group" aria-labelledby="fleet-sheet-sort">
          <h3 id="fleet-sheet-sort">{{ words.sort }}</h3>
          @for (one of sorts; track one.key) {
            <button
              type="button"
              [attr.aria-pressed]="one.key === sortKey(store.view().sort)"
              (click)="sortBy(one.key)"
            >
              {{ one.key === sortKey(store.view().sort) ? sortText(store.view().sort) : one.text }}
            </button>
          }
        </div>
        @if (saved.all().length > 0) {
          <div class="group" role="group" aria-labelledby="fleet-sheet-saved">
            <h3 id="fleet-sheet-saved">{{ words.saved }}</h3>
            @for (one of saved.all(); track one.name) {
              <button type="button" [attr.aria-pressed]="one.q === query()" (click)="show(one)">
                <bdi class="ellipsis">{{ seen(one.name) }}</bdi>
              </button>
            }
          </div>
        }
        <button lgButton variant="primary" (click)="closed.emit()">
          {{ words.showRows(store.total() ?? 0) }}
        </button>
      </div>
    </lg-drawer>
  `,
  styles: `
    .sheet {
      display: flex;
      flex-direction: column;
      gap: 16px;
    }
    .group {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    .group h3 {
      width: 100%;
      margin: 0;
      color: var(--t2);
      font: 550 12px/18px var(--sans);
    }
    .group button {
      display: inline-flex;
      align-items: center;
      max-width: 100%;
      min-height: 44px;
      padding: 0 14px;
      border: 1px solid var(--line-strong);
      border-radius: 22px;
      background: none;
      color: var(--t2);
      font: var(--fs-13);
      cursor: pointer;
    }
    .group button[aria-pressed='true'] {
      border-color: var(--s4);
      background: var(--s3);
      color: var(--t1);
    }
  `,
})
export class PhoneSheet {
  readonly query = model('');
  readonly sorted = output<FleetSort>();
  readonly closed = output();
  protected readonly words = WORDS;
  protected readonly sorts = SORTS;
  protected readonly sortKey = sortKey;
  protected readonly sortText = sortText;
  protected readonly seen = visibleText;
  protected readonly store = inject(FleetListStore);
  protected readonly saved = inject(SavedFilters);

  constructor() {
    void this.saved.fresh();
  }

  /** The chosen one again turns round. */
  protected sortBy(key: FleetSort): void {
    const sort = this.store.view().sort;
    this.sorted.emit(sortKey(sort) === key ? turned(sort) : firstWay(key));
  }

  protected show({ q, sort }: SavedFilter): void {
    this.query.set(q);
    if (sort) this.sorted.emit(sort);
  }
}
