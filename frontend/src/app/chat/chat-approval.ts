import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { ApprovalActions } from '../approvals/approval-actions';
import { OpenedRequest } from '../approvals/opened-request';
import { RequestActions } from '../approvals/request-actions';
import { Now } from '../core/now';
import { ApprovalCard } from '../run/approval-card';
import { WORDS as RUN_WORDS } from '../run/run-words';
import { LgButton } from '../ui/button';
import { Icon } from '../ui/icon';
import { dayAndClock, momentText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { Compose } from './compose';
import { CHAT_WORDS as WORDS } from './chat-words';

const ICONS = {
  approved: 'shield-check',
  denied: 'ban',
  expired: 'clock',
  withdrawn: 'undo-2',
  superseded: 'undo-2',
  void: 'ban',
} as const;

/** The request that a command of the conversation waits for. It follows the decision, wherever that is made. */
@Component({
  selector: 'lg-chat-approval',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [OpenedRequest, RequestActions],
  imports: [ApprovalActions, ApprovalCard, Icon, LgButton, RouterLink],
  template: `
    @if (request.detail(); as one) {
      @if (one.decision === 'pending') {
        <div class="waits" [class]="one.treated_as">
          <lg-approval-card [approval]="one">
            <lg-approval-actions [id]="one.id" />
            <div class="ways">
              @if (compose && !actions.mayEdit()) {
                <button lgButton icon="pencil" (click)="edit()">{{ words.edit }}</button>
              }
              @if (actions.mayWithdraw()) {
                <button lgButton variant="danger" icon="undo-2" (click)="actions.withdraw()">
                  {{ words.withdraw }}
                </button>
              }
              <span class="quiet small">{{ words.why }}</span>
            </div>
          </lg-approval-card>
        </div>
      } @else {
        <p class="decided small" role="status">
          <lg-icon [class]="one.decision" [name]="icon()" [size]="15" />
          <span>{{ decided() }}</span>
          @if (one.decided_at; as at) {
            <time class="quiet num" [attr.datetime]="at" [title]="moment(at)">{{ clock(at) }}</time>
          }
          <a [routerLink]="['/approvals', one.id]">{{ words.open }}</a>
        </p>
      }
    } @else if (request.error(); as error) {
      <p class="decided small">
        <lg-icon name="shield-alert" [size]="15" />
        <span>{{ words.wait }}. {{ error.status === 403 ? words.unreadable : '' }}</span>
        @if (error.status !== 403) {
          <a [routerLink]="['/approvals', id()]">{{ words.open }}</a>
        }
      </p>
    }
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    .waits {
      border-radius: var(--r-l);
      box-shadow: 0 0 0 3px var(--warn-bg);
    }
    .waits.high {
      box-shadow: 0 0 0 3px var(--high-bg);
    }
    .waits.critical {
      box-shadow: 0 0 0 3px var(--bad-bg);
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
    }
    .decided {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 8px;
      color: var(--t2);
      overflow-wrap: anywhere;
    }
    .approved {
      color: var(--ok);
    }
    .denied,
    .void {
      color: var(--bad);
    }
  `,
})
export class ChatApproval {
  readonly id = input.required<string>();
  readonly command = input('');
  private readonly now = inject(Now);
  protected readonly request = inject(OpenedRequest);
  protected readonly actions = inject(RequestActions);
  protected readonly compose = inject(Compose, { optional: true });
  protected readonly words = WORDS.approval;
  protected readonly moment = momentText;
  protected readonly clock = (at: string) => dayAndClock(at, this.now.today());
  protected readonly decided = computed(() => {
    const one = this.request.detail();
    return one ? RUN_WORDS.approval.states[one.decision](visibleText(one.decided_by ?? '')) : '';
  });
  protected readonly icon = computed(() => {
    const decision = this.request.detail()?.decision;
    return decision && decision !== 'pending' ? ICONS[decision] : 'shield-alert';
  });

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => void this.request.open(id));
    });
    effect(() => {
      if (this.request.leftMs() <= 0) untracked(() => this.request.lookAtEnd());
    });
    inject(DestroyRef).onDestroy(this.request.follow());
  }

  /** For whoever did not ask for it: another line is another request, and this one stays until it is decided. */
  protected edit(): void {
    this.compose?.propose(this.command() || (this.request.detail()?.command_line ?? ''));
  }
}
