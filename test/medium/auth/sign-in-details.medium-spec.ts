import request from 'supertest';
import { firstAdmin, PASSWORD, startAuth, Visitor } from './auth-ground.js';
import { rememberingForEver } from './keys-ground.js';
import { addPerson } from './people-ground.js';
import { Passwords } from '../../../libs/auth/src/sign-in/passwords.js';
import { eventually } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';

const PATHS = [
  '/api/v1/auth/setup',
  '/api/v1/auth/setup/',
  '/api/v1/auth/SETUP',
  '/API/v1/auth/setup',
  '/api/v1//auth/setup',
  '/api/v1/auth/./setup',
  '/api/v1/auth/%73etup',
  '/api/v1/auth/setup%2f',
  '/api/v1/auth/setup;x=1',
  '/api/v1/auth/setup?x=1',
];
const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;

describe('signing in, on two replicas', () => {
  let spine: Spine;
  let other: Spine;
  let admin: Visitor;

  beforeAll(async () => {
    spine = await startAuth({ bus: 'postgres' });
    other = await startAuth({ bus: 'postgres' }, spine.url);
    admin = await firstAdmin(spine);
    await rememberingForEver([spine, other]);
  }, 60_000);

  afterAll(async () => {
    await other.close();
    await spine.close();
  });

  it.each(PATHS)('has no set-up once there is somebody, whatever the method: %s', async (path) => {
    for (const method of METHODS) {
      const { status, headers } = await request(spine.app.getHttpServer())
        [method](path)
        .set('Content-Type', 'application/json');
      expect([method, status, headers['allow']]).toEqual([method, 404, undefined]);
    }
  });

  it.each([
    ['disabled', (id: string) => admin.post(`/api/v1/users/${id}/disable`), 401],
    ['removed', (id: string) => admin.send('delete', `/api/v1/users/${id}`), 401],
    ['made a viewer', (id: string) => admin.send('put', `/api/v1/users/${id}/role`, { role: 'viewer' }), 403],
    ['given another password', (id: string) => admin.post(`/api/v1/users/${id}/password`), 401],
  ])('ends at once also on the other replica for somebody who is %s', async (how, change, status) => {
    const { id, visitor } = await addPerson(spine, admin, `there-${how.split(' ')[0]}`, 'admin');
    const there = new Visitor(other);
    there.cookie = visitor.cookie;
    expect((await there.get('/api/v1/users')).status).toBe(200);
    await change(id);
    // The word travels by the database; what was remembered is not gone by itself.
    await eventually(async () => expect((await there.get('/api/v1/users')).status).toBe(status));
  });

  it('works as hard for a name that nobody has, and for somebody who is disabled', async () => {
    const { id } = await addPerson(spine, admin, 'sleeper', 'viewer');
    await admin.post(`/api/v1/users/${id}/disable`);
    const verify = jest.spyOn(spine.app.get(Passwords, { strict: false }), 'verify');
    const answers = [];
    for (const name of ['root-ana', 'nobody-at-all', 'sleeper'])
      answers.push(await new Visitor(spine).signIn(name, name === 'sleeper' ? PASSWORD : 'not this one'));
    expect(verify).toHaveBeenCalledTimes(3);
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.code} ${body.message}`)).size).toBe(1);
    verify.mockRestore();
  });
});
