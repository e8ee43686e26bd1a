import { KeyPermission } from '@legator/contracts';
import { partRights, reachesNoFurther } from './key-grants.js';

it.each(['tenant:berlin', 'org:acme', 'scope:*', 'federation:tenant:a.b_c-1', 'federation:org:*'])(
  'takes the grant %s word for word',
  (grant) => {
    expect(KeyPermission.safeParse(grant).success).toBe(true);
    expect(partRights(['fleet:read', KeyPermission.parse(grant)])).toEqual({
      permissions: ['fleet:read'],
      grants: [grant],
    });
  },
);

it.each([
  'tenant:',
  'tenant: a',
  'tenant:a b',
  'tenant:a:b',
  'tenant:**',
  'tenant:-a',
  'Tenant:a',
  'site:a',
  'workspace:a',
  'federation:admin',
  'federation:federation:tenant:a',
  'tenant:é',
  'tenant:a\n',
  `tenant:${'a'.repeat(129)}`,
  'root',
  '*',
])('refuses %j', (text) => {
  expect(KeyPermission.safeParse(text).success).toBe(false);
});

it('never reads a permission as a grant', () => {
  expect(partRights(['tenant:manage'])).toEqual({ permissions: ['tenant:manage'], grants: [] });
});

it('keeps each only once', () => {
  expect(partRights(['admin', 'admin', 'org:a', 'org:a'])).toEqual({
    permissions: ['admin'],
    grants: ['org:a'],
  });
});

it.each([
  [[], [], true],
  [['tenant:a'], [], true],
  [[], ['tenant:a'], false],
  [['tenant:a'], ['tenant:a', 'tenant:b'], true],
  [['tenant:c'], ['tenant:a', 'tenant:b'], false],
  [['tenant:*'], ['tenant:a'], false],
  [['tenant:a'], ['tenant:*'], true],
  [[], ['tenant:*'], true],
  [['federation:tenant:a'], ['tenant:a'], true],
  [['tenant:a'], ['tenant:a', 'org:b'], false],
  [['tenant:a', 'org:b'], ['tenant:a', 'org:b'], true],
])('%j reaches no further than %j: %p', (grants, than, expected) => {
  expect(reachesNoFurther(grants, than)).toBe(expected);
});
