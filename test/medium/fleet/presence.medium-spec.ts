import { randomBytes } from 'node:crypto';
import { CLOSE } from '@legator/contracts';
import { OfflineSweep } from '../../../libs/fleet/src/presence/offline-sweep.js';
import { anInventory, someVitals, strainedVitals } from '@legator/fleet/testing';
import { fleetApp, publicKey, until } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';

jest.setTimeout(60_000);

let fleet: FleetApp;
beforeAll(async () => {
  fleet = await fleetApp();
});
afterAll(() => fleet.close());
afterEach(() => {
  fleet.clock.ahead = 0;
});

const LINK = { address: '192.0.2.7', version: '1.0.0', ceiling: 'remediate' } as const;

/** A probe of its own for the test, registered and not yet connected. */
async function enrolled(tenantId = 'default') {
  const { token } = await fleet.token(tenantId);
  const hostname = `host-${randomBytes(4).toString('hex')}`;
  const { probe_id: probeId } = await fleet.register({
    token,
    hostname,
    protocols: [2],
    public_key: publicKey(),
  });
  return { probeId, tenantId };
}

const connect = (probe: { probeId: string; tenantId: string }, over: object = {}) =>
  fleet.presence.connected(probe, { ...LINK, at: fleet.clock.now(), ...over });

const statusOf = async ({ probeId }: { probeId: string }) =>
  (await fleet.sql('select * from fleet_probe where id = $1', [probeId]))[0]!;

const counted = async (tenant: string) =>
  (await fleet.http().get('/api/v1/fleet/summary').set('Authorization', `Bearer ${tenant}`)).body.counts;

describe('a probe that connects', () => {
  it('is online, once told, and heartbeats say nothing more', async () => {
    const probe = await enrolled('counted');
    expect(await counted('counted')).toEqual({ pending: 1, online: 0, degraded: 0, offline: 0 });
    connect(probe);
    fleet.presence.beat(probe, someVitals(), fleet.clock.now());
    await fleet.presence.flush();
    fleet.clock.ahead += 30_000;
    fleet.presence.beat(probe, someVitals({ cpuPercent: 20 }), fleet.clock.now());
    await fleet.presence.flush();
    expect(await statusOf(probe)).toMatchObject({
      status: 'online',
      address: '192.0.2.7',
      health_score: 100,
      vitals: { cpuPercent: 20 },
    });
    expect(await fleet.signals(probe.probeId)).toEqual(['probe.registered', 'probe.connected']);
    expect(
      await fleet.sql('select count(*)::int as n from fleet_vitals where probe_id = $1', [probe.probeId]),
    ).toEqual([{ n: 2 }]);
    expect(await counted('counted')).toEqual({ pending: 0, online: 1, degraded: 0, offline: 0 });
  });

  it('is degraded while it has no room, and recovers', async () => {
    const probe = await enrolled();
    connect(probe);
    fleet.presence.beat(probe, strainedVitals(), fleet.clock.now());
    await fleet.presence.flush();
    expect(await statusOf(probe)).toMatchObject({
      status: 'degraded',
      health_score: 40,
      health_status: 'degraded',
    });
    fleet.clock.ahead += 30_000;
    fleet.presence.beat(probe, someVitals(), fleet.clock.now());
    await fleet.presence.flush();
    expect(await statusOf(probe)).toMatchObject({ status: 'online', health_score: 100 });
    expect((await fleet.signals(probe.probeId)).slice(1)).toEqual([
      'probe.connected',
      'probe.degraded',
      'probe.recovered',
    ]);
    expect(
      fleet.audit.records.filter(({ probeId }) => probeId === probe.probeId).map(({ type }) => type),
    ).toContain('probe.degraded');
  });

  it('takes the place of its older connection, whose end is then no news', async () => {
    const probe = await enrolled();
    const first = connect(probe);
    await fleet.presence.flush();
    const second = connect(probe, { address: '198.51.100.1' });
    fleet.presence.disconnected(probe, { at: fleet.clock.now(), connection: first, reason: 'closed' });
    await fleet.presence.flush();
    expect(await statusOf(probe)).toMatchObject({ status: 'online', connection: second });
    expect((await fleet.signals(probe.probeId)).sort()).toEqual([
      'probe.connected',
      'probe.connected',
      'probe.registered',
      'probe.replaced',
    ]);
  });
});

