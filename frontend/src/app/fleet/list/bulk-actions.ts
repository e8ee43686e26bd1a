import { Injectable, Injector, computed, inject } from '@angular/core';
import { toApiError } from '../../core/api-errors';
import { failureText } from '../../core/error-words';
import { RunCommand } from '../../core/run-command';
import { Session } from '../../core/session';
import { Connection } from '../../core/shell/connection';
import { Toasts } from '../../ui/toasts';
import type { BulkWork } from './bulk-work';
import { FleetSelection } from './fleet-selection';
import { BULK } from './fleet-words';

/** What can be done with the selected probes at once, for whoever may. */
@Injectable({ providedIn: 'root' })
export class BulkActions {
  private readonly selection = inject(FleetSelection);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  private readonly injector = inject(Injector);
  private readonly connection = inject(Connection);
  private readonly runner = inject(RunCommand, { optional: true });

  readonly mayWrite = computed(() => this.session.may('fleet:write'));
  readonly mayRun = computed(
    () => this.runner !== null && this.mayWrite() && this.session.may('command:exec'),
  );

  /** Nothing reaches the control plane now. */
  readonly isLost = computed(() => this.connection.lostSince() !== undefined);

  run(): void {
    if (!this.mayRun() || this.selection.count() === 0) return;
    if (this.isLost()) this.toasts.info(BULK.lost);
    else this.runner?.open(this.selection.target());
  }

  tag(): Promise<void> {
    return this.write((work) => work.tag());
  }

  site(): Promise<void> {
    return this.write((work) => work.site());
  }

  remove(): Promise<void> {
    return this.write((work) => work.remove());
  }

  /** That the part which does it did not arrive is said too. */
  private async write(act: (work: BulkWork) => Promise<void>): Promise<void> {
    if (!this.mayWrite() || this.selection.count() === 0) return;
    try {
      const { BulkWork } = await import('./bulk-work');
      await act(this.injector.get(BulkWork));
    } catch (cause) {
      this.toasts.failed(failureText(toApiError(cause)));
    }
  }
}
