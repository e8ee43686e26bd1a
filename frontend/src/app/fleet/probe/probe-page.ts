import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  computed,
  effect,
  inject,
  input,
  untracked,
  viewChild,
} from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { KEEP_FOCUS } from '../../core/focus-heading';
import { PageActions, type PageAction } from '../../core/page-actions';
import { PageTitle } from '../../core/page-title';
import { RunCommand } from '../../core/run-command';
import { Selection } from '../../core/selection';
import { Session } from '../../core/session';
import { shortcut } from '../../core/shortcuts';
import { Viewport } from '../../core/viewport';
import { LgButton } from '../../ui/button';
import { copyText } from '../../ui/copy-button';
import { EmptyState } from '../../ui/empty-state';
import { Failure } from '../../ui/failure';
import { saveAs } from '../../ui/save-as';
import { Skeleton } from '../../ui/skeleton';
import { Tabs } from '../../ui/tabs';
import { TimeRange, readTimeRange } from '../../ui/time-range';
import { clockText } from '../../ui/time-text';
import { Toasts } from '../../ui/toasts';
import { visibleText } from '../../ui/visible-text';
import { nameOf } from '../probe-order';
import { ActivityCard } from './activity-card';
import { ActivityTab } from './activity-tab';
import { HealthCard } from './health-card';
import { InventoryTab } from './inventory-tab';
import { PolicyTab } from './policy-tab';
import type { ProbeAction } from './probe-actions';
import { ProbeHeader } from './probe-header';
import { ProbeRemoval } from './probe-removal';
import { ProbeStore } from './probe-store';
import { WORDS } from './probe-words';
import { spanText, zoomedOut } from './range-zoom';
import { ServicesCard } from './services-card';
import { VitalsCards } from './vitals-cards';

const TABS = ['overview', 'inventory', 'activity', 'policy'] as const;
type TabName = (typeof TABS)[number];

/**
 * One probe: how it is, what it is made of, what happened to it, what may be done with it. The same beside the list and
 * alone; tab, range, filters and what is open are in the address.
 */
@Component({
  selector: 'lg-probe-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [ProbeStore],
  imports: [
    ActivityCard,
    ActivityTab,
    EmptyState,
    Failure,
    HealthCard,
    InventoryTab,
    LgButton,
    PolicyTab,
    ProbeHeader,
    RouterLink,
    ServicesCard,
    Skeleton,
    Tabs,
    TimeRange,
    VitalsCards,
  ],
  templateUrl: './probe-page.html',
  styleUrl: './probe-page.css',
})
export class ProbePage {
  /** From the path. */
  readonly id = input.required<string>();
  readonly tab = input<string>();
  /** From the query. */
  readonly range = input<string>();
  readonly kind = input<string>();
  readonly entry = input<string>();
  readonly part = input<string>();
  readonly find = input<string>();
  /** With a table there is no list beside it: the probe has the whole page. */
  readonly layout = input<string>();

  protected readonly store = inject(ProbeStore);
  protected readonly words = WORDS;
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly page = inject(DOCUMENT);
  private readonly toasts = inject(Toasts);
  private readonly run = inject(RunCommand);
  private readonly removal = inject(ProbeRemoval);
  private readonly session = inject(Session);
  private readonly viewport = inject(Viewport);
  private readonly picker = viewChild(TimeRange);

