import { Injectable, inject } from '@angular/core';
import { toApiError } from './api-errors';
import { failureText } from './error-words';
import { Dialogs } from '../ui/dialogs';
import type { Secret } from '../ui/secret-dialog';
import { Toasts } from '../ui/toasts';

/** Does what may be refused, and says how it went. */
@Injectable({ providedIn: 'root' })
export class Doing {
  private readonly toasts = inject(Toasts);
  private readonly dialogs = inject(Dialogs);

  /** @returns the answer; nothing when it was refused, which has been said then */
  async try<T>(work: () => Promise<T>, done?: string | ((answer: T) => string)): Promise<T | undefined> {
    try {
      const answer = await work();
      if (done !== undefined) this.toasts.done(typeof done === 'string' ? done : done(answer));
      return answer;
    } catch (cause) {
      this.toasts.failed(failureText(toApiError(cause)));
      return undefined;
    }
  }

  /** Shows what is told only once. Stays until its button is pressed. */
  async showOnce(secret: Secret): Promise<void> {
    const component = import('../ui/secret-dialog').then((file) => file.SecretDialog);
    await this.dialogs.open<boolean>(component, secret, { mayClose: () => false, width: '520px' });
  }
}
