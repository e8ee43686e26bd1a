import request from 'supertest';
import { Clock } from '@legator/core';
import { OidcPeople } from '../../../libs/auth/src/oidc/oidc-people.service.js';
import { UsersStore } from '../../../libs/auth/src/people/users.store.js';
import { SessionsStore } from '../../../libs/auth/src/sessions/sessions.store.js';
import { HostileProvider } from '../../support/hostile-provider.js';
import type { Json } from '../../support/hostile-provider.js';
import { until } from '../../support/core-app.js';
import type { SmallBrowser } from '../../support/small-browser.js';
import { startOidc } from './oidc-ground.js';
import type { OidcGround } from './oidc-ground.js';

let ground: OidcGround;
let provider: HostileProvider;

beforeAll(async () => {
  ground = await startOidc();
  provider = await HostileProvider.start();
  await ground.configure({
    ...{ provider_url: provider.issuer, client_id: provider.clientId, client_secret: 'the secret' },
    role_mapping: { ops: 'operator' },
  });
}, 60_000);
afterAll(async () => {
  await ground.spine.close();
  await provider.close();
});
afterEach(() => jest.restoreAllMocks());

const http = () => request(ground.origin);
const signOut = (claims: Json) =>
  http()
    .post('/auth/oidc/backchannel-logout')
    .type('form')
    .send({ logout_token: provider.logoutToken(claims) })
    .then(({ status }) => expect(status).toBe(200));
/** From now on somebody signs in, in a sign-in that the provider calls so. */
const comes = (subject: string, sid?: string, more: Json = {}) => {
  provider.subject = subject;
  const claims = { ...more, ...(sid === undefined ? {} : { sid }) };
  // Only its ID tokens: those of a sign-out are told what they say.
  provider.trick = { claims: (good) => ({ ...good, ...claims }) };
};
const open = async (subject: string) =>
  (
    (await ground.sql(
      `select count(*)::int as open from auth_session s join auth_user u on u.id = s.user_id
       where u.username = '${subject}' and s.revoked_at is null`,
    )) as { open: number }[]
  )[0]!.open;

type Step = () => Promise<unknown>;
/** Once, around the one step of the server that is named: what comes in between is in the hands of the test. */
function once<T extends object, K extends keyof T>(
  where: new (...args: never[]) => T,
  what: K,
  { before, after }: { before?: Step; after?: Step },
): void {
  const real = ground.spine.app.get(where, { strict: false });
  const step = (real[what] as (...args: unknown[]) => Promise<unknown>).bind(real);
  const spy = jest.spyOn(real as Record<never, never>, what as never) as unknown as jest.SpyInstance;
  spy.mockImplementationOnce(async (...args: unknown[]) => {
    await before?.();
    const result = await step(...args);
    await after?.();
    return result;
  });
}
/** Begins it, and goes on when it is done or cannot go on by itself: it waits for its turn. */
function begun<T>(work: () => Promise<T>): { step: Step; done: () => Promise<T> } {
  let running: Promise<T> | undefined;
  let isDone = false;
  const isWaiting = async () =>
    (
      await ground.sql(
        `select from pg_locks where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`,
      )
    ).length > 0;
  return {
    step: () => {
      running = work();
      const over = () => (isDone = true);
      running.then(over, over);
      return until(async () => isDone || (await isWaiting()));
    },
    done: () => running!,
  };
}

/** A browser that is at the provider. @returns how it comes back, and where that leads */
async function away(browser: SmallBrowser): Promise<() => Promise<string>> {
  const { url } = await browser.open(
    `${ground.origin}/auth/oidc/login`,
    (at) => at.pathname === '/auth/oidc/callback',
  );
  return async () => {
    const { url: landed } = await browser.open(url.href, (at) => at.pathname !== '/auth/oidc/callback');
    return landed.pathname + landed.search;
  };
}

let people = 0;
const somebody = () => `person-${(people += 1)}`;
/** What the sign-out says of somebody in the sign-in `sid`, and what the provider called that in their ID token. */
const NAMING: [string, string | undefined, (sub: string, sid: string) => Json][] = [
  ['the person', 'named', (sub) => ({ sub })],
  ['the sign-in', 'named', (_sub, sid) => ({ sid })],
  ['both', 'named', (sub, sid) => ({ sub, sid })],
  ['both, of a sign-in that was never named', undefined, (sub, sid) => ({ sub, sid })],
];

