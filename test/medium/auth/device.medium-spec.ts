import request from 'supertest';
import { firstAdmin, inOneMoment, startAuth, Visitor } from './auth-ground.js';
import type { Spine } from '../../support/spine.js';

let spine: Spine;
let ana: Visitor;

beforeAll(async () => {
  spine = await startAuth();
  ana = await firstAdmin(spine);
}, 60_000);
afterAll(() => spine.close());

const http = () => request(spine.app.getHttpServer());
const begin = async () =>
  (await http().post('/api/v1/auth/device').send({ host_name: 'laptop' })).body as Record<string, string>;
const poll = (code: string) => http().post('/api/v1/auth/device/token').send({ device_code: code });

it('lets a command line in once somebody approved it, and gives the session once', async () => {
  const asked = await begin();
  expect(asked['user_code']).toMatch(/^[B-Z]{4}-[B-Z]{4}$/);
  expect(asked['verification_uri_complete']).toBe(`${asked['verification_uri']}#${asked['user_code']}`);
  await inOneMoment(spine, async () => {
    expect((await poll(asked['device_code']!)).body.code).toBe('authorization_pending');
    expect((await poll(asked['device_code']!)).body).toMatchObject({ code: 'slow_down', interval: 10 });
  });
  const typed = asked['user_code']!.toLowerCase().replace('-', ' ');
  expect((await ana.get(`/api/v1/auth/device/${typed}`)).body).toMatchObject({ host_name: 'laptop' });
  expect((await ana.post(`/api/v1/auth/device/${typed}/approve`)).body).toEqual({ status: 'approved' });
  const many = await Promise.all(Array.from({ length: 8 }, () => poll(asked['device_code']!)));
  const won = many.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  const token = won[0]!.body.access_token;
  const me = await http().get('/api/v1/me').set('Authorization', `Bearer ${token}`);
  expect(me.body).toMatchObject({ username: 'root-ana', tenant_id: 'default' });
  expect(me.body.csrf_token).toBeUndefined();
  const { body } = await ana.get('/api/v1/auth/sessions');
  expect(body.sessions.map(({ kind }: { kind: string }) => kind)).toContain('cli');
  expect(spine.audit.appended.at(-1)).toMatchObject({
    type: 'auth.login',
    detail: { kind: 'cli', method: 'password' },
  });
  expect((await ana.post(`/api/v1/auth/device/${typed}/approve`)).status).toBe(404);
});

it('lets nobody in who was refused, and says so once', async () => {
  const asked = await begin();
  await ana.post(`/api/v1/auth/device/${asked['user_code']}/deny`);
  expect((await poll(asked['device_code']!)).body.code).toBe('access_denied');
  expect((await poll(asked['device_code']!)).body.code).toBe('expired_token');
  expect(spine.audit.appended.map(({ type }) => type)).toContain('auth.device_denied');
});

it('lets nobody in by an approval of a sign-in that has ended since', async () => {
  const thief = new Visitor(spine);
  await thief.signIn('root-ana');
  const asked = await begin();
  await thief.post(`/api/v1/auth/device/${asked['user_code']}/approve`);
  await ana.send('delete', '/api/v1/auth/sessions');
  expect((await thief.get('/api/v1/me')).status).toBe(401);
  expect((await poll(asked['device_code']!)).body.code).toBe('expired_token');
});

it('takes an approval from people at a page of ours only', async () => {
  const asked = await begin();
  const path = `/api/v1/auth/device/${asked['user_code']}/approve`;
  const key = (await ana.post('/api/v1/auth/keys', { name: 'k', permissions: ['admin'] })).body.plain_key;
  expect((await http().post(path)).status).toBe(401);
  expect((await http().post(path).set('Authorization', `Bearer ${key}`)).body.code).toBe('people_only');
  expect((await http().post(path).set('Cookie', ana.cookie)).body.code).toBe('csrf');
  expect((await poll(asked['user_code']!)).body.code).toBe('expired_token');
  expect((await poll(asked['device_code']!)).body.code).toBe('authorization_pending');
});

it('is asked for a few times a minute from one address, not more', async () => {
  const tries: number[] = [];
  await inOneMoment(spine, async () => {
    for (let times = 0; times < 12; times += 1)
      tries.push((await http().post('/api/v1/auth/device').send({})).status);
  });
  expect(tries).toContain(429);
});
