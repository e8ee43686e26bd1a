import { anActor } from '@legator/core/testing';
import { Decisions } from '@legator/approvals';
import { ProbeChannel } from '@legator/fleet';
import type { FakeProbe } from '../../support/fake-probe.js';
import { ProbeRoad } from '../../support/probe-road.js';
import { eventually } from '../../support/spine.js';

let road: ProbeRoad;
let probe: FakeProbe;

beforeAll(async () => {
  road = await ProbeRoad.start();
  probe = await road.probe('web-1', { tags: ['web'] });
});
afterAll(() => road.close());
beforeEach(() => {
  road.spine.judge.verdict = {};
  road.spine.judge.asked = [];
  probe.answering();
});

const run = (body: unknown, query = '', headers = {}) =>
  road.post(`/probes/${probe.id}/command${query}`, body, headers);
const approve = (approvalId: string) =>
  road.spine.as({ id: 'ben', name: 'Ben' }, () =>
    road.spine.app
      .get(Decisions)
      .decide(approvalId, { decision: 'approved', reason: 'yes', confirm: probe.id }),
  );
const counts = () =>
  road.rows(
    'select (select count(*) from directives_directive) d, (select count(*) from commands_dispatch) s',
  );

describe('a command that may run', () => {
  it('brings its result back to whoever waits for it', async () => {
    probe.answering({ stdout: 'Linux\n' });
    const response = await run({ command: 'uname', args: ['-s'] }, '?wait=true');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ exit_code: 0, stdout: 'Linux\n', outcome: 'exited' });
    expect(response.headers.get('x-legator-policy-decision')).toBe('allow');
    expect(probe.bodies('command.run').at(-1)).toMatchObject({ argv: ['uname', '-s'], timeoutMs: 30_000 });
  });

  it('is told as dispatched to whoever does not wait, and found again by its request id', async () => {
    const sent = (await (await run({ command: 'uptime' })).json()) as { request_id: string; status: string };
    expect(sent).toMatchObject({
      status: 'dispatched',
      request_id: expect.stringMatching(/^cmd-[\w-]{22}$/),
    });
    await eventually(async () => {
      expect(await road.get(`/commands/${sent.request_id}`)).toMatchObject({
        state: 'succeeded',
        argv: ['uptime'],
        result: { exit_code: 0, stdout: 'ok\n' },
      });
    });
  });

  it('fails when it exits with anything but 0, and the waiter gets the exit code', async () => {
    probe.answering({ exitCode: 3, stderr: 'no\n' });
    const response = await run({ command: 'false', request_id: 'exit-3' }, '?wait=1');
    expect(await response.json()).toMatchObject({ exit_code: 3, stderr: 'no\n' });
    expect(await road.get('/commands/exit-3')).toMatchObject({ state: 'failed', error_kind: 'exit_code' });
  });

  it('reads a command without arguments as words', async () => {
    await run({ command: `df -h '/var/log files'` }, '?wait=true');
    expect(probe.bodies('command.run').at(-1)!.argv).toEqual(['df', '-h', '/var/log files']);
  });

  it('keeps timeout and streaming as they were asked for', async () => {
    await run({ command: 'uptime', timeout: 90_000_000_000, stream: true }, '?wait=true');
    expect(probe.bodies('command.run').at(-1)).toMatchObject({ timeoutMs: 90_000, stream: true });
  });

  it('leaves a trail: sent by whoever asked, ended by the probe', async () => {
    await run({ command: 'uptime', request_id: 'trail' }, '?wait=true');
    const entries = await road.rows(
      `select body::jsonb->>'type' as type, body::jsonb->'actor' as actor from (
         select body from audit_inbox union all select body from audit_entry) e
       where body::jsonb->'detail'->>'request_id' = 'trail' order by body::jsonb->>'id'`,
    );
    expect(entries).toMatchObject([
      { type: 'command.sent', actor: expect.stringContaining('Ana') },
      { type: 'command.result', actor: 'web-1' },
    ]);
  });

  it('masks credentials that a host prints', async () => {
    const key = `lgk_${'0a'.repeat(32)}`;
    probe.answering({ stdout: `key=${key}\u0000` });
    await run({ command: 'env', request_id: 'secret' }, '?wait=true');
    const { result } = await road.get('/commands/secret');
    expect(result!['stdout']).toBe('key=[redacted]\u{fffd}');
  });
});

