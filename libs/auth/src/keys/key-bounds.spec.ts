import type { Permission } from '@legator/contracts';
import { boundOf, effectiveRights, rightsOf } from './key-bounds.js';

const nobody = {
  ...{ made_by_type: null, person_active: null, person_role: null, person_permissions: null },
  ...{ account_id: null, account_active: null, account_permissions: null, account_role: null },
};

it.each<[string, Permission[], Permission[], Permission[]]>([
  ['keeps what both have', ['fleet:read', 'command:exec'], ['fleet:read'], ['fleet:read']],
  ['keeps all for an administrator', ['fleet:read'], ['admin'], ['fleet:read']],
  [
    'makes of admin what the owner has',
    ['admin'],
    ['fleet:read', 'audit:read'],
    ['fleet:read', 'audit:read'],
  ],
  ['leaves admin to an administrator', ['admin'], ['admin'], ['admin']],
  ['leaves nothing of nothing', ['command:exec'], [], []],
])('%s', (_what, given, owner, expected) => {
  expect(effectiveRights(given, { active: true, permissions: owner })).toEqual(expected);
});

it('leaves nothing while the owner is disabled, whatever their role', () => {
  expect(effectiveRights(['fleet:read'], { active: false, permissions: ['admin'] })).toEqual([]);
});

it('has nobody above a key of the server, of times without sign-in, or of times when nobody wrote it down', () => {
  for (const type of [null, 'local', 'system'])
    expect(boundOf({ ...nobody, made_by_type: type })).toBeUndefined();
});

it('takes a person who is not in the tenant any more for disabled', () => {
  expect(boundOf({ ...nobody, made_by_type: 'user' })).toEqual({ active: false, permissions: [] });
});

it('binds the key of an account to the account, whoever made it', () => {
  const account = { account_id: 'a', account_active: true, account_permissions: ['fleet:read' as const] };
  expect(boundOf({ ...nobody, made_by_type: 'user', person_active: false, ...account })).toEqual({
    active: true,
    permissions: ['fleet:read'],
  });
});

it.each([
  ['viewer', null, 'fleet:read'],
  ['deployers', ['command:exec'], 'command:exec'],
] as const)('reads the role %s', (role, own, expected) => {
  expect(rightsOf(role, own)).toContain(expected);
});

it('gives nothing for a role that is gone, and takes no role of that name for a built-in one', () => {
  expect(rightsOf('gone', null)).toEqual([]);
  expect(rightsOf('viewer', ['admin'])).not.toContain('admin');
});
