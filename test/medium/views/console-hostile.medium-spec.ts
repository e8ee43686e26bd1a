import { until } from '../../support/core-app.js';
import { LiveServer } from './live-server.js';

let live: LiveServer;

beforeAll(async () => {
  live = await LiveServer.start();
}, 60_000);
afterEach(() => live.hangUp());
afterAll(() => live.stop());

it('answers what it cannot read with an error, and stays', async () => {
  const client = await live.open();
  client.ws.send(Buffer.from('{"type":"ping"}'), { binary: true });
  client.ws.send('{"type":"ping"');
  client.ws.send('{"type":"reboot"}');
  client.ws.send('{"type":"hello"}');
  client.ws.send('{"type":"watch","probes":[{}]}');
  client.say({ type: 'ping' });
  await until(() => client.of('pong').length);
  expect(client.of('error').map(({ code }) => code)).toEqual([
    'console.binary_frame',
    'console.bad_frame',
    'console.unknown_frame',
    'console.hello_twice',
    'console.bad_frame',
  ]);
  expect(client.closed).toBeUndefined();
});

it('hears nothing before the hello', async () => {
  const other = await live.open();
  const client = await live.open({ hello: null });
  client.say({ type: 'watch', probes: [] });
  client.say({ type: 'ping' });
  await until(() => client.of('error').length === 2);
  await live.record({ summary: 'for who said hello' });
  // What is told to others has its place in the feed: a hello that comes later begins behind it.
  await until(() => other.events.some(({ summary }) => summary === 'for who said hello'));
  client.say({ type: 'hello' });
  await until(() => client.of('ready').length);
  expect(client.frames.map(({ type }) => type).slice(0, 3)).toEqual(['error', 'error', 'ready']);
  expect(client.events).toEqual([]);
});

it.each([
  ['a frame that is too large', 1009, 'x'.repeat(64 * 1024 + 1)],
  ['many that are', 1009, 'x'.repeat(1024 * 1024)],
])('ends the line after %s', async (_what, code, text) => {
  const client = await live.open();
  client.ws.send(text);
  await until(() => client.closed);
  expect(client.closed?.code).toBe(code);
});

it('ends the line after bytes that are no text', async () => {
  const client = await live.open();
  client.ws.send(Buffer.from([0xff, 0xfe, 0xc0]), { binary: false });
  await until(() => client.closed);
  expect(client.closed?.code).toBe(1007);
});

it.each([
  ['frames', (ws: { send(text: string): void }) => ws.send('{"type":"ping"}')],
  ['pings', (ws: { ping(): void }) => ws.ping()],
  ['pongs', (ws: { pong(): void }) => ws.pong()],
])('ends the line of a flood of %s, and serves the others', async (_what, once) => {
  const other = await live.open();
  const client = await live.open();
  for (let n = 0; n < 500; n += 1) once(client.ws);
  await until(() => client.closed);
  expect(client.closed).toEqual({ code: 1008, reason: 'too many frames' });
  expect(client.of('pong').length).toBeLessThanOrEqual(20);
  await live.record({ summary: 'for the others' });
  await until(() => other.events.some(({ summary }) => summary === 'for the others'));
});

it('answers a ping once, by hand: answers by themselves would pile up for who does not read', async () => {
  const client = await live.open();
  let pongs = 0;
  client.ws.on('pong', () => pongs++);
  client.ws.ping();
  client.say({ type: 'ping' });
  await until(() => client.of('pong').length);
  expect(pongs).toBe(1);
});

it('uses no compression, though it is offered', async () => {
  const client = await live.open();
  expect(client.ws.extensions).toBe('');
});

it('says goodbye when the server stops, which does not wait for who does not answer', async () => {
  const own = await LiveServer.start();
  const polite = await own.open();
  const deaf = await own.open();
  await until(() => polite.of('ready').length && deaf.of('ready').length);
  deaf.ws.pause();
  const began = Date.now();
  await own.stopServer();
  // Whoever waited for an answer would wait half a minute.
  expect(Date.now() - began).toBeLessThan(25_000);
  expect(polite.closed).toEqual({ code: 1012, reason: 'restarting' });
  await own.stop();
}, 60_000);
