import { withoutTokens } from '@legator/core';
import type { Signal } from '@legator/core';

/** Why a sign-in was refused; told to the trail, never to whoever tried. */
export type LoginFailure =
  | 'unknown_user'
  | 'wrong_password'
  | 'disabled'
  | 'no_tenant'
  | 'wrong_code'
  | 'second_factor'
  | 'throttled'
  | `passkey_${string}`
  | `oidc_${string}`;

/** Somebody tried to sign in and was refused. */
export class LoginFailed implements Signal {
  static readonly type = 'auth.login_failed';
  readonly type = LoginFailed.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    who: { id: string; username: string },
    how: { method: string; reason: LoginFailure; blocked?: boolean },
  ) {
    const name = withoutTokens(who.username.slice(0, 200)).slice(0, 100);
    this.subject = { type: 'user', id: who.id };
    this.summary = `A sign-in as ${name} was refused`;
    this.payload = {
      username: name,
      method: how.method,
      reason: how.reason,
      ...(how.blocked ? { blocked: true } : {}),
    };
  }
}
