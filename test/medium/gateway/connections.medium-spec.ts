import type { NeighboursView } from '@legator/contracts';
import { anInventory } from '@legator/fleet/testing';
import { FakeUpstreamProbe } from '../../support/fake-upstream-probe.js';
import { ProbeRoad } from '../../support/probe-road.js';
import { eventually } from '../../support/spine.js';

let road: ProbeRoad;
beforeAll(async () => {
  road = await ProbeRoad.start();
});
afterAll(() => road.close());

const neighbours = (id: string) => road.get<NeighboursView>(`/probes/${id}/neighbours`);
const from = { direction: 'in' as const, address: '10.0.0.2', port: 22, connections: 1 };

it('keeps whom a probe says that its host talks to, and finds who that is', async () => {
  const db = await road.probe('db');
  const web = await road.probe('web');
  web.send({
    kind: 'probe.inventory',
    inventory: anInventory({ interfaces: [{ name: 'eth0', state: 'up', addrs: ['10.0.0.2/24'] }] }),
  });
  db.send({ kind: 'probe.connections', connections: { groups: [from], truncated: false } });
  await eventually(async () =>
    expect((await neighbours(db.id)).neighbours).toMatchObject([{ ...from, probe: { id: web.id } }]),
  );
});

it('takes no more of a probe than a frame may hold, and keeps what it had', async () => {
  const db = await road.probe('loud');
  db.send({ kind: 'probe.connections', connections: { groups: [from], truncated: false } });
  await eventually(async () => expect((await neighbours(db.id)).neighbours).toHaveLength(1));
  const many = Array.from({ length: 513 }, (_none, at) => ({ ...from, port: at + 1 }));
  db.send({ kind: 'probe.connections', connections: { groups: many, truncated: false } });
  await db.until(() => db.closed);
  expect(db.closed?.code).toBe(4400);
  expect((await neighbours(db.id)).neighbours).toHaveLength(1);
});

it('says of an upstream probe that nothing is known', async () => {
  const old = await FakeUpstreamProbe.enrol(road.base, 'old');
  await old.connect();
  expect(await neighbours(old.id)).toMatchObject({ received_at: null, neighbours: [] });
  old.cut();
});
