import { randomBytes } from 'node:crypto';
import { KINDS, type FrameHead } from '@legator/contracts';
import { encodeFrame, openFrame, type BodyOf, type OpenedFrame, type Side } from './frame-codec.js';
import { FrameError } from './frame-error.js';
import type { Signer, VerifySignature } from './keys.js';

type Headless<B> = B extends unknown ? Omit<B, 'probe' | 'session' | 'n'> : never;

/** A body as its sender writes it; the session adds probe, session and n. */
export type Message<S extends Side> = Headless<BodyOf<S>>;

/** What each direction must open with, once. */
const GREETING = { probe: 'hello', control: 'welcome' } as const satisfies Record<Side, string>;

/** A fresh session nonce; the probe makes one for every connection. */
export function newSessionNonce(): string {
  return randomBytes(18).toString('base64url');
}

export interface OutgoingOptions<S extends Side> {
  readonly side: S;
  /** The probe at this link, whichever side sends. */
  readonly probe: string;
  readonly session: string;
  readonly signer: Signer;
}

/** One direction of one connection, at the sender: numbers the frames from 1 and signs those that must be signed. */
export class OutgoingSession<S extends Side> {
  private n = 0;

  constructor(private readonly options: OutgoingOptions<S>) {}

  /**
   * The text to send. A message that is refused (FrameError: oversize, malformed, wrong_side, out_of_order) uses up no
   * number, so the next one still fits. Frames must leave in the order they were made.
   */
  encode(message: Message<S>): string {
    const { side, probe, session, signer } = this.options;
    const { kind } = message as { kind: keyof typeof KINDS };
    if (KINDS[kind]?.from !== side) throw new FrameError('wrong_side', `A ${side} may not send ${kind}.`);
    refuseUngreeted(side, kind, this.n + 1);
    const body = { ...message, probe, session, n: this.n + 1 } as unknown as BodyOf<S>;
    const text = encodeFrame(body, KINDS[kind].signed ? signer : undefined);
    this.n += 1;
    return text;
  }
}

export interface IncomingOptions<S extends Side> {
  /** The side that sends. */
  readonly from: S;
  /** The probe at this link, as its credential says. */
  readonly probe: string;
  readonly verify: VerifySignature;
  /** The nonce this side knows already: the probe must give the one it chose. The control plane learns it by hello. */
  readonly session?: string;
}

/**
 * One direction of one connection, at the receiver: no frame of another probe or session, none twice, none missing.
 * Once it has refused a frame it refuses every later one, so a caller that forgets to close the link acts on nothing.
 */
export class IncomingSession<S extends Side> {
  private n = 0;
  private nonce: string | undefined;
  private broken: FrameError | undefined;

  constructor(private readonly options: IncomingOptions<S>) {
    if (options.from === 'control' && !options.session) throw new Error('A probe knows its session nonce.');
    this.nonce = options.session;
  }

  /** The nonce of this connection; undefined until hello was received. */
  get session(): string | undefined {
    return this.nonce;
  }

  /** Opens the next frame of this direction, or throws a FrameError. */
  open(text: string): OpenedFrame<S> {
    if (this.broken) throw this.broken;
    try {
      return this.accept(openFrame(text, this.options));
    } catch (error) {
      if (error instanceof FrameError) this.broken = error;
      throw error;
    }
  }

  private accept(opened: OpenedFrame<S>): OpenedFrame<S> {
    const head: FrameHead = opened.unknown === undefined ? opened.body : opened.head;
    const { from, probe } = this.options;
    if (head.probe !== probe) throw new FrameError('wrong_probe', 'The frame belongs to another probe.');
    if (this.nonce !== undefined && head.session !== this.nonce) {
      throw new FrameError('wrong_session', 'The frame belongs to another connection.');
    }
    if (head.n !== this.n + 1) throw new FrameError('out_of_order', `Frame ${head.n} came after ${this.n}.`);
    refuseUngreeted(from, head.kind, head.n);
    this.nonce = head.session;
    this.n = head.n;
    return opened;
  }
}

function refuseUngreeted(side: Side, kind: string, n: number): void {
  if ((kind === GREETING[side]) !== (n === 1)) {
    throw new FrameError('out_of_order', `${GREETING[side]} must come first, and once; this is ${kind}.`);
  }
}
