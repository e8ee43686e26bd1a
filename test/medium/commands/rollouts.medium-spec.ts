import { eventually } from '../../support/spine.js';
import { RolloutsGround, runsOf } from './rollouts-ground.js';

let ground: RolloutsGround;

beforeAll(async () => {
  ground = await RolloutsGround.start();
});
afterAll(() => ground.road.close());

it('runs on every host once, the canary first and then so many at a time', async () => {
  const probes = await ground.fleet('all', 6);
  let together = 0;
  let most = 0;
  for (const probe of probes)
    probe.onRun(({ dispatchId }) => {
      together += 1;
      most = Math.max(most, together);
      probe.accept(dispatchId);
      setImmediate(() => {
        together -= 1;
        probe.end(dispatchId);
      });
    });
  const rollout = await ground.roll(probes, { canary: 1, max_concurrent: '40%' });
  expect(rollout.settings).toMatchObject({ max_concurrent: 2, max_errors: 0, canary: 1 });
  const done = await ground.until(rollout, 'succeeded');
  expect(done).toMatchObject({ wave: 4, counts: { total: 6, succeeded: 6, failed: 0 }, truncated: false });
  expect(done.targets.map(({ wave }) => wave)).toEqual([1, 2, 2, 3, 3, 4]);
  expect(runsOf(probes)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(most).toBeLessThanOrEqual(2);
  expect(await ground.facts(rollout)).toEqual([
    'rollout.started',
    ...Array.from({ length: 4 }, () => 'rollout.wave_released'),
    'rollout.finished',
  ]);
  const [directive] = await ground.road.rows(
    `select status, result from directives_directive where id = $1`,
    [rollout.directive_id],
  );
  expect(directive).toMatchObject({ status: 'succeeded', result: { succeeded: 6 } });
});

it('touches no other host when a canary fails', async () => {
  const probes = await ground.fleet('canary', 4);
  probes[0]!.answering({ exitCode: 1 });
  probes.slice(1).forEach((probe) => probe.answering());
  const rollout = await ground.roll(probes, { canary: 1, max_errors: 3, max_concurrent: 3 });
  expect(await ground.until(rollout, 'failed')).toMatchObject({
    reason: 'A canary failed.',
    counts: { failed: 1, succeeded: 0, not_run: 3 },
  });
  expect(runsOf(probes)).toEqual([1, 0, 0, 0]);
});

it('goes on while as many have failed as may, and ends with one more', async () => {
  const probes = await ground.fleet('errors', 6);
  probes.forEach((probe, at) => probe.answering({ exitCode: at === 0 || at === 3 ? 2 : 0 }));
  const rollout = await ground.roll(probes, { max_errors: 1 });
  expect(await ground.until(rollout, 'failed')).toMatchObject({
    reason: '2 failed, and 1 may.',
    counts: { failed: 2, succeeded: 2, not_run: 2 },
  });
  expect(runsOf(probes)).toEqual([1, 1, 1, 1, 0, 0]);
});

it('holds where it is paused, goes on when it is resumed, and ends when it is stopped', async () => {
  const probes = await ground.fleet('hold', 4);
  probes.forEach((probe) => probe.onRun(({ dispatchId }) => probe.accept(dispatchId)));
  const rollout = await ground.roll(probes);
  const first = await probes[0]!.nextRun();
  expect((await ground.do('pause', rollout, { reason: 'lunch' })).status).toBe(200);
  probes[0]!.end(first.dispatchId);
  await eventually(async () => expect((await ground.get(rollout)).counts.succeeded).toBe(1));
  expect(await ground.get(rollout)).toMatchObject({
    state: 'paused',
    wave: 1,
    reason: expect.stringContaining('lunch'),
  });
  expect((await ground.do('resume', rollout)).status).toBe(200);
  const second = await probes[1]!.nextRun();
  expect((await ground.do('stop', rollout, { reason: 'enough' })).status).toBe(200);
  expect(await ground.get(rollout)).toMatchObject({ state: 'stopping', counts: { running: 1, waiting: 2 } });
  probes[1]!.end(second.dispatchId);
  expect(await ground.until(rollout, 'stopped')).toMatchObject({
    reason: 'enough',
    counts: { succeeded: 2, not_run: 2, running: 0 },
  });
  expect(runsOf(probes)).toEqual([1, 1, 0, 0]);
  expect(await ground.facts(rollout)).toEqual([
    ...['rollout.started', 'rollout.wave_released', 'rollout.paused', 'rollout.resumed'],
    ...['rollout.wave_released', 'rollout.stopped', 'rollout.finished'],
  ]);
  for (const what of ['pause', 'resume', 'stop'] as const)
    expect((await ground.do(what, rollout)).status).toBe(409);
});

it('skips hosts that went away, and gives their place in the wave to others', async () => {
  const probes = await ground.fleet('away', 4);
  probes.forEach((probe) => probe.answering());
  const first = probes[0]!;
  first.onRun(({ dispatchId }) => first.accept(dispatchId));
  const rollout = await ground.roll(probes);
  const { dispatchId } = await first.nextRun();
  await ground.road.leave(probes[1]!);
  first.end(dispatchId);
  const done = await ground.until(rollout, 'succeeded');
  expect(done).toMatchObject({ wave: 3, counts: { succeeded: 3, skipped: 1 } });
  expect(done.targets.find(({ probe_id }) => probe_id === probes[1]!.id)).toMatchObject({
    state: 'skipped',
    reason: 'not connected',
  });
});

it('pauses where a freeze is in its way, and goes on after it was lifted', async () => {
  const probes = await ground.fleet('cold', 2);
  probes.forEach((probe) => probe.answering());
  const scope = { type: 'probe', id: probes[1]!.id };
  await ground.road.post('/execution/freeze', { scope, reason: 'audit' });
  const rollout = await ground.roll(probes);
  expect(await ground.until(rollout, 'paused')).toMatchObject({
    reason: expect.stringContaining('frozen'),
    counts: { succeeded: 1, waiting: 1 },
  });
  const { freezes } = await ground.road.get<{ freezes: { id: string }[] }>('/execution/freeze');
  await fetch(`${ground.road.base}/api/v1/execution/freeze`, {
    method: 'DELETE',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: freezes[0]!.id }),
  });
  await ground.do('resume', rollout);
  await ground.until(rollout, 'succeeded');
  expect(runsOf(probes)).toEqual([1, 1]);
});

