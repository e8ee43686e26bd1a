import { Models } from '@legator/models';
import type { FakeProbe } from '../../support/fake-probe.js';
import { LoopGround, run } from './loop-ground.js';

let ground: LoopGround;
let web: FakeProbe;

beforeAll(async () => {
  ground = await LoopGround.start();
  web = (await ground.road.probe('web-01', { tags: ['web'] })).answering({ stdout: 'ok\n' });
});
afterAll(() => ground.close());
beforeEach(() => {
  ground.model.reset();
  ground.road.spine.judge.asked = [];
  web.runs.clear();
});

/** Ends behind `/srv/app`, so that a library that closes what is open makes another command of it. */
const removing = {
  ...run('rm -rf /srv/app/cache', { target: 'web-01' }),
  missing: '/cache","reason":"to see","target":"web-01"}'.length,
};
const speak = (llm: object) => Object.assign(ground.config.llm!, llm);
const TOLD = expect.stringContaining('Your reply broke off before its call was whole');
const CUT = { type: 'notice', code: 'chat.answer_cut', tone: 'warn' };

async function answered() {
  const turn = ground.turn();
  expect(await ground.answer(turn)).toEqual({ kind: 'done' });
  return turn;
}

const asksNothing = () => {
  expect(ground.road.spine.judge.asked).toEqual([]);
  expect(web.runs.size).toBe(0);
};

describe.each(['openai', 'anthropic'] as const)(
  'a reply of the kind %s that ends by its limit',
  (provider) => {
    beforeAll(() => speak({ provider, baseUrl: ground.model.addresses[provider] }));

    it.each([
      ['says so', { atLimit: true }],
      ['says that all is well', {}],
    ])('is no command where it broke off within one and its provider %s', async (_what, end) => {
      const usage = { prompt: 100, completion: 1_200 };
      ground.model.say(
        { text: 'I will clean up.', ...removing, ...end, usage },
        { text: 'It stays as it is.', usage: { prompt: 130, completion: 5 } },
      );
      const turn = await answered();
      asksNothing();
      expect(turn.calls).toEqual([]);
      expect(turn.text).toBe('I will clean up.\n\nIt stays as it is.');
      expect(ground.model.requests[1]!.texts.slice(-2)).toEqual(['I will clean up.', TOLD]);
      expect(turn.meta.usage).toMatchObject({ prompt_tokens: 230, completion_tokens: 1_205 });
      expect(turn.parts).toEqual([]);
    });

    it('does none of its calls, also those that were whole', async () => {
      const { toolCalls } = run('uptime', { target: 'web-01' });
      ground.model.say(
        { ...removing, toolCalls: [...toolCalls, ...removing.toolCalls], atLimit: true },
        'No.',
      );
      const turn = await answered();
      asksNothing();
      expect(turn.calls).toEqual([]);
    });

    it('may be made again, and goes on from there', async () => {
      ground.model.say(
        { ...removing, atLimit: true },
        { text: 'Shorter.', ...run('df -h', { target: 'web-01' }) },
        'Enough is free.',
      );
      const turn = await answered();
      expect(turn.text).toBe('Shorter.\n\nEnough is free.');
      expect(turn.parts).toMatchObject([{ type: 'run', command: 'df -h', done: 1 }]);
      expect(turn.meta.rounds_used).toBe(1);
      expect(ground.model.requests).toHaveLength(3);
    });

    it('is a failure of the model when the second one breaks off too', async () => {
      const half = { text: 'I will.', ...removing, atLimit: true };
      ground.model.say(half, half, 'This is never asked for.');
      const turn = ground.turn();
      await expect(ground.answer(turn)).rejects.toMatchObject({
        code: 'llm_unavailable',
        message: expect.stringContaining('broke off twice'),
      });
      asksNothing();
      expect(ground.model.requests).toHaveLength(2);
    });

    it('shows that its words end in the middle', async () => {
      ground.model.say({ text: 'First of all', atLimit: true });
      const turn = await answered();
      expect(turn.text).toBe('First of all');
      expect(turn.parts).toMatchObject([CUT]);
    });

    it('is a failure where there is not a word, and the next model goes on', async () => {
      const models = ground.road.spine.app.get(Models, { strict: false });
      const [seat] = await ground.road.spine.as({}, () => models.lineup('fleet-chat'));
      const both = ['first', 'second'].map((name) => ({ ...seat!, name }));
      const lineup = jest.spyOn(models, 'lineup').mockResolvedValue(both);
      try {
        ground.model.say(
          { text: '', atLimit: true, usage: { prompt: 10, completion: 1_200 } },
          'All is well.',
        );
        const turn = await answered();
        expect(turn.text).toBe('All is well.');
        expect(turn.parts).toMatchObject([
          { code: 'chat.model_fell_back', text: expect.stringContaining('before it said anything') },
        ]);
      } finally {
        lineup.mockRestore();
      }
    });
  },
);

describe('a reply of Ollama that ends by its limit', () => {
  beforeAll(() => speak({ provider: 'ollama', baseUrl: ground.model.addresses.ollama }));

  it('asks for nothing, and shows that its words end in the middle', async () => {
    ground.model.say({ ...run('uptime'), atLimit: true }, { text: 'It is', atLimit: true });
    const turn = await answered();
    asksNothing();
    expect(turn.parts).toMatchObject([CUT]);
  });
});

describe('a model that writes its calls', () => {
  const plan = {
    title: 'Clean up',
    steps: [{ title: 'Check', command: 'df -h', target: 'web-01' }],
    verify: { title: 'Is it so?', command: 'df -h', target: 'web-01' },
  };
  const written = JSON.stringify({ tool: 'propose_plan', input: plan });

  beforeAll(() => speak({ provider: 'openai', baseUrl: ground.model.addresses.openai, tools: 'text' }));

  it.each([
    ['a command', '{"target":"web-01","command":"rm -rf /srv/app'],
    ['a plan, behind a step that is whole', written.slice(0, written.indexOf(',"verify"'))],
    ['the first brace', '```json\n{'],
  ])('is told when it broke off within %s, of which nothing is said or done', async (_what, text) => {
    ground.model.say({ text: `I will.\n${text}`, atLimit: true }, 'Better not.');
    const turn = await answered();
    asksNothing();
    expect(turn.calls).toEqual([]);
    expect(turn.text).toBe('I will.\n\nBetter not.');
    expect(ground.model.requests[1]!.texts.slice(-2)).toEqual(['I will.', TOLD]);
  });

  it('does what it wrote to the last brace, however much it said behind it', async () => {
    const action = '{"command":"df -h","target":"web-01","reason":"disk"}';
    ground.model.say({ text: `${action}\nThe result is that`, atLimit: true }, 'It is fine.');
    const turn = await answered();
    expect(turn.parts).toMatchObject([{ type: 'run', command: 'df -h' }]);
    expect(turn.text).toBe('It is fine.');
  });
});
