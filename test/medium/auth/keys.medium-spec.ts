import request from 'supertest';
import { Module, Controller, Get } from '@nestjs/common';
import { ApiKey, AuthModule } from '@legator/auth';
import { Requires } from '@legator/core';
import { DirectivesModule } from '@legator/directives';
import { Approval, ApprovalsModule } from '@legator/approvals';
import { eventually, startSpine } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';

@Controller('api/v1/test')
class TestController {
  @Get('read')
  @Requires('fleet:read')
  read() {
    return { ok: true };
  }

  @Get('forgotten')
  forgotten() {
    return { ok: true };
  }
}

@Module({ controllers: [TestController] })
class TestModule {}

describe('API keys', () => {
  let spine: Spine;
  let admin: string;

  beforeAll(async () => {
    const rooms = [DirectivesModule, ApprovalsModule, AuthModule, TestModule];
    const off = await startSpine(rooms, { entities: [ApiKey, Approval], real: ['access'] });
    const made = await request(off.app.getHttpServer())
      .post('/api/v1/auth/keys')
      .send({ name: 'first', permissions: ['admin'] });
    admin = made.body.plain_key;
    spine = await startSpine(rooms, {
      entities: [ApiKey, Approval],
      real: ['access'],
      config: { auth: true },
      url: off.url,
    });
    closeOff = off.close;
  }, 60_000);
  let closeOff: () => Promise<void>;

  afterAll(async () => {
    await spine.close();
    await closeOff();
  });

  const http = () => request(spine.app.getHttpServer());
  const as = (key: string) => ({ Authorization: `Bearer ${key}` });
  const make = async (body: object, key = admin) => http().post('/api/v1/auth/keys').set(as(key)).send(body);

  it('are shown once, stored as a hash, and known by their prefix', async () => {
    const { body, status } = await make({ name: 'ci', permissions: ['fleet:read'], expires_in: '720h' });
    expect(status).toBe(201);
    expect(body.plain_key).toMatch(/^lgk_[0-9a-f]{64}$/);
    const list = await http().get('/api/v1/auth/keys').set(as(admin));
    expect(JSON.stringify(list.body)).not.toContain(body.plain_key);
    expect(list.body.keys).toContainEqual(
      expect.objectContaining({ name: 'ci', key_prefix: body.plain_key.slice(0, 12) }),
    );
    const dump = spine.audit.appended.map((entry) => JSON.stringify(entry)).join('');
    expect(dump).not.toContain(body.plain_key);
  });

  it('open what they were given and nothing else', async () => {
    const { body } = await make({ name: 'reader', permissions: ['fleet:read'] });
    const key = body.plain_key;
    expect((await http().get('/api/v1/test/read').set(as(key))).status).toBe(200);
    const refused = await http().get('/api/v1/auth/keys').set(as(key));
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ code: 'forbidden', message: expect.stringContaining('key:manage') });
    expect(spine.audit.appended).toContainEqual(
      expect.objectContaining({
        type: 'auth.authorization_denied',
        actor: expect.objectContaining({ name: 'reader' }),
      }),
    );
  });

  it('cannot make keys that may more than themselves', async () => {
    const { body } = await make({ name: 'maker', permissions: ['key:manage', 'fleet:read'] });
    const more = await make({ name: 'more', permissions: ['command:exec'] }, body.plain_key);
    expect(more.status).toBe(403);
    expect((await make({ name: 'same', permissions: ['fleet:read'] }, body.plain_key)).status).toBe(201);
  });

  it('stop working everywhere as soon as they are revoked', async () => {
    const { body } = await make({ name: 'short', permissions: ['fleet:read'] });
    const key = body.plain_key;
    expect((await http().get('/api/v1/test/read').set(as(key))).status).toBe(200);
    expect((await http().delete(`/api/v1/auth/keys/${body.key.id}`).set(as(admin))).status).toBe(204);
    await eventually(
      async () => expect((await http().get('/api/v1/test/read').set(as(key))).status).toBe(401),
      2_000,
    );
    expect((await http().delete(`/api/v1/auth/keys/${body.key.id}`).set(as(admin))).status).toBe(404);
  });

  it.each([
    ['no credential', {}, 401],
    ['another scheme', { Authorization: 'Basic YTpi' }, 401],
    ['an empty token', { Authorization: 'Bearer ' }, 401],
    ['a key nobody made', { Authorization: `Bearer lgk_${'0'.repeat(64)}` }, 401],
    ['a hash instead of the key', { Authorization: `Bearer ${'a'.repeat(64)}` }, 401],
  ])('turn away %s', async (_what, headers, status) => {
    const { body, status: got } = await http().get('/api/v1/test/read').set(headers);
    expect(got).toBe(status);
    expect(body).toMatchObject({ code: 'unauthorized', request_id: expect.any(String) });
  });

  it('refuse an expired key by name', async () => {
    const { body } = await make({ name: 'brief', permissions: ['fleet:read'], expires_in: '1ms' });
    const { status, body: answer } = await http().get('/api/v1/test/read').set(as(body.plain_key));
    expect({ status, code: answer.code }).toEqual({ status: 403, code: 'key_expired' });
  });

  it.each([
    ['no name', { permissions: ['fleet:read'] }, 'name'],
    ['no permission', { name: 'a', permissions: [] }, 'permissions'],
    ['a permission that does not exist', { name: 'a', permissions: ['root'] }, 'permissions.0'],
    [
      'a life that is no duration',
      { name: 'a', permissions: ['fleet:read'], expires_in: 'soon' },
      'expires_in',
    ],
    [
      'a life of a thousand years',
      { name: 'a', permissions: ['fleet:read'], expires_in: '365000d' },
      'expires_in',
    ],
  ])('are refused with %s, naming the field', async (_what, body, path) => {
    const answer = await make(body);
    expect(answer.status).toBe(400);
    expect(answer.body.details[0].path).toBe(path);
  });

  it('leave a route that nobody opened closed, even to an administrator', async () => {
    expect((await http().get('/api/v1/test/forgotten').set(as(admin))).status).toBe(403);
  });

  it('cannot be used to reach keys of another tenant', async () => {
    const rows = await spine.as({ tenantId: 'other' }, async () => {
      const { Transactions } = await import('@legator/core');
      return spine.app.get(Transactions).run((tx) => tx.query('select * from auth_api_key'));
    });
    expect(rows).toEqual([]);
  });
});
