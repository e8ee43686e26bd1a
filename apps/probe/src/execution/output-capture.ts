import { StringDecoder } from 'node:string_decoder';

/** Keeps the first bytes of one stream and counts what it let go. Memory stays within the limit whatever arrives. */
export class OutputCapture {
  private readonly kept: Buffer[] = [];
  private size = 0;
  private lost = 0;

  constructor(private readonly limit: number) {}

  /** Takes what still fits and returns that part, empty when the limit is reached. */
  take(data: Buffer): Buffer {
    const part = data.subarray(0, this.limit - this.size);
    this.lost += data.length - part.length;
    if (part.length === 0) return part;
    this.size += part.length;
    // Copied: a short slice would otherwise keep the whole read buffer alive.
    this.kept.push(part.length === data.length ? data : Buffer.from(part));
    return part;
  }

  get dropped(): number {
    return this.lost;
  }

  /** What was kept, as text. A character that the limit cut in half is left out; other broken bytes become U+FFFD. */
  text(): string {
    const decoder = new StringDecoder('utf8');
    const text = decoder.write(Buffer.concat(this.kept));
    return this.lost > 0 ? text : text + decoder.end();
  }
}
