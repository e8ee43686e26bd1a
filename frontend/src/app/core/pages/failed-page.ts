import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { PageTitle } from '../page-title';
import { NavigationFailure } from '../navigation-failure';
import { StatusPage } from './status-page';

/** For a page that could not be opened, most often because its part of the console did not arrive. */
@Component({
  selector: 'lg-failed-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [StatusPage],
  template: `
    <lg-status-page icon="server-off" title="This page could not be opened" [requestId]="requestId()">
      <p class="soft">
        The control plane did not deliver it. It may have been upgraded meanwhile, or the connection is lost.
      </p>
      <p class="quiet small mono">{{ code() }}</p>
      <button way type="button" class="btn primary" (click)="failure.again()">Load it again</button>
    </lg-status-page>
  `,
})
export class FailedPage {
  protected readonly failure = inject(NavigationFailure);
  protected readonly code = computed(() => this.failure.last()?.code ?? 'console.page_missing');
  protected readonly requestId = computed(() => this.failure.last()?.requestId);

  constructor() {
    inject(PageTitle).set({ text: 'Failed', isError: true });
    effect(() => {
      // Also of the next one, should a second page fail while this one is open.
      if (this.failure.last()) this.failure.showAddress();
    });
  }
}
