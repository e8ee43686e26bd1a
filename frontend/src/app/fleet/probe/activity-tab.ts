import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  untracked,
} from '@angular/core';
import { Now } from '../../core/now';
import { LgButton } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Failure } from '../../ui/failure';
import { Segmented } from '../../ui/segmented';
import { Skeleton } from '../../ui/skeleton';
import { ActivityRow } from './activity-row';
import { WORDS } from './probe-words';
import { daysOf } from './timeline-looks';
import { alone, foldRuns } from './timeline-runs';
import { TimelineStore, type TimelineFilter } from './timeline-store';

const FILTERS = ['all', 'directive', 'signal', 'audit'] as const;

/** Everything that happened to a probe in one list by day; the kind and the open entry are in the address. */
@Component({
  selector: 'lg-activity-tab',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [TimelineStore],
  imports: [ActivityRow, EmptyState, Failure, LgButton, Segmented, Skeleton],
  template: `
    <div class="bar">
      <lg-segmented
        [label]="words.filter"
        [segments]="filters"
        [value]="filter()"
        (valueChange)="kindChange.emit($event ?? 'all')"
      />
      @if (store.fresh(); as fresh) {
        <button lgButton size="compact" icon="arrow-up" (click)="store.showFresh()">
          {{ words.newer(fresh) }}
        </button>
      }
    </div>
    @if (store.error(); as error) {
      <lg-failure [error]="error" (retry)="store.load()" />
    }
    @if (store.isFirst()) {
      <lg-skeleton [rows]="8" [height]="44" />
    } @else if (days().length > 0) {
      <div (pointermove)="store.touched()" (focusin)="store.touched()" (wheel)="store.touched()">
        @for (day of days(); track day.key) {
          <section [attr.aria-label]="day.label">
            <h2>{{ day.label }}</h2>
            <ul>
              @for (row of day.entries; track row.id) {
                <li>
                  <lg-activity-row
                    [entry]="row.entry"
                    [facts]="row.facts"
                    [at]="row.at"
                    [isOpen]="row.id === open()"
                    (toggled)="openChange.emit(row.id === open() ? undefined : row.id)"
                  />
                </li>
              }
            </ul>
          </section>
        }
      </div>
      @if (store.olderError(); as error) {
        <lg-failure [error]="error" (retry)="store.older()" />
      }
      @if (store.hasOlder()) {
        <button lgButton class="older" [busy]="store.isReadingOlder()" (click)="store.older()">
          {{ words.older }}
        </button>
      }
    } @else if (!store.error()) {
      @if (filter() === 'all') {
        <lg-empty-state [title]="words.none" [text]="words.noneText" icon="activity" />
      } @else {
        <lg-empty-state
          kind="none-match"
          [title]="words.noneMatch"
          [action]="words.clear"
          (act)="kindChange.emit('all')"
        />
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
      min-width: 0;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 8px;
    }
    h2 {
      position: sticky;
      z-index: 1;
      top: 38px;
      padding: 8px 0 6px;
      background: var(--canvas);
      color: var(--t2);
      font: 550 12px/18px var(--sans);
    }
    ul {
      border: 1px solid var(--line);
      border-radius: var(--r-l);
      background: var(--s1);
      overflow: hidden;
    }
    li + li {
      border-top: 1px solid var(--row-line);
    }
    .older {
      justify-self: center;
    }
  `,
})
export class ActivityTab {
  readonly id = input.required<string>();
  readonly kind = input<string>();
  /** Of the entry whose details are shown. */
  readonly open = input<string>();
  readonly kindChange = output<TimelineFilter>();
  readonly openChange = output<string | undefined>();

  protected readonly store = inject(TimelineStore);
  protected readonly words = WORDS.activity;
  protected readonly filters = FILTERS.map((value) => ({ value, label: WORDS.activity.kinds[value] }));
  private readonly now = inject(Now);
  protected readonly filter = computed(() => FILTERS.find((one) => one === this.kind()) ?? 'all');
  private readonly minute = computed(() => Math.floor(this.now.ms() / 60_000) * 60_000);
  /** Everything in one list would tell each command several times; facts and the trail are told one by one. */
  private readonly rows = computed(() => {
    const all = this.store.all();
    return this.filter() === 'all' ? foldRuns(all) : all.map(alone);
  });
  protected readonly days = computed(() => daysOf(this.rows(), this.minute()));

  constructor() {
    effect(() => {
      const [id, filter] = [this.id(), this.filter()];
      untracked(() => void this.store.show(id, filter));
    });
  }
}
