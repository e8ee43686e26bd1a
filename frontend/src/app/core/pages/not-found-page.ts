import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import { PageTitle } from '../page-title';
import { StatusPage } from './status-page';

/** For an address that leads nowhere: says which one, and the way back. */
@Component({
  selector: 'lg-not-found-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [StatusPage],
  template: `
    <lg-status-page icon="compass" title="There is no page here">
      <p class="soft">
        Nothing is at
        <code class="mono"
          ><bdi>{{ address }}</bdi></code
        >. The link may be old, or mistyped.
      </p>
    </lg-status-page>
  `,
})
export class NotFoundPage {
  protected readonly address = inject(Router).url.split(/[?#]/)[0];

  constructor() {
    inject(PageTitle).set({ text: 'Not found', isError: true });
  }
}
