import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { EDIT_WORDS } from '../run/edit-words';
import { LgButton } from '../ui/button';
import { WORDS } from './approvals-words';
import { DecisionForm } from './decision-form';
import { OpenedRequest } from './opened-request';
import { RequestActions } from './request-actions';

/**
 * What can be done about a request where its card stands, away from its page: decide, where this person may and the risk
 * is not critical; else why not, and the way to the page.
 */
@Component({
  selector: 'lg-approval-actions',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [OpenedRequest, RequestActions],
  imports: [DecisionForm, LgButton, RouterLink],
  template: `
    @if (request.detail(); as one) {
      @if (one.decision === 'pending') {
        @if (isOpen() || !mayDecide()) {
          <lg-decision-form [detail]="one" />
        }
        <div class="ways">
          @if (mayDecide() && !isOpen() && one.treated_as !== 'critical') {
            <button lgButton variant="primary" icon="shield-check" (click)="isOpen.set(true)">
              {{ words.decideHere }}
            </button>
          }
          <a lgButton [routerLink]="['/approvals', one.id]">{{ words.open }}</a>
          @if (actions.mayEdit()) {
            <button lgButton icon="pencil" (click)="actions.edit()">{{ edit }}</button>
          }
          @if (actions.mayBreakGlass()) {
            <button lgButton variant="danger" icon="siren" (click)="actions.breakGlass()">
              {{ glass.open }}
            </button>
          }
        </div>
      } @else {
        <div class="ways">
          <a lgButton size="compact" [routerLink]="['/approvals', one.id]">{{ words.open }}</a>
        </div>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 10px;
      min-width: 0;
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
  `,
})
export class ApprovalActions {
  readonly id = input.required<string>();
  protected readonly request = inject(OpenedRequest);
  protected readonly actions = inject(RequestActions);
  protected readonly words = WORDS.card;
  protected readonly glass = WORDS.glass;
  protected readonly edit = EDIT_WORDS.verb;
  protected readonly isOpen = signal(false);
  protected readonly mayDecide = computed(() => {
    const options = this.request.detail()?.options;
    return options?.may_approve === true || options?.may_deny === true;
  });

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => void this.request.open(id));
    });
    inject(DestroyRef).onDestroy(this.request.follow());
  }
}
