import { fleetApp, publicKey } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';

let fleet: FleetApp;
beforeAll(async () => {
  fleet = await fleetApp();
});
afterAll(() => fleet.close());

const bearer = (tenant = 'default') => ({ Authorization: `Bearer ${tenant}` });
const own = { protocols: [2], public_key: publicKey() };

describe('a token', () => {
  it('is for one host and half an hour, and its value is shown once', async () => {
    const { body } = await fleet.http().post('/api/v1/tokens').set(bearer('once')).expect(200);
    expect(body.token).toMatch(/^prb_[0-9a-f]{8}-[0-9a-f]{3}_\d+_[0-9a-f]{16}$/);
    expect(Date.parse(body.expires) - Date.parse(body.created)).toBe(30 * 60_000);
    expect(body.install_command).toContain(`--token ${body.token}`);
    expect(body.multi_use).toBeUndefined();
    const list = await fleet.http().get('/api/v1/tokens').set(bearer('once')).expect(200);
    expect(list.body).toMatchObject({ count: 1, total: 1, tokens: [{ id: body.id, max_uses: 1, uses: 0 }] });
    expect(JSON.stringify(list.body)).not.toContain(body.token);
    const stored = await fleet.sql('select * from fleet_token where id = $1', [body.id]);
    expect(JSON.stringify(stored)).not.toContain(body.token);
    const recorded = await fleet.sql('select * from core_signal where subject_id = $1', [body.id]);
    expect(JSON.stringify([recorded, fleet.audit.records])).not.toContain(body.token);
  });

  it('is made by upstream’s query, an empty JSON body and ours', async () => {
    const post = (path: string) => fleet.http().post(path).set(bearer());
    const query = await post('/api/v1/tokens?multi_use=TRUE&no_expiry=true').expect(200);
    expect(query.body.multi_use).toBe(true);
    expect(Date.parse(query.body.expires)).toBeGreaterThan(Date.now() + 99 * 365 * 86_400_000);
    await post('/api/v1/tokens').set('Content-Type', 'application/json').expect(200);
    const body = await post('/api/v1/tokens').send({ uses: 3, expires_in: 60 }).expect(200);
    expect(body.body.multi_use).toBe(true);
    expect(Date.parse(body.body.expires) - Date.parse(body.body.created)).toBe(60_000);
  });

  it.each<[string, unknown]>([
    ['a word for a number', { uses: 'many' }],
    ['no host at all', { uses: 0 }],
    ['a trillion hosts', { uses: 1e12 }],
    ['time run backwards', { expires_in: -1 }],
    ['a network that is none', { cidr: 'everywhere' }],
    ['ten thousand tags', { tags: Array.from({ length: 10_000 }, (_, n) => `t${n}`) }],
    ['a tag that turns text round', { tags: ['a\u202eb'] }],
    ['another tenant', { tenant_id: 'other' }],
    ['a list', []],
  ])('is refused for %s', async (_what, body) => {
    const answer = await fleet
      .http()
      .post('/api/v1/tokens')
      .set(bearer())
      .send(body as object)
      .expect(400);
    expect(answer.body.code).toBe('invalid_request');
  });

  it('never puts what a stranger wrote in a header into a line for root', async () => {
    const { body } = await fleet
      .http()
      .post('/api/v1/tokens')
      .set(bearer())
      .set('X-Forwarded-Host', 'evil.example/$(reboot);#')
      .expect(200);
    expect(body.install_command).not.toContain('evil');
  });

  it('belongs to its tenant alone', async () => {
    const { id } = await fleet.token('alpha');
    await fleet.http().delete(`/api/v1/tokens/${id}`).set(bearer('beta')).expect(404);
    const list = await fleet.http().get('/api/v1/tokens').set(bearer('beta')).expect(200);
    expect(list.body).toEqual({ tokens: [], count: 0, total: 0 });
    await fleet.http().get('/api/v1/tokens').set(bearer('alpha:fleet:read')).expect(403);
  });
});

