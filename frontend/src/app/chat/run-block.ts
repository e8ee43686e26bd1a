import { ChangeDetectionStrategy, Component, computed, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ChatRunPart } from '../core/api/models';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/pill';
import { visibleText } from '../ui/visible-text';
import { ChatApproval } from './chat-approval';
import { RunOutput } from './run-output';
import { runLook, targetText, waitingApprovals } from './run-look';
import { CHAT_WORDS as WORDS } from './chat-words';

const SHOWN_APPROVALS = 3;

/** A command that a turn asked for: what, where, how it went; opened, what it printed. A request for a yes stands below it. */
@Component({
  selector: 'lg-run-block',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ChatApproval, Icon, Pill, RouterLink, RunOutput],
  templateUrl: './run-block.html',
  styleUrl: './run-block.css',
})
export class RunBlock {
  readonly part = input.required<ChatRunPart>();
  protected readonly words = WORDS.run;
  protected readonly approvalWords = WORDS.approval;
  protected readonly seen = visibleText;
  protected readonly look = computed(() => runLook(this.part()));
  protected readonly target = computed(() => targetText(this.part()));
  private readonly waiting = computed(() => waitingApprovals(this.part()));
  protected readonly approvals = computed(() => this.waiting().slice(0, SHOWN_APPROVALS));
  protected readonly moreApprovals = computed(() => Math.max(0, this.waiting().length - SHOWN_APPROVALS));
  protected readonly hasOutput = computed(
    () => this.part().groups.length > 0 || this.part().targets.some(({ state }) => state !== 'waiting'),
  );
  /** One that only waits is shown by its request: that has the command, the host and more. */
  protected readonly isAllInCard = computed(
    () => this.part().targets.length === 1 && !this.hasOutput() && this.approvals().length > 0,
  );
  private readonly isLive = computed(() => this.look().isBusy && this.part().targets.length === 1);
  /** Open while one host is at work, so that it can be watched; a person's choice holds. */
  protected readonly isOpen = linkedSignal<boolean, boolean>({
    source: this.isLive,
    computation: (isLive, previous) => isLive || (previous?.value ?? false),
  });
}
