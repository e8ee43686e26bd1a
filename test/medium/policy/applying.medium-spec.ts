import { FakeUpstreamProbe } from '../../support/fake-upstream-probe.js';
import { eventually } from '../../support/spine.js';
import { PolicyGround } from './policy-ground.js';

jest.setTimeout(90_000);

let ground: PolicyGround;
beforeAll(async () => {
  ground = await PolicyGround.start();
});
afterAll(() => ground.road.close());

describe('applying', () => {
  it('gives the probe its level, tells it at once, and shows that it goes by it', async () => {
    const probe = (await ground.road.probe('apply-1')).answering();
    expect(await ground.run(probe.id, 'dig example.org')).toMatchObject({ status: 'pending_approval' });
    const answer = await ground.ask('POST', `/probes/${probe.id}/apply-policy/diagnose`);
    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'applied', policy_id: 'diagnose', level: 'diagnose' },
    });
    await probe.until(() => probe.bodies('policy.set').length > 0);
    expect(probe.bodies('policy.set')[0]).toMatchObject({
      revision: 1,
      level: 'diagnose',
      policies: [{ id: 'diagnose', version: 1 }],
    });
    expect(await ground.policyOf(probe.id)).toMatchObject({ drift: 'unreported', level: 'diagnose' });
    probe.send({ kind: 'policy.state', revision: 1, level: 'diagnose', sandbox: 'preferred' });
    await eventually(async () => expect(await ground.policyOf(probe.id)).toMatchObject({ drift: 'none' }));
    expect(await ground.run(probe.id, 'dig example.org')).toMatchObject({ status: 'dispatched' });
    await probe.until(() => probe.bodies('command.run').length > 0);
    expect(probe.bodies('command.run')[0]).toMatchObject({ policyVersion: 1 });
    await ground.ask('POST', `/probes/${probe.id}/apply-policy/observe-only`);
    expect(await ground.run(probe.id, 'dig example.org')).toMatchObject({ status: 'pending_approval' });
    expect(await ground.run(probe.id, 'systemctl restart nginx')).toMatchObject({
      status: 'denied',
      reason_code: 'policy.blocked',
    });
  });

  it.each([
    ['grants a change', true, 'dispatched'],
    ['asks a person for a change', false, 'pending_approval'],
  ])('%s where the policy wants it compared and the probe says of that: %s', async (_, looks, status) => {
    const probe = await ground.road.probe(`capture-${looks}`);
    await probe.close();
    await probe.connect({
      capabilities: { sandbox: true, stream: true, cancel: true, lines: true, capture: looks },
    });
    const told = `select capabilities -> 'capture' as told from fleet_probe where id = $1`;
    await eventually(async () => expect(await ground.road.rows(told, [probe.id])).toEqual([{ told: looks }]));
    const compared = { level: 'remediate', approval_mode: 'none', capture: 'required' };
    const policy = await ground.write({ name: `Compared ${looks}`, ...compared });
    await ground.ask('POST', `/probes/${probe.id}/apply-policy/${policy}`);
    expect(await ground.run(probe.id, 'systemctl restart nginx')).toMatchObject({ status });
  });

  it('outdates what was judged before and has not started', async () => {
    const probe = await ground.road.probe('apply-outdates');
    expect(await ground.run(probe.id, 'dig example.org')).toMatchObject({ status: 'pending_approval' });
    await ground.ask('POST', `/probes/${probe.id}/apply-policy/diagnose`);
    const waiting = await ground.road.rows(
      `select judged_at = '-infinity' as outdated from directives_directive where subject_id = $1 and status = 'requested'`,
      [probe.id],
    );
    expect(waiting).toEqual([{ outdated: true }]);
  });

  it('waits for a probe that is away', async () => {
    const probe = await ground.road.probe('apply-2');
    await ground.road.leave(probe);
    const { body } = await ground.ask<Record<string, unknown>>(
      'POST',
      `/probes/${probe.id}/apply-policy/diagnose`,
    );
    expect(body).toMatchObject({ status: 'applied_locally', note: expect.stringContaining('away') });
    await probe.connect();
    expect(probe.bodies('welcome').at(-1)!.policy).toEqual({ version: 1, level: 'diagnose' });
    await probe.until(() => probe.bodies('policy.set').length > 0);
  });

  it('shows and reports a probe that goes by something else', async () => {
    const probe = await ground.road.probe('drift-1');
    await ground.ask('POST', `/probes/${probe.id}/apply-policy/diagnose`);
    probe.send({ kind: 'policy.state', revision: 1, level: 'observe', sandbox: 'preferred' });
    await eventually(async () =>
      expect(await ground.policyOf(probe.id)).toMatchObject({ drift: 'stricter_here' }),
    );
    const { body } = await ground.ask<{ probes: { probe_id: string }[] }>('GET', '/policies/drift');
    expect(body.probes.map(({ probe_id }) => probe_id)).toContain(probe.id);
    const facts = await ground.road.rows(
      `select from core_signal where type = 'policy.drifted' and subject_id = $1`,
      [probe.id],
    );
    expect(facts).toHaveLength(1);
  });

  it('gives a newer revision to a probe that knows one from before the database was put back', async () => {
    const probe = await ground.road.probe('restored-1');
    await ground.ask('POST', `/probes/${probe.id}/apply-policy/diagnose`);
    await probe.until(() => probe.bodies('policy.set').length > 0);
    probe.send({ kind: 'policy.state', revision: 40, level: 'remediate', sandbox: 'preferred' });
    await probe.until(() => probe.bodies('policy.set').some(({ revision }) => revision === 41));
  });

  it('goes on with the others when a probe says a revision that nobody can count on from', async () => {
    const [liar, honest] = [
      await ground.road.probe('liar-1', { tags: ['liars'] }),
      await ground.road.probe('liar-2', { tags: ['liars'] }),
    ];
    const tell = (revision: number) =>
      liar.send({ kind: 'policy.state', revision, level: 'observe', sandbox: 'preferred' });
    const apply = (id: string) =>
      ground.ask('POST', `/policies/${id}/apply`, { scope: { type: 'tag', id: 'liars' } });
    await apply('diagnose');
    await liar.until(() => liar.bodies('policy.set').length > 0);
    tell(3_000_000_000);
    await liar.until(() => liar.bodies('policy.set').some(({ revision }) => revision === 3_000_000_001));
    tell(Number.MAX_SAFE_INTEGER);
    await eventually(async () => expect(await ground.policyOf(liar.id)).toMatchObject({ drift: 'outdated' }));
    expect(await apply('observe-only')).toMatchObject({ status: 200, body: { changed: 2 } });
    expect(await ground.levelOf(honest.id)).toBe('observe');
  });

  it('happens at once or not at all', async () => {
    const probe = await ground.road.probe('later-1');
    const scheduled_at = new Date(Date.now() + 60_000).toISOString();
    const payload = { scope: { type: 'probe', id: probe.id }, policy_id: 'diagnose' };
    const answer = await ground.ask('POST', '/directives', { type: 'policy.apply', payload, scheduled_at });
    expect(answer).toMatchObject({ status: 400, body: { details: [{ path: 'scheduled_at' }] } });
    expect(await ground.levelOf(probe.id)).toBe('observe');
  });

  it('lets go of a policy whose probe is gone', async () => {
    const id = await ground.write({ name: 'Of one probe' });
    const probe = await ground.road.probe('leaving-1');
    await ground.ask('POST', `/probes/${probe.id}/apply-policy/${id}`);
    expect((await ground.ask('DELETE', `/policies/${id}`)).status).toBe(409);
    await ground.ask('DELETE', `/probes/${probe.id}`);
    await eventually(async () => expect((await ground.ask('DELETE', `/policies/${id}`)).status).toBe(204));
  });

  it('reaches a probe through a tag, also one that gets the tag later, and goes with the tag', async () => {
    const [early, late] = [
      await ground.road.probe('tag-1', { tags: ['db'] }),
      await ground.road.probe('tag-2'),
    ];
    expect(
      await ground.ask('POST', '/policies/diagnose/apply', { scope: { type: 'tag', id: 'DB' } }),
    ).toMatchObject({ status: 200, body: { changed: 1 } });
    expect(await ground.levelOf(early.id)).toBe('diagnose');
    await ground.ask('PUT', `/probes/${late.id}/tags`, { tags: ['db'] });
    await eventually(async () => expect(await ground.levelOf(late.id)).toBe('diagnose'));
    await ground.ask('PUT', `/probes/${late.id}/tags`, { tags: [] });
    await eventually(async () => expect(await ground.levelOf(late.id)).toBe('observe'));
  });

  it('holds the strictest of several tags, and a policy of its own before them', async () => {
    const loose = await ground.write({ name: 'Loose', level: 'remediate', approval_mode: 'none' });
    const probe = await ground.road.probe('tags-3', { tags: ['one', 'two'] });
    await ground.ask('POST', `/policies/${loose}/apply`, { scope: { type: 'tag', id: 'one' } });
    await ground.ask('POST', '/policies/observe-only/apply', { scope: { type: 'tag', id: 'two' } });
    expect(await ground.policyOf(probe.id)).toMatchObject({
      level: 'observe',
      policies: [{ policy_id: 'loose' }, { policy_id: 'observe-only' }],
    });
    await ground.ask('POST', `/policies/${loose}/apply`, { scope: { type: 'probe', id: probe.id } });
    expect(await ground.policyOf(probe.id)).toMatchObject({
      level: 'remediate',
      policies: [{ via: { type: 'probe' } }],
    });
    expect(await ground.ask('DELETE', `/policies/${loose}`)).toMatchObject({
      status: 409,
      body: { code: 'policy.in_use' },
    });
    await ground.ask('DELETE', '/policies/assignments', { scope: { type: 'probe', id: probe.id } });
    expect(await ground.levelOf(probe.id)).toBe('observe');
  });

  it('keeps a probe at the version that was applied until a newer one is', async () => {
    const id = await ground.write({ name: 'Pinned', level: 'diagnose' });
    const probe = await ground.road.probe('pinned-1');
    await ground.ask('POST', `/policies/${id}/apply`, { scope: { type: 'probe', id: probe.id } });
    await ground.ask('PUT', `/policies/${id}`, { name: 'Pinned', level: 'observe' });
    expect(await ground.policyOf(probe.id)).toMatchObject({ level: 'diagnose', policies: [{ version: 1 }] });
    const { body } = await ground.ask<{
      assignments: { policy_id: string; version: number; newest: number }[];
    }>('GET', '/policies/assignments');
    expect(body.assignments.find(({ policy_id }) => policy_id === id)).toMatchObject({
      version: 1,
      newest: 2,
    });
  });

  it('lets only an administrator make anything looser', async () => {
    const probe = await ground.road.probe('guarded-1');
    const loosening = { status: 403, body: { code: 'policy.loosening' } };
    const apply = (id: string) =>
      ground.ask('POST', `/probes/${probe.id}/apply-policy/${id}`, undefined, 'operator');
    expect(await apply('diagnose')).toMatchObject(loosening);
    expect(await apply('observe-only')).toMatchObject({ status: 200 });
    const bare = await ground.write({ name: 'Bare', level: 'observe' });
    expect(await apply(bare)).toMatchObject(loosening);
    const scope = { type: 'tag', id: 'later' };
    expect(await ground.ask('POST', '/policies/diagnose/apply', { scope }, 'operator')).toMatchObject(
      loosening,
    );
    expect(await ground.levelOf(probe.id)).toBe('observe');
    expect(await ground.policyOf(probe.id)).toMatchObject({ policies: [{ policy_id: 'observe-only' }] });
  });

  it('lets only an administrator make anything looser by its tags', async () => {
    const loose = await ground.write({ name: 'Loose by tag', level: 'remediate', approval_mode: 'none' });
    const apply = (id: string, tag: string, who = '') =>
      ground.ask('POST', `/policies/${id}/apply`, { scope: { type: 'tag', id: tag } }, who);
    await apply(loose, 'playground');
    await apply('observe-only', 'careful');
    const probe = await ground.road.probe('tagged-guarded', { tags: ['careful'] });
    const loosening = { status: 403, body: { code: 'policy.loosening' } };
    const tag = (tags: string[]) => ground.ask('PUT', `/probes/${probe.id}/tags`, { tags }, 'operator');
    expect(await tag(['playground'])).toMatchObject(loosening);
    expect(await tag([])).toMatchObject(loosening);
    const many = { probes: [probe.id], remove: ['careful'] };
    expect(await ground.ask('POST', '/fleet/tags', many, 'operator')).toMatchObject(loosening);
    expect(await tag(['careful', 'rack-7'])).toMatchObject({ status: 200 });
    await eventually(async () =>
      expect((await ground.policyOf(probe.id)).policies).toMatchObject([{ policy_id: 'observe-only' }]),
    );
    const bare = await ground.write({ name: 'Bare by tag', level: 'observe' });
    await apply('observe-only', 'nobody-has-it');
    expect(await apply(bare, 'nobody-has-it', 'operator')).toMatchObject(loosening);
    const scope = { type: 'tag', id: 'nobody-has-it' };
    expect(await ground.ask('DELETE', '/policies/assignments', { scope }, 'operator')).toMatchObject(
      loosening,
    );
    expect(await ground.ask('PUT', `/probes/${probe.id}/tags`, { tags: [] })).toMatchObject({ status: 200 });
  });

  it('tells an upstream probe as much as it understands', async () => {
    const upstream = await FakeUpstreamProbe.enrol(ground.road.base, 'upstream-p');
    await upstream.connect();
    await ground.ask('POST', `/probes/${upstream.id}/apply-policy/diagnose`);
    await eventually(() => expect(JSON.stringify(upstream.received)).toContain('"policy_id":"diagnose"'));
    upstream.cut();
  });

  it('is refused for what does not exist, and for another tenant', async () => {
    const probe = await ground.road.probe('nobody-1');
    expect((await ground.ask('POST', `/probes/${probe.id}/apply-policy/nothing`)).status).toBe(404);
    expect((await ground.ask('POST', '/probes/prb-ffffffff/apply-policy/diagnose')).status).toBe(404);
    expect(
      (await ground.ask('POST', `/probes/${probe.id}/apply-policy/diagnose`, undefined, 'stranger')).status,
    ).toBe(404);
    expect((await ground.ask('GET', `/probes/${probe.id}/policy`, undefined, 'stranger')).status).toBe(404);
    expect(
      (await ground.ask('POST', `/probes/${probe.id}/apply-policy/diagnose`, undefined, 'viewer')).status,
    ).toBe(403);
  });
});

