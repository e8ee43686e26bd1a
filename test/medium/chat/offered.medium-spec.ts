import type { ChatMessage } from '@legator/contracts';
import { ModelRoom } from '../../support/model-room.js';
import { eventually } from '../../support/spine.js';
import type { RoomProbe } from '../../support/model-room.js';

jest.setTimeout(90_000);

let room: ModelRoom;
let web: RoomProbe;

const RESTART = 'restart nginx on web-01';

beforeAll(async () => {
  room = await ModelRoom.start();
  // Changes run there without a person, as far as policy goes.
  web = await room.probe('web-01', 'remediate');
}, 90_000);
beforeEach(() => {
  room.model.reset();
  room.model.otherwise = { status: 400 };
  room.arrivals.length = 0;
});
afterAll(() => room.stop());

const offering = (...choices: string[]) => ({
  toolCalls: [{ name: 'ask_user', args: { question: 'Shall I?', choices } }],
});
const changed = () => room.arrivals.map(({ run }) => run.argv.join(' '));
const choicesOf = ({ parts }: ChatMessage) =>
  parts.flatMap((part) => (part.type === 'question' ? part.choices.map(({ value }) => value) : []));
const offeredBy = ({ parts }: ChatMessage) =>
  parts.flatMap((part) => (part.type === 'question' ? [part.offered_by] : []));

async function proposer(conversationId: string): Promise<unknown> {
  const { rows } = await room.owner.query(
    `select origin -> 'model' as model, gate, reasons -> 0 ->> 'code' as code from directives_directive
     where origin ->> 'conversation_id' = $1 order by id desc limit 1`,
    [conversationId],
  );
  return rows[0];
}

const HELD = { model: 'small', gate: 'pending', code: 'untrusted_origin' };

it('runs by rules what a person asks for in their own words', async () => {
  const id = await room.begin();
  expect(await room.ask(id, RESTART)).toMatchObject({ state: 'done', meta: { via: 'rules' } });
  expect(changed()).toEqual(['systemctl restart nginx']);
  expect(await proposer(id)).toMatchObject({ model: null });
});

describe('what a model began before it failed', () => {
  async function decided(decision: 'approved' | 'denied') {
    const id = await room.begin();
    const args = { command: 'systemctl', args: ['restart', 'nginx'], target: web.probe.id, reason: 'asked' };
    room.model.say({ toolCalls: [{ name: 'run_command', args }] });
    expect(await room.ask(id, RESTART)).toMatchObject({ state: 'waiting', meta: { via: 'model' } });
    const { rows } = await room.owner.query<{ id: string }>(
      `select id from approvals_approval where state = 'pending' order by id desc limit 1`,
    );
    await room.call('POST', `/approvals/${rows[0]!.id}/decide`, { decision, reason: 'decided' });
    return eventually(async () => {
      const { messages } = await room.call<{ messages: ChatMessage[] }>('GET', `/conversations/${id}`);
      const answer = messages.at(-1)!;
      expect([answer.state, answer.meta?.via]).toEqual(['done', 'rules']);
      return answer;
    });
  }

  it('is not done again by the rules', async () => {
    const { content } = await decided('approved');
    expect(changed()).toEqual(['systemctl restart nginx']);
    expect(content).toContain('Nothing was asked for again.');
  });

  it('is not done by the rules where a person refused it', async () => {
    await decided('denied');
    expect(changed()).toEqual([]);
  });
});

it('holds what a model offered as a choice, though rules answer the press because the model fails', async () => {
  const id = await room.begin();
  room.model.say(offering('No', RESTART));
  const asked = await room.ask(id, 'Is nginx well?');
  expect([choicesOf(asked), offeredBy(asked)]).toEqual([['No', RESTART], ['small']]);
  expect(await room.ask(id, RESTART)).toMatchObject({ state: 'waiting', meta: { via: 'rules' } });
  expect(await proposer(id)).toEqual(HELD);
  expect(changed()).toEqual([]);
  await room.call('POST', `/conversations/${id}/stop`, {});
});

it('holds it as well where the rules ask on which host before they do it', async () => {
  const id = await room.begin();
  room.model.say(offering('restart nginx'));
  await room.ask(id, 'Is nginx well?');
  const where = await room.ask(id, 'restart nginx');
  expect(where).toMatchObject({ state: 'done', meta: { via: 'rules' } });
  const [pressed] = choicesOf(where);
  expect([pressed, offeredBy(where)]).toEqual([`restart nginx on ${web.probe.id}`, ['small']]);
  expect(await room.ask(id, pressed!)).toMatchObject({ state: 'waiting', meta: { via: 'rules' } });
  expect(await proposer(id)).toEqual(HELD);
  expect(changed()).toEqual([]);
  await room.call('POST', `/conversations/${id}/stop`, {});
});

it('runs a choice of the rules, who only say the person’s words more clearly, though a model had failed', async () => {
  const id = await room.begin();
  const where = await room.ask(id, 'restart nginx');
  expect(offeredBy(where)).toEqual([null]);
  expect(await room.ask(id, choicesOf(where)[0]!)).toMatchObject({ state: 'done', meta: { via: 'rules' } });
  expect(changed()).toEqual(['systemctl restart nginx']);
});

it('counts words as the model’s that a model offered before the rules did', async () => {
  const id = await room.begin();
  const clear = `restart nginx on ${web.probe.id}`;
  room.model.say(offering(clear));
  await room.ask(id, 'Is nginx well?');
  const where = await room.ask(id, 'restart nginx');
  expect([choicesOf(where), offeredBy(where)]).toEqual([[clear], [null]]);
  expect(await room.ask(id, clear)).toMatchObject({ state: 'waiting' });
  expect(changed()).toEqual([]);
  await room.call('POST', `/conversations/${id}/stop`, {});
});

it('asks by rules with the same words again, and takes no number for the yes', async () => {
  for (let at = 2; at <= 12; at += 1) await room.probe(`web-${at}`, 'remediate', { tags: ['many'] });
  const id = await room.begin();
  const words = 'restart nginx on tag:many';
  const asked = await room.ask(id, words);
  const [question] = asked.parts.filter((part) => part.type === 'question');
  expect(question).toMatchObject({ offered_by: null, choices: [{ value: words, confirmed_targets: 11 }] });
  const { value, confirmed_targets, confirmation } = question!.choices[0]!;
  const number = await room.ask(id, value, { confirmed_targets });
  expect(choicesOf(number)).toEqual([words]);
  expect(changed()).toEqual([]);
  await room.call('POST', `/conversations/${id}/messages`, {
    content: value,
    confirmed_targets,
    confirmation,
  });
  await eventually(() => expect(changed()).toEqual(['systemctl restart nginx']));
  await room.call('POST', `/conversations/${id}/stop`, {});
});
