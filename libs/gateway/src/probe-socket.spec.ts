import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import { MAX_UNSENT_BYTES, ProbeSocket } from './probe-socket.js';

/** A socket that only keeps what is done to it. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly sent: string[] = [];
  pings = 0;
  paused = false;
  closedWith: number | undefined;

  send(text: string): void {
    this.sent.push(text);
  }
  ping(): void {
    this.pings += 1;
  }
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
  }
  close(code: number): void {
    this.closedWith = code;
  }
  terminate(): void {
    this.readyState = 3;
    this.emit('close');
  }
}

function setup() {
  let now = 0;
  const ws = new FakeSocket();
  const texts: string[] = [];
  const ends: string[] = [];
  const owner = {
    received: (text: string) => void texts.push(text),
    receivedBinary: () => void texts.push('binary'),
    ended: (reason: string) => void ends.push(reason),
  };
  const timing = { pingMs: 10_000, goneMs: 20_000 };
  const socket = new ProbeSocket(ws as unknown as WebSocket, timing, owner, () => now);
  const pass = (ms: number, alive = false) => {
    for (let at = 0; at < ms; at += 1_000) {
      now += 1_000;
      if (alive) ws.emit('pong');
      socket.tick(now);
    }
  };
  return { ws, socket, texts, ends, pass };
}

it('asks for a sign of life every ten seconds, and takes twenty of silence for gone', () => {
  const { ws, ends, pass } = setup();
  pass(60_000, true);
  expect(ws.pings).toBeGreaterThanOrEqual(5);
  expect(ends).toEqual([]);
  pass(20_000);
  expect(ends).toEqual([]);
  pass(1_000);
  expect(ends).toEqual(['gone']);
});

it('does not read on while too much is not stored, and does not take that for silence', () => {
  const { ws, socket, ends, pass } = setup();
  const release = socket.hold(3 * 1024 * 1024);
  expect(ws.paused).toBe(true);
  pass(60_000);
  expect(ends).toEqual([]);
  release();
  expect(ws.paused).toBe(false);
});

it('slows down who sends thousands of frames at once', () => {
  const { ws, texts, pass } = setup();
  for (let n = 0; n < 4_001; n += 1) ws.emit('message', Buffer.from('x'), false);
  expect(ws.paused).toBe(true);
  pass(1_000);
  expect(ws.paused).toBe(false);
  expect(texts).toHaveLength(4_001);
});

it('cuts off who does not read', () => {
  const { ws, socket, ends } = setup();
  expect(socket.write('a')).toBe(true);
  ws.bufferedAmount = MAX_UNSENT_BYTES + 1;
  expect(socket.write('b')).toBe(false);
  expect(ws.sent).toEqual(['a']);
  expect(ends).toEqual(['closed']);
});

it('takes nothing more once it says goodbye, and does not wait for an answer for ever', () => {
  const { ws, socket, texts, ends, pass } = setup();
  pass(1_000, true);
  socket.close(4400, 'why');
  ws.emit('message', Buffer.from('late'), false);
  expect([texts, ws.closedWith]).toEqual([[], 4400]);
  pass(6_000);
  expect(ends).toEqual(['closed']);
});
