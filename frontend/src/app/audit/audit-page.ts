import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { type PageAction, PageActions } from '../core/page-actions';
import { PageTitle } from '../core/page-title';
import { shortcut } from '../core/shortcuts';
import { Viewport } from '../core/viewport';
import { LgButton } from '../ui/button';
import { Dialogs } from '../ui/dialogs';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import type { RowRange } from '../ui/row-window';
import { Skeleton } from '../ui/skeleton';
import { TIME_PRESETS, readTimeRange } from '../ui/time-range-text';
import { TimeRange } from '../ui/time-range';
import { momentText } from '../ui/time-text';
import { TokenFilter } from '../ui/token-filter';
import { tokenText } from '../ui/token-query';
import { Toasts } from '../ui/toasts';
import { visibleText } from '../ui/visible-text';
import { VirtualList } from '../ui/virtual-list';
import { VirtualRow } from '../ui/virtual-row';
import { AuditStore } from './audit-store';
import { AUDIT_WORDS } from './audit-words';
import { ChainCheck } from './chain-check';
import { EntryDrawer } from './entry-drawer';
import { OpenedEntry } from './opened-entry';
import { readFilter } from './trail-filter';
import { trailKeys } from './trail-keys';
import { type TrailRow, isDay, trailRows } from './trail-rows';
import { VerifyCard } from './verify-card';

/** So many rows before the end of what is loaded the next page is asked for. */
const AHEAD = 40;

/** Everything that happened, newest first, and whether the record of it still holds. The address is the view. */
@Component({
  selector: 'lg-audit-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [OpenedEntry],
  imports: [
    EmptyState,
    EntryDrawer,
    Failure,
    Icon,
    LgButton,
    Skeleton,
    TimeRange,
    TokenFilter,
    VerifyCard,
    VirtualList,
    VirtualRow,
  ],
  templateUrl: './audit-page.html',
  styleUrl: './audit-page.css',
})
export class AuditPage {
  /** From the query. */
  readonly q = input('', { transform: textOf });
  readonly range = input('', { transform: textOf });
  readonly entry = input('', { transform: textOf });
  /** Set by who wants the chain verified from elsewhere. */
  readonly verify = input<string>();
  /** Of links made before there were filters in one field. */
  readonly probe_id = input<string>();
  readonly type = input<string>();

  protected readonly store = inject(AuditStore);
  protected readonly opened = inject(OpenedEntry);
  protected readonly words = AUDIT_WORDS;
  protected readonly keys = trailKeys();
  protected readonly presets = ['', ...TIME_PRESETS];
  protected readonly moment = momentText;
  protected readonly isDay = isDay;
  protected readonly idOf = (row: TrailRow): string => row.id;
  protected readonly showsCheck = signal(false);
  protected readonly isPhone = inject(Viewport).isPhone;

  private readonly router = inject(Router);
  private readonly dialogs = inject(Dialogs);
  private readonly chain = inject(ChainCheck);
  private readonly filter = viewChild.required(TokenFilter);
  private readonly time = viewChild.required(TimeRange);
  private readonly list = viewChild<VirtualList<TrailRow>>(VirtualList);
  private readonly frame = viewChild<ElementRef<HTMLElement>>('frame');

  protected readonly problem = signal<ReturnType<typeof readFilter>['error']>(undefined);
  protected readonly isFiltered = computed(() => this.q() !== '' || this.range() !== '');
  protected readonly rows = computed(() => trailRows(this.store.entries(), new Date()));
  /** Some rows more than there are, so that one can scroll on while they are loading. */
  protected readonly count = computed(() => this.rows().length + (this.store.hasMore() ? 20 : 0));

  /** Of how many entries readers hear; days are none, and how many match is known with the last of them. */
  protected readonly heard = computed(() => (this.store.hasMore() ? -1 : this.store.entries().length));

