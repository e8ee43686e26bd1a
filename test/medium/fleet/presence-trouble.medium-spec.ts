import { anInventory, someVitals, strainedVitals } from '@legator/fleet/testing';
import { OfflineSweep } from '../../../libs/fleet/src/presence/offline-sweep.js';
import { connect, enrolled, fleetApp, statusOf, until } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';

let fleet: FleetApp;
beforeAll(async () => {
  fleet = await fleetApp({ breakable: true });
});
afterAll(() => fleet.close());
afterEach(() => {
  fleet.clock.letGo();
  fleet.clock.ahead = 0;
});

describe('while the database is away', () => {
  it('keeps the newest of each, and writes it when it is back', async () => {
    const [one, other] = [await enrolled(fleet), await enrolled(fleet)];
    connect(fleet, one);
    await fleet.presence.flush();
    fleet.line!.cut();
    const connection = connect(fleet, other);
    fleet.presence.beat(one, strainedVitals(), fleet.clock.now());
    await expect(fleet.presence.flush()).rejects.toMatchObject({ code: 'database_unavailable' });
    fleet.clock.ahead += 1_000;
    fleet.presence.beat(one, someVitals({ cpuPercent: 77 }), fleet.clock.now());
    await expect(fleet.presence.flush()).rejects.toMatchObject({ code: 'database_unavailable' });
    expect(await statusOf(fleet, other)).toMatchObject({ status: 'pending' });
    fleet.line!.mend();
    await until(
      () => statusOf(fleet, other),
      ({ status }) => status === 'online',
    );
    expect(await statusOf(fleet, other)).toMatchObject({ connection });
    await until(
      () => statusOf(fleet, one),
      ({ vitals }) => vitals?.cpuPercent === 77,
    );
    expect((await fleet.signals(other.probeId)).filter((type) => type === 'probe.connected')).toHaveLength(1);
    expect(await fleet.signals(one.probeId)).not.toContain('probe.degraded');
  });

  it('keeps a beat that could not be written, unless a newer one came', async () => {
    const probe = await enrolled(fleet);
    connect(fleet, probe);
    await fleet.presence.flush();
    fleet.line!.cut();
    fleet.presence.beat(probe, someVitals({ cpuPercent: 66 }), fleet.clock.now());
    await expect(fleet.presence.flush()).rejects.toMatchObject({ code: 'database_unavailable' });
    fleet.line!.mend();
    await until(
      () => statusOf(fleet, probe),
      ({ vitals }) => vitals?.cpuPercent === 66,
    );
  });

  it('calls nobody offline who could not report meanwhile', async () => {
    const probe = await enrolled(fleet);
    connect(fleet, probe);
    await fleet.presence.flush();
    fleet.clock.ahead += 100_000;
    fleet.line!.cut();
    await expect(fleet.app.get(OfflineSweep).sweep()).rejects.toMatchObject({ code: 'database_unavailable' });
    fleet.line!.mend();
    await fleet.app.get(OfflineSweep).sweep();
    expect(await statusOf(fleet, probe)).toMatchObject({ status: 'online' });
  });
});

