import { withoutTokens } from '@legator/core';
import type { Signal } from '@legator/core';

/** Someone tried what they may not do. */
export class AccessDenied implements Signal {
  static readonly type = 'auth.authorization_denied';
  readonly type = AccessDenied.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    who: { id: string; name: string },
    what: {
      method: string;
      path: string;
      permission: string;
      reason: 'authentication_required' | 'insufficient_permissions';
    },
  ) {
    const path = withoutTokens(what.path);
    this.subject = { type: 'user', id: who.id };
    this.summary = `${who.name} was refused ${what.method} ${path}`.slice(0, 500);
    this.payload = {
      method: what.method,
      path: path.slice(0, 500),
      required_permission: what.permission,
      reason: what.reason,
    };
  }
}
