import { Answerers } from '@legator/chat';
import type { ToolAnswer } from '@legator/chat';
import type { ChatPart, ConversationDetail } from '@legator/contracts';
import { DomainError } from '@legator/core';
import { ChatRoom, gate } from '../../support/chat-room.js';
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

describe('a call', () => {
  it('is written down before and after, told, and gives the same answer for the same name without being made again', async () => {
    const id = await room.begin();
    const part: ChatPart = { type: 'source', text: 'From the table.', probes: 3, as_of: null };
    ground.run = () => Promise.resolve(fine({ part, untrusted: true, data: { rows: [1] } }));
    const answers: ToolAnswer[] = [];
    room.answerer.on('use', async (turn) => {
      expect(turn.untrusted).toBe(false);
      for (const call of ['a', 'a', 'b'])
        answers.push(await turn.call('probe_facts', { what: 'disk' }, call));
      expect(turn.untrusted).toBe(true);
    });
    const follower = await room.follow(id, 0);
    const answer = await room.ask(id, 'use');
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ ok: true, data: { rows: [1] } });
    expect(ground.ran).toEqual(['probe_facts disk a', 'probe_facts disk b']);
    expect(answer).toMatchObject({ parts: [part, part], meta: { untrusted: true, commands_used: 0 } });
    await until(() => follower.types.includes('complete'));
    const started = follower.events.find(({ type }) => type === 'tool_start');
    expect(started).toMatchObject({ tool: 'probe_facts', title: 'Trying disk' });
    expect(follower.types.filter((type) => type.startsWith('tool') || type === 'part')).toEqual([
      'tool_start',
      'part',
      'tool_result',
      'tool_start',
      'part',
      'tool_result',
    ]);
    // The name of a call is the name of its block, too: whoever shows both knows that they belong together.
    const named = follower.events.flatMap((one) => ('step_id' in one ? [one.step_id] : []));
    expect(named).toEqual(['a', 'a', 'b', 'b']);
    const { rows } = await room.owner.query(
      `select call_id, status, summary from chat_step where turn_id = $1 order by call_id`,
      [answer.turn_id],
    );
    expect(rows).toEqual(['a', 'b'].map((call_id) => ({ call_id, status: 'done', summary: 'Fine' })));
    follower.close();
  });

  it('of a name that was used for something else is refused', async () => {
    const id = await room.begin();
    const answers: ToolAnswer[] = [];
    room.answerer.on('twice', async (turn) => {
      for (const what of ['one', 'two']) answers.push(await turn.call('probe_facts', { what }, 'same'));
    });
    await room.ask(id, 'twice');
    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
    expect(ground.ran).toEqual(['probe_facts one same']);
  });

  it.each([
    ['with a wrong input', 'probe_facts', { what: 7 }, 'what'],
    ['with more than it takes', 'probe_facts', { what: 'x', tenant_id: 'other' }, 'tenant_id'],
    ['of no tool', 'drop_tables', {}, 'no tool'],
  ] as const)('%s is an answer that says so, and nothing is done', async (_what, name, input, words) => {
    const id = await room.begin();
    let answer: ToolAnswer | undefined;
    room.answerer.on(
      'wrong',
      async (turn) => void (answer = await turn.call(name as 'timeline', input, 'c')),
    );
    expect((await room.ask(id, 'wrong')).state).toBe('done');
    expect(answer).toMatchObject({ ok: false, text: expect.stringContaining(words) });
    expect(ground.ran).toEqual([]);
  });

  it('that fails tells why when it is somebody’s to know, and nothing of our own mistakes', async () => {
    const id = await room.begin();
    const texts: string[] = [];
    room.answerer.on('break', async (turn) => {
      ground.run = () => Promise.reject(new DomainError('forbidden', 'test.no', 'You may not.'));
      texts.push((await turn.call('probe_facts', { what: 'x' }, '1')).text);
      ground.run = () => Promise.reject(new Error('connect to 10.0.0.7 as root'));
      texts.push((await turn.call('probe_facts', { what: 'x' }, '2')).text);
    });
    await room.ask(id, 'break');
    expect(texts[0]).toBe('You may not.');
    expect(texts[1]).not.toContain('10.0.0.7');
  });

  it('for a command is the fifth at most, side by side too', async () => {
    const id = await room.begin();
    let answers: ToolAnswer[] = [];
    room.answerer.on('many', async (turn) => {
      const calls = Array.from({ length: 8 }, (_, n) => turn.call('run_command', { what: 'x', n }, `c${n}`));
      answers = await Promise.all(calls);
      answers.push(await turn.call('run_command', { what: 'x', n: 0 }, 'c0'));
    });
    const { meta } = await room.ask(id, 'many');
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, false, false, ...Array(6).fill(true)]);
    expect(answers.at(-1)?.ok).toBe(true);
    expect([ground.ran.length, meta?.commands_used]).toEqual([5, 5]);
  });

  it('for a command is not begun behind a question, and goes on where it was begun before', async () => {
    const id = await room.begin();
    const behind = { behindQuestion: true };
    const answers: ToolAnswer[] = [];
    room.answerer.on('behind', async (turn) => {
      answers.push(await turn.call('run_command', { what: 'known' }, 'c1'));
      answers.push(await turn.call('run_command', { what: 'known' }, 'c1', behind));
      answers.push(await turn.call('run_command', { what: 'new' }, 'c2', behind));
      answers.push(await turn.call('probe_facts', { what: 'disk' }, 'c3', behind));
    });
    const { meta } = await room.ask(id, 'behind');
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, false, true]);
    expect(answers[2]!.text).toContain('when they have answered');
    expect(ground.ran).toEqual(['run_command known c1', 'probe_facts disk c3']);
    expect(meta?.commands_used).toBe(1);
  });

  it('keeps no secret of what went in or came out', async () => {
    const id = await room.begin();
    const secret = await room.as(['fleet:read']);
    ground.run = ({ what }) => Promise.resolve(fine({ text: what, summary: what }));
    let told = '';
    room.answerer.on('leak', async (turn) => {
      told = (await turn.call('probe_facts', { what: secret }, 'c')).text;
      turn.tell({ type: 'progress', text: `Looking at ${secret}` });
    });
    await room.ask(id, 'leak');
    expect(told).toBe('[redacted]');
    const { rows } = await room.owner.query(
      `select (select count(*) from chat_step s where s::text like $1)
         + (select count(*) from chat_event e where e::text like $1) as n`,
      [`%${secret}%`],
    );
    expect(rows[0].n).toBe('0');
  });

  it('is what later turns of the conversation are wary of', async () => {
    const id = await room.begin();
    ground.run = () => Promise.resolve(fine({ untrusted: true }));
    room.answerer.on('read', async (turn) => void (await turn.call('probe_facts', { what: 'x' }, 'c')));
    let wary: boolean | undefined;
    room.answerer.on('later', async (turn) => {
      wary = turn.untrusted;
      const said = await turn.history();
      turn.say(JSON.stringify(said.map(({ role, untrusted }) => [role, untrusted])));
    });
    const answerers = room.server.app.get(Answerers, { strict: false });
    // What rules say is of hosts anyway; this is about what was read.
    answerers.use('model', room.answerer, () => Promise.resolve(true));
    await room.ask(id, 'before');
    await room.ask(id, 'read');
    const { content } = await room.ask(id, 'later');
    answerers.use('model', room.answerer, () => Promise.resolve(false));
    expect(wary).toBe(true);
    // What was read left no words of its own, so there is nothing of it in what was said.
    expect(JSON.parse(content)).toEqual([
      ['user', false],
      ['assistant', false],
      ['user', false],
    ]);
  });

  it('is not needed for a turn to be wary where somebody else spoke before', async () => {
    const id = await room.begin();
    const seen: { wary: boolean; by: string[] }[] = [];
    room.answerer.on('whose', async (turn) => {
      const said = await turn.history();
      seen.push({ wary: turn.untrusted, by: said.map(({ asker }) => asker.name) });
      turn.say('Noted.');
    });
    const answerers = room.server.app.get(Answerers, { strict: false });
    answerers.use('model', room.answerer, () => Promise.resolve(true));
    await room.ask(id, 'whose first');
    await room.ask(id, 'whose second');
    const key = await room.as(['fleet:read', 'command:exec']);
    const path = `/conversations/${id}/messages?wait=true`;
    await room.call('POST', path, { content: 'whose third' }, { key });
    await room.ask(id, 'whose fourth');
    answerers.use('model', room.answerer, () => Promise.resolve(false));
    expect(seen.map(({ wary }) => wary)).toEqual([false, false, true, true]);
    const [mine, theirs] = ['fleet:read', 'fleet:read command:exec'];
    expect(seen[3]!.by).toEqual([mine, mine, mine, mine, theirs, theirs]);
  });
});

