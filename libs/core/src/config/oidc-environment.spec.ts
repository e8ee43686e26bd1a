import { readOidcEnvironment } from './oidc-environment.js';

const BASE = {
  LEGATOR_OIDC_PROVIDER_URL: 'https://id.example.com/realms/main',
  LEGATOR_OIDC_CLIENT_ID: 'legator',
};

it('reads nothing where nothing is set', () => {
  expect(readOidcEnvironment({})).toEqual({ given: {}, aliases: [] });
});

it('reads every setting by its name', () => {
  const { given, clientSecret, aliases } = readOidcEnvironment({
    ...BASE,
    LEGATOR_OIDC_ENABLED: 'true',
    LEGATOR_OIDC_CLIENT_SECRET: 'shh',
    LEGATOR_OIDC_REDIRECT_URL: 'https://legator.example.com/auth/oidc/callback',
    LEGATOR_OIDC_SCOPES: 'openid, email,groups',
    LEGATOR_OIDC_ROLE_CLAIM: 'realm_access.roles',
    LEGATOR_OIDC_ROLE_MAPPING: '{"Ops":"operator"}',
    LEGATOR_OIDC_DEFAULT_ROLE: 'auditor',
    LEGATOR_OIDC_AUTO_CREATE_USERS: 'false',
    LEGATOR_OIDC_PROVIDER_NAME: 'Example',
    LEGATOR_OIDC_TENANT: 'acme',
  });
  expect(given).toEqual({
    enabled: true,
    provider_url: BASE.LEGATOR_OIDC_PROVIDER_URL,
    client_id: 'legator',
    redirect_url: 'https://legator.example.com/auth/oidc/callback',
    scopes: ['openid', 'email', 'groups'],
    role_claim: 'realm_access.roles',
    role_mapping: { Ops: 'operator' },
    default_role: 'auditor',
    auto_create_users: false,
    provider_name: 'Example',
    tenant: 'acme',
  });
  expect([clientSecret, aliases]).toEqual(['shh', []]);
});

it('takes the names without the prefix, says so, and prefers its own', () => {
  const { given, aliases } = readOidcEnvironment({
    OIDC_ISSUER_URL: 'https://id.example.com',
    OIDC_CLIENT_ID: 'other',
    LEGATOR_OIDC_CLIENT_ID: 'legator',
  });
  expect(given).toEqual({ provider_url: 'https://id.example.com', client_id: 'legator' });
  expect(aliases).toEqual(['OIDC_ISSUER_URL']);
});

it.each([
  ['a=admin,b=viewer', { a: 'admin', b: 'viewer' }],
  ['cn=ops=operator', { 'cn=ops': 'operator' }],
  [' ops = operator , ', { ops: 'operator' }],
])('reads the mapping "%s"', (text, mapping) => {
  expect(readOidcEnvironment({ LEGATOR_OIDC_ROLE_MAPPING: text }).given.role_mapping).toEqual(mapping);
});

it('takes an empty default role for none', () => {
  expect(readOidcEnvironment({ LEGATOR_OIDC_DEFAULT_ROLE: '' }).given.default_role).toBe('');
});

it.each([
  ['LEGATOR_OIDC_PROVIDER_URL', 'http://id.example.com'],
  ['LEGATOR_OIDC_PROVIDER_URL', 'https://user:word@id.example.com'],
  ['LEGATOR_OIDC_ENABLED', 'maybe'],
  ['LEGATOR_OIDC_ROLE_MAPPING', '{"a":'],
  ['LEGATOR_OIDC_ROLE_MAPPING', '{"a":["admin"]}'],
  ['LEGATOR_OIDC_ROLE_MAPPING', 'admin'],
  ['LEGATOR_OIDC_SCOPES', 'op"enid'],
  ['LEGATOR_OIDC_REDIRECT_URL', 'javascript:alert(1)'],
])('stops the start when %s is %s', (name, value) => {
  expect(() => readOidcEnvironment({ ...BASE, [name]: value })).toThrow(name);
});
