import { Logger } from '@nestjs/common';
import { DomainError, EventStreams, MemoryBus } from '@legator/core';
import type { EventSource } from '@legator/core';
import { anActor, FixedAuthenticator } from '@legator/core/testing';
import { FakeSocket } from '../testing.js';
import { ConsoleLine } from './console-line.js';
import type { LiveRows, Screen } from './live-rows.service.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

function setup() {
  const source = {
    follow: () => () => undefined,
    fromMemory: (cursor: number) => ({ items: [], cursor }),
    resume: () => Promise.resolve({ cursor: 7, newest: 9 }),
  };
  const screens = new Set<Screen>();
  const rows = {
    add: (screen: Screen) => {
      screens.add(screen);
      return () => screens.delete(screen);
    },
  };
  const streams = new EventStreams(
    source as unknown as EventSource,
    new MemoryBus(),
    new FixedAuthenticator(),
  );
  streams.onApplicationBootstrap();
  const socket = new FakeSocket();
  const line = new ConsoleLine(...socket.pair, anActor(), {
    source: source as unknown as EventSource,
    rows: rows as unknown as LiveRows,
    server: { version: '1', started_at: 'then' },
  });
  streams.add({ stream: line.stream, actor: anActor(), credentials: { headers: {}, address: '' } });
  const greet = async () => {
    socket.says({ type: 'hello' });
    await jest.advanceTimersByTimeAsync(0);
  };
  return { source, screens, socket, line, greet, close: () => streams.beforeApplicationShutdown() };
}

const known = (cpu: number) => new Map([['prb-1', { mark: '1', json: `{"id":"prb-1","cpu":${cpu}}` }]]);
const COUNTS = '{"all":1}';

it('waits ten seconds for the hello', async () => {
  const { socket, close } = setup();
  await jest.advanceTimersByTimeAsync(9_900);
  expect(socket.closed).toBeUndefined();
  await jest.advanceTimersByTimeAsync(200);
  expect(socket.closed).toEqual({ code: 1008, reason: 'no hello' });
  close();
});

it('greets once, and says up to where everything was told', async () => {
  const { socket, greet, close } = setup();
  await greet();
  await jest.advanceTimersByTimeAsync(10_000);
  expect(socket.frames).toEqual([
    { type: 'ready', newest: 9, server: { version: '1', started_at: 'then' } },
    { type: 'events', events: [], cursor: 7 },
  ]);
  expect(socket.closed).toBeUndefined();
  close();
});

it('sends a console away for a moment while the database is, without a word in the log', async () => {
  const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  const { source, socket, greet, close } = setup();
  source.resume = () => Promise.reject(new DomainError('unavailable', 'database_unavailable', 'Away.'));
  await greet();
  expect(socket.closed?.code).toBe(1013);
  expect(logged).not.toHaveBeenCalled();
  close();
});

it('logs whatever else keeps it from beginning, and does not call it the database', async () => {
  const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  const { source, socket, greet, close } = setup();
  const mistake = new TypeError('nothing of ours');
  source.resume = () => Promise.reject(mistake);
  await greet();
  expect(socket.closed).toEqual({ code: 1011, reason: 'failed' });
  expect(logged).toHaveBeenCalledWith({ err: mistake }, expect.any(String));
  close();
});

it.each([
  ['the number of its hello', { last_event_id: 5 }, { type: 'pong', cursor: 5 }],
  ['no number where it said none', {}, { type: 'pong' }],
])('answers a ping before it has begun with %s', async (_what, hello, pong) => {
  const { source, socket, close } = setup();
  const resumed = Promise.withResolvers<{ cursor: number; newest: number }>();
  source.resume = () => resumed.promise;
  socket.says({ type: 'hello', ...hello });
  socket.says({ type: 'ping' });
  expect(socket.frames).toEqual([pong]);
  resumed.resolve({ cursor: 7, newest: 9 });
  await jest.advanceTimersByTimeAsync(0);
  socket.says({ type: 'ping' });
  expect(socket.frames.at(-1)).toEqual({ type: 'pong', cursor: 7 });
  close();
});

it('asks for a sign of life every fifteen seconds, and gives up after forty without', async () => {
  const { socket, greet, close } = setup();
  await greet();
  await jest.advanceTimersByTimeAsync(30_000);
  expect(socket.controls).toEqual(['ping', 'ping']);
  socket.emit('pong');
  await jest.advanceTimersByTimeAsync(30_000);
  expect(socket.terminated).toBe(false);
  await jest.advanceTimersByTimeAsync(15_000);
  expect(socket.terminated).toBe(true);
  close();
});

it('writes nothing at all to a socket that is full, and cuts it when it stays so', async () => {
  const { socket, line, greet, close } = setup();
  await greet();
  socket.says({ type: 'watch', probes: ['prb-1'] });
  const before = socket.sent.length;
  socket.below.writableNeedDrain = true;
  for (let n = 0; n < 5; n += 1) socket.says({ type: 'ping' });
  socket.says({ type: 'nonsense' });
  socket.emit('ping', Buffer.alloc(0));
  line.show(known(1), COUNTS);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(socket.sent).toHaveLength(before);
  expect(socket.controls).toEqual([]);
  expect(socket.terminated).toBe(false);
  await jest.advanceTimersByTimeAsync(30_000);
  expect(socket.terminated).toBe(true);
  close();
});

it('tells rows and counts once, and after a full time as they are then', async () => {
  const { socket, line, greet, close } = setup();
  await greet();
  socket.says({ type: 'watch', probes: ['prb-1', 'prb-2'] });
  const before = socket.sent.length;
  line.show(known(1), COUNTS);
  line.show(known(1), COUNTS);
  socket.below.writableNeedDrain = true;
  line.show(known(2), COUNTS);
  line.show(known(3), COUNTS);
  socket.drains();
  line.show(known(3), COUNTS);
  expect(socket.frames.slice(before)).toEqual([
    { type: 'counts', counts: { all: 1 } },
    { type: 'rows', rows: [{ id: 'prb-1', cpu: 1 }] },
    { type: 'rows', rows: [{ id: 'prb-1', cpu: 3 }] },
  ]);
  close();
});

it('is no screen any more once it is closed', async () => {
  const { socket, screens, greet, close } = setup();
  await greet();
  expect(screens.size).toBe(1);
  socket.terminate();
  expect(screens.size).toBe(0);
  close();
});
