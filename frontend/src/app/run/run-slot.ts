import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RunDrawer } from './run-drawer';
import { RunPanel } from './run-panel';

/** Where the run drawer stands, on whatever page; nothing of it is loaded before it is wanted. */
@Component({
  selector: 'lg-run-slot',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RunDrawer],
  template: `
    @if (panel.isOpen()) {
      @defer (on immediate) {
        <lg-run-drawer />
      }
    }
  `,
})
export class RunSlot {
  protected readonly panel = inject(RunPanel);
}
