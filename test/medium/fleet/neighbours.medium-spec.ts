import type { ConnectionGroup, NeighboursView } from '@legator/contracts';
import { anInventory } from '@legator/fleet/testing';
import { connect, enrolled, fleetApp } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';

let fleet: FleetApp;
beforeAll(async () => (fleet = await fleetApp()));
afterAll(() => fleet.close());
afterEach(() => fleet.clock.letGo());

interface Host {
  readonly probeId: string;
  readonly tenantId: string;
}

/** A connected host of a tenant of its own, unless one is given, with these addresses. */
async function host(addrs: string[], tenantId = 'default'): Promise<Host> {
  const probe = await enrolled(fleet, tenantId);
  connect(fleet, probe);
  await has(probe, addrs);
  await fleet.presence.flush();
  return probe;
}

const has = (probe: Host, addrs: string[] | undefined) =>
  fleet.presence.inventory(
    probe,
    anInventory({ ...(addrs && { interfaces: [{ name: 'eth0', state: 'up', addrs }] }) }),
    fleet.clock.now(),
  );
const group = (address: string, over: Partial<ConnectionGroup> = {}): ConnectionGroup => ({
  ...{ direction: 'in', address, port: 5432, connections: 1 },
  ...over,
});
const tell = (probe: Host, groups: ConnectionGroup[], truncated = false) =>
  fleet.presence.connections(probe, { groups, truncated }, fleet.clock.now());
const ask = async ({ probeId, tenantId }: Host, by = tenantId) =>
  (await fleet.http().get(`/api/v1/probes/${probeId}/neighbours`).set('Authorization', `Bearer ${by}`))
    .body as NeighboursView;

it('names the probe that has the address, with its status, and leaves strangers strangers', async () => {
  const db = await host(['10.1.0.1/24']);
  const web = await host(['10.1.0.2/24', '2001:db8::2/64']);
  fleet.clock.hold();
  await tell(
    db,
    [
      group('10.1.0.2', { connections: 3, service: 'postgresql@16-main' }),
      group('2001:DB8:0::2', { direction: 'out', port: 443, connections: 2 }),
      group('192.0.2.99'),
    ],
    true,
  );
  const probe = { id: web.probeId, status: 'online', hostname: expect.any(String) };
  expect(await ask(db)).toEqual({
    probe_id: db.probeId,
    received_at: expect.any(String),
    age_seconds: 0,
    truncated: true,
    neighbours: [
      {
        direction: 'in',
        address: '10.1.0.2',
        port: 5432,
        connections: 3,
        service: 'postgresql@16-main',
        probe,
      },
      { direction: 'out', address: '2001:db8::2', port: 443, connections: 2, probe },
      { direction: 'in', address: '192.0.2.99', port: 5432, connections: 1 },
    ],
  });
});

it('never names a probe of another tenant, nor counts it', async () => {
  const mine = await host(['10.2.0.1/24'], 'mine');
  const friend = await host(['10.2.0.2/24'], 'mine');
  await host(['10.2.0.2/24'], 'theirs');
  await host(['10.2.0.3/24'], 'theirs');
  await tell(mine, [group('10.2.0.2'), group('10.2.0.3')]);
  expect((await ask(mine)).neighbours).toEqual([
    { ...group('10.2.0.2'), probe: expect.objectContaining({ id: friend.probeId }) },
    group('10.2.0.3'),
  ]);
  expect(await ask(mine, 'theirs')).toMatchObject({ code: 'not_found' });
});

it('says that an address is ambiguous where two probes have it, and guesses none', async () => {
  const db = await host(['10.3.0.1/24']);
  await host(['192.168.3.1/24']);
  await host(['192.168.3.1/24']);
  await tell(db, [group('192.168.3.1')]);
  expect((await ask(db)).neighbours).toEqual([{ ...group('192.168.3.1'), ambiguous: true }]);
});

it('takes a host for no neighbour of itself, also where another has the same address', async () => {
  const db = await host(['10.4.0.1/24', '172.17.0.1/16']);
  await host(['172.17.0.1/16']);
  await tell(db, [group('10.4.0.1'), group('172.17.0.1')]);
  expect((await ask(db)).neighbours).toEqual([]);
});

it('goes by the addresses that hosts have now', async () => {
  const db = await host(['10.5.0.1/24']);
  const web = await host(['10.5.0.2/24']);
  await tell(db, [group('10.5.0.2'), group('10.5.0.3')]);
  await has(web, ['10.5.0.3/24']);
  const named = async () => (await ask(db)).neighbours.map(({ address, probe }) => [address, probe?.id]);
  expect(await named()).toEqual([
    ['10.5.0.2', undefined],
    ['10.5.0.3', web.probeId],
  ]);
  await has(web, undefined);
  expect((await named()).flatMap(([, id]) => id ?? [])).toEqual([]);
});

it('says that nothing was told, and how old the last word is', async () => {
  const db = await host(['10.6.0.1/24']);
  expect(await ask(db)).toEqual({
    ...{ probe_id: db.probeId, received_at: null, age_seconds: null, truncated: false, neighbours: [] },
  });
  await tell(db, []);
  fleet.clock.ahead += 3_600_000;
  expect((await ask(db)).age_seconds).toBeGreaterThanOrEqual(3_600);
});

it('writes each remote end once, and lets nothing older undo what is newer', async () => {
  const db = await host(['10.8.0.1/24']);
  await tell(db, [
    group('10.8.0.2'),
    group('::ffff:10.8.0.2', { connections: 4 }),
    group('10.8.0.3', { connections: 2 }),
  ]);
  const old = new Date(fleet.clock.now().getTime() - 60_000);
  await fleet.presence.connections(db, { groups: [], truncated: false }, old);
  expect((await ask(db)).neighbours).toEqual([
    group('10.8.0.2', { connections: 5 }),
    group('10.8.0.3', { connections: 2 }),
  ]);
});

it('makes no event and no new inventory of what changes all the time', async () => {
  const db = await host(['10.9.0.1/24']);
  const before = [await fleet.signals(db.probeId), await inventoryOf(db)];
  for (const count of [1, 2, 3]) await tell(db, [group('10.9.0.2', { connections: count })]);
  expect([await fleet.signals(db.probeId), await inventoryOf(db)]).toEqual(before);
});

it('forgets them with the probe, and drops what comes after', async () => {
  const db = await host(['10.10.0.1/24']);
  await tell(db, [group('10.10.0.2')]);
  await fleet
    .http()
    .delete(`/api/v1/probes/${db.probeId}`)
    .set('Authorization', 'Bearer default')
    .expect(200);
  await tell(db, [group('10.10.0.2')]);
  for (const table of ['fleet_connections', 'fleet_address'])
    expect(await fleet.sql(`select 1 from ${table} where probe_id = $1`, [db.probeId])).toEqual([]);
});

it('keeps what a hostile host calls a service as a text, and needs the right to read the fleet', async () => {
  const db = await host(['10.11.0.1/24']);
  const service = `<b>\u202e\u0000\ud800'; drop table fleet_probe; --`;
  await tell(db, [group('10.11.0.2', { service })]);
  expect((await ask(db)).neighbours[0]?.service).toBe(`<b>\u202e\ufffd\ufffd'; drop table fleet_probe; --`);
  expect(await ask(db, 'default:audit:read')).toMatchObject({ code: expect.stringContaining('forbidden') });
});

const inventoryOf = ({ probeId }: Host) =>
  fleet.sql('select hash, received_at from fleet_inventory where probe_id = $1', [probeId]);
