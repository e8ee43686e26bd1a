import type { FakeProbe } from '../../support/fake-probe.js';
import { eventually } from '../../support/spine.js';
import { PolicyGround } from './policy-ground.js';

jest.setTimeout(90_000);

let ground: PolicyGround;
beforeAll(async () => {
  ground = await PolicyGround.start();
});
afterAll(() => ground.road.close());

const LOOSENING = { status: 403, body: { code: 'policy.loosening' } };

const site = async (id: string) =>
  expect((await ground.ask('POST', '/sites', { name: id, id })).status).toBe(201);
const apply = (policy: string, type: string, id: string, who = '') =>
  ground.ask('POST', `/policies/${policy}/apply`, { scope: { type, id } }, who);
const takeAway = (type: string, id: string, who = '') =>
  ground.ask('DELETE', '/policies/assignments', { scope: { type, id } }, who);
const move = ({ id }: FakeProbe, to: string | null, who = '') =>
  ground.ask('PUT', `/probes/${id}/site`, { site: to }, who);
const freeze = async (id: string) => {
  const body = { scope: { type: 'site', id }, reason: 'stocktaking' };
  const made = await ground.ask<{ freeze: { id: string } }>('POST', '/execution/freeze', body);
  expect(made.status).toBe(201);
  return made.body.freeze.id;
};
const lift = (id: string) => ground.ask('DELETE', '/execution/freeze', { id });

describe('a policy of a site', () => {
  it('reaches the probes in it, those that come later, and goes when they leave', async () => {
    await site('berlin');
    const [early, late] = [await ground.road.probe('be-1'), await ground.road.probe('be-2')];
    await move(early, 'berlin');
    expect(await apply('diagnose', 'site', 'BERLIN')).toMatchObject({ status: 200, body: { changed: 1 } });
    expect(await ground.policyOf(early.id)).toMatchObject({
      level: 'diagnose',
      policies: [{ policy_id: 'diagnose', via: { type: 'site', id: 'berlin' } }],
    });
    await move(late, 'berlin');
    await eventually(async () => expect(await ground.levelOf(late.id)).toBe('diagnose'));
    await move(late, null);
    await eventually(async () => expect(await ground.levelOf(late.id)).toBe('observe'));
  });

  it('gives way to the policies of tags, and those to the probe’s own', async () => {
    await site('order');
    const probe = await ground.road.probe('order-1', { tags: ['order-a', 'order-b'] });
    await move(probe, 'order');
    const held = async () =>
      (await ground.policyOf(probe.id)).policies.map(({ policy_id, via }) => `${policy_id} ${via.type}`);
    await apply('diagnose', 'site', 'order');
    expect(await held()).toEqual(['diagnose site']);
    await apply('full-remediate', 'tag', 'order-a');
    expect([await held(), await ground.levelOf(probe.id)]).toEqual([['full-remediate tag'], 'remediate']);
    await apply('observe-only', 'tag', 'order-b');
    expect([await held(), await ground.levelOf(probe.id)]).toEqual([
      ['full-remediate tag', 'observe-only tag'],
      'observe',
    ]);
    await apply('diagnose', 'probe', probe.id);
    expect([await held(), await ground.levelOf(probe.id)]).toEqual([['diagnose probe'], 'diagnose']);
    for (const [type, id] of [
      ['probe', probe.id],
      ['tag', 'order-a'],
      ['tag', 'order-b'],
    ] as const)
      await takeAway(type, id);
    expect(await held()).toEqual(['diagnose site']);
    await takeAway('site', 'order');
    expect(await held()).toEqual([]);
  });

  it('decides commands by where the probe is at that moment', async () => {
    await site('strict');
    await apply('observe-only', 'site', 'strict');
    const probe = (await ground.road.probe('moment-1')).answering();
    await move(probe, 'strict');
    expect(await ground.run(probe.id, 'systemctl restart nginx')).toMatchObject({ status: 'denied' });
    await move(probe, null);
    expect(await ground.run(probe.id, 'systemctl restart nginx')).toMatchObject({
      status: 'pending_approval',
    });
  });

  it('is foreseen, and replayed over what ran there', async () => {
    await site('seen');
    const probe = (await ground.road.probe('seen-1')).answering();
    await move(probe, 'seen');
    await ground.run(probe.id, 'uptime');
    const foreseen = await ground.ask('POST', '/policies/assignments/preview', {
      scope: { type: 'site', id: 'seen' },
      policy_id: 'diagnose',
    });
    expect(foreseen.body).toMatchObject({
      ...{ total: 1, changed: 1, looser: 1, needs_admin: true },
      probes: [{ probe_id: probe.id, becomes: { level: 'diagnose' } }],
    });
    const replay = (id: string) =>
      ground.ask<{ total: number }>('POST', '/policies/diagnose/replay', { scope: { type: 'site', id } });
    expect((await replay('seen')).body.total).toBe(1);
    expect((await replay('order')).body.total).toBe(0);
  });

  it('is refused for a site that there is not, and keeps the site', async () => {
    expect((await apply('diagnose', 'site', 'nowhere')).status).toBe(404);
    await site('kept');
    await apply('diagnose', 'site', 'kept');
    expect(await ground.ask('DELETE', '/sites/kept')).toMatchObject({
      status: 409,
      body: { code: 'fleet.site_in_use', message: expect.stringContaining('a policy is applied to it') },
    });
    await takeAway('site', 'kept');
    expect((await ground.ask('DELETE', '/sites/kept')).status).toBe(200);
  });

  it('is made looser by an administrator alone: by applying, by moving probes, and by removing the site', async () => {
    await site('careful');
    await site('playground');
    await apply('observe-only', 'site', 'careful');
    await apply('full-remediate', 'site', 'playground');
    const probe = await ground.road.probe('moved-guarded');
    await move(probe, 'careful');
    expect(await apply('diagnose', 'site', 'careful', 'operator')).toMatchObject(LOOSENING);
    expect(await takeAway('site', 'careful', 'operator')).toMatchObject(LOOSENING);
    expect(await move(probe, 'playground', 'operator')).toMatchObject(LOOSENING);
    expect(await move(probe, null, 'operator')).toMatchObject(LOOSENING);
    const many = { q: 'host:moved-guarded', site: 'playground' };
    expect(await ground.ask('POST', '/fleet/sites', many, 'operator')).toMatchObject(LOOSENING);
    expect(
      await ground.ask('POST', '/directives', { type: 'probe.site.set', payload: many }, 'operator'),
    ).toMatchObject(LOOSENING);
    await site('same-rules');
    await apply('observe-only', 'site', 'same-rules');
    expect(await move(probe, 'same-rules', 'operator')).toMatchObject({ status: 200 });
    expect(await apply('diagnose', 'site', 'nobody-there-yet', 'operator')).toMatchObject({ status: 404 });
  });

  it('cannot be got round by a tag that a probe of the site gets', async () => {
    await site('walled');
    await apply('observe-only', 'site', 'walled');
    const bare = await ground.write({ name: 'Bare by tag of a site', level: 'observe' });
    await apply(bare, 'tag', 'way-out');
    const probe = await ground.road.probe('walled-1');
    await move(probe, 'walled');
    const tags = { tags: ['way-out'] };
    expect(await ground.ask('PUT', `/probes/${probe.id}/tags`, tags, 'operator')).toMatchObject(LOOSENING);
  });
});

