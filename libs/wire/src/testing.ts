import type { FrameHead, Hello, Welcome } from '@legator/contracts';
import {
  FrameError,
  IncomingSession,
  KeyRing,
  OutgoingSession,
  generateKeyPair,
  newSessionNonce,
  type BodyOf,
  type KeyPair,
  type Message,
  type Side,
} from './index.js';

/** What a probe says first, all but what the test is about. */
export function aHello(over: Partial<Omit<Hello, keyof FrameHead>> = {}): Message<'probe'> {
  return {
    kind: 'hello',
    challenge: 'a-challenge-of-a-test',
    version: '0.1.0',
    shellVersion: '1',
    bootId: 'boot-1',
    hostname: 'web-01',
    os: 'linux',
    arch: 'amd64',
    ceiling: 'remediate',
    level: 'observe',
    capabilities: { sandbox: true, stream: true, cancel: true, lines: true },
    running: [],
    unacknowledged: [],
    ...over,
  };
}

/** How the control plane answers, all but what the test is about. */
export function aWelcome(over: Partial<Omit<Welcome, keyof FrameHead>> = {}): Message<'control'> {
  return {
    kind: 'welcome',
    serverTime: '2026-11-20T03:14:15.926Z',
    heartbeatMs: 30_000,
    policy: { version: 1, level: 'observe' },
    ...over,
  };
}

/** The other side's name. */
type Peer<S extends Side> = S extends 'probe' ? 'control' : 'probe';

/** One end of a link held in memory. */
export class LinkEnd<S extends Side> {
  /** Every body that arrived here and passed, oldest first. */
  readonly received: BodyOf<Peer<S>>[] = [];
  /** Kinds that arrived and that nobody knows. */
  readonly unknown: string[] = [];
  private readonly listeners: ((body: BodyOf<Peer<S>>) => void)[] = [];
  private readonly closeListeners: ((code: number) => void)[] = [];

  constructor(
    private readonly line: Line,
    private readonly side: S,
    private readonly out: () => OutgoingSession<S>,
    private readonly incoming: IncomingSession<Peer<S>>,
  ) {}

  get isOpen(): boolean {
    return this.line.closed === undefined;
  }

  /** Sends through session and codec. Returns false, and sends nothing, when the link is closed. */
  send(message: Message<S>): boolean {
    if (!this.isOpen) return false;
    this.sendText(this.out().encode(message));
    return true;
  }

  /** Sends any text as if it came from this end: for what a hostile or broken peer would write. */
  sendText(text: string): void {
    this.line.carry(this.side, text);
  }

  /** Called for each body, after it was added to `received`. */
  onBody(listener: (body: BodyOf<Peer<S>>) => void): void {
    this.listeners.push(listener);
  }

  onClose(listener: (code: number) => void): void {
    this.closeListeners.push(listener);
  }

  close(code = 1000): void {
    this.line.close(this.side, code);
  }

  /** For the line only: a text arrives. A refused one closes the link, as a real end would. */
  deliver(text: string): void {
    try {
      const opened = this.incoming.open(text);
      if (opened.unknown !== undefined) this.unknown.push(opened.unknown);
      else this.hear(opened.body);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.line.close(this.side, error.closeCode, error);
    }
  }

  /** For the line only. */
  tellClosed(code: number): void {
    for (const listener of this.closeListeners) listener(code);
  }

  private hear(body: BodyOf<Peer<S>>): void {
    this.received.push(body);
    for (const listener of this.listeners) listener(body);
  }
}

/** How a link ended: who closed it, with which code, and the refused frame if that was why. */
export interface Closed {
  readonly by: Side;
  readonly code: number;
  readonly error?: FrameError;
}

/** Carries texts in the order they were sent, at once, but never one inside the handling of another. */
class Line {
  ends!: { probe: LinkEnd<'probe'>; control: LinkEnd<'control'> };
  closed: Closed | undefined;
  /** Every text that was carried, as it was on the wire. */
  readonly texts: { from: Side; text: string }[] = [];
  private readonly queue: { from: Side; text: string }[] = [];
  private draining = false;

  carry(from: Side, text: string): void {
    this.queue.push({ from, text });
    if (this.draining) return;
    this.draining = true;
    try {
      this.drain();
    } finally {
      this.draining = false;
    }
  }

  close(by: Side, code: number, error?: FrameError): void {
    if (this.closed) return;
    this.closed = { by, code, error };
    this.queue.length = 0;
    this.ends.probe.tellClosed(code);
    this.ends.control.tellClosed(code);
  }

  private drain(): void {
    for (let next = this.queue.shift(); next && !this.closed; next = this.queue.shift()) {
      this.texts.push(next);
      this.ends[next.from === 'probe' ? 'control' : 'probe'].deliver(next.text);
    }
  }
}

export interface LinkedPair {
  readonly id: string;
  readonly session: string;
  readonly keys: { readonly probe: KeyPair; readonly control: KeyPair };
  readonly probe: LinkEnd<'probe'>;
  readonly control: LinkEnd<'control'>;
  /** Exchanges hello and welcome. */
  greet(hello?: Parameters<typeof aHello>[0], welcome?: Parameters<typeof aWelcome>[0]): void;
  /** How the link ended; undefined while it is open. */
  closed(): Closed | undefined;
  /** Every text that went over the line so far. */
  texts(): readonly { from: Side; text: string }[];
}

/**
 * Both ends of a connection without sockets. Every message passes codec, signatures and sessions and is delivered
 * before `send` returns, unless it was sent while another was being handled: then right after that one.
 */
export function linkedPair({
  id = 'prb-0a1b2c3d',
  keys = { probe: generateKeyPair(), control: generateKeyPair() },
  session = newSessionNonce(),
}: Partial<Pick<LinkedPair, 'id' | 'keys' | 'session'>> = {}): LinkedPair {
  const line = new Line();
  const trusts = (key: KeyPair) => new KeyRing([key.publicKey]).verify;
  const fromProbe = new IncomingSession({ from: 'probe', probe: id, verify: trusts(keys.probe) });
  const fromControl = new IncomingSession({
    from: 'control',
    probe: id,
    verify: trusts(keys.control),
    session,
  });
  const probeOut = new OutgoingSession({ side: 'probe', probe: id, session, signer: keys.probe });
  const controlOut = once(() => answering(fromProbe, id, keys.control));
  const probe = new LinkEnd(line, 'probe', () => probeOut, fromControl);
  const control = new LinkEnd(line, 'control', controlOut, fromProbe);
  line.ends = { probe, control };
  const greet: LinkedPair['greet'] = (hello, welcome) => {
    probe.send(aHello(hello));
    control.send(aWelcome(welcome));
  };
  return { id, session, keys, probe, control, greet, closed: () => line.closed, texts: () => line.texts };
}

/** The control plane learns the session by hello, so it cannot speak before. */
function answering(
  incoming: IncomingSession<'probe'>,
  probe: string,
  signer: KeyPair,
): OutgoingSession<'control'> {
  const { session } = incoming;
  if (!session) throw new Error('The control plane speaks after hello only.');
  return new OutgoingSession({ side: 'control', probe, session, signer });
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
