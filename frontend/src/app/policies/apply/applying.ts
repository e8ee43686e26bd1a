import { Injectable, inject } from '@angular/core';
import { toApiError } from '../../core/api-errors';
import { failureText } from '../../core/error-words';
import type { PolicyForesight, PolicyView } from '../../core/api/models';
import { type Scope, scopeText } from '../../scope/scope-words';
import { Dialogs } from '../../ui/dialogs';
import { Toasts } from '../../ui/toasts';
import { visibleText } from '../../ui/visible-text';
import { PoliciesApi } from '../policies-api';
import { PoliciesStore } from '../policies-store';
import { APPLY_WORDS } from './apply-words';

/** What the dialog starts with. */
export interface ApplyWish {
  readonly policy: PolicyView;
  readonly version: number;
  readonly scope?: Scope;
}

/** What it was closed with: where it was applied, and how many probes were told. */
export interface ApplyDone {
  readonly scope: Scope;
  readonly changed: number;
}

/** Applies policies and takes them away, never without having shown what that changes. */
@Injectable({ providedIn: 'root' })
export class Applying {
  private readonly api = inject(PoliciesApi);
  private readonly store = inject(PoliciesStore);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);

  async open(wish: ApplyWish): Promise<void> {
    const component = import('./apply-dialog').then((file) => file.ApplyDialog);
    const done = await this.dialogs.open<ApplyDone, ApplyWish>(component, wish, {
      width: '620px',
      focus: 'lg-scope-picker input, lg-scope-picker button',
    });
    if (!done) return;
    this.toasts.done(APPLY_WORDS.done(done.changed, scopeText(done.scope)));
    await this.store.load();
  }

  /** After having asked, with what it changes. */
  async takeAway(policy: PolicyView, scope: Scope & { type: 'probe' | 'tag' | 'site' }): Promise<void> {
    const { takeAway: words } = APPLY_WORDS;
    const wish = { scope: { type: scope.type, id: scope.id }, policyId: null };
    const where = scopeText(scope);
    try {
      const foresight = await this.api.foresee(wish);
      const isMeant = await this.dialogs.confirm({
        title: words.title(visibleText(policy.name), where),
        consequences: consequences(foresight),
        verb: words.verb,
        tone: 'danger',
      });
      if (!isMeant) return;
      await this.api.apply(wish);
      this.toasts.done(words.done(where));
    } catch (cause) {
      this.toasts.failed(failureText(toApiError(cause)));
    } finally {
      await this.store.load();
    }
  }
}

function consequences({ changed, looser }: PolicyForesight): string[] {
  const { takeAway: words } = APPLY_WORDS;
  if (changed === 0) return [words.none];
  return [words.changes(changed), words.floor, ...(looser > 0 ? [APPLY_WORDS.looser(looser)] : [])];
}