describe('a probe whose connection ends', () => {
  it('is offline after a moment, and back when it returns', async () => {
    const probe = await enrolled();
    const connection = connect(probe);
    await fleet.presence.flush();
    fleet.presence.disconnected(probe, { at: fleet.clock.now(), connection, reason: 'closed' });
    await fleet.presence.flush();
    expect(await statusOf(probe)).toMatchObject({ status: 'online', connection: null });
    fleet.clock.ahead += 6_000;
    await until(
      () => statusOf(probe),
      ({ status }) => status === 'offline',
    );
    connect(probe);
    await fleet.presence.flush();
    expect((await fleet.signals(probe.probeId)).sort()).toEqual([
      'probe.connected',
      'probe.connected',
      'probe.disconnected',
      'probe.offline',
      'probe.reconnected',
      'probe.registered',
    ]);
  });

  it('is not missed when it is back at once', async () => {
    const probe = await enrolled();
    const connection = connect(probe);
    fleet.presence.disconnected(probe, { at: fleet.clock.now(), connection, reason: 'closed' });
    connect(probe);
    fleet.clock.ahead += 6_000;
    await fleet.presence.flush();
    expect(await statusOf(probe)).toMatchObject({ status: 'online' });
    expect(await fleet.signals(probe.probeId)).not.toContain('probe.offline');
  });

  it('is offline at once when it had been silent until then', async () => {
    const probe = await enrolled();
    const connection = connect(probe);
    fleet.presence.disconnected(probe, { at: fleet.clock.now(), connection, reason: 'gone' });
    await fleet.presence.flush();
    expect(await statusOf(probe)).toMatchObject({ status: 'offline' });
  });

  it('stays as it is when we are the ones who leave', async () => {
    const probe = await enrolled();
    const connection = connect(probe);
    await fleet.presence.flush();
    fleet.presence.disconnected(probe, { at: fleet.clock.now(), connection, reason: 'shutdown' });
    fleet.clock.ahead += 6_000;
    await fleet.presence.flush();
    expect(await statusOf(probe)).toMatchObject({ status: 'online' });
  });
});

