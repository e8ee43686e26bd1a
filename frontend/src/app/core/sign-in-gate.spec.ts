import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { SignInGate, isBarePath, safePath } from './sign-in-gate';

describe('the way back after signing in', () => {
  it.each(['/', '/fleet', '/fleet?q=tag%3Aprod#x', '/device#code=BCDF-GHJK', '/approvals/a?tab=raw'])(
    'keeps %s',
    (path) => expect(safePath(path)).toBe(path),
  );

  it.each([
    undefined,
    '',
    'fleet',
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    '/a/..//elsewhere.example',
    '/a\\..\\b',
    'javascript:alert(1)',
    '/sign-in?next=/sign-in',
    '/login',
  ])('leads to the overview instead of %s', (path) => expect(safePath(path)).toBe('/'));
});

describe('what stands behind the # of a page', () => {
  const setup = (path: string) => {
    const location = TestBed.inject(Location);
    location.replaceState(path);
    return { location, gate: TestBed.inject(SignInGate) };
  };
  beforeEach(() => sessionStorage.clear());

  it('is in no query, and is there again when the page is', () => {
    const { location, gate } = setup('/welcome/join#token=lgi_x');
    expect(gate.wayBack()).toBe('/welcome/join');
    location.replaceState('/sign-in?next=%2Fwelcome%2Fjoin');
    gate.restore();
    expect(location.path(true)).toBe('/sign-in?next=%2Fwelcome%2Fjoin');
    location.replaceState('/welcome/join');
    gate.restore();
    expect(location.path(true)).toBe('/welcome/join#token=lgi_x');
    expect(sessionStorage).toHaveLength(0);
  });

  it('is forgotten once somebody goes elsewhere', () => {
    const { location, gate } = setup('/welcome/join#token=lgi_x');
    gate.wayBack();
    location.replaceState('/fleet');
    gate.restore();
    expect(location.path(true)).toBe('/fleet');
    expect(sessionStorage).toHaveLength(0);
  });
});

describe('a page without navigation', () => {
  it.each(['/sign-in', '/sign-in?next=/', '/device#code=X', '/welcome/join#token=x', '/login'])(
    'is %s',
    (path) => expect(isBarePath(path)).toBe(true),
  );
  it.each(['/', '/fleet', '/welcome', '/devices', '/sign-inn'])('is not %s', (path) =>
    expect(isBarePath(path)).toBe(false),
  );
});
