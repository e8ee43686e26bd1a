import { EventEmitter } from 'node:events';
import type { Response } from 'express';
import { MemoryBus } from '../bus/bus.js';
import { TypeFilter } from '../signals/type-filter.js';
import { anActor, FixedAuthenticator } from '../testing.js';
import { DomainError } from '../errors/domain-error.js';
import type { EventSource } from './event-source.js';
import { EventStream } from './event-stream.js';
import { EventStreams } from './event-streams.js';
import { SseOutlet } from './sse-outlet.js';

/** A response whose socket is full or not, by hand. */
class Socket extends EventEmitter {
  readonly written: string[] = [];
  full = false;
  ended = false;
  destroyed = false;
  status(): void {}
  setHeader(): void {}

  write(bytes: Buffer | string): boolean {
    this.written.push(String(bytes));
    return !this.full;
  }

  end(): void {
    this.ended = true;
  }

  destroy(): void {
    this.destroyed = true;
  }
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function setup() {
  const source = {
    follow: () => () => undefined,
    fromMemory: (cursor: number) => ({ items: [], cursor }),
  } as unknown as EventSource;
  const authenticator = new FixedAuthenticator();
  const streams = new EventStreams(source, new MemoryBus(), authenticator);
  streams.onApplicationBootstrap();
  const socket = new Socket();
  const stream = new EventStream(source, anActor(), new SseOutlet(socket as unknown as Response));
  const reader = { stream, actor: anActor(), credentials: { headers: {}, address: '' } };
  const join = () => {
    streams.add(reader);
    stream.start(7, new TypeFilter());
  };
  return { streams, authenticator, socket, join, close: () => streams.beforeApplicationShutdown() };
}

it('sends a sign of life every fifteen seconds, but not into a full socket', async () => {
  const { socket, join, close } = setup();
  join();
  await jest.advanceTimersByTimeAsync(30_000);
  expect(socket.written).toEqual([': connected\nid: 7\n\n', ': keepalive\n\n', ': keepalive\n\n']);
  socket.full = true;
  await jest.advanceTimersByTimeAsync(45_000);
  expect(socket.written).toHaveLength(4);
  close();
});

it('cuts off a reader that takes nothing for a minute', async () => {
  const { socket, join, close } = setup();
  socket.full = true;
  join();
  await jest.advanceTimersByTimeAsync(15_000);
  expect(socket.destroyed).toBe(false);
  await jest.advanceTimersByTimeAsync(90_000);
  expect(socket.destroyed).toBe(true);
  close();
});

it.each([
  ['has lost the right', anActor({ permissions: [] })],
  ['may see less than before', anActor({ permissions: ['fleet:read'] })],
  ['is known no more', undefined],
  ['moved to another tenant', anActor({ tenantId: 'other' })],
])('ends the stream of somebody who %s, even when nobody told', async (_what, now) => {
  const { streams, authenticator, socket, join, close } = setup();
  join();
  authenticator.actor = now;
  await jest.advanceTimersByTimeAsync(15_000);
  expect(socket.ended).toBe(true);
  expect(streams.size).toBe(0);
  close();
});

it('keeps streams open while the database is away', async () => {
  const { authenticator, socket, join, close } = setup();
  join();
  authenticator.authenticate = () =>
    Promise.reject(new DomainError('unavailable', 'database_unavailable', 'Away.'));
  await jest.advanceTimersByTimeAsync(15_000);
  expect(socket.ended).toBe(false);
  close();
});

it('takes nobody in while it stops', () => {
  const { socket, join, close } = setup();
  close();
  expect(join).toThrow(/stopping/);
  expect(socket.written).toEqual([]);
});