describe('late facts', () => {
  it('overwrite nothing newer: not a beat, not a connect, not an inventory', async () => {
    const probe = await enrolled();
    const long = new Date(fleet.clock.now().getTime() - 60_000);
    const now = fleet.clock.now();
    const connection = connect(probe);
    fleet.presence.beat(probe, someVitals({ cpuPercent: 50 }), now);
    await fleet.presence.inventory(probe, anInventory({ kernel: 'new' }), now);
    await fleet.presence.flush();
    fleet.presence.beat(probe, strainedVitals(), long);
    await fleet.presence.inventory(probe, anInventory({ kernel: 'old' }), long);
    await fleet.presence.flush();
    expect(await statusOf(probe)).toMatchObject({
      status: 'online',
      connection,
      vitals: { cpuPercent: 50 },
      kernel: 'new',
    });
    connect(probe, { at: long, address: '203.0.113.9' });
    await fleet.presence.flush();
    expect(await statusOf(probe)).toMatchObject({ connection, address: '192.0.2.7' });
  });

  it('never come from the future', async () => {
    const probe = await enrolled();
    connect(probe);
    fleet.presence.beat(probe, someVitals(), new Date(Date.now() + 86_400_000));
    await fleet.presence.flush();
    expect((await statusOf(probe))['last_seen_at'].getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
  });
});

describe('the offline check', () => {
  const silentFor = (probeId: string, seconds: number) =>
    fleet.sql(
      `update fleet_probe set status = 'online', connection = 'of a process that died',
         last_seen_at = now() - make_interval(secs => $2) where id = $1`,
      [probeId, seconds],
    );

  it('finds the silent of every tenant, each by its protocol, once it has listened long enough itself', async () => {
    const [one, other, upstream] = [await enrolled('o1'), await enrolled('o2'), await enrolled('o2')];
    await fleet.sql(`update fleet_probe set protocol = 1 where id = $1`, [upstream.probeId]);
    const sweep = fleet.app.get(OfflineSweep);
    fleet.clock.ahead = 1_000_000;
    await silentFor(one.probeId, -1_000_000 / 1_000 + 46);
    await silentFor(other.probeId, -1_000_000 / 1_000 + 44);
    await silentFor(upstream.probeId, -1_000_000 / 1_000 + 46);
    await sweep.sweep();
    expect((await statusOf(one))['status']).toBe('offline');
    expect((await statusOf(other))['status']).toBe('online');
    expect((await statusOf(upstream))['status']).toBe('online');
    fleet.clock.ahead += 50_000;
    await sweep.sweep();
    expect((await statusOf(other))['status']).toBe('offline');
    expect((await statusOf(upstream))['status']).toBe('offline');
    await sweep.sweep();
    expect((await fleet.signals(one.probeId)).filter((type) => type === 'probe.offline')).toHaveLength(1);
  });

  it('says nothing about anyone right after a start', async () => {
    const probe = await enrolled();
    await silentFor(probe.probeId, 3_600);
    const { app } = fleet;
    const fresh = new OfflineSweep(
      ...(['transactions', 'store', 'recorder', 'clock'].map(
        (name) => (app.get(OfflineSweep) as any)[name],
      ) as [any, any, any, any]),
    );
    await fresh.sweep();
    expect((await statusOf(probe))['status']).toBe('online');
  });
});

describe('a probe that was deleted while connected', () => {
  it('is cut off and not made again by what it still sends', async () => {
    const probe = await enrolled('gone');
    connect(probe);
    await fleet.presence.flush();
    fleet.presence.beat(probe, someVitals(), fleet.clock.now());
    await fleet
      .http()
      .delete(`/api/v1/probes/${probe.probeId}`)
      .set('Authorization', 'Bearer gone')
      .expect(200, { deleted: probe.probeId });
    await until(
      () => fleet.channel.closed.filter(({ probeId }) => probeId === probe.probeId),
      (closed) => closed.length > 0,
    );
    expect(fleet.channel.closed).toContainEqual({
      probeId: probe.probeId,
      code: CLOSE.gone,
      reason: 'deleted',
    });
    fleet.presence.beat(probe, someVitals(), fleet.clock.now());
    await fleet.presence.inventory(probe, anInventory());
    await fleet.presence.flush();
    expect(await fleet.sql('select id from fleet_probe where id = $1', [probe.probeId])).toEqual([]);
    expect(await fleet.signals(probe.probeId)).toContain('probe.deleted');
    expect(await counted('gone')).toEqual({ pending: 0, online: 0, degraded: 0, offline: 0 });
  });
});

describe('what a probe reports', () => {
  it('is stored whatever it holds, and does not hold up the others', async () => {
    const [bad, good] = [await enrolled(), await enrolled()];
    connect(bad, { version: '1\u0000.0', address: 'x\ud800' });
    connect(good);
    fleet.presence.beat(
      bad,
      someVitals({ fullestMount: { path: '/a\0b\udfff', percent: 5 } }),
      fleet.clock.now(),
    );
    fleet.presence.beat(good, someVitals(), fleet.clock.now());
    await fleet.presence.flush();
    expect(await statusOf(good)).toMatchObject({ status: 'online', health_score: 100 });
    expect(await statusOf(bad)).toMatchObject({ status: 'online', health_score: 100 });
  });

  it('is dropped alone when the database refuses it', async () => {
    const [bad, good] = [await enrolled(), await enrolled()];
    connect(bad, { ceiling: 'everything' });
    connect(good);
    await fleet.presence.flush();
    expect(await statusOf(good)).toMatchObject({ status: 'online' });
    expect(await statusOf(bad)).toMatchObject({ status: 'pending' });
  });

  it('makes a signal of an inventory only when something lasting changed', async () => {
    const probe = await enrolled();
    const send = (over: object) => fleet.presence.inventory(probe, anInventory(over));
    await send({});
    await send({ collected_at: '2026-02-02T00:00:00Z' });
    await send({ services: anInventory().services!.toReversed() });
    await send({ packages: [{ name: 'nginx', version: '1.25\0', manager: 'apt' }] });
    const told = await fleet.sql(
      `select payload from core_signal where subject_id = $1 and type = 'inventory.updated' order by id`,
      [probe.probeId],
    );
    expect(told.map(({ payload }) => [payload.first, payload.changed])).toEqual([
      [true, expect.arrayContaining(['services', 'packages', 'kernel'])],
      [false, ['packages']],
    ]);
  });
});
