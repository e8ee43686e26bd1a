import type { Visitor } from './auth-ground.js';
import { eventually } from '../../support/spine.js';
import { SoftPasskey } from '../../support/soft-passkey.js';
import { addPasskey, asked, finish, here, HOST, idOf, ORIGIN, PasskeyGround } from './passkey-ground.js';

let ground: PasskeyGround;

beforeAll(async () => {
  ground = await PasskeyGround.start();
}, 60_000);
afterAll(() => ground.stop());

describe('confirming', () => {
  it('takes a passkey from whoever has one, and the password no more', async () => {
    const password = await ground.ana.post('/api/v1/auth/confirm', { password: 'three blue herons' });
    expect([password.status, password.body.code]).toEqual([403, 'passkey_needed']);
    const options = await asked(ground.ana, '/api/v1/auth/confirm/passkey/options');
    const answer = await ground.ana.post(
      '/api/v1/auth/confirm/passkey',
      { response: ground.key.get(options) },
      here,
    );
    expect(answer.body).toMatchObject({ confirmed_by: 'passkey' });
    expect((await ground.ana.get('/api/v1/me')).body.confirmed_at).toBe(answer.body.confirmed_at);
  });

  it('takes it for the sign-in that was asked, and opens no other', async () => {
    const options = await asked(ground.ana, '/api/v1/auth/confirm/passkey/options');
    const stranger = ground.visitor();
    expect((await finish(stranger, { response: ground.key.get(options) })).status).toBe(401);
    const other = await ground.again();
    const again = await asked(ground.ana, '/api/v1/auth/confirm/passkey/options');
    const answer = await other.post(
      '/api/v1/auth/confirm/passkey',
      { response: ground.key.get(again) },
      here,
    );
    expect(answer.status).toBe(401);
  });
});

describe("one's own passkeys", () => {
  it('are added only by whoever was there a moment ago', async () => {
    const late = await ground.again();
    await ground.sql(`update auth_session set confirmed_at = now() - interval '6 minutes'`);
    await eventually(async () => {
      const ask = await late.post('/api/v1/profile/passkeys/options', {}, here);
      expect([ask.status, ask.body.code]).toEqual([403, 'confirmation_needed']);
    });
    const { body } = await late.get('/api/v1/profile/passkeys');
    const remove = await late.send('delete', `/api/v1/profile/passkeys/${body.passkeys[0].id}`);
    expect([remove.status, remove.body.code]).toEqual([403, 'confirmation_needed']);
    expect((await late.get('/api/v1/profile/passkeys')).body.total).toBe(1);
  });

  it('answer what was asked of this very sign-in, once', async () => {
    const [one, other] = [await ground.again(), await ground.again()];
    const options = await asked(one, '/api/v1/profile/passkeys/options');
    const response = new SoftPasskey(ORIGIN).create(options);
    const put = (visitor: Visitor, what: object) =>
      visitor.post('/api/v1/profile/passkeys', { name: 'x', response: what }, here);
    expect((await put(other, response)).body.code).toBe('passkey_refused');
    expect((await put(one, response)).body.code).toBe('passkey_refused');
    for (const over of [{ verified: false }, { origin: 'https://evil.example' }, { rpId: 'evil.example' }]) {
      const again = await asked(one, '/api/v1/profile/passkeys/options');
      const answer = await put(one, new SoftPasskey(ORIGIN).create(again, over));
      expect([answer.status, answer.body.code]).toEqual([400, 'passkey_refused']);
    }
    const known = await asked(one, '/api/v1/profile/passkeys/options');
    expect((await put(one, ground.key.create(known))).body.code).toBe('passkey_known');
  });

  it('have names, and go one by one', async () => {
    const one = await ground.again();
    await addPasskey(one, 'Phone');
    const { body } = await one.get('/api/v1/profile/passkeys');
    const phone = body.passkeys.find(({ name }: { name: string }) => name === 'Phone');
    const path = `/api/v1/profile/passkeys/${phone.id}`;
    expect((await one.send('patch', path, { name: 'Old phone' })).status).toBe(204);
    expect((await one.send('patch', path, { name: ' ' })).status).toBe(400);
    expect((await one.send('delete', path)).status).toBe(204);
    expect((await one.send('delete', path)).status).toBe(404);
    expect(ground.recorded('user.passkey_renamed')).toHaveLength(1);
    expect(ground.recorded('user.passkeys_removed').at(-1)?.detail).toMatchObject({ left: 1, own: true });
  });

  it("are nobody else's to change", async () => {
    const ben = await ground.member('ben', 'admin');
    const [mine] = (await ground.ana.get('/api/v1/profile/passkeys')).body.passkeys;
    for (const change of [
      ben.send('delete', `/api/v1/profile/passkeys/${mine.id}`),
      ben.send('patch', `/api/v1/profile/passkeys/${mine.id}`, { name: 'x' }),
    ])
      expect((await change).status).toBe(404);
  });
});

describe('passkeys of somebody who lost them', () => {
  it('are removed by who administers people, and all their sign-ins end', async () => {
    const cleo = await ground.member('cleo', 'viewer');
    await addPasskey(cleo);
    const admin = await ground.member('dora', 'admin');
    const answer = await admin.send('delete', `/api/v1/users/${await idOf(cleo)}/passkeys`);
    expect([answer.status, answer.body]).toEqual([200, { removed: 1 }]);
    expect((await cleo.get('/api/v1/me')).status).toBe(401);
    expect((await ground.visitor().signIn('cleo')).body).toEqual({ status: 'signed_in' });
    expect(ground.recorded('user.passkeys_removed').at(-1)).toMatchObject({
      actor: expect.objectContaining({ name: 'dora' }),
      detail: { username: 'cleo', own: false },
    });
  });

  it('stay when the actor may not, may less, or would reach into another tenant', async () => {
    const admin = await ground.member('eda', 'admin');
    const viewer = await ground.member('finn', 'viewer');
    const finn = await idOf(viewer);
    const rootId = await idOf(ground.ana);
    const refused = async (visitor: Visitor, id: string) =>
      (await visitor.send('delete', `/api/v1/users/${id}/passkeys`)).body.code;
    expect(await refused(viewer, rootId)).toBe('forbidden');
    expect(await refused(admin, rootId)).toBe('forbidden');
    expect(await refused(admin, await idOf(admin))).toBe('own_account');
    await ground.sql(`insert into auth_tenant (id, name) values ('other', 'Other') on conflict do nothing`);
    await ground.sql(
      `insert into auth_membership (tenant_id, user_id, role) select 'other', id, 'viewer' from auth_user where username = 'finn'`,
    );
    expect(await refused(admin, finn)).toBe('belongs_elsewhere');
    await ground.sql(
      `delete from auth_membership where tenant_id = 'default' and user_id = (select id from auth_user where username = 'finn')`,
    );
    expect(await refused(admin, finn)).toBe('not_found');
    expect((await ground.ana.get('/api/v1/profile/passkeys')).body.total).toBe(1);
  });
});

describe('the address', () => {
  it.each(['127.0.0.1:8080', 'evil.example'])(
    '%s gets no passkeys, and is told where they are',
    async (Host) => {
      const visitor = ground.visitor();
      const asked = await visitor.post('/api/v1/auth/passkey/options', {}, { Host });
      expect([asked.status, asked.body.code]).toEqual([409, 'passkeys_need_address']);
    },
  );

  it('offers them where they work', async () => {
    const offered = async (host: string) => (await ground.methods(host))['passkeys'];
    expect([await offered(HOST), await offered('127.0.0.1:8080')]).toEqual([true, false]);
  });
});
