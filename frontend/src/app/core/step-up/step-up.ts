import { Injectable, inject } from '@angular/core';
import { Dialogs } from '../../ui/dialogs';
import { ApiError } from '../api-error';
import type { StepUpData } from './step-up-dialog';

/** What asks for a proof of the last minutes says so with one of these. */
const ASKING: readonly string[] = ['confirmation_needed', 'approvals.step_up_required'];

/** For what wants to know that the person is there: asks for a proof, and then does it again. */
@Injectable({ providedIn: 'root' })
export class StepUp {
  private readonly dialogs = inject(Dialogs);

  /** @throws what the work throws; also the refusal, when the person would rather not */
  async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      const isAsked = cause instanceof ApiError && ASKING.includes(cause.code);
      if (!isAsked || !(await this.ask(cause.body['confirm_by']))) throw cause;
      return work();
    }
  }

  private async ask(by: unknown): Promise<boolean> {
    const component = import('./step-up-dialog').then((file) => file.StepUpDialog);
    const data: StepUpData = { by };
    return (await this.dialogs.open<boolean>(component, data, { width: '400px' })) === true;
  }
}
