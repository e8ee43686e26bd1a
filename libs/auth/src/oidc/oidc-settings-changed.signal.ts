import type { Signal } from '@legator/core';

/** Somebody changed how people sign in by the provider. The secret is in no record, only that it was replaced. */
export class OidcSettingsChanged implements Signal {
  static readonly type = 'auth.oidc_changed';
  readonly type = OidcSettingsChanged.type;
  readonly subject = { type: 'tenant', id: 'default' };
  readonly summary: string;
  readonly payload;

  constructor(
    what: 'set' | 'removed',
    secret: 'kept' | 'replaced' | 'cleared',
    readonly before: unknown,
    readonly after: unknown,
  ) {
    this.summary =
      what === 'set'
        ? 'The sign-in by a provider was set up anew'
        : 'The sign-in by a provider was taken away';
    this.payload = { change: what, client_secret_change: secret };
  }
}
