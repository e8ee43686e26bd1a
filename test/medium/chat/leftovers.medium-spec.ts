import { Client } from 'pg';
import { ChatRoom } from '../../support/chat-room.js';
import { until } from '../../support/core-app.js';

let room: ChatRoom;

beforeAll(async () => {
  room = await ChatRoom.start();
}, 60_000);
afterAll(() => room.stop());

const STATE = ['chat_checkpoint_write', 'chat_checkpoint'] as const;
const ALL = [...STATE, 'chat_run'] as const;

/** A turn that was asked and answered, with what one with a model would leave behind, in a status. */
async function turnIn(status: string): Promise<{ conversation: string; turn: string }> {
  const conversation = await room.begin();
  await room.ask(conversation, 'hello');
  const turn = (await room.turns(conversation))[0]!.id;
  // Nobody's time is over, so nobody takes it up.
  await room.owner.query(
    `update chat_turn set status = $2, lease_by = 'a test', lease_until = 'infinity' where id = $1`,
    [turn, status],
  );
  await room.owner.query(
    `insert into chat_checkpoint (tenant_id, turn_id, ns, checkpoint_id, kind, checkpoint, metadata)
     values ('default', $1, '', 'c', 'json', '', '')`,
    [turn],
  );
  await room.owner.query(
    `insert into chat_checkpoint_write (tenant_id, turn_id, ns, checkpoint_id, task_id, idx, task_path, channel, kind, value)
     values ('default', $1, '', 'c', 't', 0, '', 'messages', 'json', '')`,
    [turn],
  );
  await room.owner.query(
    `insert into chat_run (tenant_id, turn_id, call_id, conversation_id, command, reason, target, targets, created_at)
     values ('default', $1, 'call', $2, 'uptime', '', 'all', '[]', now())`,
    [turn, conversation],
  );
  return { conversation, turn };
}

async function left(turn: string, tables: readonly string[] = ALL): Promise<string[]> {
  const found: string[] = [];
  for (const table of tables) {
    const { rowCount } = await room.owner.query(`select 1 from ${table} where turn_id = $1`, [turn]);
    if (rowCount! > 0) found.push(table);
  }
  return found;
}

it('are removed of turns that are over, and of no other, whoever else is at work', async () => {
  const [done, stopped, failed, working, held] = [
    await turnIn('done'),
    await turnIn('stopped'),
    await turnIn('failed'),
    await turnIn('working'),
    await turnIn('done'),
  ];
  const other = new Client({ connectionString: room.server.databaseUrl });
  await other.connect();
  try {
    await other.query('begin');
    await other.query('select 1 from chat_turn where id = $1 for key share', [held.turn]);
    // A replica looks when it starts.
    await room.startSecond();
    for (const { turn } of [done, stopped, failed])
      await until(async () => (await left(turn, STATE)).length === 0);
    // What it asked for is told as long as the conversation is.
    expect(await left(done.turn)).toEqual(['chat_run']);
    expect(await left(working.turn)).toEqual(ALL);
    expect(await left(held.turn)).toEqual(ALL);
  } finally {
    await other.end();
    await room.stopSecond();
  }
  await room.startSecond();
  await until(async () => (await left(held.turn, STATE)).length === 0);
  await room.stopSecond();
});

it('go with their conversation at once', async () => {
  const { conversation, turn } = await turnIn('working');
  expect(await left(turn)).toEqual(ALL);
  expect(await room.call('DELETE', `/conversations/${conversation}`)).toMatchObject({ status: 204 });
  expect(await left(turn)).toEqual([]);
});
