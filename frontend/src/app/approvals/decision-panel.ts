import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { ApprovalDetail } from '../core/api/models';
import { Session } from '../core/session';
import { EDIT_WORDS } from '../run/edit-words';
import { Announcer } from '../ui/announcer';
import { LgButton } from '../ui/button';
import { Icon } from '../ui/icon';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './approvals-words';
import type { Choice } from './decision-draft';
import { DecisionForm } from './decision-form';
import { OpenedRequest } from './opened-request';
import { OutcomePanel } from './outcome-panel';
import { RequestActions } from './request-actions';
import { countdown } from './request-look';
import { Seats } from './seats';

const SHORT_MS = 2 * 60_000;

/** The right side of a review: how long there is, the decision, who else is needed, and what will be written down. */
@Component({
  selector: 'lg-decision-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DecisionForm, Icon, LgButton, OutcomePanel, Seats],
  templateUrl: './decision-panel.html',
  styleUrl: './decision-panel.css',
})
export class DecisionPanel {
  readonly detail = input.required<ApprovalDetail>();
  protected readonly request = inject(OpenedRequest);
  protected readonly actions = inject(RequestActions);
  protected readonly words = WORDS.decision;
  protected readonly glass = WORDS.glass;
  protected readonly edit = EDIT_WORDS.verb;
  private readonly session = inject(Session);
  private readonly announcer = inject(Announcer);
  private readonly form = viewChild(DecisionForm);
  private readonly outcome = viewChild<ElementRef<HTMLElement>>('outcome');

  /** It was decided while this person looked on. */
  protected readonly isNews = signal(false);
  protected readonly isWaiting = computed(() => this.detail().decision === 'pending');
  protected readonly left = computed(() => countdown(this.request.leftMs()));
  protected readonly isOver = computed(() => this.request.leftMs() <= 0);
  protected readonly isShort = computed(() => this.request.leftMs() < SHORT_MS);
  protected readonly ring = computed(() => `${this.request.share() * 100} 100`);
  protected readonly hasActions = computed(
    () => this.actions.mayWithdraw() || this.actions.mayEdit() || this.actions.mayBreakGlass(),
  );
  protected readonly record = computed(() => {
    const { bound, will_be_written: entries } = this.detail();
    const actor = this.session.actor();
    return {
      who: visibleText(actor?.display_name || actor?.username || ''),
      hash: `${bound.hash.slice(0, 6)}…${bound.hash.slice(-4)}`,
      fullHash: bound.hash,
      policy: visibleText(bound.policy_version),
      chain: entries.map(({ type, summary }) => ({ type, summary: visibleText(summary) })),
    };
  });

  constructor() {
    effect(() => {
      if (this.isWaiting() && this.isShort() && !this.isOver())
        untracked(() => this.announcer.assertive(WORDS.decision.soon));
    });
    effect(() => {
      if (this.isOver()) this.request.lookAtEnd();
    });
    this.followOutcome();
  }

  /** Puts the focus into the decision, or onto what became of it. */
  focus(choice?: Choice): void {
    const form = this.form();
    if (form) return form.focus(choice);
    this.outcome()?.nativeElement.querySelector<HTMLElement>('[tabindex]')?.focus();
  }

  /** Whoever was about to decide when somebody else did is told so, and is not left on a button that is gone. */
  private followOutcome(): void {
    let before: { id: string; isWaiting: boolean } | undefined;
    effect(() => {
      const now = { id: this.detail().id, isWaiting: this.isWaiting() };
      const isNews = before?.id === now.id && before.isWaiting && !now.isWaiting;
      before = now;
      untracked(() => this.isNews.set(isNews));
    });
  }
}
