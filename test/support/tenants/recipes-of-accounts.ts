import { fine } from './recipes.js';
import type { Recipes, Sides } from './recipes.js';

/** Accounts, roles, passkeys and the sign-on. */
export function recipesOfAccounts({ theirs: { ids }, asker }: Sides): Recipes {
  const user = { at: { id: ids.user } };
  const passkey = { at: { id: ids.user } };
  const password = 'seven loud herons';
  return {
    'GET /api/v1/people': [fine()],
    'GET /api/v1/users': [fine()],
    'POST /api/v1/users': [
      { status: 201, body: { username: `x${ids.signal.slice(-8)}`, password, role: 'viewer' } },
    ],
    'GET /api/v1/users/{id}': [user],
    'PATCH /api/v1/users/{id}': [{ ...user, body: { display_name: 'taken' } }],
    'DELETE /api/v1/users/{id}': [user],
    'POST /api/v1/users/{id}/disable': [user],
    'POST /api/v1/users/{id}/enable': [user],
    'DELETE /api/v1/users/{id}/passkeys': [user],
    'POST /api/v1/users/{id}/password': [{ ...user, body: { password } }],
    'GET /api/v1/users/{id}/role': [user],
    'PUT /api/v1/users/{id}/role': [{ ...user, body: { role: 'admin' } }],
    'POST /api/v1/users/{id}/sessions/end': [user],
    'GET /api/v1/auth/permissions': [fine()],
    'GET /api/v1/roles': [fine()],
    'POST /api/v1/roles': [
      { status: 201, body: { name: `r-${ids.signal.slice(-8)}`, permissions: ['fleet:read'] } },
    ],
    'PUT /api/v1/roles/{name}': [{ at: { name: 'helper' }, body: { permissions: ['fleet:read'] } }],
    'DELETE /api/v1/roles/{name}': [{ at: { name: 'helper' } }],
    'GET /api/v1/profile/passkeys': [fine()],
    'POST /api/v1/profile/passkeys': [{ status: 400, body: { name: asker.id } }],
    // No passkey works at a numeric address, which is what the tests have.
    'POST /api/v1/profile/passkeys/options': [{ status: 409 }],
    'PATCH /api/v1/profile/passkeys/{id}': [{ ...passkey, body: { name: 'taken' } }],
    'DELETE /api/v1/profile/passkeys/{id}': [passkey],
    'POST /api/v1/auth/confirm/passkey': [{ status: 400, body: {} }],
    'POST /api/v1/auth/confirm/passkey/options': [{ status: 409 }],
    'POST /api/v1/auth/login/passkey': [{ status: 400, body: {} }],
    'POST /api/v1/auth/passkey/options': [{ status: 409, body: {} }],
    // The sign-on is of the installation: an administrator of a tenant is none of it.
    'GET /api/v1/auth/oidc': [{ status: 403 }],
    'PUT /api/v1/auth/oidc': [{ status: 400, body: {} }],
    'DELETE /api/v1/auth/oidc': [{ status: 403 }],
    'POST /api/v1/auth/oidc/map': [{ status: 403, body: { claims: { sub: ids.user } } }],
    'POST /api/v1/auth/oidc/test': [{ status: 403, body: {} }],
    'GET /auth/oidc/login': [{ status: 302 }],
    'GET /auth/oidc/callback': [{ status: 302 }],
    'POST /auth/oidc/backchannel-logout': [{ status: 400, body: { logout_token: ids.user } }],
  };
}
