import type { ChatMessage, Conversation, ConversationDetail, ConversationPage } from '@legator/contracts';
import { ChatRoom } from '../../support/chat-room.js';

let room: ChatRoom;

beforeAll(async () => {
  room = await ChatRoom.start();
}, 60_000);
afterAll(() => room.stop());

describe('a conversation', () => {
  it('is found by the beginnings of words of its title and its messages, and by nothing else', async () => {
    const id = await room.begin({ title: 'Night shift' });
    await room.ask(id, 'why is web-03.example so slow?');
    const found = async (q: string) => {
      const path = `/conversations?q=${encodeURIComponent(q)}`;
      const { body } = await room.call<ConversationPage>('GET', path);
      return body.conversations.map((one) => one.id).includes(id);
    };
    for (const q of ['night', 'NIGHT shi', 'web-03', 'exam slow'])
      expect([q, await found(q)]).toEqual([q, true]);
    for (const q of ['day', "' | 'night", '%', 'night & day', '!night', ':*', "\\'"])
      expect([q, await found(q)]).toEqual([q, q === '!night' || q === "' | 'night"]);
  });

  it('is listed newest first, page by page, and by who began it', async () => {
    const key = await room.as(['fleet:read']);
    const ids: string[] = [];
    for (const title of ['a', 'b', 'c'])
      ids.unshift((await room.call<Conversation>('POST', '/conversations', { title }, { key })).body.id);
    const list = async (query: string) =>
      (await room.call<ConversationPage>('GET', `/conversations?mine=true&${query}`, undefined, { key }))
        .body;
    const first = await list('limit=2');
    expect(first.conversations.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = await list(`limit=2&cursor=${first.next_cursor}`);
    expect(second).toMatchObject({ conversations: [{ id: ids[2] }], next_cursor: null });
    expect((await room.call('GET', '/conversations?cursor=bm8')).status).toBe(400);
  });

  it('is read by whoever runs commands in the tenant, and renamed and removed by its owner and administrators alone', async () => {
    const id = await room.begin({ title: 'mine' });
    const [colleague, admin] = [await room.as(['fleet:read', 'command:exec']), await room.as(['admin'])];
    const read = await room.call<ConversationDetail>('GET', `/conversations/${id}`, undefined, {
      key: colleague,
    });
    expect(read.body.conversation).toMatchObject({ title: 'mine', mine: false });
    for (const [method, body] of [['PATCH', { title: 'x' }], ['DELETE']] as const) {
      const refused = await room.call(method, `/conversations/${id}`, body, { key: colleague });
      expect(refused).toMatchObject({ status: 403, body: { code: 'chat.not_yours' } });
    }
    const renamed = await room.call('PATCH', `/conversations/${id}`, { title: 'Ours' }, { key: admin });
    expect(renamed).toMatchObject({ status: 200, body: { title: 'Ours' } });
    await room.ask(id, 'does a question change its title?');
    expect((await room.call('GET', `/conversations/${id}`)).body).toMatchObject({
      conversation: { title: 'Ours' },
    });
    expect((await room.call('DELETE', `/conversations/${id}`)).status).toBe(204);
    expect((await room.call('GET', `/conversations/${id}`)).status).toBe(404);
    const { rows } = await room.owner.query(
      `select type from core_signal where subject_id = $1 and type = 'chat.conversation_removed'`,
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  it('is spoken in by others as themselves', async () => {
    const id = await room.begin();
    const key = await room.as(['fleet:read', 'command:exec']);
    const path = `/conversations/${id}/messages`;
    const said = await room.call<ChatMessage>('POST', path, { content: 'me too' }, { key });
    expect(said.body.author).toMatchObject({ type: 'key', name: 'fleet:read command:exec' });
  });

  it('is nowhere for whoever may not see what commands print, unless they began it', async () => {
    const id = await room.begin({ title: 'of somebody else' });
    const answer = await room.ask(id, 'secretive words');
    const key = await room.as(['fleet:read']);
    const own = (await room.call<Conversation>('POST', '/conversations', { title: 'own' }, { key })).body.id;
    const list = async (query: string, as: string) =>
      (
        await room.call<ConversationPage>('GET', `/conversations?${query}`, undefined, { key: as })
      ).body.conversations.map((one) => one.id);
    expect(await list('limit=100', key)).toEqual([own]);
    expect(await list('q=secretive', key)).toEqual([]);
    const at = `/conversations/${id}`;
    const feedback = { verdict: 'wrong', reason: '' };
    for (const [method, path, body] of [
      ['GET', at],
      ['GET', `${at}/messages`],
      ['GET', `${at}/events`],
      ['GET', `${at}/export`],
      ['POST', `${at}/messages`, { content: 'me too' }],
      ['POST', `${at}/messages/${answer.id}/feedback`, feedback],
      ['POST', `${at}/stop`, {}],
      ['PATCH', at, { title: 'x' }],
      ['DELETE', at],
    ] as const)
      expect([method, path, (await room.call(method, path, body, { key })).status]).toEqual([
        method,
        path,
        404,
      ]);
    expect((await room.call('GET', `/conversations/${own}`, undefined, { key })).status).toBe(200);
    const operator = await room.as(['fleet:read', 'command:exec']);
    expect(await list('limit=100', operator)).toEqual(expect.arrayContaining([id, own]));
    expect(await list('q=secretive', operator)).toEqual([id]);
  });

  it('is paged backwards without losing or repeating a message', async () => {
    const id = await room.begin();
    for (const n of [1, 2, 3]) await room.ask(id, `question ${n}`);
    const contents: string[] = [];
    let before: string | null = '';
    while (before !== null) {
      const query: string = before === '' ? '' : `&before=${before}`;
      const path = `/conversations/${id}/messages?limit=2${query}`;
      const { body }: { body: { messages: ChatMessage[]; before: string | null } } = await room.call(
        'GET',
        path,
      );
      contents.unshift(...body.messages.map(({ content }) => content));
      before = body.before;
    }
    expect(contents).toEqual([1, 2, 3].flatMap((n) => [`question ${n}`, `You said: question ${n}`]));
  });

  it('is exported as text and as JSON, which the trail tells', async () => {
    const id = await room.begin();
    await room.ask(id, 'what is new?');
    const md = await room.call('GET', `/conversations/${id}/export`);
    expect(md.text).toContain('# what is new?');
    expect(md.text).toContain('You said: what is new?');
    const json = await room.call<{ messages: ChatMessage[] }>(
      'GET',
      `/conversations/${id}/export?format=json`,
    );
    expect(json.body.messages).toHaveLength(2);
    const { rows } = await room.owner.query(
      `select payload ->> 'format' as format from core_signal where subject_id = $1 and type like '%exported' order by 1`,
      [id],
    );
    expect(rows).toEqual([{ format: 'json' }, { format: 'md' }]);
  });

  it('keeps what a person thinks of an answer, and of answers alone', async () => {
    const id = await room.begin();
    const answer = await room.ask(id, 'two and two?');
    const path = (message: string) => `/conversations/${id}/messages/${message}/feedback`;
    const body = { verdict: 'wrong', reason: 'It is four.' };
    expect(await room.call('POST', path(answer.id), body)).toMatchObject({
      status: 200,
      body: { feedback: { ...body, by: 'fleet:read' } },
    });
    const { body: page } = await room.call<{ messages: ChatMessage[] }>(
      'GET',
      `/conversations/${id}/messages`,
    );
    expect((await room.call('POST', path(page.messages[0]!.id), body)).status).toBe(404);
    const elsewhere = await room.begin();
    const wrong = `/conversations/${elsewhere}/messages/${answer.id}/feedback`;
    expect((await room.call('POST', wrong, body)).status).toBe(404);
  });
});

it('knows nothing of a probe that is not there', async () => {
  const body = { scope: 'probe', probe_id: 'prb-00000000' };
  expect((await room.call('POST', '/conversations', body)).status).toBe(404);
  for (const method of ['GET', 'POST', 'DELETE'])
    expect(
      (await room.call(method, '/probes/prb-00000000/chat', method === 'GET' ? undefined : { content: 'x' }))
        .status,
    ).toBe(404);
});

describe('upstream’s routes', () => {
  it('answer in the same request, from the caller’s newest conversation, and forget it', async () => {
    const key = await room.as(['fleet:read']);
    const call = <T>(method: string, path: string, body?: unknown) =>
      room.call<T>(method, path, body, { key });
    expect((await call('GET', '/fleet/chat')).text).toBe('null');
    const answer = await call<ChatMessage>('POST', '/fleet/chat', { content: 'hi', more: 1 });
    expect([answer.status, answer.body.role, answer.body.content]).toEqual([
      201,
      'assistant',
      'You said: hi',
    ]);
    const list = await call<ChatMessage[]>('GET', '/fleet/chat?limit=nonsense');
    expect(list.body.map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect((await call('POST', '/fleet/chat', { content: ' ' })).status).toBe(400);
    expect((await call('DELETE', '/probes/fleet/chat')).body).toEqual({ ok: true });
    expect((await call('GET', '/probes/fleet/chat')).text).toBe('null');
  });

  it('do not bring back an older conversation, and leave those of tasks alone', async () => {
    const key = await room.as(['fleet:read']);
    const call = <T>(method: string, path: string, body?: unknown) =>
      room.call<T>(method, path, body, { key });
    const begin = async (content: string) => {
      const { id } = (await call<{ id: string }>('POST', '/conversations', {})).body;
      await call('POST', `/conversations/${id}/messages?wait=true`, { content });
      return id;
    };
    const [older, newer, task] = [await begin('older'), await begin('newer'), await begin('do it')];
    await room.owner.query(`update chat_turn set kind = 'task' where conversation_id = $1`, [task]);
    const { body: said } = await call<ChatMessage>('POST', '/fleet/chat', { content: 'hi' });
    expect(said.conversation_id).toBe(newer);
    await call('DELETE', '/probes/fleet/chat');
    expect((await call('GET', '/fleet/chat')).body).toEqual([]);
    for (const [id, status] of [
      [older, 200],
      [newer, 404],
      [task, 200],
    ] as const)
      expect((await call('GET', `/conversations/${id}`)).status).toBe(status);
  });

  it('begin one conversation for two who speak at once', async () => {
    const key = await room.as(['fleet:read']);
    const answers = await Promise.all(
      ['a', 'b'].map((content) => room.call<ChatMessage>('POST', '/fleet/chat', { content }, { key })),
    );
    expect(new Set(answers.map(({ body }) => body.conversation_id)).size).toBe(1);
  });
});
