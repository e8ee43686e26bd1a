import { Logger } from '@nestjs/common';
import { CLOSE } from '@legator/contracts';
import type { Reconnect } from '@legator/wire';
import type { Ticker } from '../ticker.js';
import type { Connector, Socket, SocketEvents } from './connector.js';

/** Where to, with which headers, and how patiently; times in milliseconds. */
export interface Target {
  url: string;
  /** Asked for at each connection: a rotated credential counts from the next one on. */
  headers(): Record<string, string>;
  timing: { pingMs: number; goneMs: number };
}

export interface LifelineListener {
  opened(challenge?: string): void;
  text(text: string): void;
  /** Something arrived that cannot be a frame; the connection ends. */
  unreadable?(why: string): void;
  closed(): void;
}

const CHECK_MS = 1_000;
/** Endings after which the same try would only meet the same answer. */
const REFUSED_CODES = new Set<number>([CLOSE.gone, CLOSE.replaced, CLOSE.badSignature]);

/** Keeps one connection alive: pings, notices silence, and comes back after every loss until it is stopped. */
export class Lifeline {
  private readonly log = new Logger('link');
  private socket: Socket | undefined;
  private isUp = false;
  private heardMs = 0;
  private pingedMs = 0;
  private stopWatch: (() => void) | undefined;
  private callOff: (() => void) | undefined;
  private listener: LifelineListener | undefined;
  private ended = false;

  constructor(
    private readonly target: Target,
    private readonly connector: Connector,
    private readonly reconnect: Reconnect,
    private readonly ticker: Ticker,
  ) {}

  start(listener: LifelineListener): void {
    this.listener = listener;
    this.connect();
  }

  /** Says goodbye and stays away. */
  stop(): void {
    this.ended = true;
    this.callOff?.();
    this.end(CLOSE.shuttingDown, 'the probe is being stopped');
  }

  /** The other side has accepted us; the next loss starts with short waits again. */
  established(): void {
    this.reconnect.established();
  }

  /** Bytes that wait to be sent. */
  get waitingBytes(): number {
    return this.socket?.waitingBytes ?? 0;
  }

  send(text: string): boolean {
    if (!this.isUp || !this.socket) return false;
    this.socket.send(text);
    return true;
  }

  /** Ends this connection because of what the other side did; another one follows. */
  drop(code: number, why: string): void {
    this.log.warn(`Closing the link: ${why}`);
    this.end(code, why);
    this.retry({ code });
  }

  private connect(): void {
    // Events of a connection that was given up must not reach the one that followed.
    const current = {};
    this.current = current;
    const guard =
      <A extends unknown[]>(handle: (...args: A) => void) =>
      (...args: A) => {
        if (this.current === current) handle(...args);
      };
    const events: SocketEvents = {
      opened: guard((challenge) => this.opened(challenge)),
      text: guard((text) => this.heard(() => this.listener?.text(text))),
      alive: guard(() => this.heard()),
      unreadable: guard((why) => this.unreadable(why)),
      closed: guard((end) => this.closed(end)),
    };
    try {
      this.socket = this.connector.connect(this.target.url, this.target.headers(), events);
    } catch (error) {
      this.closed({ error: (error as Error).message });
    }
  }
  private current: object | undefined;

  private opened(challenge?: string): void {
    this.isUp = true;
    this.heardMs = this.pingedMs = this.ticker.monotonicMs();
    this.stopWatch = this.ticker.every(CHECK_MS, () => this.watch());
    this.listener?.opened(challenge);
  }

  private heard(then?: () => void): void {
    this.heardMs = this.ticker.monotonicMs();
    then?.();
  }

  private unreadable(why: string): void {
    this.listener?.unreadable?.(why);
    this.drop(CLOSE.malformed, `something arrived that is no frame: ${why}`);
  }

  private watch(): void {
    const now = this.ticker.monotonicMs();
    const { pingMs, goneMs } = this.target.timing;
    if (now - this.heardMs >= goneMs) {
      this.log.warn(`Nothing heard for ${goneMs} ms`);
      this.socket?.destroy();
      return this.closed({});
    }
    if (now - this.pingedMs < pingMs) return;
    this.pingedMs = now;
    this.socket?.ping();
  }

  private closed(end: { code?: number; status?: number; error?: string }): void {
    const why = end.status ? `status ${end.status}` : (end.error ?? `code ${end.code ?? 'none'}`);
    this.log.warn(`Not connected to ${this.target.url}: ${why}`);
    this.end();
    this.retry(end);
  }

  private end(code?: number, reason = ''): void {
    const { socket, isUp } = this;
    this.current = this.socket = undefined;
    this.isUp = false;
    this.stopWatch?.();
    this.stopWatch = undefined;
    if (socket && code !== undefined) this.sayGoodbye(socket, isUp, code, reason);
    if (isUp) this.listener?.closed();
  }

  private sayGoodbye(socket: Socket, isUp: boolean, code: number, reason: string): void {
    if (!isUp) return socket.destroy();
    socket.close(code, reason.slice(0, 100));
    // A peer that does not answer the goodbye shall not keep the connection.
    this.ticker.after(2_000, () => socket.destroy());
  }

  private retry({ code, status }: { code?: number; status?: number }): void {
    if (this.ended) return;
    const refused = status === 401 || status === 403 || REFUSED_CODES.has(code ?? 0);
    const delay = this.reconnect.delayAfter(refused ? 'refused' : 'lost');
    this.callOff?.();
    this.callOff = this.ticker.after(delay, () => this.connect());
  }
}
