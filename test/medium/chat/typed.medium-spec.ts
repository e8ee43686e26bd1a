import { LoopGround } from './loop-ground.js';
import type { FakeProbe } from '../../support/fake-probe.js';

jest.setTimeout(90_000);

let ground: LoopGround;
let probes: FakeProbe[];

const HELD = { decision: 'queue', risk: 'medium', level: 'remediate', rationale: { policy: 'p' } } as const;

beforeAll(async () => {
  ground = await LoopGround.start();
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

const runs = () =>
  probes.reduce((sum, { runs: one }) => sum + [...one.values()].reduce((a, b) => a + b, 0), 0);

it('runs what a person types without asking a model, and asks where', async () => {
  const turn = ground.turn({ question: '!uptime', target: 'web-1' });
  expect(await ground.typed(turn)).toEqual({ kind: 'done' });
  expect(turn.parts).toMatchObject([{ type: 'run', command: 'uptime', groups: [{ output: 'restarted\n' }] }]);
  const nowhere = ground.turn({ question: '!uptime' });
  await ground.typed(nowhere);
  expect(nowhere.parts).toMatchObject([
    {
      type: 'question',
      choices: [
        { value: '!uptime', target: 'all' },
        { value: '!uptime', target: 'tag:web' },
      ],
    },
  ]);
  expect(ground.model.requests).toEqual([]);
  expect(runs()).toBe(1);
  expect(await ground.typed(ground.turn({ question: ' ! ' }))).toEqual({ kind: 'done' });
});

it('lets a model offer no choice that would be the command of whoever presses it', async () => {
  const ask = (choice: string) =>
    ground.turn().call('ask_user', { question: 'Shall I?', choices: ['No', choice] }, 'a');
  for (const choice of [
    '!reboot',
    ' \u00a0!reboot',
    '\u200b!reboot',
    '\u001b[1m!reboot',
    '\ufeff\n!reboot',
  ]) {
    const answer = await ask(choice);
    expect(answer).toMatchObject({ ok: false, text: expect.stringContaining('run_command') });
    expect([answer.part, answer.asked]).toEqual([undefined, undefined]);
  }
  expect(await ask('Yes, reboot it!')).toMatchObject({ asked: true, part: { type: 'question' } });
});

const SECRET = 'password=hunter2hunter2';

it('keeps no secret of a command that is typed, and runs it as typed', async () => {
  const turn = ground.turn({ question: `!login ${SECRET}`, target: 'web-1' });
  await ground.typed(turn);
  const kept = await ground.road.rows<{ command: string }>(
    'select command from chat_run where turn_id = $1',
    [turn.id],
  );
  expect(kept).toEqual([{ command: 'login password=[redacted]' }]);
  expect(probes[0]!.bodies('command.run').at(-1)).toMatchObject({ argv: ['login', SECRET] });
});

it('offers no button for a typed command whose secret is not kept', async () => {
  const turn = ground.turn({ question: `!login ${SECRET}` });
  await ground.typed(turn);
  expect(turn.parts).toMatchObject([
    { type: 'question', question: expect.stringContaining('Name the hosts and send it again.'), choices: [] },
  ]);
  ground.road.spine.judge.verdict = HELD;
  const many = ground.turn({ question: `!login ${SECRET}`, target: 'tag:web' });
  await ground.typed(many);
  expect(many.parts).toMatchObject([
    { question: expect.stringContaining('Name fewer hosts and send it again.'), choices: [] },
  ]);
  expect(runs()).toBe(0);
});
