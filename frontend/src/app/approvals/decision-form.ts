import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  input,
  linkedSignal,
} from '@angular/core';
import type { ApprovalDetail } from '../core/api/models';
import { Session } from '../core/session';
import { LgButton } from '../ui/button';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { Kbd } from '../ui/kbd';
import { TextInput } from '../ui/text-input';
import { momentText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './approvals-words';
import { type Choice, DecisionDraft } from './decision-draft';
import { OpenedRequest } from './opened-request';

let forms = 0;

/**
 * Yes, yes in a window, or no; what that takes, and whether the person who is signed in may. Nothing of it happens by a
 * single key: it is a button, or Ctrl and Enter inside.
 */
@Component({
  selector: 'lg-decision-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failure, Field, Icon, Kbd, LgButton, TextInput],
  templateUrl: './decision-form.html',
  styleUrl: './decision-form.css',
  host: { '(keydown.control.enter)': 'send($event)', '(keydown.meta.enter)': 'send($event)' },
})
export class DecisionForm {
  readonly detail = input.required<ApprovalDetail>();
  protected readonly request = inject(OpenedRequest);
  protected readonly words = WORDS.decision;
  protected readonly name = `lg-decision-${++forms}`;
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly session = inject(Session);

  /** What is written stays while the request is read again; another request, or other rights, begin anew. */
  protected readonly draft = linkedSignal<ApprovalDetail, DecisionDraft>({
    source: this.detail,
    computation: (detail, previous) => {
      const isSame =
        previous?.source.id === detail.id &&
        JSON.stringify(previous.source.options) === JSON.stringify(detail.options);
      return isSame ? previous.value : new DecisionDraft(detail);
    },
  });
  protected readonly mayDecide = computed(
    () => this.detail().options.may_approve || this.detail().options.may_deny,
  );
  protected readonly who = computed(() => visibleText(this.detail().requester));
  protected readonly choices = computed<readonly { choice: Choice; title: string; text: string }[]>(() => {
    const { may_approve: yes, may_deny: no } = this.detail().options;
    return [
      ...(yes
        ? ([
            { choice: 'now', title: WORDS.decision.now, text: this.nowText() },
            { choice: 'later', title: WORDS.decision.later, text: this.laterText() },
          ] as const)
        : []),
      ...(no
        ? ([
            { choice: 'deny', title: WORDS.decision.deny, text: WORDS.decision.denyText(this.who()) },
          ] as const)
        : []),
    ];
  });
  protected readonly reasonLabel = computed(() =>
    this.draft().needsReason()
      ? WORDS.decision.reasonFor(WORDS.risks[this.detail().treated_as].toLowerCase())
      : WORDS.decision.reason,
  );
  protected readonly verb = computed(() => {
    const { required_approvals: needed, approvals } = this.detail();
    const choice = this.draft().choice();
    return choice === 'now' && needed - approvals.length > 1
      ? WORDS.decision.second
      : WORDS.decision.verbs[choice];
  });
  /** Why one may, or why not. */
  protected readonly standing = computed(() => {
    const { options, required_approvals: needed, approvals } = this.detail();
    if (options.may_approve && options.as)
      return WORDS.standing[options.as](this.who(), needed, approvals.length);
    if (!this.session.may('approval:write')) return WORDS.mayDecide.right;
    return visibleText(options.refusal?.message ?? '');
  });
  /** Who else may, where this person may not. */
  protected readonly others = computed(() => {
    const { options, required_approvals: needed, self_approval: self, treated_as: risk } = this.detail();
    if (options.may_approve) return '';
    if (needed > 1) return WORDS.mayDecide.two(this.who());
    const isOwnFine = self === 'any' ? risk !== 'critical' : self === 'medium' && /low|medium/.test(risk);
    return isOwnFine ? WORDS.mayDecide.any : WORDS.mayDecide.other(this.who());
  });
  protected readonly seen = visibleText;
  protected readonly isSending = computed(() => this.request.doing() !== undefined);

  /** Puts the focus where a decision begins. */
  focus(choice?: Choice): void {
    if (choice && this.choices().some((one) => one.choice === choice)) this.draft().choice.set(choice);
    setTimeout(() => this.element.querySelector<HTMLElement>('input:checked, input, button')?.focus());
  }

  protected write(field: 'reason' | 'confirm' | 'from' | 'until', event: Event): void {
    this.draft()[field].set((event.target as HTMLInputElement).value);
  }

  protected async send(event?: Event): Promise<void> {
    event?.preventDefault();
    if (!this.mayDecide() || this.isSending()) return;
    const body = this.draft().body();
    if (body) await this.request.decide(body, this.detail());
    else setTimeout(() => this.element.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  private nowText(): string {
    const { probes } = this.detail().command;
    const count = Array.isArray(probes) ? probes.length : 1;
    return count > 1 ? WORDS.decision.nowMany(count) : WORDS.decision.nowText;
  }

  private laterText(): string {
    const at = new Date(this.draft().from());
    if (this.draft().choice() !== 'later' || Number.isNaN(at.getTime())) return WORDS.decision.laterText;
    return WORDS.outcome.starts(momentText(at.toISOString()).split(' · ')[0] ?? '');
  }
}
