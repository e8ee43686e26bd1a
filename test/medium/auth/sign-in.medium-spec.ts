import request from 'supertest';
import { FirstPerson } from '@legator/auth';
import { firstAdmin, inOneMoment, PASSWORD, startAuth, Visitor } from './auth-ground.js';
import { addPerson, sql } from './people-ground.js';
import type { Spine } from '../../support/spine.js';

describe('signing in', () => {
  let spine: Spine;
  let admin: Visitor;

  beforeAll(async () => {
    spine = await startAuth();
    admin = await firstAdmin(spine);
  }, 60_000);

  afterAll(() => spine.close());

  const recorded = (type: string) => spine.audit.appended.filter((one) => one.type === type);

  it('makes the first person an administrator, who is signed in', async () => {
    const { status, body } = await admin.get('/api/v1/me');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      username: 'root-ana',
      type: 'user',
      role: 'admin',
      permissions: ['admin'],
      tenant_id: 'default',
      tenants: [{ id: 'default', role: 'admin' }],
      installation_admin: true,
    });
    expect(recorded('user.first_created')).toHaveLength(1);
  });

  it.each(['/api/v1/auth/setup', '/api/v1/auth/setup/', '/api/v1/auth/Setup', '/api/v1//auth/setup'])(
    'has no way to make a first person once there is one: %s',
    async (path) => {
      const code = await spine.app.get(FirstPerson, { strict: false }).newCode();
      for (const body of [{}, { code, username: 'eve', password: PASSWORD }]) {
        const { status } = await request(spine.app.getHttpServer()).post(path).send(body);
        expect(status).toBe(404);
      }
    },
  );

  it('says the same whichever of the two was wrong, and writes down which', async () => {
    const one = new Visitor(spine);
    const [wrong, unknown] = [
      await one.signIn('root-ana', 'not the password'),
      await one.signIn('nobody-at-all', 'not the password'),
    ];
    expect([wrong.status, wrong.body.code, wrong.body.message]).toEqual([
      401,
      'sign_in_refused',
      unknown.body.message,
    ]);
    expect(unknown.status).toBe(401);
    expect(one.cookie).toBe('');
    expect(recorded('auth.login_failed').map(({ detail }) => detail?.['reason'])).toEqual([
      'wrong_password',
      'unknown_user',
    ]);
  });

  it('takes a change from a page of its own only', async () => {
    const { csrf } = admin;
    admin.csrf = '';
    const without = await admin.send('delete', '/api/v1/auth/sessions');
    admin.csrf = csrf.replace(/^./, (first) => (first === '0' ? '1' : '0'));
    const wrong = await admin.send('delete', '/api/v1/auth/sessions');
    admin.csrf = csrf;
    const foreign = await admin.send(
      'delete',
      '/api/v1/auth/sessions',
      {},
      { Origin: 'https://evil.example' },
    );
    const headers = { 'Sec-Fetch-Site': 'cross-site' };
    const elsewhere = await admin.send('delete', '/api/v1/auth/sessions', {}, headers);
    expect([without, wrong, foreign, elsewhere].map(({ body }) => body.code)).toEqual([
      ...['csrf', 'csrf'],
      ...['foreign_origin', 'foreign_origin'],
    ]);
    expect((await admin.send('delete', '/api/v1/auth/sessions')).status).toBe(200);
  });

  it('keeps the cookie from scripts, and from other names of the machine', async () => {
    const one = new Visitor(spine);
    const { headers } = await one.signIn('root-ana');
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(/^legator_session=lgs_[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Lax; Expires=/),
    ]);
  });

  it('lists where one is signed in, ends the others, and knows them no more', async () => {
    const [here, there] = [new Visitor(spine), new Visitor(spine)];
    await here.signIn('root-ana');
    await there.signIn('root-ana');
    const { body } = await here.get('/api/v1/auth/sessions');
    expect(body.sessions.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
    expect(JSON.stringify(body)).not.toMatch(/lgs_/);
    const { body: ended } = await here.send('delete', '/api/v1/auth/sessions');
    expect(ended.ended).toBeGreaterThanOrEqual(1);
    expect((await there.get('/api/v1/me')).status).toBe(401);
    expect((await here.get('/api/v1/me')).status).toBe(200);
    Object.assign(admin, { cookie: here.cookie, csrf: here.csrf });
  });

  it('is over after signing out, for the very same cookie', async () => {
    const one = new Visitor(spine);
    await one.signIn('root-ana');
    const { cookie } = one;
    expect((await one.post('/api/v1/auth/logout')).body).toEqual({ status: 'signed_out' });
    one.cookie = cookie;
    expect((await one.get('/api/v1/me')).status).toBe(401);
    expect(recorded('auth.logout').length).toBeGreaterThan(0);
  });

  it('slows down whoever guesses, also with the right password, until time has passed', async () => {
    const guess = (password: string) => new Visitor(spine).signIn('guessed', password);
    const { status, body, headers } = await inOneMoment(spine, async () => {
      for (let times = 0; times < 5; times += 1) await guess('wrong');
      return guess('wrong');
    });
    expect([status, body.code]).toEqual([429, 'too_many_attempts']);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect((await new Visitor(spine).signIn('root-ana')).status).toBe(200);
  });

  it('tells whoever guesses many times at once as little as whoever does it in turn', async () => {
    const { id } = await addPerson(spine, admin, 'stormed', 'viewer');
    const tries = () =>
      Array.from({ length: 40 }, (_, at) =>
        new Visitor(spine).signIn('stormed', at === 39 ? PASSWORD : 'wrong'),
      );
    const answers = await inOneMoment(spine, () => Promise.all(tries()));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status !== 429).length).toBeLessThan(15);
    expect(statuses.at(-1)).toBe(429);
    await sql(spine.url, 'delete from auth_attempt');
    await admin.send('delete', `/api/v1/users/${id}`);
  });

  it('signs in from the form of the old addresses', async () => {
    const http = request(spine.app.getHttpServer());
    const right = await http.post('/login').type('form').send({ username: 'root-ana', password: PASSWORD });
    expect([right.status, right.headers['location']]).toEqual([302, '/']);
    expect(right.headers['set-cookie']?.[0]).toMatch(/^legator_session=lgs_/);
    const wrong = await http.post('/login').type('form').send({ username: 'root-ana', password: 'no' });
    expect([wrong.status, wrong.headers['location']]).toEqual([302, '/sign-in?error=sign_in_refused']);
    expect(wrong.headers['set-cookie']).toBeUndefined();
    const out = await http.post('/logout').set('Cookie', right.headers['set-cookie']![0]!.split(';')[0]!);
    expect([out.status, out.headers['location']]).toEqual([302, '/sign-in']);
  });

  it('confirms by the password that somebody is still there', async () => {
    const wrong = await admin.post('/api/v1/auth/confirm', { password: 'no' });
    const right = await admin.post('/api/v1/auth/confirm', { password: PASSWORD });
    expect([wrong.status, right.status]).toEqual([401, 200]);
    expect((await admin.get('/api/v1/me')).body.confirmed_at).toBe(right.body.confirmed_at);
  });
});

