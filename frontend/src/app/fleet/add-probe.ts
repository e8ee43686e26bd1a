import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Loaded } from '../core/loaded';
import { CopyLine } from '../ui/copy-line';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { clockText } from '../ui/time-text';
import { FleetApi } from './fleet-api';

/** Makes the line that enrols one more host, and shows it once. */
@Component({
  selector: 'lg-add-probe',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyLine, Failure, Icon],
  template: `
    @if (line.value(); as made) {
      <p class="soft">
        Run this on the Linux host, which needs Node 20 or newer. It works for one host until
        {{ time(made.expires) }}, and is not shown again.
      </p>
      <lg-copy-line [text]="made.install_command" label="Install line" />
    } @else {
      <button
        type="button"
        class="btn primary"
        [attr.aria-disabled]="line.loading() || null"
        (click)="make()"
      >
        <lg-icon name="plus" [size]="14" /> Make an install line
      </button>
    }
    @if (line.error(); as error) {
      <lg-failure [error]="error" (retry)="make()" />
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 8px;
      width: 100%;
      text-align: left;
    }
    .btn {
      align-self: center;
    }
  `,
})
export class AddProbe {
  private readonly api = inject(FleetApi);
  protected readonly line = new Loaded(() => this.api.invite());
  protected readonly time = clockText;

  protected async make(): Promise<void> {
    if (!this.line.loading()) await this.line.load();
  }
}
