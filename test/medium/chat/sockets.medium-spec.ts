import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { ChatMessage } from '@legator/contracts';
import { ACCESS_REVOKED_TOPIC, Bus } from '@legator/core';
import { ChatRoom } from '../../support/chat-room.js';
import { ConsoleClient } from '../../support/console-client.js';
import { until } from '../../support/core-app.js';

let room: ChatRoom;
const lines: Line[] = [];

class Line {
  readonly heard: Record<string, unknown>[] = [];
  closed: { code: number; reason: string } | undefined;

  constructor(readonly ws: WebSocket) {
    ws.on('message', (data: Buffer) =>
      this.heard.push(JSON.parse(data.toString()) as Record<string, unknown>),
    );
    ws.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }));
    lines.push(this);
  }

  static async open(path: string, key = room.key): Promise<Line> {
    const url = room.server.url.replace(/^http/, 'ws') + path;
    const line = new Line(new WebSocket(url, { headers: { authorization: `Bearer ${key}` } }));
    await once(line.ws, 'open');
    return line;
  }

  say(frame: unknown): void {
    this.ws.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }
}

beforeAll(async () => {
  room = await ChatRoom.start();
  await room.owner.query(
    `insert into fleet_probe (id, tenant_id, hostname, os, arch, protocol, key_hash, key_prefix, registered_at)
     values ('prb-0000000a', 'default', 'web-01', 'linux', 'amd64', 1, 'x', 'x', now()),
            ('prb-0000000b', 'other', 'web-02', 'linux', 'amd64', 1, 'x', 'x', now())`,
  );
}, 60_000);
afterEach(() => lines.splice(0).forEach(({ ws }) => ws.terminate()));
afterAll(() => room.stop());

const refused = (
  path: string,
  options: { key?: string; headers?: Record<string, string> } = { key: room.key },
) => ConsoleClient.refused(room.server.url, { path, ...options });

it('speaks upstream’s language: messages to and fro, those of others and of other ways in too', async () => {
  const key = await room.as(['fleet:read']);
  const [first, second] = [
    await Line.open('/ws/fleet-chat?probe_id=prb-0000000b', key),
    await Line.open('/ws/fleet-chat', key),
  ];
  first.say('not json');
  first.say({ content: '  ' });
  first.say({ content: 'hello' });
  await until(() => second.heard.length === 3);
  expect(second.heard.map(({ role, content }) => [role, content])).toEqual([
    ['system', 'Connected to the conversation.'],
    ['user', 'hello'],
    ['assistant', 'You said: hello'],
  ]);
  for (const message of second.heard)
    expect(message).toMatchObject({ id: expect.any(String), timestamp: expect.stringMatching(/Z$/) });
  await room.call('POST', '/fleet/chat', { content: 'by REST' }, { key });
  await until(() => second.heard.length === 5 && first.heard.length === 6);
  expect(first.heard.slice(-2).map(({ content }) => content)).toEqual(['by REST', 'You said: by REST']);
  const { body } = await room.call<ChatMessage[]>('GET', '/fleet/chat', undefined, { key });
  expect(body.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant']);
});

it('speaks of one probe, which has to be there and of the same tenant', async () => {
  const line = await Line.open('/ws/chat?probe_id=prb-0000000a');
  line.say({ content: 'disk?' });
  await until(() => line.heard.length === 3);
  const { body } = await room.call<ChatMessage[]>('GET', '/probes/prb-0000000a/chat');
  expect(body.map(({ content }) => content)).toEqual(['disk?', 'You said: disk?']);
  expect(await refused('/ws/chat')).toMatchObject({ status: 400 });
  expect(await refused('/ws/chat?probe_id=prb-0000000b')).toMatchObject({ status: 404 });
  expect(await refused('/ws/chat?probe_id=prb-ffffffff')).toMatchObject({ status: 404 });
});

it('tells everything that happens to who asks for that, from where they were', async () => {
  const id = await room.begin();
  await room.ask(id, 'before');
  const seen = (await room.stored(id)).length;
  const line = await Line.open(`/ws/fleet-chat?events=1&conversation=${id}&after=${seen - 1}`);
  line.say({ content: 'and now' });
  await until(() => line.heard.at(-1)?.['type'] === 'complete' && line.heard.length > 1);
  expect(line.heard.map(({ type }) => type)).toEqual(['complete', 'message', 'start', 'chunk', 'complete']);
  expect(line.heard.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4].map((n) => seen + n));
  line.say('{');
  await until(() => line.heard.at(-1)?.['type'] === 'error');
  expect(line.heard.at(-1)).toMatchObject({ code: 'invalid_request' });
});

