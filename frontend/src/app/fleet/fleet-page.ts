import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { PageTitle } from '../core/page-title';
import { Viewport } from '../core/viewport';
import { EmptyState } from '../ui/empty-state';
import { Splitter } from '../ui/splitter';
import { fleetKeys } from './fleet-keys';
import { FleetAddress } from './fleet-address';
import { BulkBar } from './list/bulk-bar';
import { BulkActions } from './list/bulk-actions';
import { FleetListStore } from './list/fleet-list-store';
import { FleetLive } from './list/fleet-live';
import { FLEET_LAYOUTS, type FleetLayout } from './list/fleet-layouts';
import { FleetPanel, type FleetShape } from './list/fleet-panel';
import { readSort, withStatus, type StatusChoice } from './list/fleet-query';
import { FleetSelection } from './list/fleet-selection';
import { WORDS } from './list/fleet-words';
import { RowLines } from './list/row-lines';
import type { RowState } from './list/row-state';
import { fleetActions } from './fleet-actions';
import { selectionInAddress } from './selection-address';

const TYPING_MS = 150;

/** All probes, worst first, and beside them the one that is open. What is seen is in the address. */
@Component({
  selector: 'lg-fleet-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [FleetAddress, FleetLive, RowLines],
  imports: [BulkBar, EmptyState, FleetPanel, RouterOutlet, Splitter],
  templateUrl: './fleet-page.html',
  styleUrl: './fleet-page.css',
  host: {
    '[class.beside]': 'isBeside()',
    '[class.open]': 'isOpen()',
    '(keydown.f6)': 'nextPanel($event)',
    '(keydown.shift.f6)': 'nextPanel($event)',
  },
})
export class FleetPage {
  /** From the query. */
  readonly q = input<string>();
  readonly sort = input<string>();
  readonly layout = input<string>();
  /** Which probes are selected. */
  readonly sel = input<string>();
  /** A link from elsewhere: it becomes part of the filter. */
  readonly status = input<string>();
  /** Of links made before adding had a page of its own. */
  readonly add = input<string>();

  readonly panel = viewChild.required(FleetPanel);
  protected readonly words = WORDS;
  protected readonly width = signal(310);
  protected readonly query = signal('');
  private readonly detail = viewChild.required<ElementRef<HTMLElement>>('detail');
  private readonly viewport = inject(Viewport);
  private readonly injector = inject(Injector);
  private readonly address = inject(FleetAddress);
  private readonly store = inject(FleetListStore);
  private readonly selection = inject(FleetSelection);
  /** The first probe was opened by the page itself, or somebody has chosen: it does not open one any more. */
  private isSettled = false;

  protected readonly openId = this.address.openId;
  readonly isOpen = computed(() => this.openId() !== undefined);
  protected readonly isTable = computed(() => this.layout() === 'table' && !this.viewport.isPhone());
  protected readonly isBySite = computed(() => this.layout() === 'site' && !this.isOpen());
  protected readonly shape = computed<FleetShape>(() => {
    if (this.isBySite()) return 'sites';
    return this.viewport.isPhone() ? 'phone' : this.isTable() ? 'table' : 'list';
  });
  /** List and probe side by side; else one takes the place of the other. */
  protected readonly isBeside = computed(
    () =>
      !this.viewport.isSingle() && !this.isTable() && !this.isBySite() && (!this.isBare() || this.isOpen()),
  );
  /** There is nothing to choose from, and no filter that could be the reason. */
  private readonly isBare = computed(() => this.store.total() === 0 && this.store.view().q === '');
  protected readonly hasSelection = computed(() => this.selection.count() > 0);
  protected readonly hasRows = computed(() => (this.store.total() ?? 0) > 0);
  readonly choice = computed<FleetLayout | undefined>(() => {
    if (this.isBySite()) return 'site';
    return this.viewport.isPhone() ? undefined : this.isTable() ? 'table' : 'split';
  });

  constructor() {
    inject(RowLines);
    const title = inject(PageTitle);
    effect(() => {
      if (!this.isOpen()) title.set({ text: WORDS.title });
    });
    this.followAddress();
    selectionInAddress(this.sel);
    this.followTyping();
    this.openFirst();
    effect(() => {
      if (this.add()) this.address.addProbe(true);
    });
    fleetKeys(this);
    fleetActions(this, inject(BulkActions), this.selection);
  }

  protected open(row: RowState): void {
    this.isSettled = true;
    this.address.open(row.id);
  }

  protected sortBy(sort: string): void {
    this.address.change({ sort: sort === 'health' ? null : sort });
  }

  /** To the one that is named, or the next one. */
  switchLayout(to?: FleetLayout): void {
    const now = this.choice();
    if (now === undefined) return;
    const next = to ?? FLEET_LAYOUTS[(FLEET_LAYOUTS.indexOf(now) + 1) % FLEET_LAYOUTS.length]!;
    this.isSettled = true;
    // A table and the sites have no room beside them: what was open would hide them.
    if (next === 'split') this.address.change({ layout: null });
    else this.close({ layout: next });
  }

  /** One level up: the selection first, then the probe that is open. */
  leave(): void {
    if (this.selection.count() > 0) return this.selection.clear();
    if (!this.isOpen()) return;
    this.isSettled = true;
    this.close();
  }

  private close(params: Readonly<Record<string, string | null>> = {}): void {
    void this.address.close(params).then(() => {
      // The list may have been out of sight, or another one, until this is drawn.
      afterNextRender(() => this.panel().focusRows(), { injector: this.injector });
    });
  }

  nextPanel(event?: Event): void {
    event?.preventDefault();
    const detail = this.detail().nativeElement;
    const isInList = !detail.contains(document.activeElement);
    if (!isInList || !this.isOpen()) return this.panel().focusRows();
    (detail.querySelector<HTMLElement>('h1') ?? detail).focus();
  }

  private followAddress(): void {
    effect(() => {
      const status = this.status() as StatusChoice | undefined;
      const q = this.q() ?? '';
      const view = { q: status ? withStatus(q, status) : q, sort: readSort(this.sort()) };
      untracked(() => {
        if (view.q !== this.store.view().q) this.selection.clear();
        this.query.set(view.q);
        void this.store.show(view);
        if (status) this.address.change({ status: null, q: view.q || null });
        // What it does not know it shows as usual, and the address says so.
        if (this.sort() && this.sort() !== view.sort) this.address.change({ sort: null });
      });
    });
  }

  /** What is typed is seen at once; it is asked for when the typing pauses. */
  private followTyping(): void {
    effect((onCleanup) => {
      const q = this.query();
      if (q === untracked(this.q) || (q === '' && untracked(this.q) === undefined)) return;
      const timer = setTimeout(() => this.address.change({ q: q || null }), TYPING_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  /** Whoever comes to the list with room for both sees at once what needs somebody most. */
  private openFirst(): void {
    effect(() => {
      const [first] = this.store.rows();
      if (this.isOpen()) this.isSettled = true;
      if (this.isSettled || !first || !this.isBeside() || this.store.isBehind()) return;
      this.isSettled = true;
      untracked(() => this.address.open(first.id, true));
    });
  }
}
