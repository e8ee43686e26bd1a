import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ApiError } from '../core/api-error';
import { toApiError } from '../core/api-errors';
import { Loaded } from '../core/loaded';
import { PageTitle } from '../core/page-title';
import { Session } from '../core/session';
import { SignInGate, withoutFragment } from '../core/sign-in-gate';
import { LgButton } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { Skeleton } from '../ui/skeleton';
import { whenText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { AccountForm, type NewAccount } from './account-form';
import { BareFrame } from './bare-frame';
import { JoinApi } from './join-api';
import { SIGN_IN_WORDS } from './sign-in-words';

/** For whoever follows an invitation: a new account, or the one that they are signed in with. */
@Component({
  selector: 'lg-join-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AccountForm, BareFrame, EmptyState, Failure, LgButton, RouterLink, Skeleton],
  template: `
    <lg-bare-frame [title]="heading()">
      @if (token === '') {
        <lg-empty-state kind="off" icon="link" [title]="words.gone" [text]="words.none" />
      } @else if (seen.value(); as invitation) {
        <div>
          <p>{{ words.text(text(invitation.role)) }}</p>
          <p class="quiet small">{{ words.until(when()) }}</p>
        </div>
        @if (name(); as who) {
          <p class="soft">{{ words.asYou(text(who)) }}</p>
          @if (error(); as refused) {
            <lg-failure plain [error]="refused" [retryable]="false" />
          }
          <button lgButton variant="primary" [busy]="busy()" (click)="join()">{{ words.asYouSubmit }}</button>
        } @else {
          <lg-account-form [verb]="words.submit" [busy]="busy()" [error]="error()" (made)="join($event)" />
          <a routerLink="/sign-in" [queryParams]="{ next: way }" (click)="gate.wayBack()">{{
            words.haveOne
          }}</a>
        }
      } @else if (seen.error(); as refused) {
        @if (refused.status === 404) {
          <lg-empty-state kind="off" icon="link" [title]="words.gone" [text]="words.goneText" />
        } @else {
          <lg-failure plain [error]="refused" [retryable]="refused.status !== 403" (retry)="seen.load()" />
        }
      } @else {
        <lg-skeleton kind="text" plain [rows]="5" [height]="30" />
      }
    </lg-bare-frame>
  `,
})
export class JoinPage {
  protected readonly words = SIGN_IN_WORDS.join;
  protected readonly text = visibleText;
  protected readonly busy = signal(false);
  protected readonly error = signal<ApiError | undefined>(undefined);
  private readonly api = inject(JoinApi);
  protected readonly gate = inject(SignInGate);
  private readonly session = inject(Session);
  /** Behind the `#`, so that it never reaches the server by the address, nor by a query on the way to sign in. */
  protected readonly token = new URLSearchParams(inject(DOCUMENT).location.hash.slice(1)).get('token') ?? '';
  protected readonly way = withoutFragment(this.gate.here);
  protected readonly seen = new Loaded(() => this.api.look(this.token));
  protected readonly when = computed(() => whenText(this.seen.value()?.expires_at ?? ''));
  protected readonly name = computed(() => {
    const actor = this.session.actor();
    return actor?.session_id ? actor.display_name : '';
  });
  protected readonly heading = computed(() => {
    const tenant = this.seen.value()?.tenant.name;
    return tenant ? SIGN_IN_WORDS.join.titleOf(visibleText(tenant)) : SIGN_IN_WORDS.join.title;
  });

  constructor() {
    inject(PageTitle).set({ text: SIGN_IN_WORDS.join.title, isError: true });
    void this.session.ready();
    if (this.token) void this.seen.load();
  }

  protected async join(account?: NewAccount): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.error.set(undefined);
    try {
      const { tenant_id } = await this.api.accept(this.token, account && asBody(account));
      if (!account) await this.api.switchTo(tenant_id);
      this.gate.go('/');
    } catch (cause) {
      this.error.set(toApiError(cause));
    } finally {
      this.busy.set(false);
    }
  }
}

function asBody({ username, displayName, password }: NewAccount) {
  return { username, password, ...(displayName ? { display_name: displayName } : {}) };
}
