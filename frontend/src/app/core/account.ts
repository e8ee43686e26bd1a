import { DOCUMENT, Injectable, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Toasts } from '../ui/toasts';
import { visibleText } from '../ui/visible-text';
import { AccountApi } from './account-api';
import { toApiError } from './api-errors';
import { forgetOwners } from './kept';
import { knownPage } from './known-page';
import { Session } from './session';
import { SIGN_IN_PATH, SignInGate } from './sign-in-gate';
import { WORDS } from './shell/shell-words';

/** Whoever is signed in: what they are called, where they work, and the way out. */
@Injectable({ providedIn: 'root' })
export class Account {
  private readonly api = inject(AccountApi);
  private readonly session = inject(Session);
  private readonly gate = inject(SignInGate);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly page = inject(DOCUMENT);
  private readonly works = signal(false);

  readonly busy = this.works.asReadonly();
  /** A person with a sign-in that can end; not a key, and not while sign-in is off. */
  readonly isPerson = computed(() => this.session.actor()?.session_id !== undefined);
  readonly name = computed(() => {
    const actor = this.session.actor();
    if (!actor) return this.session.isSignedOut() ? WORDS.user.unknown : WORDS.user.unreachable;
    return this.session.isSignInOff() ? WORDS.user.thisMachine : visibleText(actor.display_name);
  });
  readonly role = computed(() => {
    const actor = this.session.actor();
    if (!actor) return '';
    if (this.session.isSignInOff()) return WORDS.user.signInOff;
    return actor.type === 'key' ? WORDS.user.key : visibleText(actor.role);
  });
  readonly tenants = computed(() =>
    (this.session.actor()?.tenants ?? []).map(({ id, name, role }) => ({
      id,
      name: visibleText(name),
      role: visibleText(role),
      isCurrent: id === this.session.actor()?.tenant_id,
    })),
  );
  /** Nothing to choose with one. */
  readonly others = computed(() => this.tenants().filter(({ isCurrent }) => !isCurrent));
  /** The tenant's name; in an installation with only the first tenant the address it has. */
  readonly place = computed(() => {
    const [actor, tenants] = [this.session.actor(), this.tenants()];
    if (!actor) return this.page.location.host;
    const named = tenants.find(({ isCurrent }) => isCurrent)?.name ?? visibleText(actor.tenant_id);
    return actor.tenant_id === 'default' && tenants.length < 2 ? this.page.location.host : named;
  });

  async signOut(): Promise<void> {
    if (this.works()) return;
    this.works.set(true);
    try {
      const { redirect } = await this.api.signOut();
      forgetOwners();
      if (redirect) this.gate.goOutside(redirect);
      else this.gate.go(SIGN_IN_PATH);
    } catch (cause) {
      // Somebody ended it elsewhere: that is what was wanted.
      if (toApiError(cause).status === 401) {
        forgetOwners();
        this.gate.go(SIGN_IN_PATH);
      } else this.toasts.failed(WORDS.user.signOutFailed);
    } finally {
      this.works.set(false);
    }
  }

  /** Loads anew, since all that was read belongs to the other tenant; on the same page, where it exists there, too. */
  async switchTo(id: string): Promise<void> {
    if (this.works()) return;
    this.works.set(true);
    try {
      await this.api.switchTenant(id);
      this.gate.go(pageElsewhere(this.router));
    } catch {
      this.toasts.failed(WORDS.user.switchFailed);
    } finally {
      this.works.set(false);
    }
  }
}

/** The page without what it shows: a probe, a request, a filter of one tenant mean nothing in another. */
export function pageElsewhere(router: Router): string {
  const [path = '/'] = router.url.split(/[?#]/);
  const parts = path.split('/').filter(Boolean);
  const page = `/${parts.slice(0, parts[0] === 'admin' ? 3 : 1).join('/')}`;
  return knownPage(router, page) ? page : '/';
}
