import { anActor } from '@legator/core/testing';
import type { FakeTurn } from '@legator/chat/testing';
import type { FakeProbe } from '../../support/fake-probe.js';
import { eventually } from '../../support/spine.js';
import { LoopGround, run } from './loop-ground.js';

jest.setTimeout(90_000);

let ground: LoopGround;
let probes: FakeProbe[];

const HELD = { decision: 'queue', risk: 'medium', level: 'remediate', rationale: { policy: 'p' } } as const;
const RESTART = 'systemctl restart nginx';

beforeAll(async () => {
  ground = await LoopGround.start();
  const { access, people } = ground.road.spine;
  const session = { id: 's', confirmedAt: new Date(), confirmedBy: 'password' as const };
  access.named['ben'] = anActor({ id: 'ben', name: 'Ben', session });
  people.people = ['user:ana', 'user:ben'];
  probes = [];
  for (let at = 1; at <= 12; at += 1)
    probes.push(
      (await ground.road.probe(`web-${at}`, { tags: ['web'] })).answering({ stdout: 'restarted\n' }),
    );
});
afterAll(() => ground.close());
beforeEach(() => {
  ground.model.reset();
  ground.road.spine.judge.verdict = {};
  for (const probe of probes) probe.runs.clear();
});

const asked = (at: number) => ground.model.requests[at]!.texts.join('\n');
const runs = () =>
  probes.reduce((sum, { runs: one }) => sum + [...one.values()].reduce((a, b) => a + b, 0), 0);
const one = { target: 'web-1' };

async function approvalOf(turn: FakeTurn): Promise<string> {
  const [row] = await ground.road.rows<{ approval_id: string }>(
    `select approval_id from directives_directive where origin ->> 'turn_id' = $1`,
    [turn.id],
  );
  return row!.approval_id;
}

async function decide(turn: FakeTurn, decision: 'approved' | 'denied', reason?: string): Promise<void> {
  const answer = await ground.road.post(
    `/approvals/${await approvalOf(turn)}/decide`,
    { decision, reason: reason ?? 'It is needed.', confirm: 'web-1' },
    { authorization: 'Bearer ben' },
  );
  expect([answer.status, await answer.text()]).toEqual([200, expect.anything()]);
}

const ended = (turn: FakeTurn) =>
  eventually(async () =>
    expect(
      await ground.road.rows(
        `select 1 from directives_directive where origin ->> 'turn_id' = $1 and completed_at is null`,
        [turn.id],
      ),
    ).toEqual([]),
  );

it('waits for a person, survives a restart of the server, and goes on when they have decided', async () => {
  ground.road.spine.judge.verdict = HELD;
  ground.model.say(run(RESTART, one));
  const turn = ground.turn();
  const end = await ground.answer(turn);
  expect(end).toMatchObject({ kind: 'waiting', for: 'approval', directiveIds: [expect.any(String)] });
  expect(turn.parts).toMatchObject([
    { type: 'run', targets: [{ state: 'waiting', approval_id: await approvalOf(turn) }] },
  ]);
  expect(turn.events).toContainEqual(expect.objectContaining({ type: 'approval', summary: RESTART }));
  expect(runs()).toBe(0);
  await decide(turn, 'approved');
  await ended(turn);
  const other = await LoopGround.start({ beside: ground });
  try {
    const again = other.turn({ id: turn.id, conversationId: turn.conversationId });
    ground.model.say('nginx was restarted.');
    expect(await other.answer(again)).toEqual({ kind: 'done' });
    expect(again.text).toBe('nginx was restarted.');
    expect(again.parts).toMatchObject([
      { targets: [{ state: 'succeeded', note: expect.stringContaining('Approved by Ben') }] },
    ]);
    expect(ground.model.requests).toHaveLength(2);
    expect(asked(1)).toContain('Approved by Ben');
    expect(runs()).toBe(1);
  } finally {
    await other.road.stop();
  }
});

it('tells the model that a person said no', async () => {
  ground.road.spine.judge.verdict = HELD;
  ground.model.say(run(RESTART, one));
  const turn = ground.turn();
  await ground.answer(turn);
  await decide(turn, 'denied', 'Not at noon.');
  ground.model.say('It was denied.');
  await ground.answer(turn);
  expect(asked(1)).toMatch(/was refused: .*Denied by Ben: Not at noon/);
  expect(turn.parts).toMatchObject([{ targets: [{ state: 'denied' }] }]);
  expect(runs()).toBe(0);
});

