import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ApprovalView } from '../core/api/models';
import { Now } from '../core/now';
import { Code } from '../ui/code';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/pill';
import { Risk } from '../ui/risk';
import { dayAndClock, momentText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { factsOf, timeLeft } from './approval-facts';
import { ProbeNames } from './probe-names';
import { WORDS } from './run-words';

/**
 * A request for approval, the same wherever it is shown and always in this order: what, where, risk, time left, the exact
 * command, why it stopped here, who asked. Actions are put into it.
 */
@Component({
  selector: 'lg-approval-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Code, Icon, Pill, Risk, RouterLink],
  templateUrl: './approval-card.html',
  styleUrl: './approval-card.css',
})
export class ApprovalCard {
  readonly approval = input.required<ApprovalView>();
  /** Left out where the page shows the command already. */
  readonly showsCommand = input(true);
  protected readonly words = WORDS.approval;
  protected readonly levels = WORDS.levels;
  protected readonly seen = visibleText;
  protected readonly moment = momentText;
  protected readonly clock = (at: string) => dayAndClock(at, this.now.today());
  private readonly now = inject(Now);
  private readonly names = inject(ProbeNames);

  protected readonly facts = computed(() => factsOf(this.approval()));
  protected readonly host = computed(() => visibleText(this.names.of(this.approval().probe_id)));
  protected readonly left = computed(() =>
    this.approval().decision === 'pending' ? timeLeft(this.approval(), this.now.ms()) : undefined,
  );
  /** A ring that empties. */
  protected readonly ring = computed(() => `${(this.left()?.share ?? 0) * 100} 100`);
  protected readonly title = computed(() => {
    const { decision, decided_by: by } = this.approval();
    return WORDS.approval.states[decision](visibleText(by ?? ''));
  });
  protected readonly icon = computed(() => ICONS[this.approval().decision]);
}

const ICONS = {
  pending: 'shield-alert',
  approved: 'check',
  denied: 'ban',
  expired: 'clock',
  withdrawn: 'undo-2',
  superseded: 'undo-2',
  void: 'ban',
} as const;
