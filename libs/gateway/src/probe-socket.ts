import type { WebSocket } from 'ws';

/** What a link does with what its socket tells it. */
export interface SocketOwner {
  /** A text frame, in order. */
  received(text: string): void;
  /** A frame that is no text. */
  receivedBinary(): void;
  /** The line has ended, once. `gone`: it was silent for too long. */
  ended(reason: 'closed' | 'gone'): void;
}

/** How often a protocol asks for a sign of life, and how long it waits for one; milliseconds. */
export interface LinkTiming {
  readonly pingMs: number;
  readonly goneMs: number;
}

/** A probe that does not read is cut off when this much waits for it. */
export const MAX_UNSENT_BYTES = 4 * 1024 * 1024;
/** Beyond this much that is read and not stored, the line is not read on. */
const MAX_UNSTORED_BYTES = 2 * 1024 * 1024;
/** Frames per second in the long run, and at once after a quiet time; beyond, the line is not read for a moment. */
const FRAMES_PER_SECOND = 1_000;
const FRAME_BURST = 4_000;
/** A close that the other side does not answer. */
const CLOSING_MS = 5_000;

const OWNER = Symbol('owner');
type OwnedSocket = WebSocket & { [OWNER]?: ProbeSocket };

/**
 * A socket with what both protocols need: signs of life, and pressure back on whoever sends or is sent too much. It
 * has no timer; one for all calls `tick`. The listeners are shared, so that ten thousand sockets are not fifty
 * thousand closures.
 */
export class ProbeSocket {
  private readonly openedAt: number;
  private heardAt: number;
  private pingAt: number;
  private closingAt = 0;
  private unstored = 0;
  private frames = FRAME_BURST;
  private framesAt: number;
  private paused = false;
  private over = false;
  private silent = false;

  constructor(
    private readonly ws: WebSocket,
    private readonly timing: LinkTiming,
    private readonly owner: SocketOwner,
    /** Milliseconds that only ever grow. */
    private readonly monotonic: () => number,
  ) {
    const now = monotonic();
    this.openedAt = this.heardAt = this.framesAt = now;
    // Spread, so that ten thousand probes that came together are not asked together.
    this.pingAt = now + timing.pingMs * (0.5 + Math.random() / 2);
    (ws as OwnedSocket)[OWNER] = this;
    ws.on('message', onMessage).on('pong', onPong).on('close', onClose).on('error', onError);
  }

  get ageMs(): number {
    return this.monotonic() - this.openedAt;
  }

  /** @returns false when the line is over or its reader too slow; then nothing was written */
  write(text: string): boolean {
    if (this.over || this.ws.readyState !== this.ws.OPEN) return false;
    if (this.ws.bufferedAmount > MAX_UNSENT_BYTES) {
      this.cut();
      return false;
    }
    this.ws.send(text);
    return true;
  }

  /** Says why, and ends the line; at once when the other side does not answer. */
  close(code: number, reason: string): void {
    if (this.over || this.closingAt > 0) return;
    this.closingAt = this.monotonic();
    // A paused line would never hear the answer.
    this.paused = false;
    this.ws.resume();
    this.ws.close(code, reason);
  }

  /** Ends the line without a word. */
  cut(): void {
    this.ws.terminate();
  }

  /** `bytes` were read and wait to be stored; call the function when they are. */
  hold(bytes: number): () => void {
    this.unstored += bytes;
    this.adjust();
    return () => {
      this.unstored -= bytes;
      this.adjust();
    };
  }

  /** Called about once a second for every socket. */
  tick(now: number): void {
    if (this.over) return;
    if (this.closingAt > 0) {
      if (now - this.closingAt > CLOSING_MS) this.cut();
      return;
    }
    this.refill(now);
    this.adjust();
    // While we do not read, silence is our own doing.
    if (this.paused) this.heardAt = now;
    if (now - this.heardAt > this.timing.goneMs) this.gone();
    else if (now >= this.pingAt) this.ping(now);
  }

  private ping(now: number): void {
    this.pingAt = now + this.timing.pingMs;
    if (this.ws.readyState === this.ws.OPEN) this.ws.ping();
  }

  private gone(): void {
    this.silent = true;
    this.cut();
  }

  private adjust(): void {
    const tooMuch = this.unstored > MAX_UNSTORED_BYTES || this.frames < 0;
    if (tooMuch === this.paused || this.over || this.closingAt > 0) return;
    this.paused = tooMuch;
    if (tooMuch) this.ws.pause();
    else this.ws.resume();
  }

  private refill(now: number): void {
    this.frames = Math.min(FRAME_BURST, this.frames + ((now - this.framesAt) / 1_000) * FRAMES_PER_SECOND);
    this.framesAt = now;
  }

  /** For the shared listeners only. */
  heard(): void {
    this.heardAt = this.monotonic();
  }

  /** For the shared listeners only. */
  message(data: Buffer, isBinary: boolean): void {
    this.heard();
    if (this.closingAt > 0) return;
    this.frames -= 1;
    if (this.frames < 0) this.adjust();
    if (isBinary) this.owner.receivedBinary();
    else this.owner.received(data.toString('utf8'));
  }

  /** For the shared listeners only. */
  end(): void {
    if (this.over) return;
    this.over = true;
    this.owner.ended(this.silent ? 'gone' : 'closed');
  }
}

function onMessage(this: WebSocket, data: unknown, isBinary: boolean): void {
  (this as OwnedSocket)[OWNER]!.message(data as Buffer, isBinary);
}

function onPong(this: WebSocket): void {
  (this as OwnedSocket)[OWNER]!.heard();
}

function onClose(this: WebSocket): void {
  (this as OwnedSocket)[OWNER]!.end();
}

/** A frame that breaks RFC 6455 or the size limit; ws closes the line with the code for it. */
function onError(this: WebSocket): void {
  return;
}
