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
  }, 240_000);

  afterEach(() => rmSync(counter, { force: true }));

  afterAll(async () => {
    for (const probe of probes) await probe.remove();
    await plane.remove();
    rmSync(scratch, { recursive: true, force: true });
  }, 240_000);

  /** What waits for a yes, by its directive. */
  const waiting = new Map<string, { approval: string; host: string }>();
  /** Asks for something that counts how often it runs. */
  const ask = async (n: number, probe: ProbeProcess, seconds = '0.3') => {
    const script = `echo ${n} >> ${counter}; sleep ${seconds}`;
    const { status, body } = await plane.post(`/api/v1/probes/${probe.id}/command`, {
      command: 'sh',
      args: ['-c', script],
      request_id: `count-${n}-${Date.now()}`,
    });
    if (status !== 202) throw new Error(`${status}: ${JSON.stringify(body)}`);
    const { directive_id: id, approval_id: approval } = body as { directive_id: string; approval_id: string };
    waiting.set(id, { approval, host: probe.hostname });
    return id;
  };
  const decide = (id: string, more: object = {}) => {
    const { approval, host } = waiting.get(id)!;
    const yes = { decision: 'approved', reason: 'bad luck is to come', confirm: host, ...more };
    return plane.post(`/api/v1/approvals/${approval}/decide`, yes);
  };
  /** Says yes to all of them, again and again where nobody answered. @returns those that were acknowledged */
  const approve = async (ids: string[]) => {
    const acknowledged = new Set<string>();
    for (const id of ids) {
      await eventually(async () => {
        const { status, body } = await decide(id);
        if (status === 200) acknowledged.add(id);
        const known = (body as { reason_code?: string }).reason_code === 'already_decided';
        if (status !== 200 && !known) throw new Error(`${status}: ${JSON.stringify(body)}`);
      }, 60_000);
    }
    return acknowledged;
  };
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
    // Four people at it: some decisions, some starts and some runs are under way when it is killed.
    const approving = [0, 1, 2, 3].map((part) => approve(ids.filter((_, at) => at % 4 === part)));
    await eventually(() => expect(counted().size).toBeGreaterThan(20), 60_000);
    await plane.stop('SIGKILL');
    await plane.start();
    const acknowledged = new Set((await Promise.all(approving)).flatMap((some) => [...some]));
    expect(acknowledged.size).toBeGreaterThan(180);
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
    });
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
    const [held, other] = [await ask(2_000, probe), await ask(2_001, probe)];
    expect((await decide(held, { not_before: new Date(Date.now() + 3_600_000).toISOString() })).status).toBe(
      200,
    );
    await plane.sql('revoke insert on audit_inbox from legator_app, legator_worker');
    try {
      // Its time comes when nothing can be written any more, however long that took.
      await plane.sql('update approvals_approval set not_before = now() where directive_id = $1', [held]);
      const { status } = await plane.post(`/api/v1/probes/${probe.id}/command?wait=true`, {
        command: 'true',
      });
      expect(status).toBeGreaterThanOrEqual(500);
      // Nor does a decision count that is not written down.
      expect((await decide(other)).status).toBeGreaterThanOrEqual(500);
      const [{ count }] = (await plane.sql<{ count: string }>('select count(*) from commands_dispatch')) as [
        { count: string },
      ];
      // The runner has tried and failed: it says so.
      await eventually(() => expect(plane.output).toMatch(/directives failed and will try again/));
      const [after] = (await plane.sql<{ count: string }>('select count(*) from commands_dispatch')) as [
        { count: string },
      ];
      expect(after.count).toBe(count);
      expect(counted().get('2000')).toBeUndefined();
      expect((await rows([other]))[0]).toMatchObject({ status: 'requested' });
    } finally {
      await plane.sql('grant insert on audit_inbox to legator_app, legator_worker');
    }
    expect((await allEnded([held], 30_000))[0]).toMatchObject({ status: 'succeeded' });
    expect(counted().get('2000')).toBe(1);
  }, 120_000);
});
