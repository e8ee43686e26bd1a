import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { PageTitle } from '../core/page-title';
import { Icon } from '../ui/icon';

/** For an address that leads nowhere: says which one, and the way back. */
@Component({
  selector: 'lg-not-found-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, Icon],
  template: `
    <section>
      <lg-icon name="compass" [size]="28" />
      <h1 tabindex="-1">There is no page here</h1>
      <p class="soft">
        Nothing is at <code class="mono">{{ address }}</code>. The link may be old, or mistyped.
      </p>
      <a class="btn primary" routerLink="/fleet">Go to the fleet</a>
    </section>
  `,
  styles: `
    section {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 12px;
      max-width: 440px;
      margin: 12vh auto 0;
      padding: 24px 16px;
      text-align: center;
      overflow-wrap: anywhere;
    }
    lg-icon {
      color: var(--t3);
    }
    .btn {
      margin-top: 4px;
    }
  `,
})
export class NotFoundPage {
  protected readonly address = inject(Router).url.split(/[?#]/)[0];

  constructor() {
    inject(PageTitle).set({ text: 'Not found' });
  }
}
