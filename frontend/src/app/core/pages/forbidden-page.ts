import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { PageTitle } from '../page-title';
import { Session } from '../session';
import { visibleText } from '../../ui/visible-text';
import { StatusPage } from './status-page';

/** For a page that exists, and that this person may not read: names what is missing and who can grant it. */
@Component({
  selector: 'lg-forbidden-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [StatusPage],
  template: `
    <lg-status-page icon="lock" title="You may not see this page" [requestId]="requestId()">
      <p class="soft">
        It needs the permission <code class="mono">{{ permission() }}</code>, which your role
        <b>{{ role() }}</b> does not have. An administrator of this tenant can grant it.
      </p>
    </lg-status-page>
  `,
})
export class ForbiddenPage {
  /** From the route. */
  readonly permission = input.required<string>();
  private readonly session = inject(Session);
  protected readonly role = computed(() => visibleText(this.session.actor()?.role ?? ''));
  protected readonly requestId = computed(() => this.session.error()?.requestId);

  constructor() {
    inject(PageTitle).set({ text: 'Not allowed', isError: true });
  }
}
