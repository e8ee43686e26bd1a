import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlPlane } from '../support/control-plane.js';
import { ProbeProcess } from '../support/probe-process.js';
import { eventually } from '../support/spine.js';

interface Row {
  id: string;
  status: string;
  error_kind: string | null;
  n: string;
}

describe('bad luck', () => {
  const plane = new ControlPlane({ LEGATOR_LOCAL_PROBE: 'false' });
  const probes = [1, 2, 3, 4].map((n) => new ProbeProcess(plane, `host-${n}`));
  const scratch = mkdtempSync(join(tmpdir(), 'lgt-luck-'));
  const counter = join(scratch, 'counter');

  beforeAll(async () => {
    await plane.start();
    for (const probe of probes) await probe.enrol();
  }, 120_000);

  afterEach(() => rmSync(counter, { force: true }));

  afterAll(async () => {
    for (const probe of probes) await probe.remove();
    await plane.remove();
    rmSync(scratch, { recursive: true, force: true });
  }, 90_000);

  /** Asks for something that counts how often it runs, and gives the yes that people cannot give yet. */
  const ask = async (n: number, probe: ProbeProcess, seconds = '0.3') => {
    const script = `echo ${n} >> ${counter}; sleep ${seconds}`;
    const { status, body } = await plane.post(`/api/v1/probes/${probe.id}/command`, {
      command: 'sh',
      args: ['-c', script],
      request_id: `count-${n}-${Date.now()}`,
    });
    if (status !== 202) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return (body as { directive_id: string }).directive_id;
  };
  const approve = (ids: string[]) =>
    plane.sql(`update directives_directive set gate = 'approved' where id = any($1) and gate = 'pending'`, [
      ids,
    ]);
  const rows = (ids: string[]) =>
    plane.sql<Row>(
      `select id, status, error_kind, payload->'argv'->>2 as n from directives_directive where id = any($1)`,
      [ids],
    );
  const counted = () => {
    const lines = existsSync(counter) ? readFileSync(counter, 'utf8').trim().split('\n') : [];
    return new Map([...new Set(lines)].map((line) => [line, lines.filter((other) => other === line).length]));
  };
  const allEnded = (ids: string[], withinMs: number) =>
    eventually(async () => {
      const found = await rows(ids);
      expect(found.filter(({ status }) => ['requested', 'running'].includes(status))).toEqual([]);
      return found;
    }, withinMs);

  it('kill -9 of the control plane while 200 commands run: each ends in a true state, none runs twice, none vanishes', async () => {
    const asked = new Map<string, number>();
    for (let n = 0; n < 200; n += 1) asked.set(await ask(n, probes[n % probes.length]!), n);
    const ids = [...asked.keys()];
    await approve(ids);
    await eventually(() => expect(counted().size).toBeGreaterThan(20), 30_000);
    await plane.stop('SIGKILL');
    await plane.start();
    const found = await allEnded(ids, 120_000);
    expect(found).toHaveLength(200);
    const counts = counted();
    expect([...counts.values()].filter((times) => times !== 1)).toEqual([]);
    for (const { id, status } of found) {
      const times = counts.get(String(asked.get(id))) ?? 0;
      // Succeeded means it ran. Anything else may have run at most once, and says why it is not known to have worked.
      expect({ id, status, times }).toMatchObject(
        status === 'succeeded' ? { times: 1 } : { status: 'failed' },
      );
    }
    expect(found.filter(({ status }) => status === 'succeeded').length).toBeGreaterThan(150);
    expect(await plane.get('/api/v1/audit/verify')).toMatchObject({ valid: true });
  }, 300_000);

  it('kill -9 of the probe in mid-command: reported as failed and indeterminate, never run again', async () => {
    const [probe] = probes as [ProbeProcess];
    const id = await ask(1_000, probe, '30');
    await approve([id]);
    await eventually(() => expect(counted().get('1000')).toBe(1), 30_000);
    await probe.kill('SIGKILL');
    await probe.start();
    const [ended] = await allEnded([id], 60_000);
    expect(ended).toMatchObject({ status: 'failed', error_kind: 'indeterminate' });
    // The connection is back and idle: whatever would be sent again has been sent.
    const { body } = await plane.post(`/api/v1/probes/${probe.id}/command?wait=true`, { command: 'true' });
    expect(body).toMatchObject({ exit_code: 0 });
    expect(counted().get('1000')).toBe(1);
  }, 180_000);

  it('kill of PostgreSQL: writes answer 503, nothing is lost, and it recovers by itself', async () => {
    const before = await plane.get<{ total: number }>('/api/v1/audit?limit=1');
    const [{ pid }] = (await plane.sql<{ pid: number }>(
      `select (pg_read_file('postmaster.pid', 0, 10)::text) as pid`,
    )) as [{ pid: number }];
    process.kill(Number.parseInt(String(pid), 10), 'SIGKILL');
    const answers: { status: number; code?: string }[] = [];
    await eventually(async () => {
      const { status, body } = await plane.post('/api/v1/tokens');
      answers.push({ status, code: (body as { code?: string }).code });
      expect(status).toBe(200);
    }, 60_000);
    for (const { status, code } of answers) {
      expect([200, 503]).toContain(status);
      if (status === 503) expect(['database_unavailable', 'outcome_unknown']).toContain(code);
    }
    const made = answers.filter(({ status }) => status === 200).length;
    await eventually(async () => {
      const { total } = await plane.get<{ total: number }>('/api/v1/audit?limit=1');
      expect(total).toBeGreaterThanOrEqual(before.total + made);
    }, 20_000);
    await eventually(async () => {
      const { body } = await plane.post(`/api/v1/probes/${probes[1]!.id}/command?wait=true`, {
        command: 'true',
      });
      expect(body).toMatchObject({ exit_code: 0 });
    }, 60_000);
    expect(await plane.get('/api/v1/audit/verify')).toMatchObject({ valid: true });
  }, 180_000);

  it('an audit trail that cannot be written: no command leaves, and the caller hears it', async () => {
    const [, , probe] = probes as [ProbeProcess, ProbeProcess, ProbeProcess];
    const held = await ask(2_000, probe);
    await plane.sql('revoke insert on audit_inbox from legator_app, legator_worker');
    try {
      const { status } = await plane.post(`/api/v1/probes/${probe.id}/command?wait=true`, {
        command: 'true',
      });
      expect(status).toBeGreaterThanOrEqual(500);
      await approve([held]);
      const [{ count }] = (await plane.sql<{ count: string }>('select count(*) from commands_dispatch')) as [
        { count: string },
      ];
      // The runner has tried and failed: it says so.
      await eventually(() => expect(plane.output).toMatch(/directives failed and will try again/), 20_000);
      const [after] = (await plane.sql<{ count: string }>('select count(*) from commands_dispatch')) as [
        { count: string },
      ];
      expect(after.count).toBe(count);
      expect(counted().get('2000')).toBeUndefined();
    } finally {
      await plane.sql('grant insert on audit_inbox to legator_app, legator_worker');
    }
    expect((await allEnded([held], 30_000))[0]).toMatchObject({ status: 'succeeded' });
    expect(counted().get('2000')).toBe(1);
  }, 120_000);
});