describe('the first person', () => {
  it('needs the code, and of two who have it one is made', async () => {
    const spine = await startAuth();
    const prepared = await spine.app.get(FirstPerson, { strict: false }).prepare();
    const code = prepared && 'code' in prepared ? prepared.code : '';
    const attempt = (username: string, given: string) =>
      request(spine.app.getHttpServer())
        .post('/api/v1/auth/setup')
        .send({ code: given, username, password: PASSWORD });
    expect((await attempt('eve', 'BBBBB-BBBBB-BBBBB-BBBBB')).body.code).toBe('wrong_setup_code');
    const typed = code.toLowerCase().replaceAll('-', ' ');
    const both = await Promise.all([attempt('ana', typed), attempt('ben', typed)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 404]);
    await spine.close();
  }, 60_000);

  it('comes from a file of the server, too, unless its password is weak', async () => {
    const weak = await startAuth({ adminPassword: 'password1234' });
    await expect(weak.app.get(FirstPerson, { strict: false }).prepare()).rejects.toMatchObject({
      code: 'weak_password',
    });
    const spine = await startAuth({ adminPassword: PASSWORD }, weak.url);
    expect(await spine.app.get(FirstPerson, { strict: false }).prepare()).toEqual({ made: 'admin' });
    expect(await spine.app.get(FirstPerson, { strict: false }).prepare()).toBeUndefined();
    expect((await new Visitor(spine).signIn('admin')).status).toBe(200);
    await spine.close();
    await weak.close();
  }, 60_000);
});
