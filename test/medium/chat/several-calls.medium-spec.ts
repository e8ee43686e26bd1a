import { anActor } from '@legator/core/testing';
import type { FakeTurn } from '@legator/chat/testing';
import type { FakeProbe } from '../../support/fake-probe.js';
import { eventually } from '../../support/spine.js';
import { LoopGround } from './loop-ground.js';

jest.setTimeout(90_000);

let ground: LoopGround;
let first: FakeProbe;
let second: FakeProbe;

const HELD = { decision: 'queue', risk: 'medium', level: 'remediate', rationale: { policy: 'p' } } as const;

beforeAll(async () => {
  ground = await LoopGround.start();
  const { access, people } = ground.road.spine;
  const session = { id: 's', confirmedAt: new Date(), confirmedBy: 'password' as const };
  access.named['ben'] = anActor({ id: 'ben', name: 'Ben', session });
  people.people = ['user:ana', 'user:ben'];
  [first, second] = [await ground.road.probe('db-1'), await ground.road.probe('db-2')];
});
afterAll(() => ground.close());
beforeEach(() => {
  ground.model.reset();
  ground.road.spine.judge.verdict = {};
  for (const probe of [first, second]) probe.answering({ stdout: 'done\n' }).runs.clear();
});

const restart = { name: 'run_command', args: { command: 'systemctl restart nginx', target: 'db-1' } };
const look = { name: 'run_command', args: { command: 'uptime', target: 'db-2' } };
const nameless = { name: 'run_command', args: { command: 'df -h' } };
const plan = {
  name: 'propose_plan',
  args: {
    title: 'Restart',
    steps: [{ title: 'Restart it', ...restart.args }],
    verify: { title: 'Look', command: 'uptime', target: 'db-1' },
  },
};
const facts = { name: 'fleet_query', args: { limit: 3 } };
const ask = { name: 'ask_user', args: { question: 'May I?', choices: ['Yes', 'No'] } };
const refused = { name: 'ask_user', args: { question: 'May I?', choices: ['!reboot'] } };
const again = (turn: FakeTurn) => ground.turn({ id: turn.id, conversationId: turn.conversationId });
const questions = ({ parts }: FakeTurn) =>
  parts.flatMap((part) => (part.type === 'question' ? [part.question] : []));
const asked = (turn: FakeTurn) =>
  ground.road.rows<{ approval_id: string | null; completed_at: Date | null }>(
    `select approval_id, completed_at from directives_directive where origin ->> 'turn_id' = $1`,
    [turn.id],
  );
const runs = () => first.runs.size + second.runs.size;

/** Somebody says no to all that it waits for. */
async function deny(turn: FakeTurn): Promise<void> {
  for (const { approval_id: id } of await asked(turn)) {
    const decision = { decision: 'denied', reason: 'Not now.' };
    const { status } = await ground.road.post(`/approvals/${id}/decide`, decision, {
      authorization: 'Bearer ben',
    });
    expect(status).toBe(200);
  }
  const open = async () => (await asked(turn)).filter(({ completed_at: at }) => at === null);
  await eventually(async () => expect(await open()).toEqual([]));
}

interface Message {
  readonly role: string;
  readonly tool_calls?: readonly { readonly id: string }[];
  readonly tool_call_id?: string;
}

/** What the model was told last: of each of its calls one result, right behind the message that made them. */
function expectOneResultOfEach(): void {
  const messages = ground.model.last!.body['messages'] as readonly Message[];
  const made = messages.flatMap(({ tool_calls }) => tool_calls?.map(({ id }) => id) ?? []);
  expect(made.length).toBeGreaterThan(0);
  expect(messages.flatMap(({ tool_call_id }) => tool_call_id ?? [])).toEqual(made);
}

it.each([
  ['it asks in words', ask, 'May I?'],
  ['it is not clear which hosts are meant', nameless, 'Which hosts do you mean?'],
])('asks for nothing that stands behind a question: %s', async (_how, question, words) => {
  ground.model.say({ toolCalls: [question, restart, facts] });
  const turn = ground.turn();
  expect(await ground.answer(turn)).toEqual({ kind: 'done' });
  expect(questions(turn)).toEqual([words]);
  expect([runs(), await asked(turn)]).toEqual([0, []]);
  // What changes nothing is done: whoever answers may want to see it.
  expect(turn.calls.map(({ name, answer }) => [name, answer!.ok])).toContainEqual(['fleet_query', true]);
  expect(ground.model.requests).toHaveLength(1);
});

