import { HelloListeners } from '@legator/fleet';
import { FakeProbe } from '../../support/fake-probe.js';
import { ProbeRoad } from '../../support/probe-road.js';
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

/** The next hello that comes here is not taken in before `goOn`; those after it are. */
function holdNextHello(): { come: () => boolean; goOn: () => void } {
  let goOn = (): void => undefined;
  let come = false;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const listeners = here.spine.app.get(HelloListeners, { strict: false });
  const leave = listeners.onHello(() => {
    if (come) return Promise.resolve();
    come = true;
    return held.finally(leave);
  });
  return { come: () => come, goOn };
}

it.each([
  ['whose line has ended', 'ended', () => here],
  ['after the probe came back here', 'open', () => here],
  ['after the probe came back at another replica', 'open', () => there],
] as const)('ends no command of a newer connection by a hello %s', async (_when, line, where) => {
  const probe = await here.probe();
  await probe.close();
  const { come, goOn } = holdNextHello();
  const before = new FakeProbe(here.base, probe.credentials);
  const stale = before.connect().catch(() => undefined);
  await before.until(come);
  if (line === 'ended') await before.close();
  await new Promise((resolve) => setTimeout(resolve, 20));

  const after = new FakeProbe(where().base, probe.credentials);
  await after.connect();
  await eventually(async () =>
    expect(await here.get(`/probes/${probe.id}`)).toMatchObject({ connected: true }),
  );
  const requestId = `kept-${line}-${where() === here ? 'here' : 'there'}`;
  await where().post(`/probes/${probe.id}/command`, { command: 'uptime', request_id: requestId });
  const { dispatchId } = await after.nextRun();
  after.accept(dispatchId);
  await eventually(async () =>
    expect(await here.get(`/commands/${requestId}`)).toMatchObject({ state: 'running' }),
  );

  goOn();
  await stale;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await here.get(`/commands/${requestId}`)).toMatchObject({ state: 'running' });
  for (const one of [before, after]) one.cut();
});
