import { Answerers } from '@legator/chat';
import type { ChatMessage, ConversationDetail } from '@legator/contracts';
import { DomainError } from '@legator/core';
import { ChatRoom, gate, ScriptedAnswerer } from '../../support/chat-room.js';
import { until } from '../../support/core-app.js';

let room: ChatRoom;

beforeAll(async () => {
  room = await ChatRoom.start();
}, 60_000);
afterEach(() => room.answerer.plays.clear());
afterAll(() => room.stop());

const status = async (id: string) => (await room.turns(id)).map((turn) => turn.status);
const expire = (id: string) =>
  room.owner.query(
    `update chat_turn set lease_until = now() - interval '1 second' where conversation_id = $1 and status = 'working'`,
    [id],
  );

describe('whoever comes back', () => {
  it('gets exactly what they missed, by header or by number', async () => {
    const id = await room.begin();
    const [half, rest] = [gate(), gate()];
    room.answerer.on('count', async (turn) => {
      for (let n = 0; n < 10; n += 1) turn.say(`${n} `);
      await half.promise;
      for (let n = 10; n < 20; n += 1) {
        turn.say(`${n} `);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      await rest.promise;
    });
    const first = await room.follow(id, 0);
    await room.say(id, 'count');
    await until(() => first.text.includes('9 '));
    first.close();
    const seen = first.events;
    half.open();
    await until(async () => (await room.stored(id)).length > seen.length + 1);
    const second = await room.follow(id, seen.at(-1)!.seq);
    await until(() => second.text.includes('19 '));
    rest.open();
    await until(() => second.types.includes('complete'));
    second.close();
    const all = [...seen, ...second.events];
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, at) => at + 1));
    expect(first.text + second.text).toBe(Array.from({ length: 20 }, (_, n) => `${n} `).join(''));
    const { text } = await room.call('GET', `/conversations/${id}/events`, undefined, {
      headers: { 'last-event-id': 'x' },
    });
    expect(text).toContain('must be the number of an event');
  });

  it('finds in the messages what the events up to their number say, and no more', async () => {
    const id = await room.begin();
    const open = gate();
    room.answerer.on('half', async (turn) => {
      turn.say('one ');
      await open.promise;
      turn.say('two');
    });
    await room.say(id, 'half');
    await until(async () => (await room.stored(id)).some(({ type }) => type === 'chunk'));
    const { body } = await room.call<ConversationDetail>('GET', `/conversations/${id}`);
    expect(body.messages.at(-1)).toMatchObject({ role: 'assistant', state: 'working', content: 'one' });
    const follower = await room.follow(id, body.last_seq);
    open.open();
    await until(() => follower.types.includes('complete'));
    expect(follower.text).toBe('two');
    follower.close();
  });
});

describe('stopping', () => {
  it('ends what is at work though it does not listen, keeps what was said, and goes on with the next', async () => {
    const id = await room.begin();
    let hears: AbortSignal | undefined;
    room.answerer.on('deaf', (turn) => {
      hears = turn.abort;
      turn.say('So far');
      return new Promise(() => undefined);
    });
    const follower = await room.follow(id, 0);
    await room.say(id, 'deaf');
    // The word that has not ended is held back: it might be the beginning of a secret.
    await until(() => follower.text === 'So ');
    const { body } = await room.call<{ stopping: string[] }>('POST', `/conversations/${id}/stop`, {});
    expect(body.stopping).toHaveLength(1);
    await until(() => follower.types.includes('stopped'));
    expect(hears?.aborted).toBe(true);
    const stopped = follower.events.find(({ type }) => type === 'stopped');
    expect(stopped).toMatchObject({ by: 'fleet:read', message: { content: 'So far', state: 'stopped' } });
    expect((await room.ask(id, 'next')).content).toBe('You said: next');
    follower.close();
  });

  it('takes what waits in line out of it, and is for whoever asked or began it alone', async () => {
    const id = await room.begin();
    const open = gate();
    room.answerer.on('hold', () => open.promise);
    await room.say(id, 'hold');
    await room.say(id, 'hold again');
    await until(async () => (await status(id))[0] === 'working');
    const key = await room.as(['fleet:read', 'command:exec']);
    const refused = await room.call('POST', `/conversations/${id}/stop`, {}, { key });
    expect(refused).toMatchObject({ status: 403, body: { code: 'chat.not_yours' } });
    expect(await status(id)).toEqual(['working', 'queued']);
    await room.call('POST', `/conversations/${id}/stop`, {});
    await until(async () => (await status(id)).every((one) => one === 'stopped'));
    open.open();
    expect(room.answerer.asked.some(({ question }) => question === 'hold again')).toBe(false);
  });

  it('leaves alone what somebody else asked beside, where none is named', async () => {
    const id = await room.begin();
    const open = gate();
    room.answerer.on('mine', () => open.promise);
    const key = await room.as(['fleet:read', 'command:exec']);
    await room.call('POST', `/conversations/${id}/messages`, { content: 'mine' }, { key });
    await room.say(id, 'theirs');
    await until(async () => (await status(id))[0] === 'working');
    const { body } = await room.call<{ stopping: string[] }>(
      'POST',
      `/conversations/${id}/stop`,
      {},
      { key },
    );
    expect(body.stopping).toHaveLength(1);
    await until(async () => (await status(id)).join() === 'stopped,done');
    open.open();
  });

  it('has nothing to stop where nothing goes on', async () => {
    const id = await room.begin();
    expect((await room.call('POST', `/conversations/${id}/stop`, {})).body).toEqual({ stopping: [] });
  });
});

