import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { LgButton } from '../button';
import { IconButton } from '../icon-button';
import { Specimen } from './specimen';

/** Buttons and icon buttons. */
@Component({
  selector: 'lg-button-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [IconButton, LgButton, Specimen],
  template: `
    <lg-specimen name="LgButton, normal">
      <button lgButton variant="primary" icon="terminal">Run command</button>
      <button lgButton icon="plus">Add probe</button>
      <button lgButton variant="quiet" icon="keyboard">Shortcuts</button>
      <button lgButton variant="danger">Deny</button>
      <button lgButton variant="approve" icon="check">Approve</button>
      <button lgButton variant="ai" icon="sparkles">Investigate</button>
      <a lgButton href="/ui" icon="external-link">A link</a>
    </lg-specimen>
    <lg-specimen name="compact, busy, disabled">
      <button lgButton size="compact" icon="plus">Add probe</button>
      <button lgButton size="compact" variant="ai" icon="sparkles">Investigate</button>
      <button lgButton variant="primary" [busy]="isBusy()" (click)="wait()">Save</button>
      <button lgButton [busy]="true">Checking</button>
      <button lgButton disabled>Disabled</button>
    </lg-specimen>
    <lg-specimen name="IconButton">
      <button lgIconButton icon="bell" aria-label="Notifications"></button>
      <button lgIconButton icon="ellipsis" variant="secondary" aria-label="More"></button>
      <button lgIconButton icon="list-filter" size="compact" aria-label="Filter"></button>
      <button lgIconButton icon="arrow-up" variant="primary" aria-label="Send"></button>
    </lg-specimen>
  `,
})
export class ButtonSection {
  protected readonly isBusy = signal(false);

  protected wait(): void {
    this.isBusy.set(true);
    setTimeout(() => this.isBusy.set(false), 1_500);
  }
}
