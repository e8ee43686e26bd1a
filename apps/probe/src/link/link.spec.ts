import { Logger } from '@nestjs/common';
import { CLOSE, TIMING, type ControlBody } from '@legator/contracts';
import {
  FrameError,
  IncomingSession,
  KeyRing,
  OutgoingSession,
  RECONNECT,
  Reconnect,
  ServerClock,
  encodeFrame,
  generateKeyPair,
  type Message,
} from '@legator/wire';
import { aHello, aWelcome } from '@legator/wire/testing';
import { FakeConnector, FakeTicker, aResult, aRun, dispatch } from '../testing.js';
import { Lifeline } from './lifeline.js';
import { Link, type LinkListener } from './link.js';

Logger.overrideLogger(false);

const PROBE = 'prb-0a1b2c3d';

function setup() {
  const ticker = new FakeTicker();
  const connector = new FakeConnector();
  const keys = { probe: generateKeyPair(), control: generateKeyPair() };
  const target = {
    url: 'ws://cp/ws/probe?id=x',
    headers: () => ({ authorization: 'Bearer k' }),
    timing: TIMING,
  };
  const lifeline = new Lifeline(target, connector, new Reconnect(RECONNECT, () => 0), ticker);
  const identity = { probe: PROBE, signer: keys.probe, verify: new KeyRing([keys.control.publicKey]).verify };
  const link = new Link(identity, lifeline, new ServerClock(() => ticker.monotonicMs()), ticker);
  const heard: string[] = [];
  const listener: LinkListener = {
    hello: (challenge) => aHello({ challenge }) as ReturnType<LinkListener['hello']>,
    welcomed: () => heard.push('welcome'),
    body: (body) => heard.push(body.kind),
    refused: ({ code }: FrameError) => heard.push(`refused ${code}`),
    ignored: (kind) => heard.push(`ignored ${kind}`),
    closed: () => heard.push('closed'),
  };
  link.start(listener);
  return { ticker, connector, keys, link, heard };
}

/** The control plane at the other end of the newest connection. */
function answer({ connector, keys }: ReturnType<typeof setup>) {
  const socket = connector.last;
  socket.events.opened('a-challenge-of-a-test');
  const incoming = new IncomingSession({
    from: 'probe',
    probe: PROBE,
    verify: new KeyRing([keys.probe.publicKey]).verify,
  });
  const { kind } = (incoming.open(socket.sent[0]!) as { body: { kind: string } }).body;
  const session = incoming.session!;
  const out = new OutgoingSession({ side: 'control', probe: PROBE, session, signer: keys.control });
  const say = (message: Message<'control'>) => {
    const text = out.encode(message);
    socket.events.text(text);
    return text;
  };
  return { socket, incoming, session, say, kind };
}

const order = (): Message<'control'> => {
  const { probe: _p, session: _s, n: _n, ...message } = aRun();
  return message;
};

it('says hello first, and is open once it is welcomed', () => {
  const all = setup();
  const { socket, say, kind } = answer(all);
  expect(kind).toBe('hello');
  expect(socket.headers).toEqual({ authorization: 'Bearer k' });
  expect(all.link.isOpen).toBe(false);
  expect(
    all.link.send({ kind: 'command.accepted', dispatchId: dispatch(1), at: '2026-01-01T00:00:00.000Z' }),
  ).toBe(false);
  say(aWelcome());
  expect(all.link.isOpen).toBe(true);
  say(order());
  expect(all.heard).toEqual(['welcome', 'command.run']);
});

it.each<[string, string, number, (a: ReturnType<typeof answer>, all: ReturnType<typeof setup>) => string]>([
  ['the same frame twice', 'out_of_order', CLOSE.malformed, ({ say }) => say(order())],
  [
    'a frame of an earlier connection',
    'wrong_session',
    CLOSE.malformed,
    ({ say }, all) => {
      const old = say(order());
      all.connector.last.events.closed({});
      all.ticker.advance(10_000);
      answer(all).say(aWelcome());
      return old;
    },
  ],
  [
    'an unsigned order',
    'unsigned',
    CLOSE.badSignature,
    ({ session }) => JSON.stringify({ v: 2, body: JSON.stringify({ ...aRun(), session, n: 2 }) }),
  ],
  [
    'an order of a stranger',
    'unknown_key',
    CLOSE.badSignature,
    ({ session }) => encodeFrame({ ...aRun(), session, n: 2 }, generateKeyPair()),
  ],
  [
    'an order for another probe',
    'wrong_probe',
    CLOSE.malformed,
    ({ session }, { keys }) => encodeFrame({ ...aRun(), probe: 'prb-other', session, n: 2 }, keys.control),
  ],
  [
    'an altered order',
    'bad_signature',
    CLOSE.badSignature,
    ({ session }, { keys }) =>
      encodeFrame({ ...aRun(), session, n: 2 }, keys.control).replace('true', 'halt'),
  ],
  ['its own words coming back', 'unknown_key', CLOSE.badSignature, ({ socket }) => socket.sent[0]!],
  ['noise', 'malformed', CLOSE.malformed, () => '\0{'],
])('ends the connection over %s, acts on nothing of it, and comes back', (_what, code, close, make) => {
  const all = setup();
  const first = answer(all);
  first.say(aWelcome());
  const text = make(first, all);
  const { last } = all.connector;
  const ordersBefore = all.heard.filter((one) => one === 'command.run').length;
  last.events.text(text);
  expect(all.heard.slice(-2)).toEqual([`refused ${code}`, 'closed']);
  expect(last.ended).toBe(`closed ${close}`);
  last.events.text(text);
  expect(all.heard.filter((one) => one === 'command.run')).toHaveLength(ordersBefore);
  const connections = all.connector.sockets.length;
  all.ticker.advance(60_000);
  expect(all.connector.sockets.length).toBe(connections + 1);
});

