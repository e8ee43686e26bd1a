import type { FakeTurn } from '@legator/chat/testing';
import type { FakeProbe } from '../../support/fake-probe.js';
import { LoopGround, run } from './loop-ground.js';

jest.setTimeout(90_000);

let ground: LoopGround;
let probes: FakeProbe[];

const HELD = { decision: 'queue', risk: 'medium', level: 'remediate', rationale: { policy: 'p' } } as const;
const RESTART = 'systemctl restart nginx';

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
  ground.road.spine.judge.verdict = HELD;
});

interface Asked {
  readonly question: string;
  readonly choices: readonly { readonly confirmed_targets?: number; readonly confirmation?: string }[];
}

function askedIn({ parts }: FakeTurn): Asked {
  expect(parts).toMatchObject([{ type: 'question' }]);
  return parts[0] as unknown as Asked;
}

const confirmationIn = (turn: FakeTurn) => askedIn(turn).choices[0]!.confirmation!;

/** A turn in which a model wants something run on all of them. */
async function wants(
  command: string,
  given: Parameters<LoopGround['turn']>[0] = {},
  more: object = {},
): Promise<FakeTurn> {
  ground.model.reset();
  ground.model.say(run(command, { target: 'tag:web', ...more }), 'As you wish.');
  const turn = ground.turn(given);
  await ground.answer(turn);
  return turn;
}

const rolloutsOf = (turn: FakeTurn) =>
  ground.road.rows<{ total: number; canary: number; max_errors: number }>(
    `select w.total, w.canary, w.max_errors from chat_run r join commands_rollout w on w.id = r.rollout_id
     where r.turn_id = $1`,
    [turn.id],
  );

async function retagged<T>(probe: FakeProbe, tags: string[], work: () => Promise<T>): Promise<T> {
  const put = (some: string[]) =>
    ground.road.rows('update fleet_probe set tags = $2 where id = $1 returning id', [probe.id, some]);
  await put(tags);
  try {
    return await work();
  } finally {
    await put(['web']);
  }
}

it('lets a change go over many hosts carefully, after they were confirmed, with one approval for all', async () => {
  const first = await wants(RESTART);
  const { question, choices } = askedIn(first);
  expect(question).toBe(
    '"systemctl restart nginx" would change something on 12 hosts (tag:web). Run it on all 12?',
  );
  expect(choices).toMatchObject([{ confirmed_targets: 12, confirmation: expect.any(String) }]);
  const { conversationId } = first;
  const turn = await wants(RESTART, { conversationId, confirmation: choices[0]!.confirmation! });
  expect(turn.parts).toMatchObject([{ type: 'run', targets: Array(12).fill({ state: 'waiting' }) }]);
  expect(await rolloutsOf(turn)).toEqual([{ total: 12, canary: 1, max_errors: 0 }]);
});

it('asks again when as many others are meant, and says who came and who went', async () => {
  const first = await retagged(probes[0]!, ['db'], () => wants(RESTART));
  const [given, { conversationId }] = [confirmationIn(first), first];
  const again = await retagged(probes[1]!, ['db'], () =>
    wants(RESTART, { conversationId, confirmation: given }),
  );
  expect(askedIn(again)).toMatchObject({
    question: expect.stringMatching(
      /^These are not the hosts that you said yes to: 1 came \(web-1\), 1 went away \(web-2\)\. "systemctl restart nginx" would .* 11 hosts/,
    ),
    choices: [{ confirmed_targets: 11, confirmation: expect.not.stringContaining(given) }],
  });
  expect(await rolloutsOf(again)).toEqual([]);
  const last = await retagged(probes[1]!, ['db'], () =>
    wants(RESTART, { conversationId, confirmation: confirmationIn(again) }),
  );
  expect(await rolloutsOf(last)).toMatchObject([{ total: 11 }]);
});

it('asks again when one of them is not there any more', async () => {
  const first = await wants(RESTART);
  const { conversationId } = first;
  const fewer = await retagged(probes[3]!, [], () =>
    wants(RESTART, { conversationId, confirmation: confirmationIn(first) }),
  );
  expect(askedIn(fewer).question).toContain('1 went away (web-4).');
  expect(await rolloutsOf(fewer)).toEqual([]);
});

it('takes a yes for the command that was asked about, and in the conversation where it was', async () => {
  const first = await wants(RESTART);
  const [confirmation, { conversationId }] = [confirmationIn(first), first];
  const other = await wants('systemctl stop nginx', { conversationId, confirmation });
  expect(askedIn(other).question).toMatch(/^This is not the command that you said yes to\. "systemctl stop/);
  const elsewhere = await wants(RESTART, { confirmation });
  expect(askedIn(elsewhere).question).toMatch(/^"systemctl restart/);
  const made = { conversationId, confirmation: '019aa000-0000-7000-8000-000000000001' };
  expect(askedIn(await wants(RESTART, made)).question).toMatch(/^"systemctl restart/);
});

it('takes a yes to a plan as one to all its steps', async () => {
  const steps = (...names: string[]) => ({
    title: 'Restart both',
    steps: names.map((name) => ({
      title: name,
      command: `systemctl restart ${name}`,
      target: name === 'php' ? 'tag:web' : 'web-1',
    })),
    verify: { title: 'Up?', command: 'true', target: 'web-1' },
  });
  const propose = async (plan: Record<string, unknown>, given: Parameters<LoopGround['turn']>[0] = {}) => {
    ground.model.reset();
    ground.model.say({ toolCalls: [{ name: 'propose_plan', args: plan }] }, 'Done.');
    const turn = ground.turn(given);
    await ground.answer(turn);
    return turn;
  };
  const first = await propose(steps('php', 'nginx'));
  const question = first.parts.find(({ type }) => type === 'question') as unknown as Asked;
  expect(question.question).toContain(
    'and the yes is for 1 more step of the plan as well. Run it on all 12?',
  );
  const given = {
    conversationId: first.conversationId,
    confirmation: question.choices[0]!.confirmation!,
  };
  const more = await propose(steps('php', 'ssh'), given);
  expect(more.parts.at(-1)).toMatchObject({ question: expect.stringMatching(/^This is not the command/) });
  const turn = await propose(steps('php', 'nginx'), given);
  expect(turn.parts).toMatchObject([{ type: 'plan', steps: [{ state: 'waiting' }, {}, {}] }]);
  expect(await rolloutsOf(turn)).toMatchObject([{ total: 12 }]);
});

it('takes a yes for one change: whoever wants the same once more has to ask', async () => {
  const first = await wants(RESTART);
  const given = { conversationId: first.conversationId, confirmation: confirmationIn(first) };
  const turn = await wants(RESTART, given);
  const again = { command: RESTART, target: 'tag:web' };
  const { part } = await turn.call('run_command', again, 'another call');
  expect(part).toMatchObject({ question: expect.stringMatching(/^You said yes to this once/) });
  expect(await rolloutsOf(turn)).toMatchObject([{ total: 12 }]);
  expect(askedIn(await wants(RESTART, given)).question).toMatch(/^You said yes to this once/);
});
