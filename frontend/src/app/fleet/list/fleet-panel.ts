import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  model,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FleetSort } from '../../core/api/models';
import { Now } from '../../core/now';
import { Session } from '../../core/session';
import { Connection } from '../../core/shell/connection';
import { LgButton } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Failure } from '../../ui/failure';
import { Kbd } from '../../ui/kbd';
import { Skeleton } from '../../ui/skeleton';
import { dayAndClock, momentText } from '../../ui/time-text';
import { VirtualList } from '../../ui/virtual-list';
import { VirtualRow } from '../../ui/virtual-row';
import { visibleText } from '../../ui/visible-text';
import { SiteOverview } from '../../sites/site-overview';
import { FleetFilter } from './fleet-filter';
import type { FleetLayout } from './fleet-layouts';
import { FleetListStore } from './fleet-list-store';
import { FleetMenu } from './fleet-menu';
import { type StatusChoice, statusOf, withStatus, withoutStatus } from './fleet-query';
import { FleetSelection } from './fleet-selection';
import { FleetTable } from './fleet-table';
import { WORDS } from './fleet-words';
import { ListRow } from './list-row';
import { PhoneChips } from './phone-chips';
import { PhoneRow } from './phone-row';
import { PhoneSheet } from './phone-sheet';
import type { RowState } from './row-state';
import { StatusCounters } from './status-counters';

export type FleetShape = 'list' | 'table' | 'phone' | 'sites';

/** Counters, filter and the rows they leave, in the shape there is room for. */
@Component({
  selector: 'lg-fleet-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EmptyState,
    Failure,
    FleetFilter,
    FleetMenu,
    FleetTable,
    Kbd,
    LgButton,
    ListRow,
    PhoneChips,
    PhoneRow,
    PhoneSheet,
    RouterLink,
    SiteOverview,
    Skeleton,
    StatusCounters,
    VirtualList,
    VirtualRow,
  ],
  templateUrl: './fleet-panel.html',
  styleUrl: './fleet-panel.css',
  host: { '[class]': 'shape()' },
})
export class FleetPanel {
  readonly shape = input.required<FleetShape>();
  /** Whether the page's heading is here; else it is that of the probe beside. */
  readonly titled = input(true);
  /** Id of the probe that is open. */
  readonly current = input<string>();
  /** Nothing where there is no choice. */
  readonly layout = input<FleetLayout | undefined>();
  readonly query = model('');
  readonly opened = output<RowState>();
  readonly sorted = output<FleetSort>();
  readonly switched = output<FleetLayout>();

  protected readonly words = WORDS;
  protected readonly store = inject(FleetListStore);
  protected readonly selection = inject(FleetSelection);
  protected readonly session = inject(Session);
  protected readonly isSheetOpen = signal(false);
  private readonly connection = inject(Connection);
  private readonly now = inject(Now);
  /** Since when nothing here moves any more, on the clock. */
  protected readonly asOf = computed(() => {
    const since = this.connection.lostSince();
    if (since === undefined) return undefined;
    return { text: WORDS.asOf(dayAndClock(since, this.now.today())), full: momentText(since) };
  });
  private readonly filter = viewChild(FleetFilter);
  private readonly list = viewChild<VirtualList<RowState>>(VirtualList);
  /** By its name: the class itself is loaded with the first table. */
  private readonly table = viewChild<FleetTable>('table');
  readonly menu = viewChild<FleetMenu>('menu');
  private readonly touchable = viewChild.required<ElementRef<HTMLElement>>('touchable');

  protected readonly idOf = (row: RowState): string => row.id;
  protected readonly status = computed(() => statusOf(this.query()));
  protected readonly isNarrowed = computed(() => withoutStatus(this.query()) !== '');
  protected readonly asked = computed(() => visibleText(this.store.view().q));
  /** The whole fleet is empty, not only what the filter leaves. */
  protected readonly isEmpty = computed(
    () => this.store.total() === 0 && !this.store.isBehind() && this.store.view().q === '',
  );
  protected readonly isNone = computed(() => this.store.total() === 0 && !this.isEmpty());

  constructor() {
    // Not in the template: what listens there has the whole page looked through, and these come with every frame.
    afterNextRender(() => {
      const rows = this.touchable().nativeElement;
      for (const kind of ['pointermove', 'wheel', 'touchmove', 'keydown'])
        rows.addEventListener(kind, () => this.store.touched(), { passive: true });
    });
  }

  protected choose(status: StatusChoice): void {
    this.query.set(withStatus(this.query(), status));
  }

  focusFilter(): void {
    this.filter()?.focus();
  }

  /** Puts the focus on the active row. */
  focusRows(): void {
    (this.list() ?? this.table()?.table())?.focus();
  }

  step(by: number): void {
    this.store.touched();
    (this.list() ?? this.table()?.table())?.step(by);
  }

  openActive(): void {
    (this.list() ?? this.table()?.table())?.openActive();
  }

  selectActive(): void {
    (this.list() ?? this.table()?.table())?.toggleActive();
  }
}
