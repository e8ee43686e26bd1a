import fc from 'fast-check';
import { isBuiltInRole } from '@legator/contracts';
import { freeName, personOf } from './person-of-claims.js';
import { mapRole } from './role-mapping.js';
import { nextPath } from './next-path.js';
import { offeredProvider } from './offered-provider.js';

const settings = {
  role_claim: 'groups',
  role_mapping: { a: 'admin', o: 'operator', v: 'viewer', u: 'auditor', n: 'night' },
  default_role: '',
};
const exists = (role: string) => isBuiltInRole(role) || role === 'night';
const roleOf = (claims: object, over: object = {}) =>
  mapRole(claims as never, { ...settings, ...over }, exists).role;

describe('the role of claims', () => {
  it.each([
    ['the highest of several', { groups: ['v', 'a', 'o'] }, 'admin'],
    ['a single text', { groups: 'o' }, 'operator'],
    ['the first among equals', { groups: ['u', 'v'] }, 'auditor'],
    ['a built-in one before one of the tenant', { groups: ['n', 'v'] }, 'viewer'],
    ['none for other letters', { groups: ['A', ' a', 'a '] }, null],
    ['none for a list in a list', { groups: [['a']] }, null],
    ['none for what objects inherit', { groups: ['constructor', '__proto__', 'toString'] }, null],
    ['none without the claim', {}, null],
    ['none for an object', { groups: { a: true } }, null],
  ])('is %s', (_what, claims, role) => {
    expect(roleOf(claims)).toBe(role);
  });

  it.each([
    ['realm_access.roles', { realm_access: { roles: ['a'] } }, 'admin'],
    ['https://x.example/roles', { 'https://x.example/roles': ['o'] }, 'operator'],
    ['a.b', { 'a.b': ['o'], a: { b: ['a'] } }, 'operator'],
    ['constructor.name', {}, null],
    ['groups.0', { groups: ['a'] }, null],
  ])('is found at %s', (path, claims, role) => {
    expect(roleOf(claims, { role_claim: path })).toBe(role);
  });

  it('is the default one for everybody else, but never one that does not exist', () => {
    expect(roleOf({}, { default_role: 'viewer' })).toBe('viewer');
    expect(roleOf({}, { default_role: 'gone' })).toBeNull();
    expect(roleOf({ groups: ['x'] }, { role_mapping: { x: 'gone' }, default_role: 'viewer' })).toBe('viewer');
  });

  it('is never one that no value names, whatever a provider sends', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (groups) => {
        const role = roleOf({ groups });
        const named = JSON.stringify(groups);
        return (
          role === null ||
          Object.entries(settings.role_mapping).some(
            ([value, to]) => to === role && named.includes(`"${value}"`),
          )
        );
      }),
    );
  });
});

describe('the name of somebody', () => {
  it.each([
    [{ preferred_username: 'eve', email: 'e@x', name: 'Eve' }, 'eve', 'Eve'],
    [{ email: 'eve@example.com' }, 'eve@example.com', 'eve@example.com'],
    [{ preferred_username: '  ', display_name: 'Eve' }, 'sub', 'Eve'],
    [{ preferred_username: 'DOM\\eve<b>' }, 'DOMeveb', 'DOMeveb'],
    [{ preferred_username: 7, name: ['x'] }, 'sub', 'sub'],
    [{ name: '\u202eevE\u0000' }, 'sub', 'evE'],
  ])('of %j', (claims, username, displayName) => {
    expect(personOf(claims, 'sub')).toMatchObject({ username, displayName });
  });

  it('gets a number when it is taken, and stays short', () => {
    const taken = new Set(['eve', 'eve-2', 'x'.repeat(100)]);
    expect(freeName('eve', (name) => taken.has(name))).toBe('eve-3');
    expect(freeName('x'.repeat(100), (name) => taken.has(name))).toBe(`${'x'.repeat(98)}-2`);
  });
});

it('never goes on to another site, whatever is asked for', () => {
  const part = fc.constantFrom(
    '/',
    '\\',
    '//',
    '.',
    '..',
    '@',
    ':',
    '%2f',
    '%5c',
    '\t',
    '\n',
    'evil.example',
    'https:',
    'a',
    '?',
    '#',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const path = nextPath(`/${parts.join('')}`);
      return (
        new URL(path, 'https://here.example').origin === 'https://here.example' &&
        path.startsWith('/') &&
        !/^\/[/\\]/.test(path)
      );
    }),
    { numRuns: 2_000 },
  );
});

it('leads back to a page without what stands behind its #', () => {
  expect(nextPath('/welcome/join?x=1#token=lgi_secret')).toBe('/welcome/join?x=1');
});

it.each([
  ['https://keycloak.example.com/realms/main', 'Keycloak'],
  ['https://accounts.google.com', 'Google'],
  ['https://login.example.org/', 'Example'],
  ['http://127.0.0.1:8080', '127.0.0.1'],
])('calls the provider at %s %s', (url, name) => {
  expect(offeredProvider({ provider_url: url, provider_name: null }).name).toBe(name);
});
