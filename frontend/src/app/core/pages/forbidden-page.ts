import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { PageTitle } from '../page-title';
import { Session } from '../session';
import { StatusPage } from './status-page';

/** For a page that exists, and that this person may not read: names what is missing and who can grant it. */
@Component({
  selector: 'lg-forbidden-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [StatusPage],
  template: `
    @if (isSignedOut()) {
      <lg-status-page icon="lock" title="You are not signed in" [requestId]="requestId()">
        <p class="soft">This control plane asks for a key. The console cannot sign in yet; legatorctl can.</p>
      </lg-status-page>
    } @else {
      <lg-status-page icon="lock" title="You may not see this page" [requestId]="requestId()">
        <p class="soft">
          It needs the permission <code class="mono">{{ permission() }}</code>. An administrator of this
          tenant can grant it.
        </p>
      </lg-status-page>
    }
  `,
})
export class ForbiddenPage {
  /** From the route. */
  readonly permission = input.required<string>();
  private readonly session = inject(Session);
  protected readonly isSignedOut = this.session.isSignedOut;
  protected readonly requestId = computed(() => this.session.error()?.requestId);

  constructor() {
    inject(PageTitle).set({ text: 'Not allowed', isError: true });
  }
}
