import { Injectable, inject } from '@angular/core';
import { Api } from './api-client';
import { sessionsSwitchTenant } from './api/fn/sessions/sessions-switch-tenant';
import { signInLogout } from './api/fn/sign-in/sign-in-logout';
import type { SignedOutAnswer } from './api/models';

/** The calls that the shell makes for whoever is signed in. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class AccountApi {
  private readonly api = inject(Api);

  signOut(): Promise<SignedOutAnswer> {
    return this.api.call(signInLogout());
  }

  switchTenant(tenant_id: string): Promise<unknown> {
    return this.api.call(sessionsSwitchTenant({ body: { tenant_id } }));
  }
}
