import type { FakeTurn } from '@legator/chat/testing';
import { LoopGround, run } from './loop-ground.js';

jest.setTimeout(90_000);

let ground: LoopGround;
let probeId: string;

const HELD = { decision: 'queue', risk: 'medium', level: 'remediate', rationale: { policy: 'p' } } as const;
const RESTART = 'systemctl restart nginx';

beforeAll(async () => {
  ground = await LoopGround.start();
  probeId = (await ground.road.probe('web-1')).id;
});
afterAll(() => ground.close());
beforeEach(() => {
  ground.model.reset();
  ground.road.spine.judge.verdict = HELD;
});

async function proposed(command = RESTART): Promise<{ turn: FakeTurn; approval: string }> {
  ground.model.say(run(command, { target: 'web-1' }));
  const turn = ground.turn();
  await ground.answer(turn);
  const [row] = await ground.road.rows<{ approval_id: string }>(
    `select approval_id from directives_directive where origin ->> 'turn_id' = $1`,
    [turn.id],
  );
  return { turn, approval: row!.approval_id };
}

async function replace(approval: string, command: string): Promise<{ status: number; origin: unknown }> {
  const answer = await ground.road.post(`/probes/${probeId}/command`, { command, supersedes: approval });
  const [row] = await ground.road.rows<{ origin: unknown }>(
    'select origin from directives_directive order by requested_at desc, id desc limit 1',
  );
  return { status: answer.status, origin: row!.origin };
}

/** What the console writes into its field to be edited, as that field gives it back and as the console sends it. */
async function prefilled(approval: string): Promise<string> {
  const answer = await fetch(`${ground.road.base}/api/v1/approvals/${approval}`);
  const { command, command_line } = (await answer.json()) as {
    command: { line?: string };
    command_line: string;
  };
  return (command.line ?? command_line).replaceAll(/\r\n?/g, '\n').trim();
}

it.each([
  ['one command', RESTART],
  ['a line', 'a | b'],
  ['a line with blanks at its ends', ' a | b \n'],
  ['a line with other ends', 'a |\r\n b'],
  ['one command with a sign beyond ASCII', 'echo café'],
  ['one command with a word of two lines', `echo 'a\nb!'`],
  ['one command with quotes of its own', `echo "it's"  \\x`],
  ['a line that a text field makes one command', 'echo café\r'],
])('is still what a model proposed when it is sent once more as it was: %s', async (_what, command) => {
  const { turn, approval } = await proposed(command);
  expect(await replace(approval, await prefilled(approval))).toEqual({
    status: 202,
    origin: expect.objectContaining({ turn_id: turn.id, model: 'small', untrusted: true }),
  });
});

it.each([
  [RESTART, 'systemctl reload nginx'],
  ['a | b', 'a | c'],
  ['echo café', 'echo cafe'],
])('is the own of whoever changed it: %s', async (before, after) => {
  const { approval } = await proposed(before);
  expect(await replace(approval, after)).toEqual({ status: 202, origin: null });
});

it('is refused by policy for what policy says, also where there is nothing to replace any more', async () => {
  const { approval } = await proposed();
  await ground.road.post(`/approvals/${approval}/withdraw`, {});
  expect(await replace(approval, RESTART)).toMatchObject({ status: 409 });
  ground.road.spine.judge.verdict = { decision: 'deny' };
  expect(await replace(approval, RESTART)).toMatchObject({ status: 429 });
});
