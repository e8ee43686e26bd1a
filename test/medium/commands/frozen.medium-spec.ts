import { CommandRequests } from '@legator/commands';
import type { FakeProbe } from '../../support/fake-probe.js';
import { ProbeRoad } from '../../support/probe-road.js';
import { eventually } from '../../support/spine.js';

let road: ProbeRoad;
let replica: ProbeRoad;

beforeAll(async () => {
  road = await ProbeRoad.start({ config: { bus: 'postgres' } });
  replica = await ProbeRoad.start({ config: { bus: 'postgres' }, beside: road });
}, 60_000);
afterEach(async () => {
  const { freezes } = await road.get<{ freezes: { id: string }[] }>('/execution/freeze');
  for (const { id } of freezes) await lift(id);
});
afterAll(async () => {
  await replica.stop();
  await road.close();
});

const shown = (requestId: string) => road.get(`/commands/${requestId}`);
const ask = ({ id }: FakeProbe, requestId: string) =>
  road.post(`/probes/${id}/command`, { command: 'uptime', request_id: requestId });
const freeze = async (id: string, at = road) => {
  const response = await at.post('/execution/freeze', { scope: { type: 'probe', id }, reason: 'drill' });
  return ((await response.json()) as { freeze: { id: string } }).freeze.id;
};
const lift = (id: string) =>
  fetch(`${road.base}/api/v1/execution/freeze`, {
    method: 'DELETE',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id }),
  });
const canceled = (probe: FakeProbe) => probe.bodies('command.cancel').map(({ dispatchId }) => dispatchId);

it('asks back what its host has not begun, and lets alone what runs there and what waits elsewhere', async () => {
  const [probe, other] = [await road.probe(), await road.probe()];
  for (const name of ['begun', 'waits-1', 'waits-2']) await ask(probe, name);
  await ask(other, 'elsewhere');
  await probe.nextRun(2);
  const [begun, ...waiting] = probe.bodies('command.run').map(({ dispatchId }) => dispatchId);
  probe.accept(begun!);
  await eventually(async () => expect(await shown('begun')).toMatchObject({ state: 'running' }));
  await freeze(probe.id);
  await probe.until(() => canceled(probe).length >= 2);
  expect(canceled(probe)).toEqual(waiting);
  for (const { dispatchId, reason: message } of probe.bodies('command.cancel'))
    probe.end(dispatchId, { outcome: 'canceled', exitCode: -1, durationMs: 0, reason: 'canceled', message });
  for (const name of ['waits-1', 'waits-2'])
    await eventually(async () =>
      expect(await shown(name)).toMatchObject({ state: 'canceled', error_message: 'Frozen by Ana: drill' }),
    );
  const [fact] = await road.rows(
    `select actor_id, summary from core_signal where type = 'command.canceled' and payload->>'request_id' = 'waits-1'`,
  );
  expect(fact).toEqual({ actor_id: 'ana', summary: 'Ana stopped uptime' });
  probe.end(begun!);
  await eventually(async () => expect(await shown('begun')).toMatchObject({ state: 'succeeded' }));
  expect(await shown('elsewhere')).toMatchObject({ state: 'dispatched' });
  expect(canceled(other)).toEqual([]);
});

it('asks back what another replica has handed over', async () => {
  const probe = await road.probe();
  await ask(probe, 'there');
  const { dispatchId } = await probe.nextRun();
  await freeze(probe.id, replica);
  await probe.until(() => canceled(probe).length > 0);
  expect(canceled(probe)).toEqual([dispatchId]);
});

it('hands over nothing to a host that was away and comes back, frozen or not any more', async () => {
  const probe = await road.probe();
  await probe.close();
  await road.spine.as({}, () =>
    road.spine.app
      .get(CommandRequests, { strict: false })
      .request([{ probeId: probe.id, words: { argv: ['uptime'] }, requestId: 'away' }]),
  );
  const id = await freeze(probe.id);
  await lift(id);
  await probe.connect();
  await eventually(async () =>
    expect(await shown('away')).toMatchObject({
      state: 'canceled',
      error_message: 'It was canceled before the probe took it (Frozen by Ana: drill).',
    }),
  );
  await ask(probe, 'fence');
  await probe.nextRun();
  expect(probe.bodies('command.run')).toMatchObject([{ argv: ['uptime'] }]);
  expect(probe.runs.size).toBe(1);
});

it('leaves out of a rollout the host that had not begun, and goes on with the others', async () => {
  const [first, second] = [await road.probe(), (await road.probe()).answering()];
  const body = { probes: [first.id, second.id], command: 'id', max_concurrent: 1, health_seconds: 0 };
  const { rollout } = (await (await road.post('/commands', body)).json()) as { rollout: { id: string } };
  const { dispatchId } = await first.nextRun();
  await freeze(first.id);
  await first.until(() => canceled(first).length > 0);
  first.end(dispatchId, { outcome: 'canceled', exitCode: -1, durationMs: 0, reason: 'canceled' });
  await eventually(async () =>
    expect(await road.get(`/rollouts/${rollout.id}`)).toMatchObject({
      state: 'succeeded',
      counts: { skipped: 1, succeeded: 1, failed: 0 },
    }),
  );
});