  private readonly actions = computed<readonly PageAction[]>(() => [
    { id: 'verify', text: AUDIT_WORDS.verify, icon: 'shield-check', run: () => this.check() },
    { id: 'export', text: AUDIT_WORDS.export, icon: 'download', run: () => this.export() },
  ]);

  constructor() {
    const toasts = inject(Toasts);
    inject(PageTitle).set({ text: AUDIT_WORDS.title });
    inject(PageActions).offer(this.actions);
    inject(DestroyRef).onDestroy(this.store.follow());
    effect(() => this.translateOld());
    effect(() => this.read(this.q(), this.range()));
    effect(() => {
      const range = this.range();
      if (range === '' || readTimeRange(range)) return;
      toasts.info(AUDIT_WORDS.noRange(visibleText(range)));
      this.go({ range: null }, true);
    });
    effect(() => {
      const id = this.entry();
      if (id) untracked(() => void this.opened.open(id));
    });
    effect(() => {
      this.store.entries();
      if (untracked(this.entry)) untracked(() => void this.opened.renew());
    });
    effect(() => {
      if (!this.verify()) return;
      untracked(() => this.check());
      // Done once: a reload must not walk the whole chain again.
      this.go({ verify: null }, true);
    });
    shortcut('/', AUDIT_WORDS.shortcuts.filter, () => this.filter().focus());
    shortcut('t', AUDIT_WORDS.shortcuts.range, () => this.time().open());
    shortcut('j', AUDIT_WORDS.shortcuts.next, () => this.step(1));
    shortcut('k', AUDIT_WORDS.shortcuts.previous, () => this.step(-1));
    shortcut('Escape', AUDIT_WORDS.shortcuts.close, () => this.entry() && this.close());
    shortcut('v', AUDIT_WORDS.shortcuts.verify, () => this.check());
  }

  protected narrow(change: { q?: string; range?: string }): void {
    this.go({ q: (change.q ?? this.q()) || null, range: (change.range ?? this.range()) || null }, true);
  }

  protected clear(): void {
    this.go({ q: null, range: null });
  }

  protected open(row: TrailRow): void {
    if (row.kind === 'entry') this.show(row.id);
  }

  protected show(id: string): void {
    // Walking through entries is one step back, not many.
    this.go({ entry: id }, this.entry() !== '');
    this.list()?.show(id);
  }

  protected close(): void {
    this.go({ entry: null });
  }

  protected showFresh(): void {
    this.store.showFresh();
    this.list()?.toStart();
  }

  protected seen({ end }: RowRange): void {
    if (end > this.rows().length - AHEAD) void this.store.loadOlder();
  }

  protected check(): void {
    this.showsCheck.set(true);
    void this.chain.run();
  }

  protected export(): void {
    const component = import('./export-dialog').then((file) => file.ExportDialog);
    void this.dialogs.open(component, { filter: this.store.filter(), total: this.store.total() });
  }

  private read(q: string, range: string): void {
    const { filter, error } = readFilter(q, range, new Date());
    untracked(() => {
      this.problem.set(error);
      if (filter) void this.store.show(JSON.stringify([q, range]), filter);
    });
  }

  private translateOld(): void {
    const [probe, type] = [this.probe_id(), this.type()];
    if (!probe && !type) return;
    const tokens = [
      ...(probe ? [tokenText('probe', probe)] : []),
      ...(type ? [tokenText('type', type)] : []),
    ];
    this.go({ probe_id: null, type: null, q: tokens.join(' ') }, true);
  }

  /** With an entry open it is that one that moves. The list hears its own keys while it has the focus. */
  private step(by: 1 | -1): void {
    if (this.entry()) {
      const next = by > 0 ? this.opened.older() : this.opened.newer();
      if (next) this.show(next);
    } else if (!this.frame()?.nativeElement.contains(document.activeElement)) this.list()?.step(by);
  }

  private go(queryParams: Record<string, string | null>, replaceUrl = false): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl });
  }
}

function textOf(value: string | undefined): string {
  return value ?? '';
}
