import type { TurnAtWork } from '@legator/chat';
import type { ConversationDetail } from '@legator/contracts';
import { ChatRoom } from '../../support/chat-room.js';
import { until } from '../../support/core-app.js';
import { ToolGround, fine } from './tool-ground.js';

let room: ChatRoom;
let ground: ToolGround;

beforeAll(async () => {
  room = await ChatRoom.start({ LEGATOR_BUS: 'postgres' });
  ground = new ToolGround(room);
  ground.equip(room.server);
}, 60_000);
beforeEach(() => ground.reset());
afterEach(() => {
  ground.open.open();
  return room.stopSecond();
});
afterAll(() => room.stop());

describe('a turn that waits', () => {
  const waiting = async (turn: TurnAtWork) => {
    const answer = await turn.call('run_command', { what: 'wait' }, 'w');
    const { pending } = answer;
    if (pending) return { kind: 'waiting' as const, ...pending };
    turn.say('It is over.');
    return { kind: 'done' as const };
  };
  const pendingUntilOpen = () => {
    let directiveId: string | undefined;
    let over = false;
    void ground.open.promise.then(() => (over = true));
    ground.run = async (_input, { turn, callId }) => {
      directiveId ??= await ground.request(turn, callId);
      return over ? fine() : fine({ pending: { for: 'result', directiveIds: [directiveId] } });
    };
  };

  it('lets others of the conversation go on, and goes on itself when what it waits for has ended', async () => {
    const id = await room.begin();
    pendingUntilOpen();
    room.answerer.on('wait', waiting);
    const follower = await room.follow(id, 0);
    const shown = await room.ask(id, 'wait');
    expect(shown).toMatchObject({ state: 'waiting' });
    const { body } = await room.call<ConversationDetail>('GET', `/conversations/${id}`);
    expect(body.conversation.state).toBe('waiting');
    expect((await room.ask(id, 'meanwhile')).content).toBe('You said: meanwhile');
    ground.open.open();
    await until(async () => (await room.turns(id)).every(({ status }) => status === 'done'));
    expect(
      room.answerer.asked.filter(({ question }) => question === 'wait').map(({ resumed }) => resumed),
    ).toEqual([false, true]);
    await until(() => follower.types.filter((type) => type === 'complete').length === 2);
    const all = await room.call<ConversationDetail>('GET', `/conversations/${id}`);
    expect(all.body.messages.map(({ content }) => content)).toEqual([
      'wait',
      'It is over.',
      'meanwhile',
      'You said: meanwhile',
    ]);
    follower.close();
  });

  it('is not forgotten when that ended before it began to wait', async () => {
    const id = await room.begin();
    ground.open.open();
    let directiveId: string | undefined;
    room.answerer.on('late', async (turn, resumed) => {
      if (resumed) return void turn.say('Nothing was lost.');
      directiveId = await ground.request(turn, 'late');
      await until(async () => {
        const { rows } = await room.owner.query('select status from directives_directive where id = $1', [
          directiveId,
        ]);
        return rows[0].status === 'succeeded';
      });
      return { kind: 'waiting', for: 'result', directiveIds: [directiveId] };
    });
    await room.say(id, 'late');
    await until(async () => (await room.turns(id))[0]?.status === 'done');
  });

  it('goes on however many others have waited for longer', async () => {
    const [id, elsewhere] = [await room.begin(), await room.begin()];
    let held = '';
    room.answerer.on('crowd', async (turn) => {
      held = await ground.request(turn, 'held', new Date(Date.now() + 3_600_000));
      return { kind: 'waiting', for: 'result', directiveIds: [held] };
    });
    await room.ask(elsewhere, 'crowd');
    await room.owner.query(
      `insert into chat_turn (id, tenant_id, conversation_id, place, status, asker_type, asker_id, asker_name, question,
         message_id, answer_id, nonce, asked_at, waits_since, waits_reason, waits_for)
       select gen_random_uuid(), tenant_id, conversation_id, place + n, status, asker_type, asker_id, asker_name, question,
         message_id, answer_id, nonce, asked_at, waits_since - interval '1 day', waits_reason, waits_for
       from chat_turn, generate_series(1, 1100) n where conversation_id = $1`,
      [elsewhere],
    );
    pendingUntilOpen();
    room.answerer.on('wait', waiting);
    await room.ask(id, 'wait');
    ground.open.open();
    await until(async () => (await room.turns(id))[0]?.status === 'done');
    expect((await room.turns(elsewhere)).every(({ status }) => status === 'waiting')).toBe(true);
    await room.owner.query('delete from chat_conversation where id = $1', [elsewhere]);
  });

  it('goes on at another replica, with its time not counted', async () => {
    const id = await room.begin();
    pendingUntilOpen();
    room.answerer.on('wait', waiting);
    room.second.on('wait', waiting);
    await room.ask(id, 'wait');
    ground.equip(await room.startSecond());
    await room.owner.query(
      `update chat_turn set work_ms = 0, waits_since = now() - interval '1 day'
      where conversation_id = $1`,
      [id],
    );
    ground.open.open();
    await until(async () => (await room.turns(id))[0]?.status === 'done');
    const asked = [...room.answerer.asked, ...room.second.asked].filter(
      ({ question }) => question === 'wait',
    );
    expect(asked.at(-1)?.resumed).toBe(true);
  });

  it('withdraws what has not started when it is stopped', async () => {
    const id = await room.begin();
    const later = new Date(Date.now() + 3_600_000);
    let directiveId = '';
    ground.run = async (_input, { turn, callId }) => {
      directiveId = await ground.request(turn, callId, later);
      return fine({ pending: { for: 'approval', directiveIds: [directiveId] } });
    };
    room.answerer.on('wait', waiting);
    await room.ask(id, 'wait');
    await room.call('POST', `/conversations/${id}/stop`, {});
    const { rows } = await room.owner.query('select status from directives_directive where id = $1', [
      directiveId,
    ]);
    expect(rows).toEqual([{ status: 'canceled' }]);
    expect((await room.turns(id)).map(({ status }) => status)).toEqual(['stopped']);
    expect((await room.stored(id)).at(-1)?.type).toBe('stopped');
  });

  it('is ended when it never comes to an end', async () => {
    const id = await room.begin();
    room.answerer.on('loop', () => ({ kind: 'waiting', for: 'result', directiveIds: [] }));
    await room.say(id, 'loop');
    await until(async () => {
      await room.owner.query(
        `update chat_turn set attempt = 50 where conversation_id = $1 and status = 'waiting'`,
        [id],
      );
      return (await room.turns(id))[0]?.status === 'failed';
    });
  });
});
