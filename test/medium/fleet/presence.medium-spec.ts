import { CLOSE } from '@legator/contracts';
import { anInventory, someVitals, strainedVitals } from '@legator/fleet/testing';
import { connect, enrolled, fleetApp, statusOf, until } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';

let fleet: FleetApp;
beforeAll(async () => {
  fleet = await fleetApp();
});
afterAll(() => fleet.close());
afterEach(() => {
  fleet.clock.ahead = 0;
});

const counted = async (tenant: string) =>
  (await fleet.http().get('/api/v1/fleet/summary').set('Authorization', `Bearer ${tenant}`)).body.counts;

describe('a probe that connects', () => {
  it('is online, once told, and heartbeats say nothing more', async () => {
    const probe = await enrolled(fleet, 'counted');
    expect(await counted('counted')).toEqual({ pending: 1, online: 0, degraded: 0, offline: 0 });
    connect(fleet, probe);
    fleet.presence.beat(probe, someVitals(), fleet.clock.now());
    await fleet.presence.flush();
    fleet.clock.ahead += 30_000;
    fleet.presence.beat(probe, someVitals({ cpuPercent: 20 }), fleet.clock.now());
    await fleet.presence.flush();
    expect(await statusOf(fleet, probe)).toMatchObject({
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
    const probe = await enrolled(fleet);
    connect(fleet, probe);
    fleet.presence.beat(probe, strainedVitals(), fleet.clock.now());
    await fleet.presence.flush();
    expect(await statusOf(fleet, probe)).toMatchObject({
      status: 'degraded',
      health_score: 40,
      health_status: 'degraded',
    });
    fleet.clock.ahead += 30_000;
    fleet.presence.beat(probe, someVitals(), fleet.clock.now());
    await fleet.presence.flush();
    expect(await statusOf(fleet, probe)).toMatchObject({ status: 'online', health_score: 100 });
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
    const probe = await enrolled(fleet);
    const first = connect(fleet, probe);
    await fleet.presence.flush();
    const second = connect(fleet, probe, { address: '198.51.100.1' });
    fleet.presence.disconnected(probe, { at: fleet.clock.now(), connection: first, reason: 'closed' });
    await fleet.presence.flush();
    expect(await statusOf(fleet, probe)).toMatchObject({ status: 'online', connection: second });
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
    const probe = await enrolled(fleet);
    const connection = connect(fleet, probe);
    await fleet.presence.flush();
    fleet.presence.disconnected(probe, { at: fleet.clock.now(), connection, reason: 'closed' });
    await fleet.presence.flush();
    expect(await statusOf(fleet, probe)).toMatchObject({ status: 'online', connection: null });
    fleet.clock.ahead += 6_000;
    await until(
      () => statusOf(fleet, probe),
      ({ status }) => status === 'offline',
    );
    connect(fleet, probe);
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
    const probe = await enrolled(fleet);
    const connection = connect(fleet, probe);
    fleet.presence.disconnected(probe, { at: fleet.clock.now(), connection, reason: 'closed' });
    connect(fleet, probe);
    fleet.clock.ahead += 6_000;
    await fleet.presence.flush();
    expect(await statusOf(fleet, probe)).toMatchObject({ status: 'online' });
    expect(await fleet.signals(probe.probeId)).not.toContain('probe.offline');
  });

  it('is offline at once when it had been silent until then', async () => {
    const probe = await enrolled(fleet);
    const connection = connect(fleet, probe);
    fleet.presence.disconnected(probe, { at: fleet.clock.now(), connection, reason: 'gone' });
    await fleet.presence.flush();
    expect(await statusOf(fleet, probe)).toMatchObject({ status: 'offline' });
  });

  it('stays as it is when we are the ones who leave', async () => {
    const probe = await enrolled(fleet);
    const connection = connect(fleet, probe);
    await fleet.presence.flush();
    fleet.presence.disconnected(probe, { at: fleet.clock.now(), connection, reason: 'shutdown' });
    fleet.clock.ahead += 6_000;
    await fleet.presence.flush();
    expect(await statusOf(fleet, probe)).toMatchObject({ status: 'online' });
  });
});

describe('a probe that was deleted while connected', () => {
  it('is cut off even if it says nothing more', async () => {
    const probe = await enrolled(fleet, 'quiet');
    connect(fleet, probe);
    await fleet.presence.flush();
    await fleet
      .http()
      .delete(`/api/v1/probes/${probe.probeId}`)
      .set('Authorization', 'Bearer quiet')
      .expect(200);
    await until(
      () => fleet.channel.closed.map(({ probeId }) => probeId),
      (closed) => closed.includes(probe.probeId),
    );
  });

  it('is cut off and not made again by what it still sends', async () => {
    const probe = await enrolled(fleet, 'gone');
    connect(fleet, probe);
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
