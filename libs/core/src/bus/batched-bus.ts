import { Logger } from '@nestjs/common';
import { newId } from '../ids.js';
import { Bus, MemoryBus } from './bus.js';

/** PostgreSQL refuses a payload of 8,000 bytes and more; the same limit everywhere keeps adapters alike. */
export const MAX_MESSAGE_BYTES = 7_900;
const BATCH_MS = 5;
const RETRY_MS = [100, 250, 500, 1_000, 2_000, 5_000];

/** What carries texts between replicas. */
export interface BusTransport {
  /**
   * Connects and listens; resolves once messages arrive, rejects when it cannot. `onLost` is called once when an
   * established connection breaks.
   */
  connect(onMessage: (text: string) => void, onLost: () => void): Promise<void>;
  send(text: string): Promise<void>;
  /** Asks the other side; rejects when it does not answer. */
  ping(): Promise<void>;
  disconnect(): Promise<void>;
}

type Hint = readonly [topic: string, payload: string];

/**
 * A bus between replicas. Its own listeners hear at once, the others within a few milliseconds and together. When the
 * line was down, listeners of every topic hear one empty hint: read your table again.
 */
export class BatchedBus extends Bus {
  private readonly logger = new Logger('bus');
  private readonly local = new MemoryBus();
  private readonly topics = new Map<string, number>();
  private readonly self = newId().slice(-12);
  private waiting = new Map<string, Set<string>>();
  private timer: NodeJS.Timeout | undefined;
  private retryTimer: NodeJS.Timeout | undefined;
  private sending: Promise<void> = Promise.resolve();
  private connected = false;
  private wasConnected = false;
  private closed = false;
  private attempt = 0;

  constructor(private readonly transport: BusTransport) {
    super();
    void this.connect();
  }

  publish(topic: string, payload: string): void {
    if (this.closed) return;
    this.local.publish(topic, payload);
    const payloads = this.waiting.get(topic) ?? new Set();
    this.waiting.set(topic, payloads.add(payload));
    this.schedule();
  }

  subscribe(topic: string, listener: (payload: string) => void): () => void {
    const end = this.local.subscribe(topic, listener);
    this.topics.set(topic, (this.topics.get(topic) ?? 0) + 1);
    return () => {
      end();
      const left = (this.topics.get(topic) ?? 1) - 1;
      if (left > 0) this.topics.set(topic, left);
      else this.topics.delete(topic);
    };
  }

  async healthy(withinMs = 2_000): Promise<boolean> {
    if (!this.connected) return false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, withinMs, false)));
    const asked = this.transport.ping().then(
      () => true,
      () => false,
    );
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }

  /** Sends what waits, then ends. */
  async close(): Promise<void> {
    if (this.closed) return;
    clearTimeout(this.timer);
    clearTimeout(this.retryTimer);
    this.flush();
    this.closed = true;
    await this.sending;
    await this.local.close();
    await this.transport.disconnect().catch(() => undefined);
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => this.flush(), BATCH_MS);
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.connected) {
      // Kept, but only as "something happened here": a line that is down for long must not fill the memory.
      for (const topic of this.waiting.keys()) this.waiting.set(topic, new Set(['']));
      return;
    }
    const hints = [...this.waiting].flatMap(([topic, payloads]) =>
      [...payloads].map((one): Hint => [topic, one]),
    );
    this.waiting = new Map();
    for (const message of pack(this.self, hints)) {
      this.sending = this.sending.then(() => this.send(message.text, message.topics));
    }
  }

  private async send(text: string, topics: readonly string[]): Promise<void> {
    try {
      await this.transport.send(text);
    } catch {
      // Whether it arrived is unknown; the others shall look for themselves once the line is back.
      for (const topic of topics) this.waiting.set(topic, new Set(['']));
    }
  }

  private receive(text: string): void {
    const message = unpack(text);
    if (!message || message.from === this.self) return;
    for (const [topic, payload] of message.hints) this.local.publish(topic, payload);
  }

  private async connect(): Promise<void> {
    if (this.closed) return;
    try {
      await this.transport.connect(
        (text) => this.receive(text),
        () => this.lost(),
      );
    } catch (error) {
      this.complain(error);
      return this.later();
    }
    if (this.closed) return void this.transport.disconnect().catch(() => undefined);
    this.connected = true;
    this.attempt = 0;
    if (this.wasConnected) {
      this.logger.log('The bus is connected again; everybody looks for what was missed.');
      for (const topic of this.topics.keys()) this.local.publish(topic, '');
    }
    this.wasConnected = true;
    if (this.waiting.size > 0) this.schedule();
  }

  private lost(): void {
    if (!this.connected) return;
    this.connected = false;
    if (this.closed) return;
    this.logger.warn('The bus lost its connection and tries to get it back. Until then replicas poll.');
    this.later();
  }

  private later(): void {
    if (this.closed) return;
    const wait = RETRY_MS[Math.min(this.attempt, RETRY_MS.length - 1)]! * (0.75 + Math.random() / 2);
    this.attempt += 1;
    this.retryTimer = setTimeout(() => void this.connect(), wait);
  }

  private complain(error: unknown): void {
    if (this.attempt === 0) this.logger.warn(`The bus cannot connect yet: ${(error as Error).message}`);
  }
}

/** As few messages as fit. A hint that is too long by itself becomes "something happened". */
export function pack(from: string, hints: readonly Hint[]): { text: string; topics: string[] }[] {
  const messages: Hint[][] = [];
  const head = Buffer.byteLength(JSON.stringify({ from, hints: [] }));
  let size = Infinity;
  for (const given of hints) {
    const whole = Buffer.byteLength(JSON.stringify(given)) + 1;
    const hint: Hint = head + whole > MAX_MESSAGE_BYTES ? [given[0], ''] : given;
    const bytes = hint === given ? whole : Buffer.byteLength(JSON.stringify(hint)) + 1;
    if (size + bytes > MAX_MESSAGE_BYTES) {
      messages.push([]);
      size = head;
    }
    messages.at(-1)!.push(hint);
    size += bytes;
  }
  return messages.map((all) => ({
    text: JSON.stringify({ from, hints: all }),
    topics: [...new Set(all.map(([topic]) => topic))],
  }));
}

/** Nothing when it is not one of ours; whoever may write to the bus must not bring a replica down. */
function unpack(text: string): { from: string; hints: Hint[] } | undefined {
  try {
    const { from, hints } = JSON.parse(text) as { from: unknown; hints: unknown };
    if (typeof from !== 'string' || !Array.isArray(hints)) return undefined;
    const good = hints.filter(
      (hint): hint is Hint =>
        Array.isArray(hint) && typeof hint[0] === 'string' && typeof hint[1] === 'string',
    );
    return { from, hints: good };
  } catch {
    return undefined;
  }
}
