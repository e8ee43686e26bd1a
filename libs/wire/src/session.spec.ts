import { CLOSE, SIGNATURE_PREFIX } from '@legator/contracts';
import { FrameError } from './frame-error.js';
import { KeyRing, generateKeyPair, type KeyPair } from './keys.js';
import { IncomingSession, OutgoingSession, newSessionNonce, type Message } from './session.js';
import { aHello, aWelcome, linkedPair } from './testing.js';

const beat: Message<'probe'> = { kind: 'probe.heartbeat', at: '2026-11-20T03:14:15.926Z', vitals: {} };
const ack: Message<'control'> = { kind: 'result.ack', dispatchIds: ['0b9f2a51-6c1e-4a0a-9a55-2f1f2f0a7c11'] };

function setup() {
  const pair = linkedPair();
  pair.greet();
  return pair;
}

/** Any body, signed by the key that may: what the holder of a stolen key, or a bug, could send. */
function forge(body: object, key: KeyPair): string {
  const text = JSON.stringify(body);
  const sig = Buffer.from(key.sign(Buffer.from(SIGNATURE_PREFIX + text))).toString('base64url');
  return JSON.stringify({ v: 2, kid: key.kid, sig, body: text });
}

describe('a link', () => {
  it('carries both directions, each numbered from 1, under the nonce of the probe', () => {
    const { probe, control, session } = setup();
    probe.send(beat);
    control.send(ack);
    expect(control.received).toMatchObject([
      { kind: 'hello', session, n: 1 },
      { kind: 'probe.heartbeat', session, n: 2 },
    ]);
    expect(probe.received).toMatchObject([
      { kind: 'welcome', session, n: 1 },
      { kind: 'result.ack', session, n: 2 },
    ]);
  });

  it('signs what must be signed and nothing else', () => {
    const { probe, texts, keys } = setup();
    probe.send(beat);
    const kids = texts().map(({ text }) => (JSON.parse(text) as { kid?: string }).kid);
    expect(kids).toEqual([keys.probe.kid, keys.control.kid, undefined]);
  });

  it('delivers an answer after what is being handled', () => {
    const { probe, control } = setup();
    const seen: string[] = [];
    control.onBody(() => {
      if (seen.push('beat') === 1) control.send(ack);
      seen.push('beat handled');
    });
    probe.onBody(() => seen.push('ack'));
    probe.send(beat);
    expect(seen).toEqual(['beat', 'beat handled', 'ack']);
  });

  it('lets a kind pass that nobody knows yet, and counts it', () => {
    const pair = setup();
    const head = { kind: 'later.thing', probe: pair.id, session: pair.session };
    pair.control.sendText(forge({ ...head, n: 2, x: 1 }, pair.keys.control));
    pair.control.sendText(forge({ ...head, n: 3 }, pair.keys.control));
    expect(pair.probe.unknown).toEqual(['later.thing', 'later.thing']);
    pair.control.sendText(forge({ ...head, n: 3 }, pair.keys.control));
    expect(pair.closed()?.error?.code).toBe('out_of_order');
  });
});

describe('a receiver refuses', () => {
  it.each([
    ['another probe', { probe: 'prb-ffffffff' }, 'wrong_probe'],
    ['another session', { session: newSessionNonce() }, 'wrong_session'],
    ['a repeat', { n: 1 }, 'out_of_order'],
    ['a gap', { n: 3 }, 'out_of_order'],
  ])('a frame of %s', (_what, over, code) => {
    const pair = setup();
    pair.control.sendText(
      forge({ ...ack, probe: pair.id, session: pair.session, n: 2, ...over }, pair.keys.control),
    );
    expect(pair.closed()).toMatchObject({ by: 'probe', code: CLOSE.malformed, error: { code } });
    expect(pair.probe.received).toHaveLength(1);
  });

  it('each frame of an earlier connection, byte for byte', () => {
    const first = setup();
    first.control.send(ack);
    const replayed = first.texts().filter(({ from }) => from === 'control');
    for (const { text } of replayed) {
      const second = linkedPair({ id: first.id, keys: first.keys });
      second.probe.send(aHello());
      second.control.sendText(text);
      expect(second.closed()?.error?.code).toBe('wrong_session');
      expect(second.probe.received).toEqual([]);
    }
  });

  it('a frame of the right form under a key it does not trust', () => {
    const pair = setup();
    pair.control.sendText(forge({ ...ack, probe: pair.id, session: pair.session, n: 2 }, generateKeyPair()));
    expect(pair.closed()).toMatchObject({ code: CLOSE.badSignature, error: { code: 'unknown_key' } });
  });

  it('its own frames coming back', () => {
    const pair = setup();
    pair.control.sendText(pair.texts()[0]!.text);
    expect(pair.closed()?.error?.code).toBe('unknown_key');
  });

  it('anything before the greeting, and a second greeting', () => {
    for (const n of [1, 2]) {
      const pair = linkedPair();
      if (n === 2) pair.probe.send(aHello());
      const body = n === 1 ? beat : aHello();
      pair.probe.sendText(forge({ ...body, probe: pair.id, session: pair.session, n }, pair.keys.probe));
      expect(pair.closed()?.error?.code).toBe('out_of_order');
    }
  });

  it('everything after a refusal', () => {
    const keys = generateKeyPair();
    const session = newSessionNonce();
    const out = new OutgoingSession({ side: 'control', probe: 'p', session, signer: keys });
    const incoming = new IncomingSession({
      from: 'control',
      probe: 'p',
      session,
      verify: new KeyRing([keys.publicKey]).verify,
    });
    const welcome = out.encode(aWelcome());
    expect(() => incoming.open('{}')).toThrow(FrameError);
    expect(() => incoming.open(welcome)).toThrow(FrameError);
  });
});

describe('a sender', () => {
  it('uses up no number for a message that was refused', () => {
    const { probe, control } = setup();
    const chunk = {
      kind: 'command.chunk',
      dispatchId: '0b9f2a51-6c1e-4a0a-9a55-2f1f2f0a7c11',
      seq: 1,
    } as const;
    expect(() => probe.send({ ...chunk, stream: 'stdout', data: 'x'.repeat(2 ** 20) })).toThrow(FrameError);
    probe.send(beat);
    expect(control.received.at(-1)).toMatchObject({ kind: 'probe.heartbeat', n: 2 });
  });

  it('greets first, once, and speaks for its own side only', () => {
    const { probe, control } = linkedPair();
    expect(() => probe.send(beat)).toThrow(/hello must come first/);
    expect(() => control.send(ack)).toThrow(/after hello/);
    probe.send(aHello());
    expect(() => control.send(ack)).toThrow(/welcome must come first/);
    expect(() => probe.send(aHello())).toThrow(/once/);
    expect(() => probe.send(ack as unknown as Message<'probe'>)).toThrow(/may not send/);
  });

  it('cannot overwrite its head by the message', () => {
    const { probe, control, id } = setup();
    probe.send({ ...beat, probe: 'prb-ffffffff', n: 77 } as Message<'probe'>);
    expect(control.received.at(-1)).toMatchObject({ probe: id, n: 2 });
  });
});