describe('a command that may not run', () => {
  it('is denied with 429 and reasons, and nothing leaves', async () => {
    road.spine.judge.verdict = { decision: 'deny', risk: 'high' };
    const before = probe.bodies('command.run').length;
    const response = await run({ command: 'reboot', request_id: 'denied' }, '?wait=true');
    expect(response.status).toBe(429);
    const body = await response.json();
    expect(body).toMatchObject({
      status: 'denied',
      policy_decision: 'deny',
      risk_level: 'high',
      reason_code: 'test',
    });
    expect(body).not.toHaveProperty('error');
    expect(await road.get('/commands/denied')).toMatchObject({ state: 'denied', result: null });
    expect(probe.bodies('command.run')).toHaveLength(before);
  });

  it('waits for a person with 202, and runs once with the approval when that person says yes', async () => {
    road.spine.judge.verdict = { decision: 'queue', level: 'remediate', risk: 'medium' };
    const response = await run({ command: 'systemctl', args: ['restart', 'nginx'], request_id: 'held' });
    expect(response.status).toBe(202);
    const held = (await response.json()) as { approval_id: string; directive_id: string };
    expect(held).toMatchObject({ status: 'pending_approval', gate_outcome: 'approval_required' });
    expect(await road.get('/commands/held')).toMatchObject({ state: 'pending_approval' });
    await approve(held.approval_id);
    await eventually(async () =>
      expect(await road.get('/commands/held')).toMatchObject({ state: 'succeeded' }),
    );
    expect(probe.bodies('command.run').at(-1)).toMatchObject({
      approval: { id: held.approval_id, grantedLevel: 'remediate' },
    });
  });

  it('sends a line whole to a probe that reads lines by itself', async () => {
    const line = 'cat /etc/hosts | wc -l';
    const response = await run({ command: line, request_id: 'line' }, '?wait=true');
    expect(road.spine.judge.asked).toMatchObject([{ payload: { argv: [], line } }]);
    expect(response.status).toBe(200);
    expect(probe.bodies('command.run').at(-1)).toMatchObject({ argv: ['sh', '-c', line], line });
  });

  it.each([
    ['no command', { command: '' }],
    ['blanks for a command', { command: ' \t' }],
    ['nothing at all', {}],
    ['a negative timeout', { command: 'ls', timeout: -1 }],
    ['a part of a nanosecond', { command: 'ls', timeout: 1.5 }],
    ['a timeout of two days', { command: 'ls', timeout: 172_800_000_000_000 }],
    ['a number for a command', { command: 7 }],
    ['an argument with a NUL', { command: 'ls', args: ['a\u0000b'] }],
    ['half a character', { command: 'ls', args: ['\ud800'] }],
    ['128 KiB of arguments', { command: 'ls', args: ['x'.repeat(70_000), 'y'.repeat(70_000)] }],
    ['a level nobody knows', { command: 'ls', level: 'root' }],
    ['a request id with a slash', { command: 'ls', request_id: '../x' }],
  ])('is refused with 400: %s', async (_what, body) => {
    const [before] = await counts();
    const response = await run(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_request' });
    expect(await counts()).toEqual([before]);
  });

  it('is refused with 404 on a probe nobody knows, and with 502 on one that is away, before anything is made', async () => {
    const away = await road.probe('away-1');
    await road.leave(away);
    await away.until(() => !road.spine.app.get(ProbeChannel).isConnected(away.id));
    const [before] = await counts();
    const unknown = await road.post('/probes/prb-00000000/command', { command: 'ls' });
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { code: 'not_found' }]);
    const gone = await road.post(`/probes/${away.id}/command`, { command: 'ls' });
    expect([gone.status, await gone.json()]).toMatchObject([502, { code: 'bad_gateway' }]);
    expect(await counts()).toEqual([before]);
  });

  it('is refused with 403 to whoever may not run commands', async () => {
    road.spine.access.named['eve'] = anActor({ id: 'eve', permissions: ['fleet:read', 'fleet:write'] });
    expect((await run({ command: 'ls' }, '', { authorization: 'Bearer eve' })).status).toBe(403);
  });

  it('is not found by another tenant', async () => {
    road.spine.access.named['mallory'] = anActor({ id: 'mallory', tenantId: 'other' });
    await run({ command: 'ls', request_id: 'ours' }, '?wait=true');
    const asked = await fetch(`${road.base}/api/v1/commands/ours`, {
      headers: { authorization: 'Bearer mallory' },
    });
    expect(asked.status).toBe(404);
  });
});

