import { ProbeRoad } from '../../support/probe-road.js';
import { FakeProbe } from '../../support/fake-probe.js';
import { eventually } from '../../support/spine.js';

let here: ProbeRoad;
let there: ProbeRoad;

beforeAll(async () => {
  here = await ProbeRoad.start({ config: { bus: 'postgres' } });
  there = await ProbeRoad.start({ config: { bus: 'postgres' }, beside: here });
});
afterAll(async () => {
  await there.stop();
  await here.close();
});

it('reaches a probe that is connected to another replica, and stops what it runs there', async () => {
  const probe = await here.probe('far');
  await eventually(async () =>
    expect(await there.get(`/probes/${probe.id}`)).toMatchObject({ connected: true }),
  );
  probe.answering();
  const response = await there.post(`/probes/${probe.id}/command?wait=true`, { command: 'uptime' });
  expect([response.status, await response.json()]).toMatchObject([200, { exit_code: 0 }]);
  expect(probe.runs.size).toBe(1);
  probe.onRun(({ dispatchId }) => probe.accept(dispatchId));
  await there.post(`/probes/${probe.id}/command`, { command: 'sleep', args: ['9'], request_id: 'far-stop' });
  const { dispatchId } = await probe.nextRun(1);
  await there.post('/commands/far-stop/cancel');
  await probe.until(() => probe.bodies('command.cancel').length > 0);
  expect(probe.bodies('command.cancel')).toMatchObject([{ dispatchId }]);
});

it('runs nothing twice while a probe moves from one replica to the other', async () => {
  const probe = await here.probe('mover');
  probe.answering();
  const moved = new FakeProbe(there.base, probe.credentials).answering();
  const asked = Array.from({ length: 20 }, (_one, at) =>
    here.post(`/probes/${probe.id}/command`, { command: 'id', request_id: `move-${at}` }),
  );
  await moved.connect();
  await Promise.all(asked);
  await eventually(async () => {
    // A probe keeps results until they are acknowledged: what the lost line swallowed, the new one says again.
    const stored = new Set([...probe.acknowledged, ...moved.acknowledged]);
    for (const id of probe.runs.keys()) if (!stored.has(id)) moved.end(id);
    expect(
      await here.rows(
        `select 1 from commands_dispatch where request_id like 'move-%' and state = 'done' and outcome = 'exited'`,
      ),
    ).toHaveLength(20);
  });
  const taken = [...probe.runs, ...moved.runs].map(([id]) => id);
  expect(new Set(taken).size).toBe(20);
  moved.cut();
});
