import type { RolloutView } from '@legator/contracts';
import type { FakeProbe } from '../../support/fake-probe.js';
import { eventually } from '../../support/spine.js';
import { RolloutsGround, runsOf } from './rollouts-ground.js';

let ground: RolloutsGround;

beforeAll(async () => {
  ground = await RolloutsGround.start();
});
afterAll(() => ground.road.close());

const RESTART = { command: 'systemctl restart nginx' };
/** It says at its hello that only observing ever runs on it. */
async function neverMore(probe: FakeProbe): Promise<void> {
  await probe.close();
  await probe.connect({ ceiling: 'observe' });
  const ceiling = () =>
    ground.road.rows(
      `select 1 from fleet_probe where id = $1 and ceiling = 'observe' and connection is not null`,
      [probe.id],
    );
  await eventually(async () => expect(await ceiling()).toHaveLength(1));
}

const used = (rollout: RolloutView) =>
  ground.road.rows<{ used: number; parts: number }>(
    `select count(consumed_at)::int as used, count(*)::int as parts from approvals_part where approval_id = $1`,
    [rollout.approval_id],
  );
const approvals = () =>
  ground.road.rows<{ n: number }>(
    `select count(*)::int as n from approvals_approval where state = 'pending'`,
  );

it('waits as a whole for one decision, and then asks nobody again', async () => {
  const probes = await ground.fleet('one', 4);
  probes.forEach((probe) => probe.answering());
  const rollout = await ground.roll(probes, { ...RESTART, max_concurrent: 2 });
  expect(rollout).toMatchObject({ state: 'pending_approval', counts: { waiting: 4 } });
  expect(await approvals()).toEqual([{ n: 1 }]);
  expect(runsOf(probes)).toEqual([0, 0, 0, 0]);
  const { status } = await ground.approve(rollout);
  expect(status).toBe(200);
  await ground.until(rollout, 'succeeded');
  expect(runsOf(probes)).toEqual([1, 1, 1, 1]);
  expect(await used(rollout)).toEqual([{ used: 4, parts: 4 }]);
  const [run] = probes[0]!.bodies('command.run');
  // The frame says which decision it stands behind, so the probe runs what is above its level.
  expect(run).toMatchObject({ approval: { id: rollout.approval_id, grantedLevel: 'remediate' } });
});

it('runs nowhere when it is denied', async () => {
  const probes = await ground.fleet('no', 2);
  const rollout = await ground.roll(probes, RESTART);
  await ground.road.post(`/approvals/${rollout.approval_id}/decide`, {
    decision: 'denied',
    reason: 'not now',
  });
  expect(await ground.until(rollout, 'canceled')).toMatchObject({ counts: { not_run: 2 } });
  expect(runsOf(probes)).toEqual([0, 0]);
});

it('skips hosts whose policy denies it, and says so', async () => {
  const [able] = await ground.fleet('able', 1);
  const [unable] = await ground.fleet('unable', 1);
  await neverMore(unable!);
  able!.answering();
  const { rollout, results } = await ground.answer([unable!, able!], RESTART);
  expect(results).toMatchObject([
    { probe_id: unable!.id, status: 'denied', error: expect.stringMatching(/ever runs on this host/) },
    { probe_id: able!.id, status: 'planned' },
  ]);
  expect(rollout!.counts).toMatchObject({ total: 2, waiting: 1, skipped: 1 });
  await ground.approve(rollout!);
  expect(await ground.until(rollout!, 'succeeded')).toMatchObject({ counts: { succeeded: 1, skipped: 1 } });
  expect(runsOf([unable!, able!])).toEqual([0, 1]);
});

it('is denied as a whole where every host denies it', async () => {
  const probes = await ground.fleet('never', 2);
  for (const probe of probes) await neverMore(probe);
  const rollout = await ground.roll(probes, RESTART);
  expect(rollout).toMatchObject({ state: 'denied', counts: { skipped: 2 } });
});

it('is void when policy changed for one host before the decision', async () => {
  const probes = await ground.fleet('void', 3);
  const rollout = await ground.roll(probes, RESTART);
  await ground.road.post(`/probes/${probes[2]!.id}/apply-policy/full-remediate`);
  expect((await ground.approve(rollout)).status).toBe(409);
  expect(await ground.until(rollout, 'canceled')).toMatchObject({ counts: { not_run: 3 } });
  expect(runsOf(probes)).toEqual([0, 0, 0]);
});

it('does not speak for a host whose policy changed after the decision', async () => {
  const probes = await ground.fleet('late', 3);
  const first = probes[0]!;
  first.onRun(({ dispatchId }) => first.accept(dispatchId));
  probes.slice(1).forEach((probe) => probe.answering());
  const rollout = await ground.roll(probes, RESTART);
  await ground.approve(rollout);
  const { dispatchId } = await first.nextRun();
  await ground.road.post(`/probes/${probes[1]!.id}/apply-policy/full-remediate`);
  first.end(dispatchId);
  const done = await ground.until(rollout, 'succeeded');
  expect(done.counts).toMatchObject({ succeeded: 2, skipped: 1 });
  expect(done.targets.find(({ probe_id }) => probe_id === probes[1]!.id)).toMatchObject({
    state: 'skipped',
    reason: expect.stringContaining('changed'),
  });
  expect(runsOf(probes)).toEqual([1, 0, 1]);
});