describe('a request made twice', () => {
  it('gives the first command back, and runs once', async () => {
    const first = (await (
      await run({ command: 'date', request_id: 'twice' }, '?wait=true')
    ).json()) as object;
    const runs = probe.bodies('command.run').length;
    expect(await (await run({ command: 'date', request_id: 'twice' }, '?wait=true')).json()).toEqual(first);
    expect(probe.bodies('command.run')).toHaveLength(runs);
  });

  it('is the same by its Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'k-1' };
    const ids = await Promise.all(
      [1, 2, 3].map(
        async () => (await (await run({ command: 'id' }, '', key)).json()) as { request_id: string },
      ),
    );
    expect(new Set(ids.map(({ request_id }) => request_id)).size).toBe(1);
  });

  it('is refused when it asks for something else, or somebody else asks', async () => {
    await run({ command: 'date', request_id: 'mine' }, '?wait=true');
    const other = await run({ command: 'id', request_id: 'mine' });
    expect(other.status).toBe(409);
    road.spine.access.named['bo'] = anActor({ id: 'bo' });
    const others = await run({ command: 'date', request_id: 'mine' }, '', { authorization: 'Bearer bo' });
    expect([others.status, await others.json()]).toMatchObject([409, { code: 'commands.request_id_taken' }]);
  });
});

describe('canceling', () => {
  it('asks the probe to stop what runs; the end is what the probe says', async () => {
    probe.onRun(({ dispatchId }) => probe.accept(dispatchId));
    const before = probe.bodies('command.run').length;
    await run({ command: 'sleep', args: ['60'], request_id: 'stop-me' });
    const { dispatchId } = await probe.nextRun(before);
    await eventually(async () =>
      expect(await road.get('/commands/stop-me')).toMatchObject({ state: 'running' }),
    );
    const { pending } = await road.get<{ pending: object[] }>('/commands/pending');
    expect(pending).toMatchObject([
      { request_id: 'stop-me', command: 'sleep', waiting_ms: expect.any(Number) },
    ]);
    expect((await road.post('/commands/stop-me/cancel', { reason: 'not needed' })).status).toBe(200);
    await probe.until(() => probe.bodies('command.cancel').length > 0);
    expect(probe.bodies('command.cancel')).toMatchObject([{ dispatchId, reason: 'not needed' }]);
    probe.end(dispatchId, { outcome: 'canceled', exitCode: -1 });
    await eventually(async () =>
      expect(await road.get('/commands/stop-me')).toMatchObject({ state: 'canceled' }),
    );
    expect((await road.post('/commands/stop-me/cancel')).status).toBe(409);
    // One fact, and it is of the one who asked; nothing has failed.
    const facts = await road.rows(
      `select type, summary, actor_type, actor_id from core_signal
       where summary like '%sleep 60%' and type not like '%.requested' and type <> 'command.dispatched'`,
    );
    expect(facts).toEqual([
      { type: 'command.canceled', summary: 'Ana stopped sleep 60', actor_type: 'user', actor_id: 'ana' },
    ]);
    const [{ body }] = (await road.rows(
      `select body::jsonb as body from (select body from audit_inbox union all select body from audit_entry) e
       where body::jsonb->>'summary' = 'Ana stopped sleep 60'`,
    )) as [{ body: Record<string, unknown> }];
    expect(body).toMatchObject({ type: 'command.result', actor: 'Ana', actor_type: 'user' });
  });

  it('tells what was withdrawn before it ran as a withdrawal of the one who asked', async () => {
    road.spine.judge.verdict = { decision: 'queue', risk: 'high' };
    await run({ command: 'sleep', args: ['61'], request_id: 'withdrawn' });
    await road.post('/commands/withdrawn/cancel', { reason: 'not needed' });
    const facts = await road.rows(
      `select type, summary, actor_id from core_signal where summary like '%sleep 61' and type = 'directive.canceled'`,
    );
    expect(facts).toEqual([
      { type: 'directive.canceled', summary: 'Ana withdrew sleep 61', actor_id: 'ana' },
    ]);
  });
});

it('stops waiting when the client goes, and lets the command go on', async () => {
  probe.onRun(() => undefined);
  const gone = new AbortController();
  const before = probe.bodies('command.run').length;
  const waiting = fetch(`${road.base}/api/v1/probes/${probe.id}/command?wait=true`, {
    method: 'POST',
    body: JSON.stringify({ command: 'sleep', args: ['9'], request_id: 'left' }),
    headers: { 'content-type': 'application/json' },
    signal: gone.signal,
  }).catch(() => 'gone');
  const { dispatchId } = await probe.nextRun(before);
  gone.abort();
  expect(await waiting).toBe('gone');
  probe.end(dispatchId);
  await eventually(async () =>
    expect(await road.get('/commands/left')).toMatchObject({ state: 'succeeded' }),
  );
});