it('is one and the same under one key, and another under another', async () => {
  const probes = await ground.fleet('key', 3);
  probes.forEach((probe) => probe.answering());
  const once = await ground.roll(probes, {}, { 'idempotency-key': 'k1' });
  await ground.until(once, 'succeeded');
  // One of them is away by now: it is the same rollout all the same.
  await probes[2]!.close();
  const again = await ground.roll(probes, {}, { 'idempotency-key': 'k1' });
  expect([again.id, again.state]).toEqual([once.id, 'succeeded']);
  expect(runsOf(probes)).toEqual([1, 1, 1]);
  const ids = probes.slice(0, 2).map(({ id }) => id);
  const other = { probes: ids, command: 'id', max_concurrent: 1 };
  expect((await ground.road.post('/commands', other, { 'idempotency-key': 'k1' })).status).toBe(409);
});

it('goes by tag on the older route, too', async () => {
  const probes = await ground.fleet('bytag', 3);
  probes.forEach((probe) => probe.answering());
  const response = await ground.road.post('/fleet/by-tag/bytag/command', {
    ...{ command: 'uptime', max_concurrent: '1', health_seconds: 0 },
  });
  const { rollout, tag } = (await response.json()) as {
    rollout: Parameters<typeof ground.get>[0];
    tag: string;
  };
  expect(tag).toBe('bytag');
  expect((await ground.until(rollout as never, 'succeeded')).wave).toBe(3);
});

it.each([
  ['none at a time', { max_concurrent: 0 }, 400],
  ['more than all of them', { max_concurrent: '101%' }, 400],
  ['errors below nothing', { max_errors: -1 }, 400],
  ['an option nobody knows', { max_concurrent: 1, max_concurency: 1 }, 400],
  ['a tag nobody has', { tag: 'nobody', max_concurrent: 1 }, 404],
])('refuses %s', async (_what, body, status) => {
  const all = { tag: 'all', command: 'ls', ...body };
  expect((await ground.road.post('/commands', all)).status).toBe(status);
});

it('says what it does not know', async () => {
  expect(await ground.road.get('/rollouts/6a0f2a52-3a1f-8b7c-8e55-0123456789ab')).toMatchObject({
    code: 'not_found',
  });
});