it('starts nothing that was altered after it was approved', async () => {
  const probes = await ground.fleet('forged', 3);
  const first = probes[0]!;
  first.onRun(({ dispatchId }) => first.accept(dispatchId));
  probes.slice(1).forEach((probe) => probe.answering());
  const rollout = await ground.roll(probes, RESTART);
  await ground.approve(rollout);
  const { dispatchId } = await first.nextRun();
  // Somebody who can write the database puts other words under the same decision.
  await ground.road.rows(
    `update directives_directive set payload = jsonb_set(payload, '{argv}', '["systemctl", "restart", "sshd"]')
     where id = $1`,
    [rollout.directive_id],
  );
  first.end(dispatchId);
  await ground.until(rollout, 'paused');
  await eventually(async () => expect((await ground.get(rollout)).counts.succeeded).toBe(1));
  expect(runsOf(probes)).toEqual([1, 0, 0]);
});

it('withdraws its request when it is stopped before anybody decided', async () => {
  const probes = await ground.fleet('withdrawn', 2);
  const rollout = await ground.roll(probes, RESTART);
  expect((await ground.do('stop', rollout)).status).toBe(200);
  expect(await ground.get(rollout)).toMatchObject({ state: 'canceled', counts: { not_run: 2 } });
  expect((await ground.approve(rollout)).status).toBe(400);
});

it('keeps rollouts from other tenants and from those who may run nothing', async () => {
  const probes = await ground.fleet('mine', 1);
  probes[0]!.answering();
  const rollout = await ground.roll(probes);
  const { named } = ground.road.spine.access;
  const { anActor } = await import('@legator/core/testing');
  named['stranger'] = anActor({ id: 'st', tenantId: 'other' });
  named['viewer'] = anActor({ id: 'vi', permissions: ['fleet:read'] });
  const as = async (who: string, path: string, method = 'GET') => {
    const url = `${ground.road.base}/api/v1/rollouts/${rollout.id}${path}`;
    return (await fetch(url, { method, headers: { authorization: `Bearer ${who}` } })).status;
  };
  expect(await as('stranger', '')).toBe(404);
  expect(await as('viewer', '')).toBe(403);
  for (const what of ['pause', 'resume', 'stop']) {
    expect(await as('stranger', `/${what}`, 'POST')).toBe(404);
    expect(await as('viewer', `/${what}`, 'POST')).toBe(403);
  }
});

describe('the gate between waves', () => {
  const beat = (probe: (typeof probes)[number], cpu: number) =>
    probe.send({
      kind: 'probe.heartbeat',
      at: new Date().toISOString(),
      vitals: { load: [cpu, cpu, cpu], cpus: 1 },
    });
  let probes: Awaited<ReturnType<RolloutsGround['fleet']>>;
  const score = (at: number) =>
    ground.road.rows<{ score: number | null }>(
      `select health_score as score from fleet_probe where id = $1`,
      [probes[at]!.id],
    );

  beforeEach(async () => {
    probes = await ground.fleet(`gate-${Math.random().toString(36).slice(2)}`, 2);
    probes.forEach((probe) => probe.answering());
    beat(probes[0]!, 0.1);
    await eventually(async () => expect(await score(0)).toEqual([{ score: 100 }]));
  });

  it('stays shut until a host has said that it is as well as before', async () => {
    const rollout = await ground.roll(probes, { health_seconds: 1, health_timeout_seconds: 60 });
    await eventually(async () =>
      expect(await ground.get(rollout)).toMatchObject({
        waits_for: expect.stringContaining('not told since'),
      }),
    );
    beat(probes[0]!, 5);
    await eventually(async () =>
      expect(await ground.get(rollout)).toMatchObject({
        waits_for: expect.stringContaining('worse than before'),
      }),
    );
    expect(runsOf(probes)).toEqual([1, 0]);
    beat(probes[0]!, 0.1);
    await ground.until(rollout, 'succeeded');
    expect(runsOf(probes)).toEqual([1, 1]);
  });

  it('pauses when a host does not come back, and goes on when a person says so', async () => {
    const rollout = await ground.roll(probes, { health_seconds: 1, health_timeout_seconds: 1 });
    await probes[0]!.until(() => runsOf(probes)[0] === 1);
    probes[0]!.cut();
    expect(await ground.until(rollout, 'paused')).toMatchObject({ counts: { waiting: 1 } });
    expect(runsOf(probes)).toEqual([1, 0]);
    await ground.do('resume', rollout, { ignore_health: true });
    await ground.until(rollout, 'succeeded');
    expect(runsOf(probes)).toEqual([1, 1]);
  });
});
