import { ApiKeysService } from '@legator/auth';
import { Transactions } from '@legator/core';
import { eventually } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';
import { bearer as as, KeysGround } from './keys-ground.js';

describe('API keys', () => {
  let ground: KeysGround;
  let spine: Spine;
  let admin: string;

  beforeAll(async () => {
    ground = await KeysGround.start();
    ({ spine, admin } = ground);
  }, 60_000);
  afterAll(() => ground.stop());

  const http = () => ground.http();
  const make = async (body: object, key = admin) => http().post('/api/v1/auth/keys').set(as(key)).send(body);

  it('are shown once, stored as a hash, and known by their prefix', async () => {
    const { body, status } = await make({ name: 'ci', permissions: ['fleet:read'], expires_in: '720h' });
    expect(status).toBe(201);
    expect(body.plain_key).toMatch(/^lgk_[0-9a-f]{72}$/);
    const list = await http().get('/api/v1/auth/keys').set(as(admin));
    expect(JSON.stringify(list.body)).not.toContain(body.plain_key);
    expect(list.body.keys).toContainEqual(
      expect.objectContaining({ name: 'ci', key_prefix: body.plain_key.slice(0, 12) }),
    );
    const dump = spine.audit.appended.map((entry) => JSON.stringify(entry)).join('');
    expect(dump).not.toContain(body.plain_key);
  });

  it('go on in the form they had before there were checksums', async () => {
    const { hashKey } = await import('../../../libs/auth/src/secret-key.js');
    const key = `lgk_${'1f'.repeat(32)}`;
    const made = await make({ name: 'old form', permissions: ['fleet:read'] });
    await ground.owner.query('update auth_api_key set hash = $1 where id = $2', [
      hashKey(key),
      made.body.key.id,
    ]);
    expect((await http().get('/api/v1/test/read').set(as(key))).status).toBe(200);
  });

  it('tell a slip of the pen from a key that is not known', async () => {
    const { body } = await make({ name: 'typo', permissions: ['fleet:read'] });
    const key = body.plain_key as string;
    const slip = key.slice(0, 20) + (key[20] === '0' ? '1' : '0') + key.slice(21);
    const answer = await http().get('/api/v1/test/read').set(as(slip));
    expect([answer.status, answer.body.message]).toEqual([401, expect.stringContaining('mistyped')]);
  });

  it('carry grants word for word beside their permissions, to no effect on anything else', async () => {
    const permissions = ['fleet:read', 'federation:tenant:berlin', 'org:*', 'scope:edge-04'];
    const { body, status } = await make({ name: 'federated', permissions });
    expect([status, body.key.permissions]).toEqual([201, permissions]);
    expect((await http().get('/api/v1/me').set(as(body.plain_key))).body.permissions).toEqual(permissions);
    expect((await http().get('/api/v1/test/read').set(as(body.plain_key))).status).toBe(200);
    const { rows } = await ground.owner.query('select permissions, grants from auth_api_key where id = $1', [
      body.key.id,
    ]);
    expect(rows).toEqual([{ permissions: ['fleet:read'], grants: permissions.slice(1) }]);
    const only = await make({ name: 'grants alone', permissions: ['org:*'] });
    expect((await http().get('/api/v1/test/read').set(as(only.body.plain_key))).status).toBe(403);
  });

  it('say in the list whether they work, when they end, and when they were last used', async () => {
    const long = await make({ name: 'long', description: 'for reports', permissions: ['fleet:read'] });
    const soon = await make({ name: 'soon', permissions: ['fleet:read'], expires_in: '6d' });
    const over = await make({ name: 'over', permissions: ['fleet:read'], expires_in: '1ms' });
    const state = async (made: typeof long) => {
      const { enabled, expired, expires_soon: endsSoon } = (await ground.listed(made.body.key.id))!;
      return [enabled, expired, endsSoon];
    };
    expect(await state(long)).toEqual([true, false, false]);
    expect(await state(soon)).toEqual([true, false, true]);
    expect(await state(over)).toEqual([true, true, false]);
    expect(await ground.listed(long.body.key.id)).toMatchObject({ description: 'for reports' });
    await http().get('/api/v1/test/read').set(as(long.body.plain_key));
    await eventually(async () =>
      expect(await ground.listed(long.body.key.id)).toHaveProperty('last_used_at'),
    );
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

  it('are revoked by nobody who may do less, but for one’s own', async () => {
    const { body: weak } = await make({ name: 'weak', permissions: ['key:manage', 'fleet:read'] });
    const { body: strong } = await make({ name: 'strong', permissions: ['fleet:read', 'command:exec'] });
    const { body: equal } = await make({ name: 'equal', permissions: ['fleet:read'] });
    const revoke = (id: string) => ground.remove(`/auth/keys/${id}`, weak.plain_key);
    const refused = await revoke(strong.key.id);
    expect([refused.status, refused.body.code]).toEqual([403, 'beyond_own_rights']);
    expect(await ground.opens(strong.plain_key)).toBe(200);
    expect((await revoke(equal.key.id)).status).toBe(204);
    expect((await revoke(weak.key.id)).status).toBe(204);
    // Somebody who may do less by now, and their own key from before.
    const ana = await ground.person('ana');
    const own = await ground.keyOf(ana, 'fleet:read', 'command:exec');
    await ground.spine.as({ ...ana, permissions: ['key:manage'] }, () =>
      spine.app.get(ApiKeysService).revoke(own.id),
    );
    expect(await ground.listed(own.id)).toBeUndefined();
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
    ['a grant without an id', { name: 'a', permissions: ['fleet:read', 'tenant:'] }, 'permissions.1'],
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
      return spine.app.get(Transactions).run((tx) => tx.query('select * from auth_api_key'));
    });
    expect(rows).toEqual([]);
  });
});
