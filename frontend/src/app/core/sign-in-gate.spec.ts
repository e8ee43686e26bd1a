import { isBarePath, safePath } from './sign-in-gate';

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

describe('a page without navigation', () => {
  it.each(['/sign-in', '/sign-in?next=/', '/device#code=X', '/welcome/join#token=x', '/login'])(
    'is %s',
    (path) => expect(isBarePath(path)).toBe(true),
  );
  it.each(['/', '/fleet', '/welcome', '/devices', '/sign-inn'])('is not %s', (path) =>
    expect(isBarePath(path)).toBe(false),
  );
});
