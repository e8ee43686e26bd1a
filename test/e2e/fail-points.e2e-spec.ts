import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAIL_POINTS } from '@legator/contracts';
import type { FailPoint } from '@legator/contracts';
import { ControlPlane, root } from '../support/control-plane.js';
import { ProbeProcess } from '../support/probe-process.js';
import { eventually } from '../support/spine.js';

interface Row {
  id: string;
  status: string;
  error_kind: string | null;
}

// Each restart takes its time on a busy machine.
jest.setTimeout(240_000);

describe('a command, when a process dies', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'lgt-points-'));
  const killAt = join(scratch, 'kill-at');
  const env = {
    NODE_OPTIONS: `--require ${join(root, 'test', 'support', 'evil', 'kill-at.cjs')}`,
    LEGATOR_TEST_KILL_AT: killAt,
  };
  const plane = new ControlPlane({ LEGATOR_LOCAL_PROBE: 'false', ...env });
  const probe = new ProbeProcess(plane, 'web-01', env);
  const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

  beforeAll(async () => {
    await plane.start();
    await probe.enrol();
  }, 240_000);

  afterAll(async () => {
    await probe.remove();
    await plane.remove();
    rmSync(scratch, { recursive: true, force: true });
  }, 240_000);

  /** Starts again whatever died; answers once that has happened. */
  const raise = async (point: FailPoint) => {
    await eventually(() => {
      expect(read(`${killAt}.died`)).toContain(point);
      return Promise.resolve();
    }, 30_000);
    if (point.startsWith('probe.')) await probe.kill('SIGKILL').then(() => probe.start());
    else await plane.stop('SIGKILL').then(() => plane.start());
  };
  /** As somebody does who got no answer: the same again. */
  const insist = <T>(call: () => Promise<{ status: number; body: T }>) =>
    eventually(async () => {
      const { status, body } = await call();
      const code = (body as { reason_code?: string }).reason_code;
      if (status >= 300 && code !== 'already_decided') throw new Error(`${status}: ${JSON.stringify(body)}`);
      return body;
    }, 60_000);

  it.each(FAIL_POINTS)('at %s runs at most once, is not lost, and the trail says so', async (point) => {
    const marks = join(scratch, `ran-${point}`);
    // That it was accepted is noted only where it has not ended meanwhile, on a busy machine as well.
    const runsFor = point === 'acceptance.noted' ? 3 : 0.4;
    const command = { command: 'sh', args: ['-c', `echo ran >> ${marks}; sleep ${runsFor}`] };
    writeFileSync(killAt, point);
    const raised = raise(point);
    const held = await insist(() =>
      plane.post(`/api/v1/probes/${probe.id}/command`, command, { 'idempotency-key': point }),
    );
    const { directive_id: id, approval_id: approval } = held as { directive_id: string; approval_id: string };
    await insist(() =>
      plane.post(`/api/v1/approvals/${approval}/decide`, {
        ...{ decision: 'approved', reason: 'it has to be', confirm: 'web-01' },
      }),
    );
    await raised;
    const rows = () =>
      plane.sql<Row>(`select id, status, error_kind from directives_directive where payload->'argv' ? $1`, [
        command.args[1],
      ]);
    const [ended, ...others] = await eventually(async () => {
      const found = await rows();
      expect(found.map(({ status }) => status)).not.toContain('running');
      expect(found.map(({ status }) => status)).not.toContain('requested');
      return found;
    }, 60_000);
    expect([ended!.id, others]).toEqual([id, []]);
    const times = read(marks).split('ran').length - 1;
    // Only the probe itself can die without knowing how far the command came; then it says just that.
    const unknown = point === 'probe.accepted' || point === 'probe.started';
    expect({ ...ended, times: unknown ? Math.min(times, 1) - times : times }).toMatchObject(
      unknown
        ? { status: 'failed', error_kind: 'indeterminate', times: 0 }
        : { status: 'succeeded', error_kind: null, times: 1 },
    );
    const sent = await plane.sql(
      `select d.id from commands_dispatch d where d.directive_id = $1 and not exists (
         select from audit_entry e where e.type = 'command.sent' and e.body like '%' || d.id || '%')
       and not exists (select from audit_inbox i where i.body like '%command.sent%' and i.body like '%' || d.id || '%')`,
      [id],
    );
    expect(sent).toEqual([]);
    expect(await plane.get('/api/v1/audit/verify')).toMatchObject({ valid: true });
  });
});