it('lets nobody in whom the API would not', async () => {
  expect(await refused('/ws/fleet-chat', {})).toMatchObject({ status: 401 });
  const key = await room.as(['audit:read']);
  expect(await refused('/ws/fleet-chat', { key })).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  });
  const headers = { origin: 'https://elsewhere.example' };
  expect(await refused('/ws/fleet-chat', { key: room.key, headers })).toMatchObject({
    status: 403,
    body: { code: 'foreign_origin' },
  });
  const theirs = await room.as(['fleet:read'], 'other');
  const id = await room.begin();
  expect(await refused(`/ws/fleet-chat?conversation=${id}`, { key: theirs })).toMatchObject({ status: 404 });
  const viewer = await room.as(['fleet:read']);
  expect(await refused(`/ws/fleet-chat?conversation=${id}`, { key: viewer })).toMatchObject({ status: 404 });
});

it('ends for conversations of others with the right to what commands print, and goes on for one’s own', async () => {
  const key = await room.as(['fleet:read', 'command:exec', 'audit:read']);
  const id = await room.begin();
  const [theirs, own] = [
    await Line.open(`/ws/fleet-chat?conversation=${id}`, key),
    await Line.open('/ws/fleet-chat', key),
  ];
  const follower = await room.follow(id, 0, key);
  await room.owner.query(
    `update auth_api_key set permissions = '{fleet:read}' where name = 'fleet:read command:exec audit:read'`,
  );
  room.server.app.get(Bus, { strict: false }).publish(ACCESS_REVOKED_TOPIC, '');
  await until(() => theirs.closed && follower.ended, 10_000);
  expect(theirs.closed).toEqual({ code: 1008, reason: 'access ended' });
  own.say({ content: 'still here' });
  await until(() => own.heard.some(({ content }) => content === 'You said: still here'));
});

it('ends with the right to it, on sockets and streams alike', async () => {
  const admin = await room.as(['admin']);
  const { body } = await room.call<{ key: { id: string }; plain_key: string }>(
    'POST',
    '/auth/keys',
    { name: 'short', permissions: ['fleet:read', 'command:exec'] },
    { key: admin },
  );
  const key = body.plain_key;
  const id = await room.begin();
  const line = await Line.open('/ws/fleet-chat', key);
  const follower = await room.follow(id, 0, key);
  expect(
    (await room.call('DELETE', `/auth/keys/${body.key.id}`, undefined, { key: admin })).status,
  ).toBeLessThan(300);
  await until(() => line.closed && follower.ended, 10_000);
  expect(line.closed).toEqual({ code: 1008, reason: 'access ended' });
});

it('closes on who says too much at once', async () => {
  const line = await Line.open('/ws/fleet-chat');
  for (let n = 0; n < 40; n += 1) line.say({ content: ' ' });
  await until(() => line.closed);
  expect(line.closed?.code).toBe(1008);
});

it('ends when the conversation is removed', async () => {
  const id = await room.begin();
  const line = await Line.open(`/ws/fleet-chat?events=1&conversation=${id}`);
  const follower = await room.follow(id);
  await room.call('DELETE', `/conversations/${id}`);
  await until(() => line.closed && follower.ended);
});
