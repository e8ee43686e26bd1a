import type { ConsoleClient } from '../../support/console-client.js';
import { until } from '../../support/core-app.js';
import { LiveServer } from './live-server.js';

const [MINE, ALSO_MINE, THEIRS] = ['prb-00000001', 'prb-00000002', 'prb-0000000f'];
const VITALS = {
  load: [0.456, 0.3, 0.2],
  cpuPercent: 12.34,
  memoryTotal: 8_000,
  memoryUsed: 4_000,
  diskTotal: 100,
  diskUsed: 10,
  fullestMount: { path: '/var', percent: 91.26 },
};

let live: LiveServer;

beforeAll(async () => {
  live = await LiveServer.start();
  for (const id of [MINE, ALSO_MINE]) await live.probe(id);
  await live.probe(THEIRS, 'other');
  for (const id of [MINE, THEIRS]) await live.beat(id, VITALS);
}, 60_000);
afterEach(() => live.hangUp());
afterAll(() => live.stop());

/** What the list says of that which moves. */
async function listed(id: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`${live.url}/api/v1/fleet/rows?ids=${id}`, {
    headers: { authorization: `Bearer ${live.keys.default}` },
  });
  const { rows } = (await answer.json()) as { rows: [Record<string, unknown>] };
  const keys = ['id', 'status', 'connected', 'health', 'cpu_percent', 'memory_percent', 'disk_percent'];
  const times = ['last_seen', 'vitals_at'];
  return Object.fromEntries(
    [...keys, ...times, 'waiting_approvals'].map((key) => [key, rows[0][key] ?? null]),
  );
}

async function watching(...probes: string[]): Promise<ConsoleClient> {
  const client = await live.open();
  client.say({ type: 'watch', probes });
  return client;
}

it('tells what is on the screen now, measured or not, and of its own tenant only', async () => {
  const client = await watching(MINE, ALSO_MINE, THEIRS, 'prb-nobody');
  await until(() => client.rows.length === 2);
  const of = (id: string) => client.rows.find((row) => row.id === id);
  expect(of(MINE)).toEqual({
    id: MINE,
    status: 'online',
    connected: true,
    health: { score: 85, status: 'healthy' },
    cpu_percent: 12.3,
    memory_percent: 50,
    disk_percent: 91.3,
    load1: 0.46,
    last_seen: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    vitals_at: expect.stringMatching(/Z$/),
    waiting_approvals: 0,
  });
  expect(of(ALSO_MINE)).toEqual({
    ...{ id: ALSO_MINE, status: 'pending', connected: false, health: null },
    ...{ cpu_percent: null, memory_percent: null, disk_percent: null, load1: null },
    ...{ last_seen: null, vitals_at: null, waiting_approvals: 0 },
  });
  await live.beat(THEIRS, VITALS);
  await live.beat(MINE, { ...VITALS, cpuPercent: 20 });
  await until(() => client.rows.length === 3);
  expect(client.rows[2]).toMatchObject({ id: MINE, cpu_percent: 20 });
  expect(JSON.stringify(client.frames)).not.toContain(THEIRS);
});

it.each([
  ['measured', {}],
  ['measured to the half of a digit', { cpuPercent: 0.25, memoryTotal: 20_000, memoryUsed: 5_007 }],
  ['beyond what it has', { memoryUsed: 9_000, diskUsed: 400, fullestMount: undefined }],
  ['of nothing', { memoryTotal: 0, diskTotal: 0, fullestMount: undefined }],
  [
    'not measured',
    { cpuPercent: undefined, memoryUsed: undefined, diskUsed: undefined, fullestMount: undefined },
  ],
])('tells a host that is %s as the list does', async (_what, over) => {
  const client = await watching(MINE);
  await until(() => client.rows.length);
  const before = client.rows.length;
  await live.beat(MINE, { ...VITALS, ...over });
  await until(() => client.rows.length > before);
  expect(client.rows.at(-1)).toMatchObject(await listed(MINE));
});

it('tells no health of a host whose health is unknown, as the list does', async () => {
  await live.beat(MINE, {});
  await live.owner.query(`update fleet_probe set health_score = 0, health_status = 'unknown' where id = $1`, [
    MINE,
  ]);
  expect(await listed(MINE)).toMatchObject({ status: 'online', health: null });
  const client = await watching(MINE);
  await until(() => client.rows.length);
  expect(client.rows[0]).toMatchObject(await listed(MINE));
});

it('tells how many requests about a host wait for a person, while they do, as the list does', async () => {
  const client = await watching(MINE, ALSO_MINE);
  const waiting = () => client.rows.filter(({ id }) => id === MINE).map((row) => row.waiting_approvals);
  await until(() => waiting().length === 1);
  const first = await live.approval(MINE);
  await live.approval(MINE, 'other');
  await until(() => waiting().length === 2);
  await live.approval(MINE);
  await until(() => waiting().length === 3);
  expect((await listed(MINE))['waiting_approvals']).toBe(2);
  await live.owner.query(`update approvals_approval set state = 'denied' where id = $1`, [first]);
  await until(() => waiting().length === 4);
  expect(waiting()).toEqual([0, 1, 2, 1]);
  expect(client.rows.filter(({ id }) => id === ALSO_MINE)).toHaveLength(1);
  expect(await listed(MINE)).toMatchObject({ waiting_approvals: 1 });
  expect(await listed(ALSO_MINE)).toMatchObject({ waiting_approvals: 0 });
});

it('tells a row again only when it changed, and one that left the screen not at all', async () => {
  const client = await watching(MINE, ALSO_MINE);
  const other = await watching(MINE);
  await until(() => client.rows.length === 2 && other.rows.length === 1);
  client.say({ type: 'watch', probes: [ALSO_MINE] });
  client.say({ type: 'ping' });
  await until(() => client.of('pong').length);
  // Written, but nothing of it is on a screen.
  await live.owner.query(`update fleet_probe set tags = '{x}' where id = $1`, [ALSO_MINE]);
  await live.beat(MINE, { ...VITALS, cpuPercent: 33 });
  await until(() => other.rows.length === 2);
  await live.beat(ALSO_MINE, VITALS);
  await until(() => client.rows.length === 3);
  expect(client.rows.map(({ id }) => id).sort()).toEqual([MINE, ALSO_MINE, ALSO_MINE].sort());
  client.say({ type: 'watch', probes: [MINE] });
  await until(() => client.rows.length === 4);
  expect(client.rows[3]).toMatchObject({ id: MINE, cpu_percent: 33 });
});

it('tells how many there are in each status, at first and when it changes, each tenant its own', async () => {
  const client = await live.open();
  const stranger = await live.open({ key: live.keys.other });
  const last = (one: ConsoleClient) => one.of('counts').at(-1)?.counts;
  await until(() => last(client) && last(stranger));
  const before = last(client)!;
  expect(last(stranger)).toEqual({ all: 1, online: 1, degraded: 0, offline: 0, pending: 0 });
  await live.beat(MINE, VITALS, 'degraded');
  await until(() => last(client)!.degraded === before.degraded + 1);
  expect(last(client)!.all).toBe(2);
  expect(stranger.of('counts')).toHaveLength(1);
});
