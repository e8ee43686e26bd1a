import { Injectable, inject } from '@angular/core';
import { Api } from '../api-client';
import { signInOffered } from '../api/fn/sign-in/sign-in-offered';
import { signInConfirm } from '../api/fn/sign-in/sign-in-confirm';
import type { PasskeyJson } from '../passkey';

const PASSKEY = '/api/v1/auth/confirm/passkey';

/** The calls that prove again who one is. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class StepUpApi {
  private readonly api = inject(Api);

  /** What the provider is called, and where one confirms with it; nothing when nobody signs in by one. */
  async provider(): Promise<{ readonly name: string; readonly url: string } | null> {
    const { oidc } = await this.api.call(signInOffered());
    if (!oidc) return null;
    const query = new URLSearchParams({ confirm: '1', next: '/confirmed' });
    return { name: oidc.name, url: `${oidc.login_url}?${query}` };
  }

  byPassword(password: string): Promise<unknown> {
    return this.api.call(signInConfirm({ body: { password } }));
  }

  async passkeyOptions(): Promise<PasskeyJson> {
    const request = { method: 'POST', path: `${PASSKEY}/options`, body: {}, as: 'json' } as const;
    return (await this.api.call<{ options: PasskeyJson }>(request)).options;
  }

  byPasskey(response: PasskeyJson): Promise<unknown> {
    return this.api.call({ method: 'POST', path: PASSKEY, body: { response }, as: 'json' });
  }
}
