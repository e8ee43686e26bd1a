import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ApprovalView } from '../core/api/models';
import { Now } from '../core/now';
import { SteadyList } from '../overview/steady-list';
import { Age } from '../ui/age';
import { LgButton } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { Pill } from '../ui/pill';
import { Skeleton } from '../ui/skeleton';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { ApprovalsStore, QUEUE_TABS, type QueueTab, matches } from './approvals-store';
import { WORDS } from './approvals-words';
import { RISK_LOOKS, countdown, shownRisk, stateLook, titleOf } from './request-look';

/** The requests of one tab, those that end first on top, and below those that wait what was decided last. */
@Component({
  selector: 'lg-queue-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, EmptyState, Failure, Icon, IconButton, LgButton, Pill, RouterLink, Skeleton, TextInput],
  templateUrl: './queue-panel.html',
  styleUrl: './queue-panel.css',
})
export class QueuePanel {
  readonly tab = input.required<QueueTab>();
  readonly q = input('');
  /** The request that is open. */
  readonly current = input<string>();
  /** Whether its heading is the heading of the page. */
  readonly titled = input(true);
  readonly narrowed = output<string>();

  protected readonly store = inject(ApprovalsStore);
  protected readonly words = WORDS.queue;
  protected readonly title = WORDS.title;
  protected readonly isFilterOpen = signal(false);
  private readonly now = inject(Now);
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');
  private readonly links = viewChild<ElementRef<HTMLElement>>('links');

  protected readonly list = computed(() => this.store.lists[this.tab()]);
  protected readonly tabs = computed(() =>
    QUEUE_TABS.filter(
      (tab) => tab !== 'review' || this.store.needsReview() > 0 || this.tab() === 'review',
    ).map((tab) => ({
      tab,
      label: WORDS.queue.tabs[tab],
      count:
        tab === 'waiting' ? this.store.waiting().length : tab === 'review' ? this.store.needsReview() : 0,
    })),
  );
  protected readonly hasFilter = computed(() => this.isFilterOpen() || this.q() !== '');
  private readonly found = computed(() => {
    const rows = this.store.rows(this.tab());
    return this.q() ? rows.filter((row) => matches(row, this.q())) : rows;
  });
  protected readonly steady = new SteadyList(this.found, ({ id }) => id);
  protected readonly rows = computed(() => this.steady.shown().map((row) => this.rowOf(row)));
  protected readonly recent = computed(() =>
    this.tab() === 'waiting' && !this.q() ? this.store.recent.rows().map((row) => this.rowOf(row)) : [],
  );

  /** The ids of the rows, as they are shown. */
  ids(): readonly string[] {
    return [...this.rows(), ...this.recent()].map(({ id }) => id);
  }

  openFilter(): void {
    this.isFilterOpen.set(true);
    setTimeout(() => this.field()?.nativeElement.focus());
  }

  /** @returns whether there was one */
  closeFilter(): boolean {
    const had = this.hasFilter();
    this.isFilterOpen.set(false);
    if (this.q()) this.narrowed.emit('');
    return had;
  }

  focusRow(id: string | undefined): void {
    const links = this.links()?.nativeElement;
    const row = [...(links?.querySelectorAll<HTMLElement>('a') ?? [])].find(
      (one) => one.dataset['id'] === id,
    );
    (row ?? links?.querySelector<HTMLElement>('a'))?.focus();
  }

  protected typed(event: Event): void {
    this.narrowed.emit((event.target as HTMLInputElement).value.trimStart());
  }

  protected left(event: FocusEvent): void {
    const list = event.currentTarget as HTMLElement;
    if (!list.contains(event.relatedTarget as Node | null) && !list.matches(':hover')) this.steady.letGo();
  }

  protected away(event: Event): void {
    if (!(event.currentTarget as HTMLElement).contains(document.activeElement)) this.steady.letGo();
  }

  private rowOf(row: ApprovalView) {
    const isWaiting = row.decision === 'pending';
    const risk = shownRisk(row);
    const left = Date.parse(row.expires_at) - this.now.ms();
    return {
      id: row.id,
      title: titleOf(row),
      host: visibleText(row.target.name),
      by: visibleText(row.requester),
      at: row.decided_at ?? row.created_at,
      isWaiting,
      risk: WORDS.risks[risk],
      look: isWaiting ? RISK_LOOKS[risk] : stateLook(row),
      outcome: stateLook(row).text,
      left: isWaiting ? countdown(left) : '',
      isShort: isWaiting && left < 120_000,
      isGlass: row.needs_review,
    };
  }
}
