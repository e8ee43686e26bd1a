import { fine } from './recipes.js';
import type { Recipes, Sides } from './recipes.js';

/** Who one is, where one is signed in, and who else is there. */
export function recipesOfPeople({ theirs }: Sides): Recipes {
  const { ids } = theirs;
  // Without this the walk would sign itself out.
  const ended = { headers: { authorization: `Bearer lgs_${'0'.repeat(64)}` }, status: 401 };
  return {
    'GET /api/v1/me': [fine()],
    'GET /api/v1/profile': [fine()],
    'PATCH /api/v1/profile': [fine({ body: { display_name: 'own' } })],
    'POST /api/v1/profile/password': [
      { status: 403, body: { current: 'not theirs', new: 'seven loud herons' } },
    ],
    'GET /api/v1/auth/methods': [fine()],
    'POST /api/v1/auth/confirm': [{ status: 403, body: { password: 'not their password' } }],
    'POST /api/v1/auth/logout': [ended],
    'POST /logout': [ended],
    'POST /api/v1/session/tenant': [{ body: { tenant_id: theirs.id } }],
    'GET /api/v1/auth/sessions': [fine(), fine({ query: { scope: 'tenant' } })],
    'DELETE /api/v1/auth/sessions': [fine()],
    'DELETE /api/v1/auth/sessions/{id}': [{ at: { id: ids.session } }],
  };
}

/** Keys, and the accounts of programs that hold them. */
export function recipesOfKeys({ theirs: { ids }, asker }: Sides): Recipes {
  const key = { name: asker.id, permissions: ['fleet:read'] };
  const account = { at: { id: ids.account } };
  return {
    'GET /api/v1/auth/keys': [fine()],
    'POST /api/v1/auth/keys': [
      { status: 201, body: key },
      { body: { ...key, service_account_id: ids.account } },
    ],
    'DELETE /api/v1/auth/keys/{id}': [{ at: { id: ids.key } }],
    'POST /api/v1/auth/keys/{id}/rotate': [{ at: { id: ids.key }, body: {} }],
    'POST /api/v1/auth/socket-ticket': [{ status: 201 }],
    'GET /api/v1/service-accounts': [fine()],
    // A name that an id makes, so that the walk as nobody takes another.
    'POST /api/v1/service-accounts': [
      { status: 201, body: { name: `${ids.account} again`, permissions: ['fleet:read'] } },
    ],
    'PATCH /api/v1/service-accounts/{id}': [{ ...account, body: { enabled: false } }],
    'DELETE /api/v1/service-accounts/{id}': [account],
  };
}

/** What is about tenants themselves. An administrator of one runs no other, and makes none. */
export function recipesOfTenants({ theirs: { id, ids } }: Sides): Recipes {
  const at = { id };
  const member = { at: { id, user: ids.user } };
  return {
    'GET /api/v1/tenants': [fine()],
    'POST /api/v1/tenants': [{ status: 403, body: { name: id } }],
    'GET /api/v1/tenants/{id}': [{ at }],
    'PATCH /api/v1/tenants/{id}': [
      { at, body: { name: 'taken' } },
      { at, body: { state: 'suspended' } },
    ],
    'DELETE /api/v1/tenants/{id}': [{ status: 403, at }],
    'GET /api/v1/tenants/{id}/limits': [{ at }],
    'PUT /api/v1/tenants/{id}/limits': [{ at, body: { probes: 1 } }],
    'GET /api/v1/tenants/{id}/members': [{ at }],
    'POST /api/v1/tenants/{id}/members': [{ at, body: { username: `${ids.command}-ben`, role: 'viewer' } }],
    'PATCH /api/v1/tenants/{id}/members/{user}': [{ ...member, body: { role: 'viewer' } }],
    'DELETE /api/v1/tenants/{id}/members/{user}': [member],
    'PUT /api/v1/users/{id}/tenants': [
      { status: 403, at: { id: ids.user }, body: { tenant_ids: [id], role: 'viewer' } },
    ],
    'GET /api/v1/organizations': [fine()],
    'POST /api/v1/organizations': [{ status: 403, body: { name: id } }],
  };
}

/** Links into a tenant, and machines that ask for somebody. */
export function recipesOfInvitations({ theirs: { ids } }: Sides): Recipes {
  const guessed = { token: `lgi_${ids.invitation}` };
  const code = { at: { user_code: 'BCDFGHJK' } };
  return {
    'GET /api/v1/invitations': [fine()],
    'POST /api/v1/invitations': [
      { status: 201, body: { role: 'viewer' } },
      { status: 400, body: { role: 'helper' } },
    ],
    'DELETE /api/v1/invitations/{id}': [{ at: { id: ids.invitation } }],
    'POST /api/v1/auth/invitation/look': [{ body: guessed }],
    'POST /api/v1/auth/invitation/accept': [{ body: guessed }],
    'POST /api/v1/auth/device': [fine({ body: {} })],
    'POST /api/v1/auth/device/token': [{ status: 400, body: { device_code: ids.invitation } }],
    'GET /api/v1/auth/device/{user_code}': [code],
    'POST /api/v1/auth/device/{user_code}/approve': [code],
    'POST /api/v1/auth/device/{user_code}/deny': [code],
  };
}

/** Where one comes in. Whoever is refused there is a fact of the tenant they wanted to get into. */
export function recipesOfDoors({ theirs: { word } }: Sides): Recipes {
  const stranger = { username: `${word}-ben`, password: 'not their password' };
  return {
    'POST /api/v1/auth/login': [{ status: 401, body: stranger }],
    'POST /login': [{ status: 302, body: stranger }],
    'POST /api/v1/auth/setup': [
      { body: { ...stranger, display_name: word, code: 'guessed', password: 'a long enough one' } },
    ],
  };
}
