import { StringDecoder } from 'node:string_decoder';
import type { Ticker } from '../ticker.js';

export type StreamName = 'stdout' | 'stderr';

/** A piece of output on its way out; `seq` counts from 1 over both streams. */
export interface Chunk {
  seq: number;
  stream: StreamName;
  data: string;
}

export const CHUNK_BYTES = 16 * 1024;
export const CHUNK_MS = 50;

/**
 * Gathers small writes into chunks of at most 16 KiB or 50 ms, never cutting a character in two. Pieces leave in the
 * order in which they arrived, so a change of stream sends what the other one holds.
 */
export class Chunker {
  private readonly decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
  private held: Buffer[] = [];
  private heldBytes = 0;
  private heldOf: StreamName = 'stdout';
  private seq = 0;
  private callOff: (() => void) | undefined;

  constructor(
    private readonly ticker: Ticker,
    private readonly emit: (chunk: Chunk) => void,
  ) {}

  write(stream: StreamName, data: Buffer): void {
    if (stream !== this.heldOf) this.flush();
    this.heldOf = stream;
    for (let at = 0; at < data.length;) {
      const part = data.subarray(at, at + CHUNK_BYTES - this.heldBytes);
      this.hold(part);
      at += part.length;
      if (this.heldBytes >= CHUNK_BYTES) this.flush();
    }
  }

  /** Sends what is left, the halves of characters included. */
  end(): void {
    this.flush();
    for (const stream of ['stdout', 'stderr'] as const) this.send(stream, this.decoders[stream].end());
  }

  private hold(part: Buffer): void {
    this.held.push(part);
    this.heldBytes += part.length;
    this.callOff ??= this.ticker.after(CHUNK_MS, () => this.flush());
  }

  private flush(): void {
    this.callOff?.();
    this.callOff = undefined;
    if (this.heldBytes === 0) return;
    const text = this.decoders[this.heldOf].write(Buffer.concat(this.held));
    this.held = [];
    this.heldBytes = 0;
    this.send(this.heldOf, text);
  }

  private send(stream: StreamName, data: string): void {
    if (data !== '') this.emit({ seq: ++this.seq, stream, data });
  }
}
