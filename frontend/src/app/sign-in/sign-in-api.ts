import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { signInLogin } from '../core/api/fn/sign-in/sign-in-login';
import { signInOffered } from '../core/api/fn/sign-in/sign-in-offered';
import { signInSetup } from '../core/api/fn/sign-in/sign-in-setup';
import type { LoginAnswer, SetupRequest, SignInMethods } from '../core/api/models';
import type { PasskeyJson } from '../core/passkey';

/** The calls of whoever is not signed in yet. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class SignInApi {
  private readonly api = inject(Api);

  methods(): Promise<SignInMethods> {
    return this.api.call(signInOffered());
  }

  login(username: string, password: string): Promise<LoginAnswer> {
    return this.api.call(signInLogin({ body: { username, password } }));
  }

  /** The first administrator, with the code that the server printed. */
  setup(body: SetupRequest): Promise<LoginAnswer> {
    return this.api.call(signInSetup({ body }));
  }

  /** For signing in without a name. */
  passkeyOptions(): Promise<{ options: PasskeyJson }> {
    return this.api.call({ method: 'POST', path: '/api/v1/auth/passkey/options', body: {}, as: 'json' });
  }

  /** With a ticket as second proof, alone without one. */
  passkey(response: PasskeyJson, ticket?: string): Promise<LoginAnswer> {
    const body = { response, ...(ticket ? { ticket } : {}) };
    return this.api.call({ method: 'POST', path: '/api/v1/auth/login/passkey', body, as: 'json' });
  }

  changePassword(current: string, changed: string): Promise<unknown> {
    const body = { current, new: changed };
    return this.api.call({ method: 'POST', path: '/api/v1/profile/password', body, as: 'json' });
  }
}
