import { Needs } from '@legator/contracts';
import type { Need } from '@legator/contracts';
import { newId } from '@legator/core';
import { OverviewGround } from './overview-ground.js';

let ground: OverviewGround;

beforeAll(async () => {
  ground = await OverviewGround.start();
});
afterAll(() => ground.close());
afterEach(() => ground.clear());

const needs = (who?: string) => ground.read(Needs, 'needs', who);
const ofKind = async (kind: Need['kind']) => (await needs()).items.filter((one) => one.kind === kind);

describe('what needs a person', () => {
  it('is nothing while all is well', async () => {
    await ground.probes(3);
    expect(await needs()).toEqual({ items: [], total: 0 });
  });

  it('names few silent probes one by one, with a link to each', async () => {
    const [id] = await ground.probes(1, { status: 'offline', minutesAgo: 5 });
    expect(await ofKind('silent_probe')).toMatchObject([
      { severity: 'critical', title: expect.stringContaining('went silent'), link: `/fleet/${id}` },
    ]);
  });

  it('folds many, apart those of the last hour and those of before', async () => {
    await ground.probes(12, { status: 'offline', minutesAgo: 5 });
    await ground.probes(30, { status: 'offline', minutesAgo: 90 });
    const items = await ofKind('silent_probe');
    expect(items).toMatchObject([
      { severity: 'critical', title: '12 probes went silent in the last hour', more: 11 },
      { severity: 'warning', title: '30 probes have been silent for longer', more: 29 },
    ]);
    expect(items[0]!.detail).toMatch(/and 9 more$/);
    expect(items[0]!.link).toBe(`/fleet?q=${encodeURIComponent('status:offline seen:<1h')}`);
    expect((await needs()).total).toBe(42);
  });

  it('says why a probe is degraded, the critical ones first', async () => {
    await ground.probes(1, { status: 'degraded', health: 'degraded' });
    await ground.probes(1, { status: 'degraded', health: 'critical' });
    expect(await ofKind('degraded_probe')).toMatchObject([
      { severity: 'critical', detail: 'disk critical (97 %)' },
      { severity: 'warning' },
    ]);
  });

  it('makes one item of a request for many probes, and puts the riskier first', async () => {
    await ground.approvals(500);
    const [risky] = await ground.approvals(1, { summary: 'rm -rf /', risk: 'critical' });
    expect(await ofKind('approval')).toMatchObject([
      { severity: 'critical', link: `/approvals/${risky}` },
      { severity: 'warning', title: '500 requests wait for approval: reboot', link: '/approvals', more: 499 },
    ]);
  });

  it('counts what waits beyond the first fifteen things', async () => {
    for (let n = 0; n < 20; n += 1) await ground.approvals(2, { summary: `task ${n}` });
    const items = await ofKind('approval');
    expect(items).toHaveLength(16);
    expect(items.at(-1)).toMatchObject({ title: '10 more requests wait for approval', more: 9 });
    expect((await needs()).total).toBe(40);
  });

  it('is urgent when a request ends soon, whatever its risk', async () => {
    await ground.approvals(1, { risk: 'low', expires_at: new Date(Date.now() + 60_000) });
    expect(await ofKind('approval')).toMatchObject([{ severity: 'critical' }]);
  });

  it('is urgent as well when it ends soon with the window that somebody gave', async () => {
    await ground.approvals(1, { risk: 'low', not_after: new Date(Date.now() + 60_000) });
    expect(await ofKind('approval')).toMatchObject([{ severity: 'critical' }]);
  });

  it('opens the command itself, for whoever may look at it, and keeps its risk apart from how urgent it is', async () => {
    const [approval] = await ground.approvals(1, { risk: 'high' });
    await ground.requests('run-1');
    await ground.failures(1);
    await ground.requests('run-2');
    await ground.approvals(1, { state: 'expired', decided_at: new Date(), decided_by: 'system' });
    await ground.requests('run-3');
    expect(await ofKind('approval_expired')).toMatchObject([{ link: '/?run=run-3' }]);
    expect(await ofKind('approval')).toMatchObject([
      { risk: 'high', link: '/?run=run-1', detail: expect.stringMatching(/^Asked for by Ana, ends/) },
    ]);
    expect(await ofKind('failed_command')).toMatchObject([{ link: '/?run=run-2' }]);
    const others = (await needs('approver')).items.filter(({ kind }) => kind === 'approval');
    expect(others).toMatchObject([{ link: `/approvals/${approval}` }]);
  });

  it('folds equal failures of the last day, and forgets those of before', async () => {
    await ground.failures(7);
    await ground.failures(1, { summary: 'id', id: newId(Date.now() - 25 * 3_600_000) });
    expect(await ofKind('failed_command')).toMatchObject([
      { title: 'Failed 7 times: apt upgrade', detail: 'It ended with 100.', more: 6 },
    ]);
  });

  it('tells no more than that there is a freeze to whoever may not read directives', async () => {
    await ground.freeze('tag', 'prod');
    const { items } = await needs('reader');
    expect(items).toMatchObject([{ kind: 'frozen', title: 'Execution is frozen, at least in part' }]);
    expect(JSON.stringify(items)).not.toMatch(/drill|Ana|prod/);
  });

  it('tells of freezes, deliveries given up and requests nobody decided', async () => {
    await ground.freeze('tag', 'a "b" \\');
    await ground.signals('custom.posted', new Date());
    await ground.client.query(
      `insert into core_delivery (id, tenant_id, signal_id, seq, handler, state, last_error)
       select gen_random_uuid(), tenant_id, id, 1, 'mail', 'dead', 'no route' from core_signal`,
    );
    await ground.approvals(2, { state: 'expired', decided_at: new Date(), decided_by: 'system' });
    const { items } = await needs();
    expect(items).toMatchObject([
      {
        kind: 'frozen',
        title: 'Execution is frozen for tag a "b" \\',
        link: `/fleet?q=${encodeURIComponent('tag:"a \\"b\\" \\\\"')}`,
      },
      { kind: 'dead_delivery', title: 'A delivery to mail was given up', detail: 'no route' },
      { kind: 'approval_expired', severity: 'info' },
      { kind: 'approval_expired', severity: 'info' },
    ]);
  });

  it('comes by urgency', async () => {
    await ground.failures(1);
    await ground.probes(1, { status: 'offline' });
    await ground.approvals(1);
    expect((await needs()).items.map(({ kind }) => kind)).toEqual([
      'silent_probe',
      'approval',
      'failed_command',
    ]);
  });

  it('shows a reader of the fleet alone nothing but the fleet', async () => {
    await ground.failures(1);
    await ground.approvals(1);
    await ground.approvals(1, { state: 'expired', decided_at: new Date() });
    await ground.probes(1, { status: 'offline' });
    expect((await needs('reader')).items.map(({ kind }) => kind)).toEqual(['silent_probe']);
  });

  it('shows hostile names as they are and never as part of a path', async () => {
    await ground.failures(1, { subject_type: 'probe', subject_id: '../admin?x=<b>' });
    const [item] = await ofKind('failed_command');
    expect(item!.link).toBe('/fleet/..%2Fadmin%3Fx%3D%3Cb%3E');
  });
});
