import { ProbeRoad } from '../../support/probe-road.js';
import { eventually } from '../../support/spine.js';

let road: ProbeRoad;

beforeAll(async () => {
  road = await ProbeRoad.start();
}, 60_000);
afterAll(() => road.close());

const json = async (response: Response) => (await response.json()) as Record<string, unknown>;

it('finds what was asked for by the same name, also when its host has gone away since', async () => {
  const probe = (await road.probe()).answering();
  const ask = (requestId: string) =>
    road.post(`/probes/${probe.id}/command`, { command: 'uptime', request_id: requestId });
  await ask('known');
  await eventually(async () =>
    expect(await road.get('/commands/known')).toMatchObject({ state: 'succeeded' }),
  );
  await road.leave(probe);
  const again = await ask('known');
  expect([again.status, await json(again)]).toEqual([200, expect.objectContaining({ request_id: 'known' })]);
  expect((await ask('unknown')).status).toBe(502);
  expect(await road.get('/commands/unknown')).toMatchObject({ code: 'not_found' });
  expect(probe.runs.size).toBe(1);
});

it('does so for each of many, by their key', async () => {
  const [first, second] = [(await road.probe()).answering(), (await road.probe()).answering()];
  const probes = [first.id, second.id];
  const ask = async (key: string) => {
    const answer = await json(
      await road.post('/commands', { probes, command: 'id' }, { 'idempotency-key': key }),
    );
    return (answer['results'] as { request_id?: string; error?: string }[]).map(
      ({ request_id, error }) => request_id ?? error,
    );
  };
  const before = await ask('one');
  await road.leave(second);
  expect(await ask('one')).toEqual(before);
  expect(await ask('two')).toEqual([expect.stringMatching(/^cmd-/), 'not connected']);
});