describe('late facts', () => {
  it('overwrite nothing newer: not a beat, not a connect, not an inventory', async () => {
    const probe = await enrolled(fleet);
    const long = new Date(fleet.clock.now().getTime() - 60_000);
    const now = fleet.clock.now();
    const connection = connect(fleet, probe);
    fleet.presence.beat(probe, someVitals({ cpuPercent: 50 }), now);
    await fleet.presence.inventory(probe, anInventory({ kernel: 'new' }), now);
    await fleet.presence.flush();
    fleet.presence.beat(probe, strainedVitals(), long);
    await fleet.presence.inventory(probe, anInventory({ kernel: 'old' }), long);
    await fleet.presence.flush();
    expect(await statusOf(fleet, probe)).toMatchObject({
      status: 'online',
      connection,
      vitals: { cpuPercent: 50 },
      kernel: 'new',
    });
    connect(fleet, probe, { at: long, address: '203.0.113.9' });
    await fleet.presence.flush();
    expect(await statusOf(fleet, probe)).toMatchObject({ connection, address: '192.0.2.7' });
  });

  it('never come from the future', async () => {
    const probe = await enrolled(fleet);
    connect(fleet, probe);
    fleet.presence.beat(probe, someVitals(), new Date(Date.now() + 86_400_000));
    await fleet.presence.flush();
    expect((await statusOf(fleet, probe))['last_seen_at'].getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
  });
});

describe('the offline check', () => {
  const silentFor = (probeId: string, seconds: number) =>
    fleet.sql(
      `update fleet_probe set status = 'online', connection = 'of a process that died',
         last_seen_at = $2 where id = $1`,
      [probeId, new Date(fleet.clock.now().getTime() - seconds * 1_000)],
    );

  it('finds the silent of every tenant, each by its protocol, once it has listened long enough itself', async () => {
    const [one, other, upstream] = [
      await enrolled(fleet, 'o1'),
      await enrolled(fleet, 'o2'),
      await enrolled(fleet, 'o2'),
    ];
    await fleet.sql(`update fleet_probe set protocol = 1 where id = $1`, [upstream.probeId]);
    const sweep = fleet.app.get(OfflineSweep);
    fleet.clock.ahead = 1_000_000;
    // A second decides here, and a busy machine takes that for nothing at all.
    fleet.clock.hold();
    await silentFor(one.probeId, 46);
    await silentFor(other.probeId, 44);
    await silentFor(upstream.probeId, 46);
    await sweep.sweep();
    expect((await statusOf(fleet, one))['status']).toBe('offline');
    expect((await statusOf(fleet, other))['status']).toBe('online');
    expect((await statusOf(fleet, upstream))['status']).toBe('online');
    fleet.clock.ahead += 50_000;
    await sweep.sweep();
    expect((await statusOf(fleet, other))['status']).toBe('offline');
    expect((await statusOf(fleet, upstream))['status']).toBe('offline');
    await sweep.sweep();
    expect((await fleet.signals(one.probeId)).filter((type) => type === 'probe.offline')).toHaveLength(1);
  });

  it('says nothing about anyone right after a start', async () => {
    const probe = await enrolled(fleet);
    await silentFor(probe.probeId, 3_600);
    const { app } = fleet;
    const fresh = new OfflineSweep(
      ...(['transactions', 'store', 'recorder', 'clock'].map(
        (name) => (app.get(OfflineSweep) as any)[name],
      ) as [any, any, any, any]),
    );
    await fresh.sweep();
    expect((await statusOf(fleet, probe))['status']).toBe('online');
  });
});

describe('what a probe reports', () => {
  it('is stored whatever it holds, and does not hold up the others', async () => {
    const [bad, good] = [await enrolled(fleet), await enrolled(fleet)];
    connect(fleet, bad, { version: '1\u0000.0', address: 'x\ud800' });
    connect(fleet, good);
    fleet.presence.beat(
      bad,
      someVitals({ fullestMount: { path: '/a\0b\udfff', percent: 5 } }),
      fleet.clock.now(),
    );
    fleet.presence.beat(good, someVitals(), fleet.clock.now());
    await fleet.presence.flush();
    expect(await statusOf(fleet, good)).toMatchObject({ status: 'online', health_score: 100 });
    expect(await statusOf(fleet, bad)).toMatchObject({ status: 'online', health_score: 100 });
  });

  it('is dropped alone when the database refuses it', async () => {
    const [bad, good] = [await enrolled(fleet), await enrolled(fleet)];
    connect(fleet, bad, { ceiling: 'everything' });
    connect(fleet, good);
    await fleet.presence.flush();
    expect(await statusOf(fleet, good)).toMatchObject({ status: 'online' });
    expect(await statusOf(fleet, bad)).toMatchObject({ status: 'pending' });
  });

  it('makes a signal of an inventory only when something lasting changed', async () => {
    const probe = await enrolled(fleet);
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
