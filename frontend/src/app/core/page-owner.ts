import { Injectable, inject, signal } from '@angular/core';
import type { Me } from './api/models';
import { SignInGate } from './sign-in-gate';

/** The person and the tenant that this page was loaded for; it shows nobody else's, and changes nothing elsewhere. */
@Injectable({ providedIn: 'root' })
export class PageOwner {
  private readonly gate = inject(SignInGate);
  private readonly known = signal<string | undefined>(undefined);
  /** Nothing before it is known. */
  readonly key = this.known.asReadonly();
  /** What every change that this page sends has to carry, once somebody is signed in. Not a secret from our own pages. */
  csrf: string | undefined;

  /**
   * All tabs share one sign-in. Once another tab signed somebody else in, or went to another tenant, this page is loaded
   * anew, and what it was asked to do is not done.
   *
   * @returns whether `me` is whom this page was loaded for
   */
  isStill({ id, tenant_id, csrf_token }: Me): boolean {
    const key = `${tenant_id}.${id}`;
    if ((this.known() ?? key) !== key) {
      this.gate.reload();
      return false;
    }
    this.known.set(key);
    this.csrf = csrf_token;
    return true;
  }
}
