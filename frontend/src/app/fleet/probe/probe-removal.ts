import { Injectable, inject } from '@angular/core';
import { Router } from '@angular/router';
import { toApiError } from '../../core/api-errors';
import { failureText } from '../../core/error-words';
import { Dialogs } from '../../ui/dialogs';
import { Toasts } from '../../ui/toasts';
import { visibleText } from '../../ui/visible-text';
import { ProbeApi } from './probe-api';
import { WORDS } from './probe-words';

/** Takes a probe out of the fleet, after its host's name was typed. What is gone is gone; what is kept is said. */
@Injectable({ providedIn: 'root' })
export class ProbeRemoval {
  private readonly api = inject(ProbeApi);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);

  async ask(id: string, name: string): Promise<void> {
    const { title, text, goes, stays, runs, verb } = WORDS.removal;
    // The name as it is seen: what cannot be seen cannot be typed.
    const host = visibleText(name);
    const sure = await this.dialogs.confirm({
      title: title(host),
      text,
      consequences: [goes, stays, runs],
      verb,
      tone: 'danger',
      typeToConfirm: host,
    });
    if (!sure) return;
    try {
      await this.api.remove(id);
    } catch (cause) {
      const error = toApiError(cause);
      // Somebody was quicker: it is gone all the same.
      if (error.status !== 404) return this.toasts.failed(WORDS.removal.failed(host, failureText(error)));
    }
    await this.router.navigate(['/fleet'], { queryParamsHandling: 'preserve' });
    this.toasts.done(WORDS.removal.done(host));
  }
}
