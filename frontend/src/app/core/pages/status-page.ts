import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CopyLine } from '../../ui/copy-line';
import { Icon, type IconName } from '../../ui/icon';

/** The body of a page that cannot show what was asked for: what happened, what to pass on, the way back. */
@Component({
  selector: 'lg-status-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, CopyLine, Icon],
  template: `
    <lg-icon [name]="icon()" [size]="28" />
    <h1 tabindex="-1">{{ title() }}</h1>
    <ng-content />
    @if (requestId(); as id) {
      <lg-copy-line [text]="id" label="Request id" />
    }
    <div class="ways">
      <ng-content select="[way]" />
      <a class="btn" routerLink="/">Go to the overview</a>
    </div>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 12px;
      max-width: 480px;
      margin: 12vh auto 0;
      padding: 24px 16px;
      text-align: center;
      overflow-wrap: anywhere;
    }
    lg-icon {
      color: var(--t3);
    }
    lg-copy-line {
      width: 100%;
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 8px;
      margin-top: 4px;
    }
  `,
})
export class StatusPage {
  readonly icon = input.required<IconName>();
  readonly title = input.required<string>();
  /** For whoever looks into the log of the control plane. */
  readonly requestId = input<string>();
}
