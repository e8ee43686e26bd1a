import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Seeded } from './seeded.js';

/** How bad the line is: shares from 0 to 1, milliseconds. */
export interface Faults {
  /** Of connections on which frames arrive twice: each such frame ends its connection, so some have to be spared. */
  readonly repeating: number;
  /** Of frames that arrive twice there. */
  readonly twice: number;
  /** Of connections that end at some byte. */
  readonly cut: number;
  /** Most that an acknowledgement, and what comes after it, is held back. */
  readonly ackDelayMs: number;
}

export const NO_FAULTS: Faults = { repeating: 0, twice: 0, cut: 0, ackDelayMs: 0 };
/** A connection that is cut ends before so many bytes. */
const CUT_WITHIN = 12_000;
const END_OF_HEAD = Buffer.from('\r\n\r\n');

/** A line between probe and control plane that repeats frames, breaks in the middle of a byte stream and dawdles. */
export class BadLine {
  faults: Faults = NO_FAULTS;
  readonly done = { twice: 0, cut: 0, delayed: 0, connections: 0 };
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly targetPort: number,
    private readonly rng: Seeded,
  ) {
    server.on('connection', (client) => this.join(client));
  }

  static async to(base: string, rng: Seeded): Promise<BadLine> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return new BadLine(server, Number(new URL(base).port), rng);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private join(client: Socket): void {
    this.done.connections += 1;
    const server = connect(this.targetPort, '127.0.0.1');
    const end = () => [client, server].forEach((socket) => socket.destroy());
    const left = this.rng.chance(this.faults.cut) ? this.rng.below(CUT_WITHIN) : Infinity;
    const budget = { left, spent: () => ((this.done.cut += 1), end()) };
    for (const socket of [client, server]) {
      this.open.add(socket);
      socket.on('close', () => (this.open.delete(socket), end()));
      socket.on('error', end);
    }
    const twice = this.rng.chance(this.faults.repeating) ? this.faults.twice : 0;
    this.carry(client, server, budget, twice);
    this.carry(server, client, budget, twice);
  }

  /** Bytes until the end of the head of HTTP, whole frames from then on. */
  private carry(from: Socket, to: Socket, budget: { left: number; spent(): void }, twice: number): void {
    let rest = Buffer.alloc(0);
    let upgraded = false;
    let queue = Promise.resolve();
    const write = (bytes: Buffer) => {
      const part = bytes.subarray(0, Math.min(bytes.length, budget.left));
      budget.left -= part.length;
      if (part.length > 0 && to.writable) to.write(part);
      if (budget.left <= 0) budget.spent();
    };
    from.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      if (!upgraded) {
        const head = rest.indexOf(END_OF_HEAD);
        if (head < 0) return;
        upgraded = true;
        write(rest.subarray(0, head + END_OF_HEAD.length));
        rest = rest.subarray(head + END_OF_HEAD.length);
      }
      for (let size = frameSize(rest); size !== undefined && size <= rest.length; size = frameSize(rest)) {
        const frame = rest.subarray(0, size);
        rest = rest.subarray(size);
        queue = queue.then(() => this.pass(frame, write, twice));
      }
    });
  }

  private async pass(frame: Buffer, write: (bytes: Buffer) => void, twice: number): Promise<void> {
    const { ackDelayMs } = this.faults;
    if (ackDelayMs > 0 && frame.includes('result.ack')) {
      this.done.delayed += 1;
      await new Promise((done) => setTimeout(done, this.rng.below(ackDelayMs)));
    }
    write(frame);
    // Messages alone: a second ping says nothing.
    if ((frame[0]! & 0x0f) !== 1 || !this.rng.chance(twice)) return;
    this.done.twice += 1;
    write(frame);
  }
}

/** Bytes of the frame that begins here (RFC 6455); undefined while too little of it is there to tell. */
function frameSize(bytes: Buffer): number | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes[1]! & 0x7f;
  const mask = bytes[1]! & 0x80 ? 4 : 0;
  if (short < 126) return 2 + mask + short;
  const head = short === 126 ? 4 : 10;
  if (bytes.length < head) return undefined;
  const length = short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  return head + mask + length;
}