it('runs what stands before a question, and ends with all questions that there are', async () => {
  ground.model.say({ toolCalls: [look, ask, facts, { ...ask, args: { question: 'And when?' } }] });
  const turn = ground.turn();
  expect(await ground.answer(turn)).toEqual({ kind: 'done' });
  expect([second.runs.size, questions(turn)]).toEqual([1, ['May I?', 'And when?']]);
  expect(ground.model.requests).toHaveLength(1);
});

it('goes on where a question could not be asked, with one result of each call', async () => {
  ground.model.say({ toolCalls: [refused, look, { name: 'shell', args: {} }, facts] }, 'It is up.');
  const turn = ground.turn();
  expect(await ground.answer(turn)).toEqual({ kind: 'done' });
  expect([questions(turn), runs(), turn.text]).toEqual([[], 1, 'It is up.']);
  expectOneResultOfEach();
});

it('makes calls side by side that ask nothing', async () => {
  const dispatched: [FakeProbe, string][] = [];
  for (const probe of [first, second])
    probe.onRun(({ dispatchId }) => {
      probe.accept(dispatchId);
      dispatched.push([probe, dispatchId]);
      // Neither ends before both have begun.
      if (dispatched.length === 2) for (const [one, id] of dispatched) one.end(id, {});
    });
  ground.model.say(
    { toolCalls: [{ ...look, args: { ...look.args, target: 'db-1' } }, look] },
    'Both are up.',
  );
  const turn = ground.turn();
  expect(await ground.answer(turn)).toEqual({ kind: 'done' });
  expect([runs(), turn.text]).toEqual([2, 'Both are up.']);
  expectOneResultOfEach();
});

it('ends with its question after what had to wait before it, also at another replica', async () => {
  ground.road.spine.judge.verdict = HELD;
  ground.model.say({ toolCalls: [restart, ask] });
  const turn = ground.turn();
  expect(await ground.answer(turn)).toMatchObject({ kind: 'waiting', for: 'approval' });
  expect([questions(turn), runs()]).toEqual([['May I?'], 0]);
  await deny(turn);
  const other = await LoopGround.start({ beside: ground });
  try {
    const resumed = other.turn({ id: turn.id, conversationId: turn.conversationId });
    expect(await other.answer(resumed)).toEqual({ kind: 'done' });
    expect(ground.model.requests).toHaveLength(1);
  } finally {
    await other.road.stop();
  }
});

it('asks for nothing behind a plan that waits, whose later steps may ask', async () => {
  ground.road.spine.judge.verdict = HELD;
  ground.model.say({ toolCalls: [plan, look] }, 'It was not allowed.');
  const turn = ground.turn();
  expect(await ground.answer(turn)).toMatchObject({ kind: 'waiting', directiveIds: [expect.any(String)] });
  expect(await asked(turn)).toHaveLength(1);
  ground.road.spine.judge.verdict = {};
  await deny(turn);
  expect(await ground.answer(again(turn))).toEqual({ kind: 'done' });
  // What the plan verifies with has run; the command behind it has not.
  expect([first.runs.size, second.runs.size]).toEqual([1, 0]);
  expectOneResultOfEach();
});

it.each([
  ['in words', ask],
  ['by a command that is not clear', nameless],
])('asks for nothing behind a question when it was killed right after it: %s', async (_when, question) => {
  ground.model.say({ toolCalls: [question, restart] });
  const turn = ground.turn();
  const call = turn.call.bind(turn);
  turn.call = (...args) =>
    args[2] === turn.calls[0]?.callId || turn.calls.length === 0
      ? call(...args)
      : Promise.reject(new Error('killed'));
  await expect(ground.answer(turn)).rejects.toThrow();
  const resumed = again(turn);
  expect(await ground.answer(resumed)).toEqual({ kind: 'done' });
  expect(questions(resumed)).toHaveLength(1);
  expect([runs(), await asked(turn)]).toEqual([0, []]);
  expect(ground.model.requests).toHaveLength(1);
});

it('goes on with what had been asked for before, whatever is asked meanwhile', async () => {
  ground.road.spine.judge.verdict = HELD;
  ground.model.say({ toolCalls: [look, restart] }, 'Neither was allowed.');
  const turn = ground.turn();
  expect(await ground.answer(turn)).toMatchObject({
    kind: 'waiting',
    directiveIds: [expect.any(String), expect.any(String)],
  });
  expect(await asked(turn)).toHaveLength(2);
  await deny(turn);
  expect(await ground.answer(again(turn))).toEqual({ kind: 'done' });
  expect(ground.model.requests).toHaveLength(2);
  expectOneResultOfEach();
});
