import type { ConversationDetail } from '@legator/contracts';
import { DomainError } from '@legator/core';
import { ChatRoom, engineOf, gate } from '../../support/chat-room.js';
import { until } from '../../support/core-app.js';

let room: ChatRoom;

beforeAll(async () => {
  room = await ChatRoom.start({ LEGATOR_BUS: 'postgres' });
}, 60_000);
afterEach(async () => {
  await room.stopSecond();
  room.answerer.plays.clear();
  room.second.plays.clear();
});
afterAll(() => room.stop());

const status = async (id: string) => (await room.turns(id)).map((turn) => turn.status);
const expire = (id: string) =>
  room.owner.query(
    `update chat_turn set lease_until = now() - interval '1 second' where conversation_id = $1 and status = 'working'`,
    [id],
  );

describe('two replicas', () => {
  it('never work at one turn, and never at two of one conversation', async () => {
    await room.startSecond();
    const both = gate();
    const active = new Map<string, number>();
    const starts = new Map<string, number>();
    let most = 0;
    for (const answerer of [room.answerer, room.second])
      answerer.on('race', async (turn) => {
        starts.set(turn.id, (starts.get(turn.id) ?? 0) + 1);
        const now = (active.get(turn.conversationId) ?? 0) + 1;
        active.set(turn.conversationId, now);
        most = Math.max(most, now);
        // There are more than one replica works at together, so that neither gets them all.
        if (room.answerer.asked.length * room.second.asked.length > 0) both.open();
        await both.promise;
        await new Promise((resolve) => setTimeout(resolve, 5));
        active.set(turn.conversationId, now - 1);
      });
    const ids = await Promise.all(Array.from({ length: 20 }, () => room.begin()));
    await Promise.all(ids.flatMap((id) => Array.from({ length: 3 }, (_, n) => room.say(id, `race ${n}`))));
    await until(async () => (await Promise.all(ids.map(status))).flat().every((one) => one === 'done'));
    expect(most).toBe(1);
    expect([...starts.values()]).toEqual(Array(60).fill(1));
  });

  it('tell a conversation at the one what is said at the other', async () => {
    const second = await room.startSecond();
    const id = await room.begin();
    const follower = await room.follow(id, 0);
    const answer = await fetch(`${second.url}/api/v1/conversations/${id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${room.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'over there' }),
    });
    expect(answer.status).toBe(201);
    await until(() => follower.types.includes('complete'));
    follower.close();
  });

  it('take over what one of them left, from what was said, and hear nothing more from it', async () => {
    const id = await room.begin();
    const back = gate();
    room.answerer.on('die', async (turn) => {
      turn.say('Before. ');
      await back.promise;
      turn.say('From the grave.');
    });
    room.second.on('die', (turn, resumed) => turn.say(resumed ? 'After.' : 'Anew.'));
    const follower = await room.follow(id, 0);
    await room.say(id, 'die');
    await until(() => follower.text === 'Before. ');
    // The first is held up as if its process were.
    const { taking, holding } = engineOf(room.server);
    await Promise.all([taking.stop(), holding.stop()]);
    await room.startSecond();
    await expire(id);
    await until(() => room.second.asked.some(({ question }) => question === 'die'));
    back.open();
    for (const work of [taking, holding]) work.start();
    await until(() => follower.types.includes('complete'));
    expect(room.second.asked.at(-1)).toMatchObject({ question: 'die', resumed: true });
    const { body } = await room.call<ConversationDetail>('GET', `/conversations/${id}`);
    expect(body.messages.at(-1)).toMatchObject({ content: 'Before. After.', state: 'done' });
    expect(follower.text).toBe('Before. After.');
    follower.close();
  });

  it('go on at once with what a replica that stops in order was at', async () => {
    const id = await room.begin();
    const second = await room.startSecond();
    room.second.on('calmly', async (turn) => {
      turn.say('First half. ');
      await new Promise(() => undefined);
    });
    room.answerer.on('calmly', (turn, resumed) => {
      if (!resumed) throw new DomainError('conflict', 'test.not_here', 'The other one is to have it.');
      turn.say('Second half.');
    });
    // Whichever hears of it first takes it up, so it is said until the one that will stop has it.
    const has = async () => {
      const { turn_id } = await room.say(id, 'calmly', {}, second.url);
      await until(async () => (await room.turns(id)).at(-1)?.status !== 'queued');
      await until(async () => ['chunk', 'error'].includes((await room.stored(id)).at(-1)!.type));
      return room.second.asked.some(({ turnId }) => turnId === turn_id);
    };
    await until(has);
    await room.stopSecond();
    await until(async () => (await status(id)).at(-1) === 'done');
    const { body } = await room.call<ConversationDetail>('GET', `/conversations/${id}`);
    expect(body.messages.at(-1)?.content).toBe('First half. Second half.');
  });
});