it('says again that it waits when it is woken too early', async () => {
  ground.road.spine.judge.verdict = HELD;
  ground.model.say(run(RESTART, one));
  const turn = ground.turn();
  const first = await ground.answer(turn);
  expect(await ground.answer(turn)).toEqual(first);
  expect(ground.model.requests).toHaveLength(1);
  await decide(turn, 'denied');
});

it('asks for nothing twice when it was killed after the request and before it was written down', async () => {
  ground.model.say(run('uptime', one));
  const turn = ground.turn();
  const call = turn.call.bind(turn);
  let killed = 0;
  turn.call = async (...args) => {
    const answer = await call(...args);
    killed += 1;
    if (killed === 1) throw new Error('killed');
    return answer;
  };
  await expect(ground.answer(turn)).rejects.toThrow();
  expect(runs()).toBe(1);
  const again = ground.turn({ id: turn.id, conversationId: turn.conversationId });
  ground.model.say('It is up.');
  expect(await ground.answer(again)).toEqual({ kind: 'done' });
  expect(again.calls.map(({ callId }) => callId)).toEqual(turn.calls.map(({ callId }) => callId));
  expect(again.calls[0]!.answer!.text).toContain('restarted');
  expect(runs()).toBe(1);
});

it('reads on many without asking, and skips who is away', async () => {
  const away = await ground.road.probe('web-99', { tags: ['web'] });
  await ground.road.leave(away);
  ground.model.say(run('uptime', { target: 'tag:web' }), 'All up.');
  const turn = ground.turn();
  await ground.answer(turn);
  const [part] = turn.parts;
  expect(part).toMatchObject({ type: 'run', done: 13, groups: [{ probes: 12 }] });
  expect(asked(1)).toContain('web-99: was skipped: It is not connected.');
  expect(runs()).toBe(12);
});

it('goes through a plan step by step, verifies, and stops where one fails', async () => {
  const plan = {
    title: 'Restart nginx',
    steps: [
      { title: 'Check', command: 'nginx -t', target: 'web-1' },
      { title: 'Restart', command: RESTART, target: 'web-1' },
    ],
    verify: { title: 'Is it up?', command: 'systemctl is-active nginx', target: 'web-1' },
  };
  ground.model.say({ toolCalls: [{ name: 'propose_plan', args: plan }] }, 'Done.');
  const turn = ground.turn();
  await ground.answer(turn);
  expect(turn.parts).toMatchObject([
    {
      type: 'plan',
      steps: [{ state: 'succeeded', run: { done: 1 } }, { state: 'succeeded' }, { state: 'succeeded' }],
    },
  ]);
  expect(runs()).toBe(3);
  probes[0]!.answering(({ argv }) => ({ exitCode: argv[0] === 'nginx' ? 1 : 0 }));
  ground.model.say({ toolCalls: [{ name: 'propose_plan', args: plan }] }, 'It stopped.');
  const failing = ground.turn();
  await ground.answer(failing);
  expect(failing.parts).toMatchObject([
    { steps: [{ state: 'failed' }, { state: 'skipped' }, { state: 'succeeded' }] },
  ]);
  probes[0]!.answering({ stdout: 'restarted\n' });
});

it('verifies with nothing that could change something', async () => {
  ground.road.spine.judge.verdict = { level: 'remediate' };
  const plan = {
    title: 'x',
    steps: [{ title: 'a', command: 'a', target: 'web-1' }],
    verify: { title: 'b', command: 'b', target: 'web-1' },
  };
  ground.model.say({ toolCalls: [{ name: 'propose_plan', args: plan }] }, 'Hm.');
  const turn = ground.turn();
  await ground.answer(turn);
  expect(turn.parts).toMatchObject([{ steps: [{ state: 'succeeded' }, { state: 'failed' }] }]);
  expect(runs()).toBe(1);
});

