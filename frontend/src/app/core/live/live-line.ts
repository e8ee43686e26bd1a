import { signal } from '@angular/core';
import type { ConsoleClientFrame, ConsoleServerFrame, FeedEvent } from '@legator/contracts';
import type { LiveSocket } from './live-socket';

export type LiveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** Connected again, and being told what was missed. */
  | { readonly kind: 'catching_up' }
  /** `at` is the time of the next attempt, `since` when it was last live; both in milliseconds. */
  | { readonly kind: 'reconnecting'; readonly at: number; readonly since: number };

/** What comes over the line. */
export interface LineListener {
  /** Connected, and greeted: nothing is watched on this line yet. */
  ready(): void;
  /** Something may have happened that nobody will be told of. */
  missed(): void;
  /** Each event once, in order. */
  events(events: readonly FeedEvent[]): void;
  frame(frame: Extract<ConsoleServerFrame, { type: 'rows' | 'counts' }>): void;
}

const SHORTEST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const PING_MS = 15_000;
/** A ping that nothing followed for this long; together about 40 s without a frame. */
const UNANSWERED_MS = 20_000;
/** A socket that never greets. */
const GREETING_MS = 15_000;
const LOOK_MS = 5_000;
/** Longer than this between asking for a page and being live, or without the line: all is read anew. */
const SLOW_START_MS = 2_000;
const LONG_LOSS_MS = 60_000;

/** The line to the control plane: greets, resumes where it was, notices when it hangs, and comes back by itself. */
export class LiveLine {
  private readonly now = signal<LiveState>({ kind: 'connecting' });
  private socket: LiveSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setInterval> | undefined;
  private attempts = 0;
  private startedAt: number | undefined;
  private lostAt: number | undefined;
  /** Everything up to here was told, or read by the pages. */
  private cursor: number | undefined;
  private newest = 0;
  private isReady = false;
  private openedAt = 0;
  private heardAt = 0;
  private pingedAt = 0;

  readonly state = this.now.asReadonly();

  constructor(
    private readonly open: () => LiveSocket,
    private readonly listener: LineListener,
  ) {}

  /**
   * Connects now, dropping what was there and any waiting.
   *
   * @param from the number of an event before anything was read: what happens between that and the greeting is told, too
   */
  connect(from?: number): void {
    this.drop();
    this.cursor ??= from;
    this.startedAt ??= Date.now();
    this.openedAt = this.heardAt = this.pingedAt = Date.now();
    const socket = this.open();
    this.socket = socket;
    socket.onopen = () => this.say({ type: 'hello', last_event_id: this.cursor });
    socket.onmessage = ({ data }) => this.heard(data);
    socket.onclose = () => this.lost();
    this.watchdog = setInterval(() => this.look(), LOOK_MS);
  }

  /** @returns whether there was somebody to say it to */
  send(frame: ConsoleClientFrame): boolean {
    if (this.isReady) this.say(frame);
    return this.isReady;
  }

  /** The network is back, or somebody looks at the page again: no reason to wait any longer. */
  hurry(): void {
    if (this.now().kind === 'reconnecting') this.connect();
    else this.look();
  }

  /** Closed by us: whatever comes of it is not listened to. */
  drop(): void {
    clearTimeout(this.timer);
    clearInterval(this.watchdog);
    this.isReady = false;
    if (!this.socket) return;
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
    this.socket = undefined;
  }

  lost(): void {
    this.drop();
    const most = Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** (this.attempts + 1));
    const wait = SHORTEST_WAIT_MS + Math.random() * (most - SHORTEST_WAIT_MS);
    this.attempts++;
    this.lostAt ??= Date.now();
    this.now.set({ kind: 'reconnecting', at: Date.now() + wait, since: this.lostAt });
    this.timer = setTimeout(() => this.connect(), wait);
  }

  private heard(data: unknown): void {
    this.heardAt = Date.now();
    const frame = read(data);
    if (frame?.type === 'ready') this.greeted(frame.newest);
    else if (frame?.type === 'gap') this.skip(frame.to);
    else if (frame?.type === 'events') this.told(frame.events, frame.cursor);
    else if (frame?.type === 'pong' && frame.cursor !== undefined) this.reached(frame.cursor);
    else if (frame?.type === 'rows' || frame?.type === 'counts') this.listener.frame(frame);
  }

  private greeted(newest: number): void {
    const isMissing = this.isMissing();
    this.isReady = true;
    this.attempts = 0;
    this.startedAt = this.lostAt = undefined;
    this.newest = newest;
    this.cursor ??= newest;
    this.now.set({ kind: this.cursor < newest ? 'catching_up' : 'live' });
    this.listener.ready();
    if (isMissing) this.listener.missed();
  }

  /** Whether pages may show what was true before anybody listened. */
  private isMissing(): boolean {
    const away = Date.now() - (this.lostAt ?? this.startedAt ?? Date.now());
    if (this.cursor !== undefined) return away > LONG_LOSS_MS;
    return this.lostAt !== undefined || away > SLOW_START_MS;
  }

  /** What lies between is not told, by choice or because nobody has it any more. */
  private skip(to: number): void {
    this.cursor = to;
    this.listener.missed();
    this.reached(to);
  }

  private told(events: readonly FeedEvent[], cursor: number): void {
    const last = this.cursor ?? -1;
    const fresh = events.filter(({ seq }) => seq > last);
    if (fresh.length > 0) this.listener.events(fresh);
    this.reached(cursor);
  }

  private reached(cursor: number): void {
    this.cursor = Math.max(this.cursor ?? 0, cursor);
    if (this.now().kind === 'catching_up' && this.cursor >= this.newest) this.now.set({ kind: 'live' });
  }

  /** Timers of a hidden tab may come late, so only an unanswered ping tells that the line hangs. */
  private look(): void {
    if (!this.socket) return;
    const now = Date.now();
    if (!this.isReady) {
      if (now - this.openedAt >= GREETING_MS) this.lost();
      return;
    }
    const isAnswered = this.heardAt >= this.pingedAt;
    if (!isAnswered && now - this.pingedAt >= UNANSWERED_MS) this.lost();
    else if (isAnswered && now - this.pingedAt >= PING_MS) {
      this.pingedAt = now;
      this.heardAt = Math.min(this.heardAt, now - 1);
      this.say({ type: 'ping' });
    }
  }

  private say(frame: ConsoleClientFrame): void {
    this.socket?.send(JSON.stringify(frame));
  }
}

/** Nothing for what is no frame; kinds that this console does not know are of a newer control plane. */
function read(data: unknown): ConsoleServerFrame | undefined {
  try {
    return JSON.parse(String(data)) as ConsoleServerFrame;
  } catch {
    return undefined;
  }
}
