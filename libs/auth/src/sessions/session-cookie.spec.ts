import { cookieName, readCookie, setCookie } from './session-cookie.js';

const PLAIN = { tlsCert: undefined, externalUrl: undefined };
const END = new Date('2026-01-02T00:00:00Z');

it('works on this machine without TLS', () => {
  expect(setCookie(PLAIN, 'lgs_1', END)).toBe(
    'legator_session=lgs_1; Path=/; HttpOnly; SameSite=Lax; Expires=Fri, 02 Jan 2026 00:00:00 GMT',
  );
});

it.each([
  ['its own TLS', { ...PLAIN, tlsCert: '/cert.pem' }],
  ['TLS in front', { ...PLAIN, externalUrl: 'https://legator.example.com' }],
])('is guarded by its name under %s', (_how, config) => {
  const cookie = setCookie(config, 'lgs_1', END);
  expect(cookie).toMatch(/^__Host-legator_session=lgs_1; Path=\/; HttpOnly; SameSite=Lax; .*; Secure$/);
  expect(cookie).not.toMatch(/Domain/i);
});

it('is not taken from a name that anybody on the domain could set', () => {
  const config = { ...PLAIN, externalUrl: 'https://legator.example.com' };
  expect(cookieName(config)).toBe('__Host-legator_session');
  expect(readCookie(config, { cookie: 'legator_session=lgs_1' })).toBeUndefined();
  expect(readCookie(config, { cookie: 'a=1; __Host-legator_session=lgs_2' })).toBe('lgs_2');
});

it('is taken away by an empty value that ended long ago', () => {
  expect(setCookie(PLAIN, '', END)).toMatch(/^legator_session=; .*Expires=Thu, 01 Jan 1970/);
});

it.each(['', 'legator_sessions=1', 'x=legator_session=1'])('is not there in "%s"', (cookie) => {
  expect(readCookie(PLAIN, { cookie })).toBeUndefined();
});