it('counts what ran within the hour, and the probes of one request', async () => {
  const probe = (await ground.road.probe('rate-1', { tags: ['rated'] })).answering();
  const id = await ground.write({ name: 'Rated', level: 'observe', rate: { per_probe: 2 }, max_targets: 1 });
  await ground.ask('POST', `/policies/${id}/apply`, { scope: { type: 'probe', id: probe.id } });
  const statuses = [];
  for (let n = 0; n < 3; n++) statuses.push((await ground.run(probe.id, 'uptime')).status);
  expect(statuses).toEqual(['dispatched', 'dispatched', 'pending_approval']);
});

it('looks at how busy the probe is', async () => {
  const probe = (await ground.road.probe('busy-1')).answering();
  const condition = { indicator: 'disk_percent', comparator: '>', threshold: 80, then: 'deny' };
  const id = await ground.write({
    name: 'Busy',
    level: 'observe',
    capacity: { conditions: [condition], applies_to: 'all' },
  });
  await ground.ask('POST', `/policies/${id}/apply`, { scope: { type: 'probe', id: probe.id } });
  expect(await ground.run(probe.id, 'uptime')).toMatchObject({ status: 'pending_approval' });
  const vitals = JSON.stringify({ diskUsed: 90, diskTotal: 100 });
  await ground.road.rows('update fleet_probe set vitals = $2, vitals_at = now() where id = $1', [
    probe.id,
    vitals,
  ]);
  expect(await ground.run(probe.id, 'uptime')).toMatchObject({
    status: 'denied',
    reason_code: 'capacity.disk_percent',
  });
});
