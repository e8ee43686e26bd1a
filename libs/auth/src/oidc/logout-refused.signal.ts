import type { Signal } from '@legator/core';

/** Somebody wanted to end sign-ins in the name of the provider, and was not believed. */
export class LogoutRefused implements Signal {
  static readonly type = 'auth.provider_logout_refused';
  readonly type = LogoutRefused.type;
  readonly subject = { type: 'oidc', id: 'provider' };
  readonly summary = 'A sign-out in the name of the provider was refused';
  readonly payload;

  constructor(reason: string) {
    this.payload = { reason: `oidc_${reason}`.slice(0, 100) };
  }
}
