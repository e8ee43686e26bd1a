import { Transactions } from '@legator/core';
import { ProbeKeys, ProbesService } from '@legator/fleet';
import { publicKey, until } from './fleet-app.js';
import { twoTenants } from './two-tenants.js';
import type { TwoTenants } from './two-tenants.js';

let fleet: TwoTenants['fleet'];
let ids: TwoTenants['ids'];
let keys: TwoTenants['keys'];
let get: TwoTenants['get'];
beforeAll(async () => {
  ({ fleet, ids, keys, get } = await twoTenants());
});
afterAll(() => fleet.close());

describe('another tenant', () => {
  it('sees nothing of ours on any route', async () => {
    const id = ids['Alpha'];
    const answers = await Promise.all(
      [
        '/probes',
        '/probes?limit=10',
        '/fleet/inventory',
        '/fleet/tags',
        '/fleet/by-tag/all',
        '/fleet/summary',
      ].map((path) => get(path, 'theirs').expect(200)),
    );
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toMatch(/Alpha|charlie/);
    for (const path of [`/probes/${id}`, `/probes/${id}/health`, `/probes/${id}/vitals`])
      await get(path, 'theirs').expect(404);
    const as = (agent: any) => agent.set('Authorization', 'Bearer theirs');
    await as(fleet.http().put(`/api/v1/probes/${id}/tags`))
      .send({ tags: ['x'] })
      .expect(404);
    await as(fleet.http().delete(`/api/v1/probes/${id}`)).expect(404);
    await get(`/probes/${id}`).expect(200);
  });

  it('is kept out by the database itself, whatever a query forgets', async () => {
    const seen = await fleet.app.get(Transactions).runAs('theirs', async (tx) => {
      const tables = ['fleet_probe', 'fleet_inventory', 'fleet_token', 'fleet_vitals', 'fleet_counter'];
      const found = [];
      for (const table of tables) {
        found.push(...(await tx.query(`select distinct tenant_id from ${table}`)));
      }
      await tx.query(`update fleet_probe set level = 'remediate'`);
      return found;
    });
    expect(new Set(seen.map(({ tenant_id }: { tenant_id: string }) => tenant_id))).toEqual(
      new Set(['theirs']),
    );
    expect(await fleet.sql(`select level from fleet_probe where id = $1`, [ids['Alpha']])).toEqual([
      { level: 'observe' },
    ]);
    const anonymous = await fleet.app
      .get(Transactions)
      .anonymous((tx) => tx.query('select count(*)::int as n from fleet_probe'));
    expect(anonymous).toEqual([{ n: 0 }]);
  });

  it('cannot be aimed at', async () => {
    const targets = await fleet.app
      .get(Transactions)
      .runAs('theirs', (tx) => fleet.app.get(ProbesService).targets(tx, { probeIds: Object.values(ids) }));
    expect(targets.map(({ id }) => id)).toEqual([ids['secret-host']]);
  });
});

describe('the rights', () => {
  it.each([
    ['get', '/probes', 'fleet:read'],
    ['get', '/fleet/summary', 'fleet:read'],
    ['post', '/fleet/cleanup?older_than=9h', 'fleet:write'],
    ['post', '/tokens', 'fleet:write'],
    ['get', '/tokens', 'admin'],
  ] as const)('%s %s needs %s and no other does', async (method, path, permission) => {
    const status = async (bearer: string) =>
      (await fleet.http()[method](`/api/v1${path}`).set('Authorization', bearer)).status;
    expect(await status(`Bearer rights:${permission}`)).toBe(200);
    expect(await status('Bearer rights:audit:read')).toBe(403);
    expect(await status('')).toBe(401);
  });
});

describe('a key', () => {
  const authenticate = (id: string, key: string | undefined) =>
    fleet.app.get(ProbeKeys).authenticate(id, key);

  it('proves one probe', async () => {
    expect(await authenticate(ids['Alpha']!, keys['Alpha'])).toEqual({
      probeId: ids['Alpha'],
      tenantId: 'mine',
      protocol: 2,
      publicKey: publicKey(),
      level: 'observe',
      ceiling: 'remediate',
    });
  });

  it.each([
    ['of another probe', () => [ids['Alpha'], keys['charlie']]],
    ['for nobody', () => ['prb-00000000', keys['charlie']]],
    ['of the wrong form', () => [ids['Alpha'], 'lgk_']],
    ['for an id with NUL', () => ['prb-\0', keys['Alpha']]],
    ['for a huge id', () => ['p'.repeat(1e6), keys['Alpha']]],
  ])('%s proves nothing', async (_what, pair) => {
    const [id, key] = pair() as [string, string];
    await expect(authenticate(id, key)).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'fleet.invalid_credentials',
    });
  });

  it('is asked for', async () => {
    await expect(authenticate(ids['Alpha']!, undefined)).rejects.toMatchObject({ code: 'fleet.missing_key' });
  });
});

describe('a probe that keeps replacing its own connection', () => {
  it('raises one alarm', async () => {
    const probe = { probeId: ids['charlie']!, tenantId: 'mine' };
    for (let n = 0; n < 6; n += 1) {
      fleet.presence.connected(probe, { at: fleet.clock.now(), address: `192.0.2.${n}`, version: '1' });
      await fleet.presence.flush();
    }
    await until(
      () => fleet.signals(probe.probeId),
      (types) => types.includes('probe.flapping'),
    );
    expect(
      (await fleet.signals(probe.probeId)).filter((type) => type === 'probe.flapping').length,
    ).toBeLessThan(3);
  });
});
