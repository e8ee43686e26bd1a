import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandView, HeldCommand } from '@legator/contracts';
import { ControlPlane, root } from '../support/control-plane.js';
import { ProbeProcess } from '../support/probe-process.js';
import { eventually } from '../support/spine.js';

jest.setTimeout(90_000);

describe('a command that changes a file', () => {
  const plane = new ControlPlane({ LEGATOR_LOCAL_PROBE: 'false' });
  const probe = new ProbeProcess(plane, 'web-01');
  const scratch = mkdtempSync(join(tmpdir(), 'lgt-changes-'));
  const file = join(scratch, 'app.txt');

  beforeAll(async () => {
    await plane.start();
    await probe.enrol();
  }, 240_000);

  afterAll(async () => {
    await probe.remove();
    await plane.remove();
    rmSync(scratch, { recursive: true, force: true });
  }, 240_000);

  beforeEach(() => writeFileSync(file, 'one\ntwo\n'));

  const ctl = (...args: string[]) => {
    const main = join(root, 'dist', 'apps', 'legatorctl', 'src', 'main.js');
    return spawnSync(process.execPath, [main, '--server', plane.url, ...args], {
      encoding: 'utf8',
      input: '',
      env: { PATH: process.env['PATH'], HOME: scratch, NO_COLOR: '1' },
    });
  };
  const ask = async (command: string, ...args: string[]): Promise<HeldCommand> => {
    const { status, body } = await plane.post(`/api/v1/probes/${probe.id}/command`, { command, args });
    expect(status).toBe(202);
    return body as HeldCommand;
  };
  const approve = (id: string) =>
    plane.post(`/api/v1/approvals/${id}/decide`, {
      ...{ decision: 'approved', reason: 'it has to be', confirm: 'web-01' },
    });
  const view = (id: string) => plane.get<CommandView>(`/api/v1/commands/${id}`);
  const ended = async (id: string) => {
    await eventually(async () => expect((await view(id)).completed_at).not.toBeNull(), 30_000);
    return view(id);
  };

  it('is shown with its difference, taken back at the command line, and in a trail that verifies', async () => {
    const held = await ask('sed', '-i', 's/two/zwei/', file);
    await approve(held.approval_id!);
    await ended(held.request_id);
    const shown = ctl('commands', 'show', held.request_id);
    expect(shown.stdout).toContain(`Changed: ${file}: 1 line more, 1 less`);
    expect(shown.stdout).toContain('\n-two\n+zwei\n');

    const asked = ctl('commands', 'revert', held.request_id, '--yes');
    expect(asked.status).toBe(3);
    const [, approval] = /waits for approval (\S+) /.exec(asked.stderr)!;
    expect(readFileSync(file, 'utf8')).toBe('one\nzwei\n');
    await approve(approval!);
    await eventually(() => Promise.resolve(expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n')), 30_000);
    await eventually(async () =>
      expect(await plane.get('/api/v1/audit/verify')).toMatchObject({ valid: true }),
    );
  });

  it('is known by what was before when the probe is killed while it runs, and is not run again', async () => {
    const started = join(scratch, 'started');
    const held = await ask('sh', '-c', `sed -i s/two/zwei/ ${file} && touch ${started} && sleep 60`);
    await approve(held.approval_id!);
    await eventually(() => Promise.resolve(expect(existsSync(started)).toBe(true)), 30_000);
    await probe.kill('SIGKILL');
    await probe.start();
    const found = await ended(held.request_id);
    expect(found).toMatchObject({ state: 'failed', error_kind: 'indeterminate' });
    expect(found.changes).toMatchObject({
      after_at: null,
      missing: 'It was not looked at afterwards: the probe stopped while it ran.',
      revertible: false,
    });
    const item = found.changes!.items.find(({ name }) => name === file);
    expect(item).toMatchObject({ change: 'unread', before: { text: 'one\ntwo\n' }, after: null });
  });
});