it('takes no order before the welcome', () => {
  const all = setup();
  const { socket, session } = answer(all);
  socket.events.text(encodeFrame({ ...aRun(), session, n: 1 } as ControlBody, all.keys.control));
  expect(all.heard).toEqual(['refused out_of_order', 'closed']);
});

it('says of what is no frame at all that it was refused', () => {
  const all = setup();
  answer(all).say(aWelcome());
  const { last } = all.connector;
  last.events.unreadable('It is no text.');
  expect(all.heard).toEqual(['welcome', 'refused malformed', 'closed']);
  expect(last.ended).toBe(`closed ${CLOSE.malformed}`);
});

it('ignores a kind it does not know, and says so', () => {
  const all = setup();
  const { session, say, socket } = answer(all);
  say(aWelcome());
  const unknown = { kind: 'probe.sing', probe: PROBE, session, n: 2 } as unknown as ControlBody;
  const body = JSON.stringify(unknown);
  const sig = Buffer.from(all.keys.control.sign(Buffer.from(`legator-v2\n${body}`))).toString('base64url');
  socket.events.text(JSON.stringify({ v: 2, kid: all.keys.control.kid, sig, body }));
  expect(all.link.isOpen).toBe(true);
  expect(all.heard).toEqual(['welcome', 'ignored probe.sing']);
});

it('tells how a command ended though half a character of the host stands in it', () => {
  const all = setup();
  const { socket, incoming, say } = answer(all);
  say(aWelcome());
  const at = '2026-01-01T00:00:00.000Z';
  const items = [{ kind: 'user', name: 'eve', state: 'present', facts: { name: 'half \ud83d' } } as const];
  expect(
    all.link.send({ kind: 'command.result', ...aResult({ stdout: 'done 😀', after: { at, items } }) }),
  ).toBe(true);
  expect(incoming.open(socket.sent[1]!).body).toMatchObject({
    stdout: 'done 😀',
    after: { items: [{ facts: { name: 'half \ufffd' } }] },
  });
});

it('comes back with another hello when what the first one said is no longer so', () => {
  const all = setup();
  all.link.renew('nobody is there yet');
  answer(all).say(aWelcome());
  all.link.renew('the sandbox works');
  expect([all.link.isOpen, all.connector.last.ended, all.heard.at(-1)]).toEqual([
    false,
    'closed 1000',
    'closed',
  ]);
  all.ticker.advance(5_000);
  expect([all.connector.sockets.length, answer(all).kind]).toEqual([2, 'hello']);
});

it('gives up on a control plane that never welcomes it', () => {
  const all = setup();
  const { socket } = answer(all);
  all.ticker.advance(9_000);
  socket.events.alive();
  all.ticker.advance(1_000);
  expect(socket.ended).toBe('closed 1000');
});

it('pings every ten seconds, and is gone after twenty without a sign of life', () => {
  const all = setup();
  const { socket, say } = answer(all);
  say(aWelcome());
  all.ticker.advance(10_000);
  socket.events.alive();
  all.ticker.advance(19_000);
  expect(socket.pings).toBe(2);
  expect(all.link.isOpen).toBe(true);
  all.ticker.advance(1_000);
  expect(all.link.isOpen).toBe(false);
  expect(socket.ended).toBe('destroyed');
});

it('waits at least thirty seconds after it was turned away', () => {
  const { connector, ticker } = setup();
  connector.last.events.closed({ status: 403 });
  ticker.advance(29_999);
  expect(connector.sockets).toHaveLength(1);
  ticker.advance(1);
  expect(connector.sockets).toHaveLength(2);
});

it('comes back soon after a loss, and not at all once it was stopped', () => {
  const all = setup();
  answer(all).say(aWelcome());
  all.connector.last.events.closed({ code: 1006 });
  all.ticker.advance(500);
  expect(all.connector.sockets).toHaveLength(2);
  const { socket } = answer(all);
  all.link.stop();
  expect(socket.ended).toBe('closed 1001');
  all.ticker.advance(1_000_000);
  expect(all.connector.sockets).toHaveLength(2);
});

it('stays away after it was stopped, even when something else ends the link then', () => {
  const { connector, ticker } = setup();
  const target = { url: 'ws://cp', headers: () => ({}), timing: TIMING };
  const lifeline = new Lifeline(target, connector, new Reconnect(RECONNECT, () => 0), ticker);
  lifeline.start({ opened: () => undefined, text: () => undefined, closed: () => undefined });
  lifeline.stop();
  const connections = connector.sockets.length;
  lifeline.drop(1000, 'late');
  ticker.advance(100_000);
  expect(connector.sockets).toHaveLength(connections);
});