it('is ended when it takes too long, and may do nothing afterwards', async () => {
  const id = await room.begin();
  const after = gate();
  let late: unknown;
  room.answerer.on('slow', async (turn) => {
    turn.say('Working on it.');
    await after.promise;
    turn.say('Too late.');
    late = await turn.call('probe_facts', { what: 'x' }, 'late').catch((error: unknown) => error);
  });
  const first = gate();
  room.answerer.on('first', () => first.promise);
  await room.say(id, 'first');
  const asked = room.ask(id, 'slow');
  // Nearly all of its five minutes are over when it goes on.
  await until(async () => {
    const nearly = `update chat_turn set work_ms = 299700 where conversation_id = $1 and question = 'slow'`;
    return (await room.owner.query(nearly, [id])).rowCount === 1;
  });
  first.open();
  const answer = await asked;
  expect(answer).toMatchObject({ state: 'failed' });
  expect(answer.parts.at(-1)).toMatchObject({ type: 'notice', code: 'chat.turn_too_long' });
  after.open();
  await until(() => late);
  expect(late).toMatchObject({ code: 'chat.turn_over' });
  expect(ground.ran).toEqual([]);
  const { body } = await room.call<ConversationDetail>('GET', `/conversations/${id}`);
  expect(JSON.stringify(body)).not.toContain('Too late');
});
