import { Injectable, inject } from '@angular/core';
import { Dialogs } from '../../ui/dialogs';
import { Toasts } from '../../ui/toasts';
import { toApiError } from '../api-errors';
import { failureText } from '../error-words';
import { Freezes } from '../freezes';
import { WORDS } from './shell-words';

/** Lifts a freeze, after asking: what it held back starts at once. */
@Injectable({ providedIn: 'root' })
export class FreezeLifting {
  private readonly freezes = inject(Freezes);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);

  /** About this one, or the one that is shown now, also if another takes its place while the question stands. */
  async ask(freeze = this.freezes.worst()): Promise<void> {
    if (!freeze) return;
    const isMeant = await this.dialogs.confirm({
      title: WORDS.lift.title,
      text: WORDS.banner.frozenDetail(freeze, 0, Date.now()),
      consequences: [freeze.scope_type === 'tenant' ? WORDS.lift.whole : WORDS.lift.part(freeze)],
      verb: WORDS.lift.confirm,
      tone: 'danger',
    });
    if (!isMeant) return;
    try {
      await this.freezes.lift(freeze.id);
      this.toasts.done(WORDS.lift.done);
    } catch (cause) {
      this.toasts.failed(`${WORDS.lift.failed} ${failureText(toApiError(cause))}`);
    }
  }
}
