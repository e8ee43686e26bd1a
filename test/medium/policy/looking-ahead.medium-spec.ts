import { enrolProbe } from '../../support/fake-probe.js';
import { eventually } from '../../support/spine.js';
import { PolicyGround } from './policy-ground.js';

jest.setTimeout(90_000);

let ground: PolicyGround;
beforeAll(async () => {
  ground = await PolicyGround.start();
});
afterAll(() => ground.road.close());

describe('looking ahead', () => {
  it('decides as the request itself would, and writes nothing', async () => {
    const probe = (await ground.road.probe('sim-1')).answering();
    const before = await ground.road.rows('select from directives_directive');
    const at = async (body: object) =>
      (
        await ground.ask<{ decision: { outcome: string; reason_code: string } }>(
          'POST',
          `/probes/${probe.id}/command/simulate`,
          body,
        )
      ).body.decision;
    expect(await at({ command: 'uptime' })).toMatchObject({
      outcome: 'allow',
      gate_outcome: 'allowed',
      lane: 'observe_direct',
    });
    expect(await at({ command: 'dig example.org' })).toMatchObject({
      outcome: 'queue',
      reason_code: 'above_level',
    });
    expect(await at({ command: 'dig example.org', policy_id: 'diagnose' })).toMatchObject({
      outcome: 'allow',
    });
    expect(await at({ command: 'rm -rf /srv', policy_id: 'diagnose' })).toMatchObject({
      outcome: 'deny',
      reason_code: 'policy.blocked',
    });
    expect(await ground.road.rows('select from directives_directive')).toHaveLength(before.length);
    expect((await ground.ask('POST', `/probes/${probe.id}/command/simulate`, { command: ' ' })).status).toBe(
      400,
    );
    expect(
      (await ground.ask('POST', '/probes/prb-ffffffff/command/simulate', { command: 'uptime' })).status,
    ).toBe(404);
  });

  it('decides by a policy that nobody has stored yet, at a probe that nobody has', async () => {
    const document = { name: 'Draft', level: 'observe', approval_mode: 'every_action' };
    const { body } = await ground.ask<{ decision: object }>('POST', '/policy/simulate', {
      command: 'uptime',
      document,
    });
    expect(body).toMatchObject({
      probe_id: null,
      decision: { outcome: 'queue', reason_code: 'approval.required.every_action' },
    });
  });

  it('says what a policy would have made of the last days', async () => {
    const probe = (await ground.road.probe('replay-1', { tags: ['replayed'] })).answering();
    await ground.run(probe.id, 'uptime');
    await ground.run(probe.id, 'dig example.org');
    await ground.run(probe.id, 'dig example.org');
    const { body } = await ground.ask<Record<string, unknown>>('POST', '/policies/diagnose/replay', {
      scope: { type: 'tag', id: 'replayed' },
    });
    expect(body).toMatchObject({
      ...{
        total: 3,
        truncated: false,
        then: { allow: 1, queue: 2, deny: 0 },
        now: { allow: 3, queue: 0, deny: 0 },
        differing: 2,
      },
      differences: [
        { command: 'dig example.org', then: 'queue', now: 'allow', count: 2, probe_id: probe.id },
      ],
    });
    const document = { name: 'Draft', level: 'diagnose', rate: { per_probe: 2 } };
    const limited = await ground.ask<Record<string, unknown>>('POST', '/policies/diagnose/replay', {
      scope: { type: 'probe', id: probe.id },
      document,
    });
    expect(limited.body).toMatchObject({ now: { allow: 2, queue: 1 } });
    // A model read what hosts wrote, and then proposed it.
    const origin = JSON.stringify({ via: 'chat', model: 'a-model', untrusted: true });
    const sql = `update directives_directive set origin = $1 where summary = 'dig example.org' and subject_id = $2`;
    await ground.road.rows(sql, [origin, probe.id]);
    const proposed = await ground.ask<Record<string, unknown>>('POST', '/policies/diagnose/replay', {
      scope: { type: 'probe', id: probe.id },
    });
    expect(proposed.body).toMatchObject({ now: { allow: 1, queue: 2 }, differing: 0 });
  });
});

