import type { FakeProbe } from '../../support/fake-probe.js';
import { ProbeRoad } from '../../support/probe-road.js';
import { eventually } from '../../support/spine.js';

let road: ProbeRoad;
let probes: FakeProbe[];

interface ManyAnswer {
  readonly total: number;
  readonly results: { probe_id: string; status: string; request_id?: string; error?: string }[];
}

beforeAll(async () => {
  road = await ProbeRoad.start();
  probes = [];
  for (let at = 0; at < 50; at += 1)
    probes.push((await road.probe(`db-${at}`, { tags: ['db'] })).answering());
});
afterAll(() => road.close());
beforeEach(() => {
  road.spine.judge.verdict = {};
  road.spine.judge.asked = [];
});

const answer = async (response: Response) => (await response.json()) as ManyAnswer;

it('asks policy about every probe with a tag, and runs on each once', async () => {
  const response = await road.post('/fleet/by-tag/db/command', { command: 'uptime' });
  expect(response.status).toBe(200);
  const { total, results } = await answer(response);
  expect(total).toBe(50);
  expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['dispatched']));
  expect(road.spine.judge.asked).toHaveLength(50);
  await eventually(() => expect(probes.filter(({ runs }) => runs.size === 1)).toHaveLength(50));
  await eventually(async () =>
    expect(
      await road.rows(`select count(*)::int as n from directives_directive where status = 'succeeded'`),
    ).toEqual([{ n: 50 }]),
  );
});

it('holds each one back that policy holds back', async () => {
  road.spine.judge.verdict = { decision: 'queue', risk: 'high' };
  const { results } = await answer(await road.post('/commands', { tag: 'db', command: 'reboot' }));
  expect(results.every((one) => one.status === 'pending_approval' && 'approval_id' in one)).toBe(true);
});

it('says for each named probe what became of it', async () => {
  const probeIds = [probes[0]!.id, 'prb-00000000', probes[1]!.id, probes[0]!.id];
  const { total, results } = await answer(
    await road.post('/commands', { probes: probeIds, command: 'uptime' }),
  );
  expect(total).toBe(3);
  expect(results).toMatchObject([
    { probe_id: probes[0]!.id, status: 'dispatched' },
    { probe_id: 'prb-00000000', status: 'error', error: 'unknown probe' },
    { probe_id: probes[1]!.id, status: 'dispatched' },
  ]);
});

it('is one and the same request under one key', async () => {
  const [first, second] = [1, 2].map(() =>
    road.post('/commands', { tag: 'db', command: 'id' }, { 'idempotency-key': 'k' }),
  );
  const ids = async (response: Promise<Response>) =>
    (await answer(await response)).results.map(({ request_id }) => request_id);
  expect(await ids(first!)).toEqual(await ids(second!));
});

it.each([
  ['neither probes nor a tag', { command: 'ls' }, 400],
  ['both', { command: 'ls', tag: 'db', probes: ['prb-00000000'] }, 400],
  ['a key nobody knows', { command: 'ls', tag: 'db', sudo: true }, 400],
  ['a tag nobody has', { command: 'ls', tag: 'nobody' }, 404],
])('refuses %s', async (_what, body, status) => {
  expect((await road.post('/commands', body)).status).toBe(status);
});
