import { eventually } from '../../support/spine.js';
import { PolicyGround } from './policy-ground.js';

jest.setTimeout(90_000);

let ground: PolicyGround;
beforeAll(async () => {
  ground = await PolicyGround.start();
});
afterAll(() => ground.road.close());

const LOOSENING = { status: 403, body: { code: 'policy.loosening' } };
const apply = (policy: string, scope: object, who = 'operator', version?: number) =>
  ground.ask('POST', `/policies/${policy}/apply`, { scope, ...(version && { version }) }, who);
const foresee = async (policy_id: string, scope: object) => {
  const body = { scope, policy_id };
  return (await ground.ask<{ needs_admin: boolean }>('POST', '/policies/assignments/preview', body)).body;
};

describe('an operator', () => {
  const mine = (fields: object) => ground.write({ level: 'observe', approval_mode: 'none', ...fields });

  it('gives nobody terms that are looser than those without any policy, on no way', async () => {
    const loose = await mine({ name: 'Loose terms', self_approval: 'any' });
    const probe = await ground.road.probe('terms-1', { tags: ['terms'] });
    expect((await ground.ask('POST', '/sites', { name: 'terms', id: 'terms' })).status).toBe(201);
    await ground.ask('PUT', `/probes/${probe.id}/site`, { site: 'terms' });
    for (const scope of [
      { type: 'probe', id: probe.id },
      { type: 'tag', id: 'terms' },
      { type: 'site', id: 'terms' },
      { type: 'tag', id: 'terms-nobody-has' },
    ]) {
      expect(await foresee(loose, scope)).toMatchObject({ needs_admin: true });
      expect(await apply(loose, scope)).toMatchObject(LOOSENING);
    }
    expect((await ground.policyOf(probe.id)).policies).toEqual([]);
    // Where an administrator has given it to a tag or a site, nobody else brings a probe to it.
    const [tag, site] = [
      { type: 'tag', id: 'trusting' },
      { type: 'site', id: 'trusting' },
    ];
    await ground.ask('POST', '/sites', { name: 'trusting', id: 'trusting' });
    for (const scope of [tag, site]) expect((await apply(loose, scope, '')).status).toBe(200);
    const tags = ground.ask('PUT', `/probes/${probe.id}/tags`, { tags: ['terms', 'trusting'] }, 'operator');
    expect(await tags).toMatchObject(LOOSENING);
    const move = ground.ask('PUT', `/probes/${probe.id}/site`, { site: 'trusting' }, 'operator');
    expect(await move).toMatchObject(LOOSENING);
  });

  it('makes nothing looser by another version of what is applied', async () => {
    const id = await mine({ name: 'Edited', self_approval: 'any' });
    const probe = await ground.road.probe('terms-2');
    const scope = { type: 'probe', id: probe.id };
    await ground.ask('PUT', `/policies/${id}`, { name: 'Edited', level: 'observe', self_approval: 'never' });
    expect(await foresee(id, scope)).toMatchObject({ needs_admin: false });
    expect((await apply(id, scope)).status).toBe(200);
    expect(await apply(id, scope, 'operator', 1)).toMatchObject(LOOSENING);
    await ground.ask('PUT', `/policies/${id}`, { name: 'Edited', level: 'observe', self_approval: 'medium' });
    expect(await apply(id, scope)).toMatchObject(LOOSENING);
    expect(await ground.policyOf(probe.id)).toMatchObject({ policies: [{ version: 2 }] });
  });
});

describe('a policy that went with its tag', () => {
  it('leaves nothing behind of the level it gave, also before the probe is given another one', async () => {
    const id = await ground.write({
      ...{ name: 'Guarded changes', level: 'remediate', approval_mode: 'none' },
      block: [{ kind: 'service', target: 'sshd.service', then: 'deny' }],
    });
    await apply(id, { type: 'tag', id: 'changing' }, '');
    const probe = (await ground.road.probe('left-1', { tags: ['changing'] })).answering();
    await eventually(async () => expect(await ground.levelOf(probe.id)).toBe('remediate'));
    const restart = 'systemctl restart nginx';
    expect(await ground.run(probe.id, restart)).toMatchObject({ status: 'dispatched' });
    // As long as whoever settles has not heard of it, or fails.
    await ground.road.rows(`update fleet_probe set tags = '{}' where id = $1`, [probe.id]);
    expect(await ground.levelOf(probe.id)).toBe('remediate');
    expect(await ground.run(probe.id, restart)).toMatchObject({
      ...{ status: 'pending_approval', reason_code: 'above_level' },
    });
    expect(await ground.run(probe.id, 'uptime')).toMatchObject({ status: 'dispatched' });
    const keeping = await ground.write({ name: 'Keeps', level: 'remediate', approval_mode: 'none' });
    expect(await apply(keeping, { type: 'probe', id: probe.id })).toMatchObject(LOOSENING);
  });
});
