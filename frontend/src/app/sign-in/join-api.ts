import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';

export interface SeenInvitation {
  readonly tenant: { readonly id: string; readonly name: string };
  readonly name: string;
  readonly role: string;
  readonly expires_at: string;
}

export interface JoinAccount {
  readonly username: string;
  readonly display_name?: string;
  readonly password: string;
}

/** The calls about an invitation. The token goes in the body, which no log holds. */
@Injectable({ providedIn: 'root' })
export class JoinApi {
  private readonly api = inject(Api);

  look(token: string): Promise<SeenInvitation> {
    const path = '/api/v1/auth/invitation/look';
    return this.api.call({ method: 'POST', path, body: { token }, as: 'json' });
  }

  /** Without an account: with the one of whoever is signed in. */
  accept(token: string, account?: JoinAccount): Promise<{ readonly tenant_id: string }> {
    const path = '/api/v1/auth/invitation/accept';
    return this.api.call({ method: 'POST', path, body: { token, ...account }, as: 'json' });
  }

  switchTo(tenant_id: string): Promise<unknown> {
    return this.api.call({ method: 'POST', path: '/api/v1/session/tenant', body: { tenant_id }, as: 'json' });
  }
}