describe('a host that registers', () => {
  it('gets 201, an id, a key and, if it speaks it, protocol 2', async () => {
    const { token } = await fleet.token();
    const post = (body: object) => fleet.http().post('/api/v1/register').send(body);
    const upstream = await post({
      token,
      hostname: 'up-1',
      os: 'linux',
      arch: 'amd64',
      version: 'dev',
      x: 1,
    });
    expect(upstream.status).toBe(201);
    expect(upstream.body).toEqual({
      probe_id: expect.stringMatching(/^prb-[0-9a-f]{8}$/),
      api_key: expect.stringMatching(/^lgk_[0-9a-f]{64}$/),
      policy_id: 'default-observe',
    });
    const ours = await post({
      token,
      hostname: 'own-1',
      os: 'linux',
      arch: 'amd64',
      ...own,
      ceiling: 'diagnose',
    });
    expect(ours.body).toMatchObject({ protocol: 2, server_keys: [{ kid: 'k1' }] });
    const stored = await fleet.sql(
      'select id, ceiling, protocol, status, level, key_hash from fleet_probe where id = any($1) order by protocol',
      [[upstream.body.probe_id, ours.body.probe_id]],
    );
    expect(stored).toMatchObject([
      { ceiling: null, protocol: 1, status: 'pending', level: 'observe' },
      { ceiling: 'diagnose', protocol: 2 },
    ]);
    expect(JSON.stringify(stored)).not.toContain(upstream.body.api_key);
    expect(await fleet.signals(ours.body.probe_id)).toEqual(['probe.registered']);
  });

  it('is one of fifty when fifty use a token for one at once', async () => {
    const { token } = await fleet.token('race', {});
    const all = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => fleet.register({ token, hostname: `race-${n}` })),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await fleet.sql(`select count(*)::int as n from fleet_probe where tenant_id = 'race'`)).toEqual([
      { n: 1 },
    ]);
  });

  it('is one probe, however often it registers at once, and with whatever tokens', async () => {
    const tokens = await Promise.all(Array.from({ length: 10 }, () => fleet.token('twins', {})));
    const all = await Promise.all(tokens.map(({ token }) => fleet.register({ token, hostname: 'twin' })));
    expect(new Set(all.map(({ probe_id }) => probe_id)).size).toBe(1);
    expect(new Set(all.map(({ api_key }) => api_key)).size).toBe(10);
  });

  it.each([
    ['used up', async (token: string) => void (await fleet.register({ token })), {}],
    ['over', async () => void (fleet.clock.ahead += 31 * 60_000), {}],
    ['for another network', async () => undefined, { cidr: '10.0.0.0/8' }],
    [
      'revoked',
      async (_: string, id: string) =>
        void (await fleet.http().delete(`/api/v1/tokens/${id}`).set(bearer('r'))),
      {},
    ],
  ])('is refused when the token is %s, and the trail says so', async (_why, spoil, body) => {
    const { id, token } = await fleet.token('r', body);
    await spoil(token, id);
    await expect(fleet.register({ token })).rejects.toMatchObject({
      kind: 'unauthorized',
      message: 'invalid or expired token',
    });
    expect(await fleet.signals(id)).toContain('token.refused');
    fleet.clock.ahead = 0;
  });

  it.each<[string, object]>([
    ['NUL in its name', { hostname: 'a\0b' }],
    ['a name that turns text round', { hostname: 'web-1\u202egpj' }],
    ['a name of two lines', { hostname: 'a\nb' }],
    ['a name too long', { hostname: 'x'.repeat(256) }],
    ['a number for a name', { hostname: 7 }],
    ['an escape sequence', { os: '\u001b[31m' }],
    ['ten thousand tags', { tags: Array.from({ length: 10_000 }, () => 'x') }],
    ['NUL in a tag', { tags: ['ok', 'a\u0000b'] }],
    ['protocol 2 without a key', { protocols: [2] }],
    ['half a key', { protocols: [2], public_key: 'short' }],
    ['a huge token', { token: 'x'.repeat(1_000) }],
    ['an object for a token', { token: { $ne: '' } }],
  ])('is refused for %s, and the token is not used', async (_what, wrong) => {
    const { id, token } = await fleet.token();
    const body = { token, hostname: 'web-1', os: 'linux', arch: 'amd64', ...wrong };
    await fleet.http().post('/api/v1/register').send(body).expect(400);
    expect(await fleet.sql('select uses from fleet_token where id = $1', [id])).toEqual([{ uses: 0 }]);
  });

  it('is slowed down when it tries tokens', async () => {
    const post = () =>
      fleet
        .http()
        .post('/api/v1/register')
        .send({ token: 'prb_00000000-000_1_0000000000000000', hostname: 'x' });
    const statuses = new Set<number>();
    for (let n = 0; n < 32; n += 1) statuses.add((await post()).status);
    expect([...statuses]).toEqual([401, 429]);
    fleet.clock.ahead += 61_000;
    expect((await post()).status).toBe(401);
    fleet.clock.ahead = 0;
  });
});

