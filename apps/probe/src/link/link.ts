import { Logger } from '@nestjs/common';
import type { ControlBody, Welcome } from '@legator/contracts';
import {
  FrameError,
  IncomingSession,
  OutgoingSession,
  newSessionNonce,
  type Message,
  type ServerClock,
  type Signer,
  type VerifySignature,
} from '@legator/wire';
import type { Ticker } from '../ticker.js';
import type { Lifeline } from './lifeline.js';
import { Uplink } from './uplink.js';
import { wholeText } from './whole-text.js';

/** Who we are, and whose signatures we believe. */
export interface Identity {
  probe: string;
  signer: Signer;
  verify: VerifySignature;
}

export interface LinkListener {
  /** What to say first on a new connection. */
  hello(challenge: string): Message<'probe'> & { kind: 'hello' };
  welcomed(welcome: Welcome): void;
  body(body: Exclude<ControlBody, Welcome>): void;
  /** A frame was refused and the connection with it. */
  refused(error: FrameError): void;
  /** A frame of a kind that this version does not know was passed over; said once for each kind. */
  ignored(kind: string): void;
  closed(): void;
}

const WELCOME_MS = 10_000;
const CONGESTED_BYTES = 1024 * 1024;
const MOST_UNKNOWN = 100;

/**
 * Protocol 2 as the probe speaks it: hello, welcome, then signed frames in order. The first frame that does not fit
 * ends the connection; nothing of it is acted on.
 */
export class Link extends Uplink {
  private readonly log = new Logger('link');
  private readonly unknown = new Set<string>();
  private out: OutgoingSession<'probe'> | undefined;
  private incoming: IncomingSession<'control'> | undefined;
  private welcomed = false;
  private callOff: (() => void) | undefined;
  private listener!: LinkListener;

  constructor(
    private readonly identity: Identity,
    private readonly lifeline: Lifeline,
    private readonly clock: ServerClock,
    private readonly ticker: Ticker,
  ) {
    super();
  }

  start(listener: LinkListener): void {
    this.listener = listener;
    this.lifeline.start({
      opened: (challenge) => this.greet(challenge),
      text: (text) => this.receive(text),
      unreadable: (why) => this.listener.refused(new FrameError('malformed', why)),
      closed: () => this.closed(),
    });
  }

  stop(): void {
    this.lifeline.stop();
  }

  /** Ends this connection for the next one, whose hello says what is so now. Where there is none, the next says it anyway. */
  renew(why: string): void {
    if (this.out) this.lifeline.drop(1000, why);
  }

  override get isOpen(): boolean {
    return this.welcomed;
  }

  override get isCongested(): boolean {
    return this.lifeline.waitingBytes > CONGESTED_BYTES;
  }

  override send(message: Message<'probe'>): boolean {
    return this.welcomed && this.write(message);
  }

  private greet(challenge = ''): void {
    const { probe, signer, verify } = this.identity;
    const session = newSessionNonce();
    this.out = new OutgoingSession({ side: 'probe', probe, session, signer });
    this.incoming = new IncomingSession({ from: 'control', probe, session, verify });
    this.callOff = this.ticker.after(WELCOME_MS, () => this.lifeline.drop(1000, 'no welcome came'));
    this.clock.helloSent();
    this.write(this.listener.hello(challenge));
  }

  private write(message: Message<'probe'>): boolean {
    try {
      return this.out !== undefined && this.lifeline.send(wholeText(this.out, message));
    } catch (error) {
      this.log.error(`A ${message.kind} could not be sent: ${(error as Error).message}`);
      return false;
    }
  }

  private receive(text: string): void {
    try {
      const opened = this.incoming?.open(text);
      if (opened?.unknown !== undefined) this.noteUnknown(opened.unknown);
      else if (opened) this.handle(opened.body);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.listener.refused(error);
      this.lifeline.drop(error.closeCode, `refused a frame (${error.code}): ${error.message}`);
    }
  }

  private handle(body: ControlBody): void {
    if (body.kind !== 'welcome') return this.listener.body(body);
    this.callOff?.();
    this.clock.welcomed(body.serverTime);
    this.lifeline.established();
    this.welcomed = true;
    this.listener.welcomed(body);
  }

  private noteUnknown(kind: string): void {
    if (this.unknown.has(kind) || this.unknown.size >= MOST_UNKNOWN) return;
    this.unknown.add(kind);
    this.listener.ignored(kind);
    this.log.warn(`Ignoring frames of the unknown kind ${kind}`);
  }

  private closed(): void {
    this.callOff?.();
    this.out = this.incoming = undefined;
    this.welcomed = false;
    this.listener.closed();
  }
}
