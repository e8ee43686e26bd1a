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
import { ProbeChat } from '../../chat/probe-chat';
import { KEEP_FOCUS } from '../../core/focus-heading';
import { Now } from '../../core/now';
import { PageActions, type PageAction } from '../../core/page-actions';
import { PageTitle } from '../../core/page-title';
import { RunCommand } from '../../core/run-command';
import { Selection } from '../../core/selection';
import { Session } from '../../core/session';
import { Connection } from '../../core/shell/connection';
import { shortcut } from '../../core/shortcuts';
import { Viewport } from '../../core/viewport';
import { LgButton } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Failure } from '../../ui/failure';
import { Skeleton } from '../../ui/skeleton';
import { Tabs } from '../../ui/tabs';
import { TimeRange, readTimeRange } from '../../ui/time-range';
import { dayAndClock, momentText } from '../../ui/time-text';
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
import { ProbeMenu } from './probe-menu';
import { ProbeStore } from './probe-store';
import { WORDS } from './probe-words';
import { spanText, zoomedOut } from './range-zoom';
import { ServicesCard } from './services-card';
import { VitalsCards } from './vitals-cards';

const TABS = ['overview', 'inventory', 'activity', 'policy', 'chat'] as const;
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
    ProbeChat,
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
  /** Which conversation is open in the chat. */
  readonly talk = input<string>();
  /** With a table there is no list beside it: the probe has the whole page. */
  readonly layout = input<string>();

  protected readonly store = inject(ProbeStore);
  protected readonly words = WORDS;
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly page = inject(DOCUMENT);
  private readonly toasts = inject(Toasts);
  private readonly run = inject(RunCommand);
  private readonly session = inject(Session);
  private readonly viewport = inject(Viewport);
  private readonly connection = inject(Connection);
  private readonly now = inject(Now);
  /** At the thumb there is one place for what is done most. */
  protected readonly isPhone = this.viewport.isPhone;
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
    const lost = this.connection.lostSince();
    if (!probe || (lost === undefined && probe.connected)) return undefined;
    const at = lost ?? probe.vitals_at ?? probe.last_seen;
    if (!at) return { text: WORDS.pending, full: '' };
    const when = dayAndClock(at, this.now.today());
    return { text: lost === undefined ? WORDS.asOf(when) : WORDS.asOfLost(when), full: momentText(at) };
  });
  protected readonly mayRun = computed(
    () => this.session.may('fleet:write') && this.session.may('command:exec'),
  );
  protected readonly isLost = computed(() => this.connection.lostSince() !== undefined);
  /** Why no command can reach it now; empty when one can. */
  protected readonly away = computed(() => {
    if (this.isLost()) return WORDS.runLost;
    return this.store.isConnected() ? '' : WORDS.runOfflineAt(this.name());
  });
  /** Parts of the address that say nothing here, by name. What is shown instead is the usual. */
  private readonly unknownValues = computed(() => {
    const { range, part, kind } = { range: this.range(), part: this.part(), kind: this.kind() };
    return [
      ...(range && !readTimeRange(range) ? (['range'] as const) : []),
      ...(part && !isOneOf(part, Object.keys(WORDS.inventory.sections)) ? (['part'] as const) : []),
      ...(kind && !isOneOf(kind, Object.keys(WORDS.activity.kinds)) ? (['kind'] as const) : []),
      ...(this.tab() && !isOneOf(this.tab(), TABS) ? (['tab'] as const) : []),
    ];
  });
  private readonly menuOf = inject(ProbeMenu);
  protected readonly menu = computed<readonly ProbeAction[]>(() => {
    const probe = this.probe();
    return probe ? this.menuOf.entries(probe, this.layout(), (query) => this.change(query, true)) : [];
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
    effect(() => {
      const wrong = this.unknownValues();
      if (wrong.length > 0) untracked(() => this.correct(wrong));
    });
    inject(PageActions).offer(computed(() => this.pageActions()));
    this.keys();
  }

  protected openRun(): void {
    const presence = this.store.presence();
    if (!this.mayRun() || presence === 'gone' || presence === 'removed') return;
    // Before anything is known of it nothing stands against writing a command: the preview says what becomes of it.
    if (this.probe() && this.away()) this.toasts.info(this.away());
    else this.run.open({ probes: [this.id()] });
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

  private pageActions(): readonly PageAction[] {
    const run: readonly PageAction[] =
      this.mayRun() && this.probe() && !this.away()
        ? [
            {
              id: 'run',
              text: WORDS.run,
              icon: 'terminal',
              hint: this.name(),
              keys: ['R'],
              run: () => this.openRun(),
            },
          ]
        : [];
    return [...run, ...this.menu()].map((action) => ({ ...action, isOfSelected: true }));
  }

  private keys(): void {
    shortcut('r', WORDS.run, () => this.openRun());
    shortcut('c', WORDS.openTab(WORDS.tabs.chat), () => this.go('chat'));
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

  /** The address says what is shown; that it said something else is told once. */
  private correct(names: readonly ('range' | 'part' | 'kind' | 'tab')[]): void {
    for (const name of names) this.toasts.info(WORDS.unknown[name](visibleText(this[name]() ?? '')));
    const queryParams = Object.fromEntries(
      names.filter((name) => name !== 'tab').map((name) => [name, null]),
    );
    const path = ['/fleet', this.id(), ...(this.tab() && !names.includes('tab') ? [this.tab()] : [])];
    void this.router.navigate(path, {
      queryParams,
      queryParamsHandling: 'merge',
      replaceUrl: true,
      info: KEEP_FOCUS,
    });
  }
}

function isOneOf(text: string | undefined, known: readonly string[]): boolean {
  return text !== undefined && known.includes(text);
}