describe('a host known by name', () => {
  const known = async (tenant: string, body: object = {}) => {
    const { token } = await fleet.token(tenant);
    const first = await fleet.register({ token, hostname: 'db-1', ...body });
    return { token, first };
  };

  it('keeps its id and gets a new key; the old one is void', async () => {
    const { token, first } = await known('t1', own);
    await fleet.sql(`update fleet_probe set level = 'remediate' where id = $1`, [first.probe_id]);
    const again = await fleet.register({ token, hostname: 'db-1', ...own });
    expect(again.probe_id).toBe(first.probe_id);
    expect(again.api_key).not.toBe(first.api_key);
    expect(await fleet.sql('select level from fleet_probe where id = $1', [first.probe_id])).toEqual([
      { level: 'remediate' },
    ]);
  });

  it('falls back to observe when it shows another public key', async () => {
    const { token, first } = await known('t2', own);
    await fleet.sql(`update fleet_probe set level = 'remediate' where id = $1`, [first.probe_id]);
    const again = await fleet.register({
      token,
      hostname: 'db-1',
      protocols: [2],
      public_key: publicKey('C'),
    });
    expect(again.probe_id).toBe(first.probe_id);
    expect(
      await fleet.sql('select level, public_key from fleet_probe where id = $1', [first.probe_id]),
    ).toEqual([{ level: 'observe', public_key: publicKey('C') }]);
  });

  it('is nobody in another tenant', async () => {
    const { first } = await known('t3');
    const { token } = await fleet.token('t4');
    const other = await fleet.register({ token, hostname: 'db-1' });
    expect(other.probe_id).not.toBe(first.probe_id);
  });

  it('is not taken over while it is connected, unless by the same public key', async () => {
    const { token, first } = await known('t5', own);
    await fleet.sql(`update fleet_probe set connection = 'c1' where id = $1`, [first.probe_id]);
    const other = await fleet.register({
      token,
      hostname: 'db-1',
      protocols: [2],
      public_key: publicKey('C'),
    });
    expect(other.probe_id).not.toBe(first.probe_id);
    const same = await fleet.register({ token, hostname: 'db-1', ...own });
    expect(same.probe_id).toBe(first.probe_id);
  });

  it('is never brought down to a weaker protocol', async () => {
    const { token, first } = await known('t6', own);
    const weaker = await fleet.register({ token, hostname: 'db-1' });
    expect(weaker.probe_id).not.toBe(first.probe_id);
    expect(await fleet.sql('select protocol from fleet_probe where id = $1', [first.probe_id])).toEqual([
      { protocol: 2 },
    ]);
  });

  it('is not every host without a name', async () => {
    const { token } = await fleet.token('t7');
    const one = await fleet.register({ token, hostname: '' });
    expect((await fleet.register({ token, hostname: '' })).probe_id).not.toBe(one.probe_id);
  });
});