describe('what applying would change', () => {
  interface Foreseen {
    version: number;
    total: number;
    changed: number;
    needs_admin: boolean;
    probes: { hostname: string; was: object; becomes: object; looser: boolean }[];
  }
  const foresee = async (body: object, who = '') =>
    ground.ask<Foreseen>('POST', '/policies/assignments/preview', body, who);

  it('is what applying changes then, for each probe and why, and nothing is written', async () => {
    const own = await ground.road.probe('fore-own', { tags: ['fore'] });
    const other = await ground.road.probe('fore-tag', { tags: ['fore'] });
    await ground.ask('POST', `/probes/${own.id}/apply-policy/observe-only`);
    const scope = { type: 'tag', id: 'FORE' };
    const { body } = await foresee({ scope, policy_id: 'diagnose' });
    const via = { type: 'tag', id: 'fore' };
    expect(body).toMatchObject({ version: 1, total: 2, changed: 1, needs_admin: true });
    expect(body.probes).toEqual([
      expect.objectContaining({
        hostname: 'fore-tag',
        was: { level: 'observe', policies: [] },
        becomes: { level: 'diagnose', policies: [{ policy_id: 'diagnose', version: 1, via }] },
        looser: true,
      }),
    ]);
    expect((await ground.policyOf(other.id)).revision).toBe(0);
    const { body: applied } = await ground.ask<{ changed: number }>('POST', '/policies/diagnose/apply', {
      scope,
    });
    expect(applied.changed).toBe(body.changed);
    expect((await foresee({ scope, policy_id: 'diagnose' })).body.changed).toBe(0);
    // Never more than it has now: nobody can tell who would have given it that.
    expect((await foresee({ scope, policy_id: null })).body).toMatchObject({ changed: 1 });
  });

  it('says which changes are not for everybody, as applying does', async () => {
    const probe = await ground.road.probe('fore-strict');
    const scope = { type: 'probe', id: probe.id };
    const strict = await foresee({ scope, policy_id: 'observe-only' }, 'viewer');
    expect(strict.body).toMatchObject({ changed: 1, needs_admin: false });
    const loose = await foresee({ scope, policy_id: 'full-remediate' });
    expect(loose.body).toMatchObject({ needs_admin: true, probes: [{ looser: true }] });
    const refused = await ground.ask('POST', '/policies/full-remediate/apply', { scope }, 'operator');
    expect(refused).toMatchObject({ status: 403, body: { code: 'policy.loosening' } });
  });

  it.each([
    [{ scope: { type: 'probe', id: 'prb-ffffffff' }, policy_id: 'diagnose' }, 404],
    [{ scope: { type: 'tag', id: 'fore' }, policy_id: 'no-such' }, 404],
    [{ scope: { type: 'tag', id: 'fore' }, policy_id: 'diagnose', version: 9 }, 404],
    [{ scope: { type: 'site', id: 'fore' }, policy_id: 'diagnose' }, 404],
  ])('refuses what it cannot tell: %j', async (body, status) => {
    expect((await foresee(body)).status).toBe(status);
  });
});

describe('freezes', () => {
  it('of a tag hold what was asked for before its probe got the tag', async () => {
    const probe = (await ground.road.probe('frozen-2')).answering();
    const ask = async (command: string) =>
      (await ground.ask<Record<string, string>>('POST', `/probes/${probe.id}/command`, { command })).body;
    const { request_id } = await ask('uptime');
    const { approval_id } = await ask('systemctl restart nginx');
    const ran = async () => (await ground.ask<Record<string, string>>('GET', `/commands/${request_id}`)).body;
    await eventually(async () => expect((await ran())['completed_at']).not.toBeNull());
    await ground.ask('PUT', `/probes/${probe.id}/tags`, { tags: ['closed'] });
    const scope = { type: 'tag', id: 'closed' };
    const { body } = await ground.ask<{ freeze: { id: string } }>('POST', '/execution/freeze', {
      ...{ scope, reason: 'stocktaking' },
    });
    const rerun = `/directives/${(await ran())['directive_id']}/rerun`;
    expect((await ground.ask('POST', rerun, { reason: 'again' })).status).toBe(423);
    const yes = { decision: 'approved', reason: 'looks right', confirm: 'frozen-2' };
    expect((await ground.ask('POST', `/approvals/${approval_id}/decide`, yes)).status).toBe(423);
    await ground.ask('DELETE', '/execution/freeze', { id: body.freeze.id });
    expect((await ground.ask('POST', rerun, { reason: 'again' })).status).toBe(202);
  });

  it('come to their end, which is written down, and stay in the history', async () => {
    const probe = await ground.road.probe('frozen-1');
    const until = new Date(Date.now() + 60_000).toISOString();
    const { body } = await ground.ask<{ freeze: { id: string } }>('POST', '/execution/freeze', {
      scope: { type: 'probe', id: probe.id },
      reason: 'deploy',
      until,
    });
    expect((await ground.ask('POST', `/probes/${probe.id}/command`, { command: 'uptime' })).status).toBe(423);
    // A stricter policy is what somebody may want just then.
    expect((await ground.ask('POST', `/probes/${probe.id}/apply-policy/observe-only`)).status).toBe(200);
    await ground.road.rows('update directives_freeze set until_at = now() where id = $1', [body.freeze.id]);
    await eventually(async () => {
      const facts = await ground.road.rows(
        `select from core_signal where type = 'execution.freeze_expired' and subject_id = $1`,
        [probe.id],
      );
      expect(facts).toHaveLength(1);
    });
    const { freezes } = (
      await ground.ask<{ freezes: { id: string; lifted_by: string }[] }>('GET', '/execution/freeze/history')
    ).body;
    expect(freezes.find(({ id }) => id === body.freeze.id)).toMatchObject({ lifted_by: 'its end' });
    expect((await ground.ask<{ freezes: object[] }>('GET', '/execution/freeze')).body.freezes).toEqual([]);
  });
});

it('tries a policy at an imagined probe that can do what policies may ask of one', async () => {
  const asked = async (command: string, fields: object, probe?: string) => {
    const document = { name: 'Draft', level: 'remediate', approval_mode: 'none', ...fields };
    const body = { command, document, ...(probe && { probe_id: probe }) };
    const found = await ground.ask<{ decision: { outcome: string } }>('POST', '/policy/simulate', body);
    return found.body.decision.outcome;
  };
  expect(await asked('uptime', { sandbox: 'required' })).toBe('allow');
  expect(await asked('systemctl restart nginx', { capture: 'required' })).toBe('allow');
  const { id: away } = await enrolProbe(ground.road.base, 'unable-1');
  expect(await asked('uptime', { sandbox: 'required' }, away)).toBe('deny');
});
