import { UpstreamCommand } from '@legator/contracts';
import { Transactions } from '@legator/core';
import { verifyUpstreamCommand } from '@legator/wire';
import { Delivery } from '../../../libs/commands/src/delivery.service.js';
import { DispatchesStore } from '../../../libs/commands/src/dispatches.store.js';
import { FakeUpstreamProbe } from '../../support/fake-upstream-probe.js';
import { ProbeRoad } from '../../support/probe-road.js';
import { eventually } from '../../support/spine.js';

const signingKey = '0123456789abcdef'.repeat(4);
let road: ProbeRoad;
let probe: FakeUpstreamProbe;

beforeAll(async () => {
  road = await ProbeRoad.start({ config: { signingKey } });
  probe = await FakeUpstreamProbe.enrol(road.base, 'old-1');
  await probe.connect();
});
afterAll(async () => {
  probe.cut();
  await road.close();
});

const shown = (requestId: string) => road.get(`/commands/${requestId}`);

it('tells a probe its policy when it connects', async () => {
  await eventually(() =>
    expect(probe.of('policy_update')).toMatchObject([
      { payload: { policy_id: 'observe', level: 'observe' } },
    ]),
  );
});

it('runs a command: signed as upstream signs, its result to whoever waits', async () => {
  probe.onCommand(({ request_id }) => probe.result(request_id, { stdout: 'a<b\n' }));
  const body = { command: 'echo', args: ['a<b'], timeout: 5_000_000_000, request_id: 'up-1' };
  const response = await road.post(`/probes/${probe.id}/command?wait=true`, body);
  expect(await response.json()).toMatchObject({ exit_code: 0, stdout: 'a<b\n', contained: false });
  const [envelope] = probe.of('command');
  expect(envelope!.payload).toMatchObject({ ...body, level: 'observe', stream: false });
  const command = UpstreamCommand.parse(envelope!.payload);
  expect(verifyUpstreamCommand(envelope!, command, { masterText: signingKey, probeId: probe.id })).toBe(
    'derived',
  );
});

it('keeps the output that came as a stream, and ends with the final chunk', async () => {
  probe.onCommand(({ request_id }) => {
    probe.send('output_chunk', {
      request_id,
      stream: 'stdout',
      data: 'one\n',
      seq: 1,
      final: false,
      exit_code: 0,
    });
    probe.send('output_chunk', {
      request_id,
      stream: 'stderr',
      data: 'two\n',
      seq: 2,
      final: false,
      exit_code: 0,
    });
    probe.send('output_chunk', { request_id, stream: 'stdout', data: '', seq: 3, final: true, exit_code: 5 });
  });
  const body = { command: 'make', stream: true, request_id: 'up-2' };
  const response = await road.post(`/probes/${probe.id}/command?wait=true`, body);
  expect(await response.json()).toMatchObject({ exit_code: 5, stdout: 'one\n', stderr: 'two\n' });
  expect(await shown('up-2')).toMatchObject({ state: 'failed', error_kind: 'exit_code' });
});

it('takes exit code -1 for what its stderr says', async () => {
  probe.onCommand(({ request_id }) =>
    probe.result(request_id, { exit_code: -1, stderr: 'policy violation: no' }),
  );
  await road.post(`/probes/${probe.id}/command?wait=true`, { command: 'rm', request_id: 'up-3' });
  expect(await shown('up-3')).toMatchObject({
    state: 'failed',
    error_kind: 'refused',
    result: { exit_code: -1 },
  });
});

it('refuses what it says about the command of another', async () => {
  const thief = await FakeUpstreamProbe.enrol(road.base, 'thief');
  await thief.connect();
  probe.onCommand(() => undefined);
  await road.post(`/probes/${probe.id}/command`, { command: 'id', request_id: 'up-4' });
  await eventually(() => expect(probe.of('command').at(-1)!.payload).toMatchObject({ request_id: 'up-4' }));
  thief.result('up-4', { stdout: 'forged' });
  await eventually(async () =>
    expect(
      await road.rows(`select 1 from core_signal where type = 'command.result_refused' and probe_id = $1`, [
        thief.id,
      ]),
    ).toHaveLength(1),
  );
  probe.result('up-4', { stdout: 'true' });
  await eventually(async () => expect(await shown('up-4')).toMatchObject({ result: { stdout: 'true' } }));
  thief.cut();
});

