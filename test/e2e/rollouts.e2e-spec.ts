import type { ManyCommandsAnswer, RolloutView } from '@legator/contracts';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlPlane } from '../support/control-plane.js';
import { ProbeProcess } from '../support/probe-process.js';
import { eventually } from '../support/spine.js';

describe('a command in waves', () => {
  const plane = new ControlPlane({ LEGATOR_LOCAL_PROBE: 'false' });
  const probes = [1, 2, 3, 4].map((n) => new ProbeProcess(plane, `wave-${n}`));
  const scratch = mkdtempSync(join(tmpdir(), 'lgt-waves-'));
  const counter = join(scratch, 'counter');
  const goOn = join(scratch, 'go-on');

  beforeAll(async () => {
    await plane.start();
    for (const probe of probes) await probe.enrol();
  }, 240_000);

  afterAll(async () => {
    for (const probe of probes) await probe.remove();
    await plane.remove();
    rmSync(scratch, { recursive: true, force: true });
  }, 240_000);

  const lines = () =>
    existsSync(counter) ? readFileSync(counter, 'utf8').trim().split('\n').filter(Boolean).length : 0;
  const look = (id: string) => plane.get<RolloutView>(`/api/v1/rollouts/${id}`);

  it('goes on where it was after kill -9 in its middle, on one approval, and runs once on every host', async () => {
    const { status, body } = await plane.post('/api/v1/commands', {
      probes: probes.map(({ id }) => id),
      command: 'sh',
      // The second one waits, so that it is in its middle for as long as that takes.
      args: [
        '-c',
        `echo x >> ${counter}; while [ $(wc -l < ${counter}) = 2 -a ! -e ${goOn} ]; do sleep 0.1; done`,
      ],
      timeout: 300_000_000_000,
      max_concurrent: 1,
      canary: 1,
      health_seconds: 0,
    });
    expect({ status, body }).toMatchObject({ status: 200 });
    const { rollout } = body as ManyCommandsAnswer;
    expect(rollout).toMatchObject({ state: 'pending_approval', counts: { waiting: 4 } });
    const yes = { decision: 'approved', reason: 'it is a test', confirm: '4 hosts' };
    const decided = await plane.post(`/api/v1/approvals/${rollout!.approval_id}/decide`, yes);
    expect(decided).toMatchObject({ status: 200 });
    await eventually(() => expect(lines()).toBe(2), 60_000);
    await plane.stop('SIGKILL');
    await plane.start();
    writeFileSync(goOn, '');
    await eventually(async () => expect((await look(rollout!.id)).state).toBe('succeeded'), 150_000);
    const done = await look(rollout!.id);
    expect(done).toMatchObject({ wave: 4, counts: { succeeded: 4, failed: 0, skipped: 0 } });
    expect(lines()).toBe(4);
    expect(await plane.get('/api/v1/audit/verify')).toMatchObject({ valid: true });
  }, 300_000);
});
