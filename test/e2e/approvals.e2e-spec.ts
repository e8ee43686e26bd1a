import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApprovalDetail } from '@legator/contracts';
import { ControlPlane, root } from '../support/control-plane.js';
import { ProbeProcess } from '../support/probe-process.js';
import { eventually } from '../support/spine.js';

interface Held {
  readonly approval_id: string;
  readonly directive_id: string;
  readonly request_id: string;
}

// Each restart and each process of the command line takes its time on a busy machine.
jest.setTimeout(90_000);

describe('a command that waits for a person', () => {
  const plane = new ControlPlane({ LEGATOR_LOCAL_PROBE: 'false' });
  const probe = new ProbeProcess(plane, 'web-01');
  const scratch = mkdtempSync(join(tmpdir(), 'lgt-yes-'));
  let files = 0;

  beforeAll(async () => {
    await plane.start();
    await probe.enrol();
  }, 240_000);

  afterAll(async () => {
    await probe.remove();
    await plane.remove();
    rmSync(scratch, { recursive: true, force: true });
  }, 240_000);

  const ctl = (...args: string[]) => {
    const main = join(root, 'dist', 'apps', 'legatorctl', 'src', 'main.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, '--server', plane.url, ...args], {
      encoding: 'utf8',
      input: '',
      env: { PATH: process.env['PATH'], HOME: scratch, NO_COLOR: '1' },
    });
    return { status, stdout, stderr };
  };
  /** Something that leaves a line each time it runs. */
  const ask = async (more: object = {}): Promise<Held & { runs: () => number; status: number }> => {
    const file = join(scratch, `runs-${(files += 1)}`);
    const command = { command: 'sh', args: ['-c', `echo ran >> ${file}`], ...more };
    const { status, body } = await plane.post(`/api/v1/probes/${probe.id}/command`, command);
    const runs = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').length : 0);
    return { ...(body as Held), runs, status };
  };
  const decide = (id: string, more: object = {}) =>
    plane.post(`/api/v1/approvals/${id}/decide`, {
      ...{ decision: 'approved', reason: 'it has to be', confirm: 'web-01' },
      ...more,
    });
  const state = async ({ request_id: id }: Held) =>
    (await plane.get<{ state: string }>(`/api/v1/commands/${id}`)).state;

  it('runs exactly once when somebody says yes, and the trail proves who asked and who did', async () => {
    const held = await ask();
    expect(held.status).toBe(202);
    const detail = await plane.get<ApprovalDetail>(`/api/v1/approvals/${held.approval_id}`);
    expect(detail).toMatchObject({
      target: { name: 'web-01' },
      options: { may_approve: true, confirm_with: 'web-01', as: 'exception' },
      directive: { status: 'requested' },
    });
    expect(detail.command_line).toContain('echo ran');
    expect((await decide(held.approval_id, { confirm: 'web-02' })).status).toBe(400);
    expect(held.runs()).toBe(0);
    const { status, body } = await decide(held.approval_id, { decided_by: 'the pope' });
    expect({ status, body }).toMatchObject({ status: 200, body: { status: 'approved' } });
    await eventually(async () => expect(await state(held)).toBe('succeeded'));
    expect(held.runs()).toBe(1);
    expect((await decide(held.approval_id)).status).toBe(400);
    const { events } = await plane.get<{ events: { type: string; detail: object }[] }>(
      `/api/v1/audit?probe_id=${probe.id}&limit=50`,
    );
    const mine = events.filter(({ detail: said }) => JSON.stringify(said).includes(held.directive_id));
    const types = mine.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['approval.requested', 'approval.decided']));
    const foretold = detail.will_be_written.map(({ type }) => type);
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(foretold));
    await eventually(async () =>
      expect(await plane.get('/api/v1/audit/verify')).toMatchObject({ valid: true }),
    );
  });

  it('never runs when somebody says no', async () => {
    const held = await ask();
    await decide(held.approval_id, { decision: 'denied', reason: 'not on a Friday' });
    expect(await plane.get<{ error_message: string }>(`/api/v1/commands/${held.request_id}`)).toMatchObject({
      state: 'canceled',
      error_message: 'local denied it: not on a Friday',
    });
    expect(held.runs()).toBe(0);
  });

  it('runs exactly once when the control plane is killed between the decision and the start', async () => {
    const held = await ask();
    const at = new Date(Date.now() + 10_000);
    expect((await decide(held.approval_id, { not_before: at.toISOString() })).status).toBe(200);
    await plane.stop('SIGKILL');
    expect(held.runs()).toBe(0);
    await plane.start();
    await eventually(async () => expect(await state(held)).toBe('succeeded'), 120_000);
    expect(held.runs()).toBe(1);
    expect(Date.now()).toBeGreaterThanOrEqual(at.getTime());
  }, 240_000);

  it('runs at most once, and says how it ended, when the control plane is killed with the yes on its lips', async () => {
    for (let n = 0; n < 2; n += 1) {
      const held = await ask();
      const { status } = await decide(held.approval_id).catch(() => ({ status: 0 }));
      await plane.stop('SIGKILL');
      await plane.start();
      await eventually(async () => expect(await state(held)).toMatch(/succeeded|failed|canceled/), 90_000);
      const detail = await plane.get<ApprovalDetail>(`/api/v1/approvals/${held.approval_id}`);
      // What was acknowledged is there.
      if (status === 200) expect(detail.decision).toBe('approved');
      expect(held.runs()).toBeLessThanOrEqual(1);
      if ((await state(held)) === 'succeeded') expect(held.runs()).toBe(1);
    }
  }, 400_000);

  it('starts at once when the glass is broken, and waits to be looked at', async () => {
    const refused = await ask({ breakglass_reason: 'service_outage' });
    expect(refused.status).toBe(400);
    const broken = await ask({ breakglass_reason: 'service_outage', breakglass_confirm: 'web-01' });
    expect(broken.status).toBe(200);
    await eventually(async () => expect(await state(broken)).toBe('succeeded'));
    expect(broken.runs()).toBe(1);
    const { approvals } = await plane.get<{ approvals: { id: string; breakglass_reason: string }[] }>(
      '/api/v1/approvals?needs_review=true',
    );
    expect(approvals).toMatchObject([{ breakglass_reason: 'service_outage' }]);
    const { status } = await plane.post(`/api/v1/approvals/${approvals[0]!.id}/review`, {
      note: 'It helped.',
    });
    expect(status).toBe(200);
  });

  it('is replaced by an edited one', async () => {
    const first = await ask();
    const second = await ask({ supersedes: first.approval_id });
    expect(await state(first)).toBe('canceled');
    expect(await state(second)).toBe('pending_approval');
    await plane.post(`/api/v1/approvals/${second.approval_id}/withdraw`);
    expect(await state(second)).toBe('canceled');
  });

  it('is decided at a terminal as well', async () => {
    const [yes, no, back] = [await ask(), await ask(), await ask()];
    expect(ctl('approvals', 'show', yes.approval_id).stdout).toMatch(/web-01/);
    expect(ctl('approvals', 'approve', yes.approval_id, '--reason', 'x')).toMatchObject({ status: 2 });
    const approved = ctl('approvals', 'approve', yes.approval_id, '--reason', 'x', '--confirm', 'web-01');
    expect(approved).toMatchObject({ status: 0, stdout: expect.stringContaining('approved') });
    await eventually(async () => expect(await state(yes)).toBe('succeeded'));
    expect(yes.runs()).toBe(1);
    expect(ctl('approvals', 'deny', no.approval_id, '--reason', 'never')).toMatchObject({ status: 0 });
    expect(await state(no)).toBe('canceled');
    expect(ctl('approvals', 'withdraw', back.approval_id)).toMatchObject({ status: 0 });
    expect(JSON.parse(ctl('--json', 'approvals', 'list', '--status', 'withdrawn').stdout)).toMatchObject({
      approvals: [{ id: back.approval_id }, {}],
    });
  });
});