it('is never handed the same command twice', async () => {
  const other = await FakeUpstreamProbe.enrol(road.base, 'flaky');
  await other.connect();
  await road.post(`/probes/${other.id}/command`, { command: 'reboot', request_id: 'up-5' });
  await eventually(() => expect(other.of('command')).toHaveLength(1));
  other.cut();
  await other.connect();
  other.onCommand(({ request_id }) => other.result(request_id));
  await road.post(`/probes/${other.id}/command?wait=true`, { command: 'uptime', request_id: 'up-6' });
  expect(other.of('command').map(({ payload }) => (payload as UpstreamCommand).request_id)).toEqual([
    'up-5',
    'up-6',
  ]);
  expect(await shown('up-5')).toMatchObject({ state: 'running' });
  expect((await road.post('/commands/up-5/cancel')).status).toBe(409);
  other.cut();
});

it('is not handed what was canceled on its way', async () => {
  const other = await FakeUpstreamProbe.enrol(road.base, 'slow');
  await other.connect();
  await road.post(`/probes/${other.id}/command`, { command: 'id', request_id: 'up-7' });
  await eventually(() => expect(other.of('command')).toHaveLength(1));
  const [row] = await road.rows<{ id: string }>(
    `update commands_dispatch set state = 'sent', accepted_at = null, cancel_reason = 'no longer needed'
     where request_id = 'up-7' returning id`,
  );
  const { app } = road.spine;
  const dispatch = await app
    .get(Transactions, { strict: false })
    .worker((tx) => app.get(DispatchesStore, { strict: false }).get(tx, row!.id));
  await app.get(Delivery, { strict: false }).sendAll([dispatch!]);
  await road.post(`/probes/${other.id}/command`, { command: 'id', request_id: 'up-8' });
  await eventually(() => expect(other.of('command').at(-1)!.payload).toMatchObject({ request_id: 'up-8' }));
  expect(other.of('command')).toHaveLength(2);
  other.cut();
});

it('ends an older connection of the same probe without a word', async () => {
  const other = await FakeUpstreamProbe.enrol(road.base, 'double');
  await other.connect();
  const ends: number[] = [];
  const first = other as unknown as { ws: { on(event: 'close', listener: (code: number) => void): void } };
  first.ws.on('close', (code) => ends.push(code));
  await other.connect();
  await eventually(() => expect(ends).toEqual([1006]));
  other.cut();
});

it('drops what it cannot read and goes on', async () => {
  const beats = {
    probe_id: probe.id,
    uptime_seconds: 5,
    mem_used_bytes: 1,
    mem_total_bytes: 2,
    disk_used_bytes: 0,
  };
  for (const text of [
    '',
    'x',
    '[]',
    '{"type":"heartbeat"}',
    '{"id":"1","type":"command_result","timestamp":"","payload":{}}',
  ])
    probe.sendText(text);
  probe.send('nonsense', { a: 1 });
  probe.send('heartbeat', { ...beats, load_avg: [0.5, 0.4, 0.3], disk_total_bytes: 0 });
  await eventually(async () => {
    const { vitals } = await road.get<{ vitals: object }>(`/probes/${probe.id}`);
    expect(vitals).toEqual({ uptimeSeconds: 5, load: [0.5, 0.4, 0.3], memoryTotal: 2, memoryUsed: 1 });
  });
});

it('takes an inventory as Go writes it', async () => {
  probe.send('inventory', {
    probe_id: probe.id,
    hostname: 'old-1',
    os: 'linux',
    arch: 'amd64',
    kernel: '6.1',
    cpus: 2,
    mem_total_bytes: 1,
    disk_total_bytes: 1,
    interfaces: [{ name: 'eth0', addrs: null, state: 'up' }],
    packages: null,
    services: [],
    users: null,
    collected_at: '0001-01-01T00:00:00Z',
  });
  await eventually(async () =>
    expect(await road.get(`/probes/${probe.id}`)).toMatchObject({ kernel: '6.1', cpus: 2 }),
  );
});
