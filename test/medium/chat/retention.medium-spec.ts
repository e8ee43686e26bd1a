import { Client } from 'pg';
import { ChatRoom, gate } from '../../support/chat-room.js';
import { until } from '../../support/core-app.js';

let room: ChatRoom;

beforeAll(async () => {
  room = await ChatRoom.start({ LEGATOR_CHAT_RETENTION: '30d' });
}, 60_000);
afterAll(() => room.stop());

const age = (id: string, days: number) =>
  room.owner.query(
    `update chat_conversation set last_message_at = now() - $2 * interval '1 day' where id = $1`,
    [id, days],
  );
const rowsOf = async (table: string, id: string) => {
  const { rows } = await room.owner.query(`select 1 from ${table} where conversation_id = $1`, [id]);
  return rows.length;
};

it('removes what is older than the installation keeps, whole, and nothing that still goes on', async () => {
  const [old, young, busy] = [await room.begin(), await room.begin(), await room.begin()];
  const open = gate();
  room.answerer.on('busy', () => open.promise);
  for (const id of [old, young]) await room.ask(id, 'hello');
  await room.say(busy, 'busy');
  const answer = await room.ask(young, 'again');
  await room.owner.query(`update chat_event set at = now() - interval '2 days' where conversation_id = $1`, [
    young,
  ]);
  await Promise.all([age(old, 31), age(young, 29), age(busy, 31)]);
  // A replica looks when it starts.
  await room.startSecond();
  await until(async () => (await rowsOf('chat_message', old)) === 0);
  for (const table of ['chat_turn', 'chat_event'])
    expect([table, await rowsOf(table, old)]).toEqual([table, 0]);
  expect(await rowsOf('chat_message', young)).toBe(4);
  expect(await rowsOf('chat_turn', busy)).toBe(1);
  // What was told piece by piece is told whole to whoever comes that late.
  await until(async () => !(await room.stored(young)).some(({ type }) => type === 'chunk'));
  const { body } = await room.call<{ messages: { content: string }[] }>(
    'GET',
    `/conversations/${young}/messages`,
  );
  expect(body.messages.at(-1)?.content).toBe(answer.content);
  open.open();
});

it('keeps a conversation in which somebody says something while it is found to be old', async () => {
  await room.stopSecond();
  const [old, spoken] = [await room.begin(), await room.begin()];
  for (const id of [old, spoken]) await room.ask(id, 'hello');
  await Promise.all([age(old, 32), age(spoken, 31)]);
  const other = new Client({ connectionString: room.server.databaseUrl });
  await other.connect();
  try {
    await other.query('begin');
    await other.query('select 1 from chat_conversation where id = $1 for update', [spoken]);
    await room.startSecond();
    const waits = `select 1 from pg_stat_activity
      where wait_event_type = 'Lock' and query like '%delete from chat_conversation%'`;
    await until(async () => (await room.owner.query(waits)).rows.length === 1);
    await other.query('update chat_conversation set last_message_at = now() where id = $1', [spoken]);
    await other.query('commit');
  } finally {
    await other.end();
  }
  // Both were found together.
  await until(async () => (await rowsOf('chat_message', old)) === 0);
  expect(await rowsOf('chat_message', spoken)).toBe(2);
});
