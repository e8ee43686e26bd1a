import { StringDecoder } from 'node:string_decoder';
import { SecretStream } from '@legator/contracts';
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
 *
 * Secrets are masked before anything leaves, also those that lie across pieces. For that a line waits until it has ended.
 */
export class Chunker {
  private readonly secrets = { stdout: new SecretStream(), stderr: new SecretStream() };
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
    for (const stream of ['stdout', 'stderr'] as const) {
      this.send(stream, this.secrets[stream].push(this.decoders[stream].end()));
      this.send(stream, this.secrets[stream].flush());
    }
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
    this.send(this.heldOf, this.secrets[this.heldOf].push(text));
  }

  /** A line that has ended may be longer than what goes in one piece. */
  private send(stream: StreamName, text: string): void {
    for (let at = 0; at < text.length;) {
      let end = Math.min(at + CHUNK_BYTES, text.length);
      if (end < text.length && isLowSurrogate(text.charCodeAt(end))) end -= 1;
      this.emit({ seq: ++this.seq, stream, data: text.slice(at, end) });
      at = end;
    }
  }
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
