import { ApprovalEvidence } from '@legator/contracts';
import type { EvidenceItem } from '@legator/contracts';
import { newId } from '@legator/core';
import { anActor } from '@legator/core/testing';
import type { FakeTurn } from '@legator/chat/testing';
import type { FakeProbe } from '../../support/fake-probe.js';
import { LoopGround, run } from '../chat/loop-ground.js';

jest.setTimeout(90_000);

let ground: LoopGround;
let probe: FakeProbe;

const LOOKS = { level: 'observe' } as const;
const HELD = { decision: 'queue', risk: 'medium', level: 'remediate', rationale: { policy: 'p' } } as const;
const one = { target: 'web-1' };

beforeAll(async () => {
  ground = await LoopGround.start();
  const { access } = ground.road.spine;
  access.named['approver'] = anActor({ permissions: ['approval:read', 'approval:write', 'directive:read'] });
  access.named['nobody'] = anActor({ permissions: ['fleet:read', 'command:exec'] });
  access.named['stranger'] = anActor({ tenantId: 'other' });
  probe = await ground.road.probe('web-1');
});
afterAll(() => ground.close());
beforeEach(() => {
  ground.model.reset();
  probe.answering({ stdout: 'all is well\n' });
});

/** What a model does in a turn of this conversation. */
async function reads(conversationId: string, ...commands: string[]): Promise<void> {
  ground.road.spine.judge.verdict = LOOKS;
  const turn = ground.turn({ conversationId });
  for (const command of commands) ground.model.say(run(command, one));
  ground.model.say('I have looked.');
  await ground.answer(turn);
}

async function changes(conversationId: string, command: string): Promise<void> {
  ground.road.spine.judge.verdict = { level: 'remediate' };
  ground.model.say(run(command, one)).say('Done.');
  await ground.answer(ground.turn({ conversationId }));
}

async function asks(conversationId: string): Promise<string> {
  ground.road.spine.judge.verdict = HELD;
  ground.model.say(run('systemctl restart nginx', one));
  const turn = ground.turn({ conversationId });
  await ground.answer(turn);
  return approvalOf(turn);
}

async function approvalOf({ id }: FakeTurn): Promise<string> {
  const rows = await ground.road.rows<{ approval_id: string }>(
    `select approval_id from directives_directive where origin ->> 'turn_id' = $1`,
    [id],
  );
  return rows[0]!.approval_id;
}

function get(id: string, who?: string): Promise<Response> {
  const headers = who ? { authorization: `Bearer ${who}` } : undefined;
  return fetch(`${ground.road.base}/api/v1/approvals/${id}/evidence`, { headers });
}

async function evidence(id: string, who?: string): Promise<ApprovalEvidence> {
  const answer = await get(id, who);
  expect(answer.status).toBe(200);
  return ApprovalEvidence.parse(await answer.json());
}

const commands = ({ evidence: found }: ApprovalEvidence) => found.map(({ command }) => command);

it('tells what was read in the conversation before it was asked, the newest first, and nothing else', async () => {
  const conversation = newId();
  await reads(newId(), 'cat /elsewhere');
  await reads(conversation, 'df -h', 'du -sh /var');
  await changes(conversation, 'systemctl reload nginx');
  await asks(conversation);
  const approval = await asks(conversation);
  await reads(conversation, 'uptime');
  expect(await evidence(approval)).toEqual({
    evidence: [
      expect.objectContaining({ command: 'du -sh /var' }),
      {
        ...{ directive_id: expect.any(String), request_id: expect.any(String), probe_id: probe.id },
        ...{ host: 'web-1', command: 'df -h', by: 'model', model: 'small', requested_by: 'Ana' },
        ...{ status: 'succeeded', exit_code: 0, at: expect.any(String), duration_ms: expect.any(Number) },
        output: 'all is well',
      },
    ],
    more: 0,
  });
});

it('counts what looked deeper, and nothing that was to change something', async () => {
  const conversation = newId();
  await reads(conversation, 'df -h', 'strace -p 1', 'apt-get update', 'sysctl -w a=1');
  const levels = { 'strace -p 1': 'diagnose', 'apt-get update': 'remediate', 'sysctl -w a=1': '' };
  for (const [command, level] of Object.entries(levels))
    await ground.road.rows(
      'update directives_directive set level = $3 where conversation_id = $1 and summary = $2',
      [conversation, command, level],
    );
  expect(commands(await evidence(await asks(conversation)))).toEqual(['strace -p 1', 'df -h']);
});

it('counts no command whose end nobody knew when it was asked', async () => {
  const conversation = newId();
  await reads(conversation, 'df -h', 'id', 'free', 'uname');
  const approval = await asks(conversation);
  const change = (command: string, to: string) =>
    ground.road.rows(
      `update commands_dispatch set ${to} where directive_id =
         (select id from directives_directive where summary = $1 and conversation_id = $2)`,
      [command, conversation],
    );
  await change('df -h', `finished_at = now() + interval '1 second'`);
  await change('id', `outcome = 'refused'`);
  await change('free', 'late = true');
  expect(commands(await evidence(approval))).toEqual(['uname']);
});