describe.each(NAMING)('a sign-out that names %s', (_what, named, saying) => {
  let sub = '';
  let sid = '';
  beforeEach(() => {
    sub = somebody();
    sid = `of ${sub}`;
    comes(sub, named && sid);
  });
  const refused = ({ landed }: { landed: string }) => {
    expect(landed).toBe('/sign-in?error=oidc_ended');
    expect(ground.lastRefusal()).toMatchObject({ username: sub, reason: 'oidc_ended' });
  };

  it('ends a sign-in that was checked and is not open yet', async () => {
    once(OidcPeople, 'admit', { after: () => signOut(saying(sub, sid)) });
    const { me, ...signed } = await ground.signIn();
    refused(signed);
    expect([(await me()).status, await open(sub)]).toEqual([401, 0]);
  });

  it('ends the first sign-in of somebody whom nobody here had met when it came', async () => {
    once(OidcPeople, 'admit', { before: () => signOut(saying(sub, sid)) });
    refused(await ground.signIn());
    expect(await open(sub)).toBe(0);
  });

  it('ends one that is being opened', async () => {
    const out = begun(() => signOut(saying(sub, sid)));
    once(SessionsStore, 'insert', { before: out.step });
    const { me } = await ground.signIn();
    await out.done();
    expect([(await me()).status, await open(sub)]).toEqual([401, 0]);
  });

  it('ends one that comes back while it is being done', async () => {
    const { browser } = await ground.signIn();
    const back = await away(browser);
    const coming = begun(back);
    once(SessionsStore, 'revokeOfProvider', { after: coming.step });
    await signOut(saying(sub, sid));
    refused({ landed: await coming.done() });
    expect(await open(sub)).toBe(0);
  });

  it('leaves the next sign-in alone', async () => {
    await signOut(saying(sub, sid));
    expect((await (await ground.signIn()).me()).status).toBe(200);
  });
});

it.each([
  ['another person', (sub: string) => ({ sub: `not ${sub}` })],
  ['another sign-in', () => ({ sid: 'another' })],
  ['another sign-in of the person', (sub: string) => ({ sub, sid: 'another' })],
  ['the sign-in as that of another person', (sub: string) => ({ sub: `not ${sub}`, sid: `of ${sub}` })],
])('a sign-out that names %s leaves one that is under way alone', async (_what, saying) => {
  const sub = somebody();
  comes(sub, `of ${sub}`);
  once(OidcPeople, 'admit', { after: () => signOut(saying(sub)) });
  expect((await (await ground.signIn()).me()).status).toBe(200);
});

it('counts from when the browser was sent to the provider, not only from when it came back', async () => {
  const sub = somebody();
  comes(sub, 'at-the-provider');
  const { browser } = await ground.signIn();
  const back = await away(browser);
  await signOut({ sub });
  expect(await back()).toBe('/sign-in?error=oidc_ended');
  expect(await open(sub)).toBe(0);
});

it('a sign-in that takes longer than sign-outs are kept for is not opened', async () => {
  const sub = somebody();
  comes(sub);
  const clock = ground.spine.app.get(Clock);
  const now = clock.monotonic();
  once(OidcPeople, 'admit', {
    after: () => Promise.resolve(jest.spyOn(clock, 'monotonic').mockReturnValue(now + 700_000)),
  });
  expect((await ground.signIn()).landed).toBe('/sign-in?error=oidc_state');
  expect(ground.lastRefusal()).toMatchObject({ reason: 'oidc_state_late' });
  expect(await open(sub)).toBe(0);
});

it('ends the sign-in of whoever confirms there at that moment, by its new name', async () => {
  const sub = somebody();
  const fresh = () => ({ auth_time: Math.floor(Date.now() / 1_000) });
  comes(sub, 'before');
  const { browser, me } = await ground.signIn();
  comes(sub, 'after', fresh());
  once(OidcPeople, 'admit', { after: () => signOut({ sid: 'after' }) });
  const { url } = await browser.open(
    `${ground.origin}/auth/oidc/login?confirm=1&next=/confirmed`,
    (at) => at.origin === ground.origin && !at.pathname.startsWith('/auth/oidc'),
  );
  expect(url.pathname + url.search).toBe('/confirmed?error=oidc_ended');
  expect([(await me()).status, await open(sub)]).toEqual([401, 0]);
  expect(ground.recorded('auth.logout').at(-1)!.detail).toMatchObject({ username: sub, reason: 'provider' });
});

describe('a command line that somebody let in', () => {
  const approved = async (browser: SmallBrowser, csrf: string) => {
    const { body } = await http().post('/api/v1/auth/device').send({ host_name: 'laptop' });
    await http()
      .post(`/api/v1/auth/device/${body.user_code}/approve`)
      .set('Cookie', `legator_session=${browser.cookie(ground.origin, 'legator_session')}`)
      .set('X-Legator-Csrf', csrf)
      .send({});
    return () => http().post('/api/v1/auth/device/token').send({ device_code: body.device_code });
  };

  it.each([
    ['before it has its sign-in', (step: Step) => once(UsersStore, 'byId', { before: step })],
    ['while it gets it', (step: Step) => once(SessionsStore, 'insert', { before: step })],
  ])('is out when the provider signs them out %s', async (_when, during) => {
    const sub = somebody();
    comes(sub, `of ${sub}`);
    const { browser, me } = await ground.signIn();
    const collect = await approved(browser, (await me()).body.csrf_token);
    const out = begun(() => signOut({ sid: `of ${sub}` }));
    during(out.step);
    const { body } = await collect();
    await out.done();
    const cli = { Authorization: `Bearer ${body.access_token ?? 'none'}` };
    expect((await http().get('/api/v1/me').set(cli)).status).toBe(401);
    expect(await open(sub)).toBe(0);
  });
});
