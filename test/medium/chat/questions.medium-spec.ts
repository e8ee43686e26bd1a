import type { ConversationDetail } from '@legator/contracts';
import { ChatRoom, engineOf, gate } from '../../support/chat-room.js';
import { until } from '../../support/core-app.js';

let room: ChatRoom;

beforeAll(async () => {
  room = await ChatRoom.start();
}, 60_000);
afterAll(() => room.stop());

describe('a question', () => {
  it('is stored and answered, and both are there afterwards', async () => {
    const id = await room.begin();
    const answer = await room.ask(id, 'which host is the fullest?');
    expect(answer).toMatchObject({
      role: 'assistant',
      content: 'You said: which host is the fullest?',
      state: 'done',
      author: null,
      meta: { via: 'rules', commands_used: 0, untrusted: false, finished_at: expect.any(String) },
    });
    const { body } = await room.call<ConversationDetail>('GET', `/conversations/${id}`);
    expect(body.conversation).toMatchObject({
      title: 'which host is the fullest?',
      state: 'idle',
      messages: 2,
      mine: true,
      scope: 'fleet',
    });
    expect(body.messages.map(({ role, content }) => [role, content])).toEqual([
      ['user', 'which host is the fullest?'],
      ['assistant', 'You said: which host is the fullest?'],
    ]);
    expect(body.last_seq).toBe((await room.stored(id)).length);
  });

  it('is answered at once with what was said, while the answer comes over the stream', async () => {
    const id = await room.begin();
    const follower = await room.follow(id);
    const open = gate();
    room.answerer.on('hello', async (turn) => {
      await open.promise;
      turn.say('Good day.');
    });
    // Whoever looks every so often does not, from here on: it is taken up because it was said.
    const { taking } = engineOf(room.server);
    clearInterval(taking.timer);
    const said = await room.say(id, 'hello');
    expect(said).toMatchObject({ role: 'user', content: 'hello', state: 'queued', author: { type: 'key' } });
    await until(() => follower.types.includes('start'));
    expect(follower.types).toEqual(['message', 'title', 'start']);
    open.open();
    await until(() => follower.types.includes('complete'));
    await taking.stop();
    taking.start();
    expect(follower.types).toEqual(['message', 'title', 'start', 'chunk', 'complete']);
    expect(follower.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    follower.close();
  });

  it('is told as a stream of its own turn to who asks for that', async () => {
    const id = await room.begin();
    await room.ask(id, 'before');
    const { status, text, headers } = await room.call(
      'POST',
      `/conversations/${id}/messages`,
      { content: 'and now?' },
      { headers: { accept: 'text/event-stream' } },
    );
    expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const types = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data!).type);
    expect(types).toEqual(['message', 'start', 'chunk', 'complete']);
  });

  it('sent twice with one request id is asked once, and gives the first message back', async () => {
    const id = await room.begin();
    const request_id = '6f2e9c3a-0000-4000-8000-000000000001';
    const [first, second] = await Promise.all([
      room.ask(id, 'once', { request_id }),
      room.ask(id, 'once', { request_id }),
    ]);
    expect(second.id).toBe(first.id);
    expect(await room.turns(id)).toHaveLength(1);
  });

  it('waits in line while another is answered, and hears how many are ahead', async () => {
    const id = await room.begin();
    const open = gate();
    const order: string[] = [];
    room.answerer.on('slowly', async (turn) => {
      order.push(turn.question);
      await open.promise;
    });
    const follower = await room.follow(id, 0);
    for (const n of [1, 2, 3]) await room.say(id, `slowly ${n}`);
    await until(() => order.length === 1);
    expect((await room.turns(id)).map(({ status }) => status)).toEqual(['working', 'queued', 'queued']);
    const { body } = await room.call<ConversationDetail>('GET', `/conversations/${id}`);
    expect(body.conversation.state).toBe('working');
    open.open();
    await until(() => follower.types.filter((type) => type === 'complete').length === 3);
    expect(order).toEqual(['slowly 1', 'slowly 2', 'slowly 3']);
    const ahead = follower.events.flatMap((event) => (event.type === 'queued' ? [event.ahead] : []));
    expect(ahead).toEqual([1, 2]);
    follower.close();
  });

  it('is refused when twenty wait already', async () => {
    const id = await room.begin();
    const open = gate();
    room.answerer.on('long', () => open.promise);
    for (let n = 0; n < 21; n += 1) expect(await room.say(id, 'long')).toMatchObject({ role: 'user' });
    const refused = await room.call('POST', `/conversations/${id}/messages`, { content: 'long' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'chat.queue_full' } });
    open.open();
    await until(async () => (await room.turns(id)).every(({ status }) => status === 'done'));
  });

  it.each([
    ['nothing', { content: '   ' }],
    ['no text', { content: 7 }],
    ['too much', { content: 'x'.repeat(16_001) }],
    ['something unknown', { content: 'x', tenant_id: 'other' }],
    ['an id that is none', { content: 'x', request_id: 'once' }],
  ])('that says %s is refused', async (_what, body) => {
    const id = await room.begin();
    expect(await room.call('POST', `/conversations/${id}/messages`, body)).toMatchObject({ status: 400 });
    expect(await room.turns(id)).toEqual([]);
  });

  it('may hold what PostgreSQL cannot, and secrets, which are not kept', async () => {
    const id = await room.begin();
    const key = await room.as(['fleet:read']);
    const answer = await room.ask(id, `nul \0 half \ud800 key ${key}`);
    expect(answer.content).toContain('nul \u{fffd} half \u{fffd} key [redacted]');
    const { rows } = await room.owner.query(
      `select (select count(*) from chat_turn t where t::text like $1) + (select count(*) from chat_event e
         where e::text like $1) + (select count(*) from chat_message m where m::text like $1) as n`,
      [`%${key}%`],
    );
    expect(rows[0].n).toBe('0');
  });
});
