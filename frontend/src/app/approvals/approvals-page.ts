import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  computed,
  effect,
  inject,
  input,
  untracked,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { type PageAction, PageActions } from '../core/page-actions';
import { PageTitle } from '../core/page-title';
import { shortcut } from '../core/shortcuts';
import { Viewport } from '../core/viewport';
import { EDIT_WORDS } from '../run/edit-words';
import { LgButton } from '../ui/button';
import { copyText } from '../ui/copy-button';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { ApprovalsStore, QUEUE_TABS, type QueueTab } from './approvals-store';
import { WORDS } from './approvals-words';
import type { Choice } from './decision-draft';
import { DecisionPanel } from './decision-panel';
import { OpenedRequest } from './opened-request';
import { QueuePanel } from './queue-panel';
import { RequestActions } from './request-actions';
import { countdown, titleOf } from './request-look';
import { RequestReview } from './request-review';

/** What waits for a person, beside it the request that is open, and the decision. The address is the view. */
@Component({
  selector: 'lg-approvals-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [OpenedRequest, RequestActions],
  imports: [DecisionPanel, EmptyState, Failure, LgButton, QueuePanel, RequestReview, RouterLink, Skeleton],
  templateUrl: './approvals-page.html',
  styleUrl: './approvals-page.css',
  host: {
    '[class.beside]': 'isBeside()',
    '[class.open]': 'isOpen()',
    '(keydown.f6)': 'nextPanel($event)',
    '(keydown.shift.f6)': 'nextPanel($event)',
  },
})
export class ApprovalsPage {
  /** From the path. */
  readonly id = input('', { transform: textOf });
  /** From the query. */
  readonly tab = input('waiting', {
    transform: (value: string | undefined): QueueTab => QUEUE_TABS.find((one) => one === value) ?? 'waiting',
  });
  readonly q = input('', { transform: textOf });

  protected readonly words = WORDS;
  protected readonly request = inject(OpenedRequest);
  private readonly store = inject(ApprovalsStore);
  private readonly actions = inject(RequestActions);
  private readonly viewport = inject(Viewport);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly queue = viewChild.required(QueuePanel);
  private readonly decision = viewChild(DecisionPanel);
  private readonly detail = viewChild.required<ElementRef<HTMLElement>>('detail');
  /** The first request was opened by the page itself, or somebody has chosen. */
  private isSettled = false;

  protected readonly isOpen = computed(() => this.id() !== '');
  /** Queue and request side by side; else one takes the place of the other. */
  protected readonly isBeside = computed(() => !this.viewport.isSingle());
  protected readonly isGone = computed(() => [404, 400].includes(this.request.error()?.status ?? 0));
  protected readonly left = computed(() => countdown(this.request.leftMs()));

  private readonly pageActions = computed<readonly PageAction[]>(() => {
    const detail = this.request.detail();
    if (!detail) return [];
    const { may_approve: yes, may_deny: no } = detail.options;
    const verbs = WORDS.verbs;
    return [
      ...(yes
        ? ([
            { id: 'approve', text: verbs.approve, icon: 'check', run: () => this.toDecision('now') },
          ] as const)
        : []),
      ...(no
        ? ([{ id: 'deny', text: verbs.deny, icon: 'x', run: () => this.toDecision('deny') }] as const)
        : []),
      ...(this.actions.mayEdit()
        ? ([{ id: 'edit', text: EDIT_WORDS.title, icon: 'pencil', run: () => this.actions.edit() }] as const)
        : []),
      ...(this.actions.mayWithdraw()
        ? ([
            { id: 'withdraw', text: verbs.withdraw, icon: 'undo-2', run: () => void this.actions.withdraw() },
          ] as const)
        : []),
      ...(this.actions.mayBreakGlass()
        ? ([
            { id: 'glass', text: verbs.glass, icon: 'siren', run: () => void this.actions.breakGlass() },
          ] as const)
        : []),
      { id: 'copy-link', text: verbs.copy, icon: 'link', run: () => void this.copyLink() },
    ];
  });

  constructor() {
    inject(PageActions).offer(this.pageActions);
    const title = inject(PageTitle);
    effect(() => {
      const detail = this.request.detail();
      if (!this.isOpen()) title.set({ text: WORDS.title });
      else
        title.set(
          { text: WORDS.title, link: '/approvals' },
          { text: detail ? titleOf(detail) : WORDS.request },
        );
    });
    effect((onCleanup) => {
      const tab = this.tab();
      untracked(() => onCleanup(this.store.follow(tab)));
    });
    inject(DestroyRef).onDestroy(this.request.follow());
    effect(() => {
      const id = this.id();
      untracked(() => (id ? void this.request.open(id) : this.request.close()));
    });
    this.openFirst();
    this.keys();
  }

  protected go(queryParams: Record<string, string | null>, replaceUrl = false): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl });
  }

  protected nextPanel(event?: Event): void {
    event?.preventDefault();
    const detail = this.detail().nativeElement;
    const { activeElement: active } = document;
    const aside = detail.querySelector('aside');
    if (aside?.contains(active)) this.queue().focusRow(this.id());
    else if (detail.contains(active)) this.toDecision();
    else (detail.querySelector<HTMLElement>('h1') ?? detail).focus();
  }

  protected toDecision(choice?: Choice): void {
    this.detail().nativeElement.querySelector('aside')?.scrollIntoView({ block: 'start' });
    this.decision()?.focus(choice);
  }

  private keys(): void {
    const words = WORDS.shortcuts;
    shortcut('j', words.next, () => this.step(1));
    shortcut('k', words.previous, () => this.step(-1));
    shortcut('ArrowDown', words.next, () => this.step(1));
    shortcut('ArrowUp', words.previous, () => this.step(-1));
    shortcut('o', words.open, () => this.toDecision());
    shortcut('/', words.filter, () => this.queue().openFilter());
    QUEUE_TABS.slice(0, 3).forEach((tab, at) =>
      shortcut(String(at + 1), words.tab(WORDS.queue.tabs[tab]), () =>
        this.go({ tab: tab === 'waiting' ? null : tab }),
      ),
    );
    shortcut('Escape', words.close, () => this.leave());
  }

  private step(by: 1 | -1): void {
    const ids = this.queue().ids();
    const at = ids.indexOf(this.id());
    const next = at < 0 ? ids[0] : ids[at + by];
    if (next) void this.open(next).then(() => this.isBeside() && this.queue().focusRow(next));
  }

  private leave(): void {
    if (this.queue().closeFilter() || !this.isOpen()) return;
    this.isSettled = true;
    const id = this.id();
    void this.router
      .navigate(['/approvals'], { queryParamsHandling: 'merge' })
      .then(() => setTimeout(() => this.queue().focusRow(id)));
  }

  private open(id: string, replaceUrl = false): Promise<boolean> {
    this.isSettled = true;
    return this.router.navigate(['/approvals', id], { queryParamsHandling: 'merge', replaceUrl });
  }

  /** Whoever comes with room for both sees at once what ends first. */
  private openFirst(): void {
    effect(() => {
      if (this.isOpen()) this.isSettled = true;
      const first = this.store.rows(this.tab())[0] ?? this.store.recent.rows()[0];
      const isKnown = !this.store.lists[this.tab()].isFirst();
      if (this.isSettled || !first || !isKnown || !this.isBeside()) return;
      untracked(() => void this.open(first.id, true));
    });
  }

  private async copyLink(): Promise<void> {
    if (await copyText(location.href)) this.toasts.done(WORDS.copied);
  }
}

function textOf(value: string | undefined): string {
  return value ?? '';
}
