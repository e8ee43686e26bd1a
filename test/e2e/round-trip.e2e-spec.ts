import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlPlane, root } from '../support/control-plane.js';
import { ProbeProcess } from '../support/probe-process.js';
import { eventually } from '../support/spine.js';

interface Probe {
  id: string;
  hostname: string;
  status: string;
  cpus: number;
  vitals?: { memoryTotal?: number; load?: number[] };
}

// Each process of the command line takes its time on a busy machine.
jest.setTimeout(120_000);

describe('the whole round trip', () => {
  const plane = new ControlPlane({ LEGATOR_LOCAL_PROBE: 'true' });
  const web = new ProbeProcess(plane, 'web-01');
  const scratch = mkdtempSync(join(tmpdir(), 'lgt-e2e-'));

  beforeAll(async () => {
    await plane.start();
    await web.enrol('--tags', 'web,prod');
  }, 240_000);

  afterAll(async () => {
    await web.remove();
    await plane.remove();
    rmSync(scratch, { recursive: true, force: true });
  }, 240_000);

  const ctl = (...args: string[]) => {
    const main = join(root, 'dist', 'apps', 'legatorctl', 'src', 'main.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, '--server', plane.url, ...args], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: scratch, NO_COLOR: '1' },
    });
    return { status, stdout, stderr };
  };

  it('shows this machine and the other one with what they really are', async () => {
    const probes = await eventually(async () => {
      const found = await plane.get<Probe[]>('/api/v1/probes');
      expect(found).toHaveLength(2);
      for (const { status, cpus, vitals } of found) {
        expect(status).toMatch(/online|degraded/);
        expect(cpus).toBeGreaterThan(0);
        expect(vitals?.memoryTotal).toBeGreaterThan(64 * 1024 * 1024);
      }
      return found;
    }, 30_000);
    expect(probes.map(({ hostname }) => hostname)).toContain('web-01');
    const { inventory } = await plane.get<{ inventory: { users: unknown[]; disks: unknown[] } }>(
      `/api/v1/probes/${web.id}`,
    );
    expect(inventory.disks.length).toBeGreaterThan(0);
    expect(inventory.users.length).toBeGreaterThan(0);
  });

  it('runs a command there and brings back what it printed', async () => {
    const { status, body } = await plane.post(`/api/v1/probes/${web.id}/command?wait=true`, {
      command: 'uname',
      args: ['-s'],
    });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { exit_code: 0, stdout: 'Linux\n', stderr: '' },
    });
  });

  it('reads a line as the program and its words', async () => {
    const { body } = await plane.post(`/api/v1/probes/${web.id}/command?wait=true`, {
      command: "echo 'a  b'",
    });
    expect(body).toMatchObject({ exit_code: 0, stdout: 'a  b\n' });
  });

  it('runs a line of several programs without a shell and without asking', async () => {
    const path = `/api/v1/probes/${web.id}/command?wait=true`;
    const { body } = await plane.post(path, {
      command: 'cat /etc/hostname /proc/$$/comm | wc -l; ps -o comm= -e | sort -u | head -n 1 && echo done',
    });
    expect(body).not.toHaveProperty('exit_code');
    const { body: run } = await plane.post(path, { command: 'cat /etc/hostname | wc -l && echo "a  b"' });
    expect(run).toMatchObject({ exit_code: 0, stdout: '1\na  b\n', outcome: 'exited' });
  });

  it('holds what only looks in a sandbox, where one works', async () => {
    const { output } = await web.once(['status', '--config-dir', web.dir]);
    const { body } = await plane.post(`/api/v1/probes/${web.id}/command?wait=true`, {
      command: 'grep Seccomp: /proc/self/status',
    });
    const contained = /sandbox: +works/.test(output);
    if (!contained) process.stderr.write(`SKIPPED: no sandbox is tested: ${output}\n`);
    expect(body).toMatchObject({ exit_code: 0, contained });
    if (contained) expect(body).toMatchObject({ stdout: 'Seccomp:\t2\n' });
  });

  it('lets anyone follow the output while it appears', async () => {
    const { body } = await plane.post(`/api/v1/probes/${web.id}/command?stream=true`, {
      command: 'echo',
      args: ['live'],
    });
    const { request_id: id } = body as { request_id: string };
    const answer = await fetch(`${plane.url}/api/v1/commands/${id}/stream`);
    const text = await answer.text();
    expect(text).toMatch(/^event: replay\.meta/m);
    expect(text).toMatch(/event: output\ndata: .*"data":"live\\n"/);
    expect(text).toMatch(/"final":true/);
  });

  it('holds back what would change something, and runs nothing', async () => {
    const file = join(scratch, 'must-not-exist');
    const { status, body } = await plane.post(`/api/v1/probes/${web.id}/command`, {
      command: 'touch',
      args: [file],
    });
    expect({ status, body }).toMatchObject({
      status: 202,
      body: { status: 'pending_approval', policy_decision: 'queue' },
    });
    const { approvals } = await plane.get<{ approvals: { summary: string; decision: string }[] }>(
      '/api/v1/approvals',
    );
    expect(approvals[0]).toMatchObject({ summary: `touch ${file}`, decision: 'pending' });
    expect(() => readFileSync(file)).toThrow(/ENOENT/);
  });

  it('runs what the policy of the probe lets run, and holds it back after a stricter one', async () => {
    const apply = (policy: string) => plane.post(`/api/v1/probes/${web.id}/apply-policy/${policy}`);
    const goesBy = (level: string) =>
      eventually(async () => {
        const shown = await plane.get(`/api/v1/probes/${web.id}/policy`);
        expect(shown).toMatchObject({ level, drift: 'none', reported: { level } });
      }, 30_000);
    const lookup = { command: 'getent', args: ['ahosts', 'localhost'] };
    expect((await apply('diagnose')).body).toMatchObject({ status: 'applied', level: 'diagnose' });
    await goesBy('diagnose');
    expect((await plane.post(`/api/v1/probes/${web.id}/command?wait=true`, lookup)).status).toBe(200);
    await apply('observe-only');
    await goesBy('observe');
    expect((await plane.post(`/api/v1/probes/${web.id}/command`, lookup)).status).toBe(202);
    expect(ctl('policy', 'test', 'getent ahosts localhost', '--probe', 'web-01').stdout).toContain('queue: ');
    expect(ctl('policy', 'test', 'rm -rf /srv', '--probe', 'web-01').status).toBe(1);
    await fetch(`${plane.url}/api/v1/policies/assignments`, {
      method: 'DELETE',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ scope: { type: 'probe', id: web.id } }),
    });
    expect(await plane.get(`/api/v1/probes/${web.id}/policy`)).toMatchObject({
      policies: [],
      level: 'observe',
    });
  });

  it('writes down every step, in order, and proves it', async () => {
    const { body } = await plane.post(`/api/v1/probes/${web.id}/command?wait=true`, { command: 'id' });
    const { request_id: id } = body as { request_id: string };
    const steps = await eventually(async () => {
      const { events } = await plane.get<{ events: { type: string; sealed: boolean; detail: object }[] }>(
        `/api/v1/audit?probe_id=${web.id}&limit=50`,
      );
      const mine = events.filter(({ detail }) => JSON.stringify(detail).includes(id));
      expect(mine.map(({ sealed }) => sealed)).toEqual([true, true, true]);
      return mine.map(({ type }) => type).reverse();
    }, 30_000);
    expect(steps).toEqual(['directive.requested', 'command.sent', 'command.result']);
    expect(await plane.get('/api/v1/audit/verify')).toMatchObject({ valid: true, first_invalid_index: null });
  });

  it('lets somebody who does not trust the server check its export offline', async () => {
    const key = await (await fetch(`${plane.url}/api/v1/audit/key`)).json();
    const exported = await (await fetch(`${plane.url}/api/v1/audit/export`)).text();
    const [file, pub] = [join(scratch, 'audit.jsonl'), join(scratch, 'audit.pem')];
    writeFileSync(file, exported);
    writeFileSync(
      pub,
      (key as { public_key_pem?: string; pem?: string }).public_key_pem ?? (key as { pem: string }).pem,
    );
    expect(ctl('audit', 'verify', file, '--key', pub)).toMatchObject({ status: 0 });
    const lines = exported.split('\n');
    const at = lines.findIndex((line) => line.includes('"command.sent"'));
    writeFileSync(file, lines.with(at, lines[at]!.replace('command.sent', 'command.seen')).join('\n'));
    const tampered = ctl('audit', 'verify', file, '--key', pub);
    expect(tampered.status).not.toBe(0);
    expect(tampered.stdout + tampered.stderr).toMatch(/\d+/);
  });

  it('is all there for an operator at a terminal', () => {
    expect(ctl('probes').stdout).toMatch(/web-01/);
    expect(ctl('probe', 'web-01').stdout).toMatch(/online|degraded/);
    const run = ctl('command', 'web-01', '--', 'uname', '-s');
    expect(run).toMatchObject({ status: 0, stdout: expect.stringContaining('Linux') });
    expect(ctl('command', 'web-01', '--', 'ls', '/does-not-exist').status).toBe(2);
    expect(ctl('command', 'web-01', '--', 'reboot').status).toBe(3);
    expect(JSON.parse(ctl('--json', 'status').stdout)).toBeTruthy();
  });

  it('is up again in a moment with everything it knew, and the probes come back by themselves', async () => {
    // What a probe was before stays in sight until it is back: only its arrival tells.
    const arrivals = async () =>
      (await plane.get<{ events: object[] }>('/api/v1/audit?type=probe.connected&limit=50')).events.length;
    const [before, came] = [await plane.get<{ total: number }>('/api/v1/audit?limit=1'), await arrivals()];
    expect(await plane.stop()).toBe(0);
    await plane.start();
    await eventually(async () => expect(await arrivals()).toBeGreaterThanOrEqual(came + 2), 120_000);
    await eventually(async () => {
      const probes = await plane.get<Probe[]>('/api/v1/probes');
      expect(probes.every(({ status }) => /online|degraded/.test(status))).toBe(true);
      expect(probes).toHaveLength(2);
    }, 40_000);
    expect((await plane.get<{ total: number }>('/api/v1/audit?limit=1')).total).toBeGreaterThanOrEqual(
      before.total,
    );
    const { body } = await plane.post(`/api/v1/probes/${web.id}/command?wait=true`, { command: 'uname' });
    expect(body).toMatchObject({ exit_code: 0 });
  }, 240_000);

  it('lets go of a probe that was deleted, for good', async () => {
    const gone = await fetch(`${plane.url}/api/v1/probes/${web.id}`, { method: 'DELETE' });
    expect(gone.status).toBe(200);
    const { status, body } = await plane.post(`/api/v1/probes/${web.id}/command`, { command: 'uname' });
    expect({ status, body }).toMatchObject({ status: 404, body: { code: 'not_found' } });
    const { events } = await plane.get<{ events: { type: string }[] }>(
      `/api/v1/audit?probe_id=${web.id}&limit=5`,
    );
    expect(events.map(({ type }) => type)).toContain('probe.deregistered');
  });
});