describe('commands by site', () => {
  it('go to the probes that are in it', async () => {
    await site('many');
    const [a, b, c] = [
      (await ground.road.probe('many-1')).answering(),
      (await ground.road.probe('many-2')).answering(),
      (await ground.road.probe('many-3')).answering(),
    ];
    for (const probe of [a, b]) await move(probe, 'many');
    const told = async (body: object) => {
      const answer = await ground.ask<{ results: { probe_id: string }[] }>('POST', '/commands', body);
      return answer.body.results.map(({ probe_id }) => probe_id);
    };
    expect(await told({ site: 'many', command: 'uptime' })).toEqual([a.id, b.id].sort());
    expect(await told({ site: 'MANY', command: 'uptime', max_concurrent: 1 })).toEqual([a.id, b.id].sort());
    const preview = await ground.ask('POST', '/commands/preview', { site: 'many', command: 'uptime' });
    expect(preview.body).toMatchObject({ summary: { total: 2 } });
    for (const body of [
      { site: 'many', tag: 'x', command: 'uptime' },
      { site: 'many', probes: [c.id], command: 'uptime' },
      { command: 'uptime' },
    ])
      expect((await ground.ask('POST', '/commands', body)).status).toBe(400);
    expect((await ground.ask('POST', '/commands', { site: 'no', command: 'uptime' })).status).toBe(404);
  });
});

describe('a freeze of a site', () => {
  it('holds what is asked for there, one by one and together, until it is lifted', async () => {
    await site('frozen');
    const probe = (await ground.road.probe('frozen-1')).answering();
    await move(probe, 'frozen');
    const id = await freeze('frozen');
    const run = () => ground.ask('POST', `/probes/${probe.id}/command`, { command: 'uptime' });
    const many = (more = {}) =>
      ground.ask('POST', '/commands', { site: 'frozen', command: 'uptime', ...more });
    expect(await run()).toMatchObject({ status: 423, body: { code: 'execution_frozen' } });
    expect((await many()).status).toBe(423);
    expect((await many({ max_concurrent: 1 })).status).toBe(423);
    await lift(id);
    expect((await run()).status).toBe(200);
  });

  it('holds a command that was asked for before its probe came there', async () => {
    await site('later');
    const probe = (await ground.road.probe('later-frozen')).answering();
    const command = 'systemctl restart nginx';
    const held = await ground.ask<{ approval_id: string; directive_id: string }>(
      'POST',
      `/probes/${probe.id}/command`,
      { command },
      'operator',
    );
    expect(held.body).toMatchObject({ status: 'pending_approval' });
    await move(probe, 'later');
    const about = await ground.road.rows(
      `select from directives_subject where directive_id = $1 and subject_type = 'site' and subject_id = 'later'`,
      [held.body.directive_id],
    );
    expect(about).toHaveLength(1);
    const id = await freeze('later');
    const approve = () =>
      ground.ask('POST', `/approvals/${held.body.approval_id}/decide`, { decision: 'approved' });
    expect(await approve()).toMatchObject({ status: 423 });
    await lift(id);
    expect((await approve()).status).toBe(200);
  });

  it('gives the same command back under its key after the probe was moved', async () => {
    await site('keyed');
    const probe = (await ground.road.probe('keyed-1')).answering();
    const run = async () =>
      (
        await ground.ask<{ request_id: string }>('POST', `/probes/${probe.id}/command`, {
          ...{ command: 'uptime', request_id: 'keyed-command' },
        })
      ).status;
    expect(await run()).toBe(200);
    await move(probe, 'keyed');
    expect(await run()).toBe(200);
  });
});