it('keeps to what was read then when a command is run once more', async () => {
  const conversation = newId();
  await reads(conversation, 'df -h');
  const approval = await asks(conversation);
  const [read] = (await evidence(approval)).evidence;
  probe.answering({ stdout: 'now it is worse\n' });
  ground.road.spine.judge.verdict = LOOKS;
  await ground.road.rows(
    `insert into commands_dispatch select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(),
       'attempt', 2, 'created_at', now(), 'finished_at', now(), 'stdout', 'now it is worse'))).*
     from commands_dispatch c where directive_id = $1`,
    [read!.directive_id],
  );
  expect((await evidence(approval)).evidence).toEqual([read]);
});

it('says who thought of each: a model, the rules, or the person who typed it', async () => {
  const conversation = newId();
  const turns = {
    typed: ground.turn({ conversationId: conversation, question: '!uptime', target: 'web-1' }),
    ruled: ground.turn({ conversationId: newId(), question: '!free', target: 'web-1' }),
    gone: ground.turn({ conversationId: newId(), question: '!id', target: 'web-1' }),
  };
  ground.road.spine.judge.verdict = LOOKS;
  for (const turn of Object.values(turns)) await ground.typed(turn);
  for (const [turn, via] of [
    [turns.typed, 'command'],
    [turns.ruled, 'rules'],
  ] as const)
    await ground.road.rows('update chat_turn set via = $2 where id = $1', [turn.id, via]);
  await ground.road.rows('delete from chat_turn where id = $1', [turns.gone.id]);
  // All of one conversation, as if the turns had been.
  await ground.road.rows(
    'update directives_directive set conversation_id = $1 where conversation_id = any($2)',
    [conversation, Object.values(turns).map(({ conversationId }) => conversationId)],
  );
  const approval = await asks(conversation);
  const by = (await evidence(approval)).evidence.map((item) => [item.command, item.by, item.model]);
  expect(by).toEqual([
    ['id', null, null],
    ['free', 'rules', null],
    ['uptime', 'person', null],
  ]);
});

it('shows the first line that a host printed, of what went wrong where there is nothing else', async () => {
  const line = async (said: Parameters<FakeProbe['answering']>[0]): Promise<EvidenceItem> => {
    const conversation = newId();
    probe.answering(said);
    await reads(conversation, 'df -h');
    return (await evidence(await asks(conversation))).evidence[0]!;
  };
  expect(await line({ stdout: '\n \n\u001b[31mred\u001b[0m\nmore\n' })).toMatchObject({ output: 'red' });
  expect(await line({ stdout: `password=hunter2hunter2 ok\n` })).toMatchObject({
    output: 'password=[redacted]',
  });
  expect(await line({ exitCode: 2, stdout: '', stderr: 'no such disk\n' })).toMatchObject({
    ...{ status: 'failed', exit_code: 2, output: 'no such disk' },
  });
  expect(await line({ stdout: '' })).toMatchObject({ status: 'succeeded', output: '' });
});

it('shows what hosts print to nobody who may not read it at the command itself', async () => {
  const conversation = newId();
  await reads(conversation, 'df -h');
  const [item] = (await evidence(await asks(conversation), 'approver')).evidence;
  expect(item).toMatchObject({ command: 'df -h', host: 'web-1', status: 'succeeded', output: null });
});

it('shows the newest twenty and says how many more there are', async () => {
  const conversation = newId();
  await reads(conversation, 'df -h');
  await ground.road.rows(
    `with source as (select * from directives_directive where conversation_id = $1), more as (
       insert into directives_directive select (jsonb_populate_record(null::directives_directive, to_jsonb(d) || jsonb_build_object('id', gen_random_uuid(),
         'idempotency_key', null, 'summary', 'look ' || n))).* from source d, generate_series(1, 24) n
       returning id, summary)
     insert into commands_dispatch select (jsonb_populate_record(null::commands_dispatch, to_jsonb(c) || jsonb_build_object('id', gen_random_uuid(),
       'directive_id', more.id, 'created_at', c.created_at - split_part(summary, ' ', 2)::int * interval '1 second'))).*
     from more, commands_dispatch c where c.directive_id = (select id from source)`,
    [conversation],
  );
  const found = await evidence(await asks(conversation));
  expect(commands(found)).toEqual(['df -h', ...Array.from({ length: 19 }, (_, n) => `look ${n + 1}`)]);
  expect(found.more).toBe(5);
});

it('has nothing to show for what was not asked for in a conversation', async () => {
  ground.road.spine.judge.verdict = HELD;
  const answer = await ground.road.post(`/probes/${probe.id}/command`, { command: 'reboot' });
  const { approval_id: id } = (await answer.json()) as { approval_id: string };
  expect(await evidence(id)).toEqual({ evidence: [], more: 0 });
});

it.each([
  ['another tenant', 'stranger', 404],
  ['whoever may not read approvals', 'nobody', 403],
])('says nothing to %s', async (_who, name, status) => {
  const conversation = newId();
  await reads(conversation, 'df -h');
  const answer = await get(await asks(conversation), name);
  expect([answer.status, await answer.text()]).toEqual([status, expect.not.stringContaining('df -h')]);
});

it('answers 404 for a request that never was', async () => {
  expect((await get(newId())).status).toBe(404);
});