  protected readonly probe = this.store.probe;
  private readonly plainName = computed(() => nameOf(this.probe() ?? { hostname: '', id: this.id() }));
  protected readonly name = computed(() => visibleText(this.plainName()));
  protected readonly current = computed<TabName>(() => {
    // What is left of a removed probe is its history.
    if (this.store.presence() === 'removed') return 'activity';
    return TABS.find((one) => one === this.tab()) ?? 'overview';
  });
  protected readonly tabs = computed(() => {
    const shown = this.store.presence() === 'removed' ? (['activity'] as const) : TABS;
    return shown.map((id) => ({
      id,
      label: WORDS.tabs[id],
      link: id === 'overview' ? ['/fleet', this.id()] : ['/fleet', this.id(), id],
      keepQuery: true,
      // Who walks from tab to tab stays on the tabs.
      info: KEEP_FOCUS,
    }));
  });
  protected readonly shownRange = computed(() => readTimeRange(this.range() ?? '') ?? '1h');
  /** Since when nothing is fresh any more; nothing while it is connected. */
  protected readonly asOf = computed(() => {
    const probe = this.probe();
    if (!probe || probe.connected) return undefined;
    const at = probe.vitals_at ?? probe.last_seen;
    return at ? WORDS.asOf(clockText(at)) : WORDS.pending;
  });
  private readonly mayRun = computed(
    () => this.store.isConnected() && this.session.may('fleet:write') && this.session.may('command:exec'),
  );
  protected readonly menu = computed<readonly ProbeAction[]>(() => {
    const probe = this.probe();
    if (!probe) return [];
    return [
      { id: 'copy-id', text: WORDS.copyId, icon: 'copy', run: () => this.copy(probe.id, WORDS.idCopied) },
      {
        id: 'copy-link',
        text: WORDS.copyLink,
        icon: 'link',
        run: () => this.copy(location.href, WORDS.linkCopied),
      },
      ...this.layouts(),
      ...(probe.inventory
        ? [
            {
              id: 'export',
              text: WORDS.exportInventory,
              icon: 'download' as const,
              run: () =>
                saveAs(`${this.plainName()}-inventory.json`, JSON.stringify(probe.inventory, null, 2)),
            },
          ]
        : []),
      ...(this.session.may('fleet:write')
        ? [
            {
              id: 'remove',
              text: WORDS.remove,
              icon: 'trash-2' as const,
              tone: 'bad' as const,
              run: () => void this.removal.ask(probe.id, this.plainName()),
            },
          ]
        : []),
    ];
  });

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => void this.store.show(id));
    });
    const title = inject(PageTitle);
    effect(() => {
      const isError = this.store.presence() === 'gone';
      title.set({ text: WORDS.fleet, link: '/fleet' }, { text: this.name(), mono: true, isError });
    });
    inject(Selection).follow(
      computed(() => {
        const probe = this.probe();
        return (
          probe && {
            kind: 'probe' as const,
            id: probe.id,
            text: this.name(),
            link: `/fleet/${encodeURIComponent(probe.id)}`,
          }
        );
      }),
    );
    inject(PageActions).offer(computed(() => this.pageActions()));
    this.keys();
  }

  protected openRun(): void {
    if (this.mayRun()) this.run.open({ probes: [this.id()] });
  }

  /** Kept in the address; a range is a step that the browser's Back takes back. */
  protected change(query: Readonly<Record<string, string | null | undefined>>, isStep = false): void {
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: query,
      queryParamsHandling: 'merge',
      replaceUrl: !isStep,
    });
  }

  protected zoom(span: { from: number; to: number }): void {
    this.change({ range: spanText(span) }, true);
  }

  protected zoomOut(): void {
    if (this.current() !== 'overview') return;
    this.change({ range: zoomedOut(this.shownRange(), new Date()) }, true);
  }

  private layouts(): readonly ProbeAction[] {
    if (this.viewport.isSingle()) return [];
    return this.layout() === 'table'
      ? [
          {
            id: 'beside',
            text: WORDS.besideList,
            icon: 'panel-left',
            run: () => this.change({ layout: null }, true),
          },
        ]
      : [
          {
            id: 'full',
            text: WORDS.fullPage,
            icon: 'maximize-2',
            run: () => this.change({ layout: 'table' }, true),
          },
        ];
  }

  private pageActions(): readonly PageAction[] {
    const run: readonly PageAction[] = this.mayRun()
      ? [
          {
            id: 'run',
            text: WORDS.run,
            icon: 'terminal',
            hint: this.name(),
            keys: ['R'],
            isMain: true,
            run: () => this.openRun(),
          },
        ]
      : [];
    return [...run, ...this.menu()];
  }

  private keys(): void {
    shortcut('r', WORDS.run, () => this.openRun());
    shortcut('t', WORDS.vitals.openRange, () => this.picker()?.open());
    shortcut('z', WORDS.vitals.zoomOut, () => this.zoomOut());
    TABS.forEach((tab, at) => shortcut(String(at + 1), WORDS.openTab(WORDS.tabs[tab]), () => this.go(tab)));
  }

  private go(tab: TabName): void {
    const path = tab === 'overview' ? ['/fleet', this.id()] : ['/fleet', this.id(), tab];
    const info = KEEP_FOCUS;
    void this.router
      .navigate(path, { queryParamsHandling: 'preserve', info })
      .then(() => this.page.getElementById(`tab-${tab}`)?.focus());
  }

  private copy(text: string, done: string): void {
    void copyText(text).then((isCopied) =>
      isCopied ? this.toasts.done(done) : this.toasts.failed(WORDS.copyFailed),
    );
  }
}