describe('what goes wrong', () => {
  it('is told to the person, with what was said until then', async () => {
    const id = await room.begin();
    room.answerer.on('fail', (turn) => {
      turn.say('I looked.');
      throw new DomainError('bad_gateway', 'test.broken', 'It is broken.');
    });
    const follower = await room.follow(id, 0);
    const answer = await room.ask(id, 'fail');
    expect(answer).toMatchObject({ state: 'failed', content: 'I looked.\n\nIt is broken.' });
    await until(() => follower.types.includes('error'));
    expect(follower.events.at(-1)).toMatchObject({ type: 'error', code: 'test.broken' });
    follower.close();
  });

  it('says nothing of our own mistakes but that there was one', async () => {
    const id = await room.begin();
    room.answerer.on('crash', () => {
      throw new TypeError('password=hunter2 is not a function');
    });
    const answer = await room.ask(id, 'crash');
    expect(answer.state).toBe('failed');
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  it('is given up when whoever takes it up dies of it again and again', async () => {
    const id = await room.begin();
    const elsewhere = await room.begin();
    room.answerer.on('poison', () => new Promise(() => undefined));
    await room.say(id, 'poison');
    await until(async () => {
      await expire(id);
      // Whatever is asked makes replicas look for what was left.
      await room.ask(elsewhere, 'anything');
      return (await status(id))[0] === 'failed';
    });
    const { body } = await room.call<{ messages: ChatMessage[] }>('GET', `/conversations/${id}/messages`);
    expect(body.messages.at(-1)?.parts.at(-1)).toMatchObject({ type: 'notice', code: 'chat.given_up' });
  });

  it('of a model is told, and the rules answer instead', async () => {
    const id = await room.begin();
    const answerers = room.server.app.get(Answerers, { strict: false });
    const model = new ScriptedAnswerer().on('clever', (turn) => {
      turn.say('Let me think. ');
      throw new DomainError('bad_gateway', 'llm_unavailable', 'The model is away.');
    });
    answerers.use('model', model, ({ question }) => Promise.resolve(question === 'clever'));
    const answer = await room.ask(id, 'clever');
    expect(answer).toMatchObject({ state: 'done', meta: { via: 'rules' } });
    expect(answer.parts).toMatchObject([
      { type: 'text', text: 'Let me think. ' },
      { type: 'notice', code: 'chat.without_model' },
      { type: 'text', text: 'You said: clever' },
    ]);
    answerers.use('model', model, () => Promise.resolve(false));
  });
});

describe('whoever asked', () => {
  it('has lost their key meanwhile: nothing is answered on their behalf', async () => {
    const key = await room.as(['fleet:read', 'command:exec']);
    const open = gate();
    const id = await room.begin();
    room.answerer.on('busy', () => open.promise);
    await room.say(id, 'busy');
    const path = `/conversations/${id}/messages`;
    await room.call('POST', path, { content: 'and me' }, { key });
    await room.owner.query(`update auth_api_key set revoked_at = now() where id = (
      select asker_id::uuid from chat_turn where question = 'and me')`);
    open.open();
    await until(async () => (await status(id)).every((one) => one === 'done' || one === 'failed'));
    expect(await status(id)).toEqual(['done', 'failed']);
    expect((await room.stored(id)).at(-1)?.type).toBe('error');
    expect(room.answerer.asked.some(({ question }) => question === 'and me')).toBe(false);
  });

  it('is told apart by their rights as they are when it is taken up', async () => {
    const key = await room.as(['fleet:read', 'command:exec']);
    const open = gate();
    const id = await room.begin();
    let may: readonly string[] = [];
    room.answerer.on('busy', () => open.promise).on('rights', (turn) => void (may = turn.actor.permissions));
    await room.say(id, 'busy');
    await room.call('POST', `/conversations/${id}/messages`, { content: 'rights' }, { key });
    await room.owner.query(
      `update auth_api_key set permissions = '{fleet:read}' where name = 'fleet:read command:exec'`,
    );
    open.open();
    await until(async () => (await status(id)).every((one) => one === 'done'));
    expect(may).toEqual(['fleet:read']);
  });
});
