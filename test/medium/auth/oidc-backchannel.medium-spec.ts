import request from 'supertest';
import { startOidcProvider } from '../../support/oidc-provider.js';
import { startOidc } from './oidc-ground.js';
import type { OidcGround } from './oidc-ground.js';

const PATH = '/auth/oidc/backchannel-logout';

describe('a real provider that ends sign-ins behind the browser’s back', () => {
  let ground: OidcGround;
  let provider: Awaited<ReturnType<typeof startOidcProvider>>;

  beforeAll(async () => {
    ground = await startOidc();
    provider = await startOidcProvider({
      redirectUris: [ground.callback],
      logoutUri: `${ground.origin}${PATH}`,
    });
    for (const name of ['carla', 'dora'])
      provider.people.set(name, { preferred_username: name, groups: ['ops'] });
    await ground.configure({
      ...{ provider_url: provider.issuer, client_id: provider.clientId },
      ...{ client_secret: provider.clientSecret, role_mapping: { ops: 'operator' } },
    });
  }, 60_000);
  afterAll(async () => {
    await ground.spine.close();
    await provider.close();
  });

  const signIn = async (name: string) => {
    provider.signInAs = name;
    return ground.signIn();
  };
  /** What the provider calls the sign-ins that are open, the newest last. */
  const sessions = async () =>
    (
      (await ground.sql(
        `select provider_session from auth_session where method = 'oidc' and revoked_at is null order by created_at, id`,
      )) as { provider_session: string }[]
    ).map((row) => row.provider_session);

  it('ends the one that it names, and no other', async () => {
    const first = await signIn('carla');
    const [sid] = await sessions();
    const second = await signIn('carla');
    expect(sid).toMatch(/./);
    await provider.putOut('carla', sid);
    expect([(await first.me()).status, (await second.me()).status]).toEqual([401, 200]);
    expect(ground.recorded('auth.logout').at(-1)?.detail).toMatchObject({
      ...{ username: 'carla', reason: 'provider' },
    });
    expect(ground.recorded('auth.logout').at(-1)?.actor.address).toMatch(/127\.0\.0\.1$/);
  });

  it('knows a sign-in by its newest name, once its person proved there again that it is them', async () => {
    const { browser, me } = await signIn('dora');
    const before = (await sessions()).at(-1);
    await ground.sql(
      `update auth_session set provider_session = 'gone' where provider_session = '${before}'`,
    );
    await browser.open(
      `${ground.origin}/auth/oidc/login?confirm=1&next=/confirmed`,
      (at) => at.origin === ground.origin && !at.pathname.startsWith('/auth/oidc'),
    );
    const now = (await sessions()).at(-1)!;
    expect(now).not.toBe('gone');
    await provider.putOut('dora', now);
    expect((await me()).status).toBe(401);
  });

  it('ends what a command line got from it as well', async () => {
    const { browser, me } = await signIn('carla');
    const sid = (await sessions()).at(-1)!;
    const http = () => request(ground.spine.app.getHttpServer());
    const { body } = await http().post('/api/v1/auth/device').send({ host_name: 'laptop' });
    await http()
      .post(`/api/v1/auth/device/${body.user_code}/approve`)
      .set('Cookie', `legator_session=${browser.cookie(ground.origin, 'legator_session')}`)
      .set('X-Legator-Csrf', (await me()).body.csrf_token)
      .send({});
    const made = await http().post('/api/v1/auth/device/token').send({ device_code: body.device_code });
    const cli = { Authorization: `Bearer ${made.body.access_token}` };
    expect((await http().get('/api/v1/me').set(cli)).status).toBe(200);
    await provider.putOut('carla', sid);
    expect((await http().get('/api/v1/me').set(cli)).status).toBe(401);
  });

  it('is believed with its new keys, too', async () => {
    const { me } = await signIn('carla');
    const sid = (await sessions()).at(-1)!;
    await provider.rotateKeys();
    ground.forgetProvider();
    await provider.putOut('carla', sid);
    expect((await me()).status).toBe(401);
  });
});
