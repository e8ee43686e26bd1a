import { randomUUID } from 'node:crypto';
import type { ConversationDetail } from '@legator/contracts';
import { ChatRoom } from '../../support/chat-room.js';

let room: ChatRoom;

beforeAll(async () => {
  room = await ChatRoom.start();
}, 60_000);
afterAll(() => room.stop());

it('shows a question that was kept before whoever asked it died, once', async () => {
  const id = await room.begin();
  const input = { question: 'Which?', choices: ['web-1', 'web-2'] };
  const choices = input.choices.map((one) => ({ label: one, value: one }));
  const part = { type: 'question', question: 'Which?', choices };
  const answer = { ok: true, asked: true, text: 'Asked.', summary: 'Which?', part };
  room.answerer.on('ask', async (turn) => {
    await room.owner.query(
      `insert into chat_step (id, tenant_id, turn_id, call_id, tool, input, status, answer, started_at)
       values ($1, 'default', $2, 'c1', 'ask_user', $3, 'done', $4, now())`,
      [randomUUID(), turn.id, JSON.stringify(input), JSON.stringify(answer)],
    );
    for (let call = 0; call < 2; call += 1)
      expect(await turn.call('ask_user', input, 'c1')).toMatchObject({ asked: true });
    const pieces = await room.stored(id);
    expect(pieces.filter(({ type }) => type === 'part')).toHaveLength(1);
  });
  await room.ask(id, 'ask');
  const { body } = await room.call<ConversationDetail>('GET', `/conversations/${id}`);
  expect(body.messages.at(-1)).toMatchObject({ state: 'done', parts: [part] });
});