it('reads an output page by page, of this conversation alone', async () => {
  const lines = Array.from({ length: 450 }, (_, at) => `line ${at + 1}`);
  probes[1]!.answering({ stdout: `${lines.join('\n')}\n` });
  ground.model.say(run('cat /var/log/x', { target: 'web-2' }), 'Long.');
  const turn = ground.turn();
  await ground.answer(turn);
  const [part] = turn.parts;
  const request_id = part?.type === 'run' ? part.targets[0]!.request_id! : '';
  const read = (more: object, conversationId = turn.conversationId) =>
    ground.turn({ conversationId }).call('read_output', { request_id, ...more }, 'c');
  expect((await read({ page: 3 })).text).toMatch(
    /Lines 401 to 450 of 450:\n<<<log stdout \S+\n401: line 401/,
  );
  expect((await read({ grep: 'LINE 44' })).text).toMatch(/Lines 1 to 11 of 11 that match, of 450/);
  expect(await read({ page: 4 })).toMatchObject({ ok: false });
  expect(await read({}, '01990000-0000-7000-8000-000000000000')).toMatchObject({ ok: false });
  probes[1]!.answering({ stdout: 'restarted\n' });
});

it('reads an output of a change that went over several hosts, among any number of them', async () => {
  ground.road.spine.judge.verdict = { level: 'remediate' };
  const pair = `${probes[0]!.id},${probes[1]!.id}`;
  const turn = ground.turn({ question: `!${RESTART}`, target: pair });
  const typed = ground.typed(turn);
  const first = await eventually(async () => {
    const [host] = await ground.road.rows<{ request_id: string; rollout_id: string }>(
      `select t.request_id, t.rollout_id from chat_run r join commands_rollout_target t on t.rollout_id = r.rollout_id
       where r.turn_id = $1 and t.state = 'succeeded'`,
      [turn.id],
    );
    expect(host).toBeDefined();
    return host!;
  });
  const stopped = await ground.road.post(`/rollouts/${first.rollout_id}/stop`, { reason: 'It is enough.' });
  expect(stopped.status).toBe(200);
  await typed;
  await ground.road.rows(
    `insert into chat_run select tenant_id, turn_id, 'c' || n, conversation_id, 'true', '', target, gen_random_uuid(),
       targets, created_at + n * interval '1 s' from chat_run, generate_series(1, 300) n where turn_id = $1`,
    [turn.id],
  );
  const read = (conversationId: string) =>
    ground.turn({ conversationId }).call('read_output', { request_id: first.request_id }, 'c');
  expect(await read(turn.conversationId)).toMatchObject({
    ok: true,
    text: expect.stringContaining('restarted'),
  });
  expect(await read('01990000-0000-7000-8000-000000000000')).toMatchObject({ ok: false });
});

describe('the page of a run', () => {
  type Page = {
    total: number;
    counts: unknown;
    hosts: { hostname: string; state: string }[];
    after: string | null;
  };
  const page = async (turn: FakeTurn, callId: string, query = '', conversationId = turn.conversationId) => {
    const path = `/conversations/${conversationId}/turns/${turn.id}/runs/${encodeURIComponent(callId)}`;
    const answer = await fetch(`${ground.road.base}/api/v1${path}${query}`);
    return { status: answer.status, body: (await answer.json()) as Page };
  };

  it('names every host of it, page by page and by how they stand, by the name of its block', async () => {
    probes[4]!.answering({ exitCode: 3 });
    ground.model.say(run('uptime', { target: 'tag:web' }), 'All looked at.');
    const turn = ground.turn();
    await ground.answer(turn);
    probes[4]!.answering({ stdout: 'restarted\n' });
    const [part] = turn.parts as { step_id: string }[];
    const { step_id: step } = part!;
    expect(step).toBe(turn.calls[0]!.callId);
    const first = (await page(turn, step, '?limit=10')).body;
    expect([first.hosts.length, first.after]).toEqual([10, expect.any(String)]);
    const rest = (await page(turn, step, `?limit=10&after=${first.after}`)).body;
    const names = [...first.hosts, ...rest.hosts].map(({ hostname }) => hostname);
    expect(new Set(names).size).toBe(first.total);
    expect(rest.after).toBeNull();
    const failed = (await page(turn, step, '?state=failed')).body;
    expect(failed.hosts).toMatchObject([{ hostname: 'web-5', state: 'failed', exit_code: 3, group: null }]);
    expect(failed.counts).toEqual(expect.arrayContaining([{ state: 'failed', count: 1 }]));
    expect(JSON.stringify(first)).not.toContain('stdout');
    const other = ground.turn();
    await ground.answer(other).catch(() => undefined);
    expect((await page(turn, step, '', other.conversationId)).status).toBe(404);
    expect((await page(turn, 'another')).status).toBe(404);
    expect((await page(turn, step, '?limit=501')).status).toBe(400);
  });
});
