import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { ChatRoom, gate } from '../../support/chat-room.js';
import { until } from '../../support/core-app.js';

let room: ChatRoom;
let remover: Client;

beforeAll(async () => {
  room = await ChatRoom.start();
}, 60_000);
beforeEach(async () => {
  remover = new Client({ connectionString: room.server.databaseUrl });
  await remover.connect();
  await remover.query('begin');
});
afterEach(async () => {
  await remover.end();
  room.answerer.plays.clear();
});
afterAll(() => room.stop());

/** As whoever stops or removes it does, before they come to its turns. */
const lock = (conversation: string) =>
  remover.query('select 1 from chat_conversation where id = $1 for update', [conversation]);

async function someoneWaits(): Promise<boolean> {
  const { rowCount } = await remover.query(
    'select 1 from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))',
  );
  return rowCount! > 0;
}

it('is the conversation first and then its turns, for who answers as for who removes', async () => {
  const id = await room.begin();
  const [more, end] = [gate(), gate()];
  room.answerer.on('count', async (turn) => {
    turn.say('one ');
    await more.promise;
    turn.say('two ');
    await end.promise;
  });
  await room.say(id, 'count');
  await until(async () => (await room.stored(id)).some(({ type }) => type === 'chunk'));
  await lock(id);
  more.open();
  await until(someoneWaits);
  // A lease that is just being prolonged is no hindrance; who waits for the conversation would be one for ever.
  await remover.query(`set local lock_timeout = '500ms'`);
  const turns = remover.query('select 1 from chat_turn where conversation_id = $1 for update', [id]);
  expect(await turns).toMatchObject({ rowCount: 1 });
  await remover.query('commit');
  end.open();
  await until(async () => (await room.turns(id)).every(({ status }) => status === 'done'));
});

it('needs no conversation for who asks for a yes while holding the turn', async () => {
  const id = await room.begin();
  await room.ask(id, 'hello');
  const turn = (await room.turns(id))[0]!.id;
  await room.owner.query('begin');
  try {
    await room.owner.query('select 1 from chat_turn where id = $1 for update', [turn]);
    await lock(id);
    await room.owner.query(`set local lock_timeout = '2s'`);
    await room.owner.query(
      `insert into chat_confirmation (id, tenant_id, conversation_id, turn_id, command, hosts, created_at)
       values ($1, 'default', $2, $3, 'reboot', '[]', now())`,
      [randomUUID(), id, turn],
    );
  } finally {
    await room.owner.query('commit');
  }
  await remover.query('delete from chat_conversation where id = $1', [id]);
  await remover.query('commit');
  const { rowCount } = await room.owner.query('select 1 from chat_confirmation where turn_id = $1', [turn]);
  expect(rowCount).toBe(0);
});
