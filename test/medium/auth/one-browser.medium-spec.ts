import request from 'supertest';
import { HostileProvider } from '../../support/hostile-provider.js';
import { PASSWORD, Visitor } from './auth-ground.js';
import { startOidc } from './oidc-ground.js';
import type { OidcGround } from './oidc-ground.js';
import { addPerson } from './people-ground.js';

let ground: OidcGround;
let ben: Visitor;

beforeAll(async () => {
  ground = await startOidc();
  ben = (await addPerson(ground.spine, ground.admin, 'ben', 'viewer')).visitor;
}, 60_000);
afterAll(() => ground.spine.close());

/** Whether a sign-in still holds, as whoever had copied its cookie finds out. */
const holds = async (cookie: string) => {
  const { status } = await request(ground.origin).get('/api/v1/me').set('Cookie', cookie);
  return status === 200;
};

describe('a browser that signs in over a sign-in', () => {
  it.each([
    ['as the same person', 'ben'],
    ['as another', 'root-ana'],
  ])('%s, holds the new one alone', async (_who, username) => {
    const browser = new Visitor(ground.spine);
    await browser.signIn('ben');
    const old = browser.cookie;
    expect((await browser.signIn(username)).status).toBe(200);
    expect([await holds(old), await holds(browser.cookie), await holds(ben.cookie)]).toEqual([
      false,
      true,
      true,
    ]);
    expect(ground.recorded('auth.logout').at(-1)?.detail).toMatchObject({
      username: 'ben',
      reason: 'replaced',
    });
  });

  it('keeps the old one where the new one is refused', async () => {
    const browser = new Visitor(ground.spine);
    await browser.signIn('ben');
    expect((await browser.signIn('ben', 'not the password')).status).toBe(401);
    expect(await holds(browser.cookie)).toBe(true);
  });

  it('may do so by the form, too', async () => {
    const browser = new Visitor(ground.spine);
    await browser.signIn('ben');
    const form = { username: 'ben', password: PASSWORD };
    const sent = request(ground.origin).post('/login').type('form').set('Cookie', browser.cookie).send(form);
    expect((await sent).headers['location']).toBe('/');
    expect(await holds(browser.cookie)).toBe(false);
  });

  it('and by the provider', async () => {
    const provider = await HostileProvider.start();
    await ground.configure({ provider_url: provider.issuer, client_id: provider.clientId });
    const { browser, me } = await ground.signIn();
    const cookie = () => `legator_session=${browser.cookie(ground.origin, 'legator_session')}`;
    const old = cookie();
    await browser.open(
      `${ground.origin}/auth/oidc/login`,
      (at) => at.origin === ground.origin && !at.pathname.startsWith('/auth/oidc'),
    );
    await provider.close();
    expect([await holds(old), await holds(cookie()), (await me()).status]).toEqual([false, true, 401]);
  });
});

describe('a name that nobody has', () => {
  const failed = () => ground.recorded('auth.login_failed');
  const attempt = async (username: string) => {
    const { status, body, headers } = await new Visitor(ground.spine).signIn(username, 'not the password');
    return { status, code: body.code, message: body.message, headers: Object.keys(headers).sort() };
  };

  it('is not in the trail as it was typed, which may be a password, and is known again', async () => {
    for (const typed of ['Hunter2 is mine', 'hunter2 is mine', 'another one']) await attempt(typed);
    const names = failed()
      .slice(-3)
      .map(({ detail }) => String(detail!['username']));
    expect(names[0]).toMatch(/^unknown #[0-9a-f]{10}$/);
    expect([names[1], names[2] === names[0]]).toEqual([names[0], false]);
    const rows = await ground.sql(
      `select summary, payload from core_signal where type = 'auth.login_failed'`,
    );
    expect(JSON.stringify([rows, failed()])).not.toMatch(/hunter2|another one/i);
  });

  it('is answered as one that somebody has, whose name is written', async () => {
    const [known, unknown] = [await attempt('ben'), await attempt('hunter2 again')];
    expect(unknown).toEqual(known);
    expect(failed().at(-2)!.detail).toMatchObject({ username: 'ben', reason: 'wrong_password' });
  });
});
