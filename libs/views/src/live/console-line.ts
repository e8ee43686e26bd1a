import type { Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import type { RawData, WebSocket } from 'ws';
import type { ConsoleClientFrame, ConsoleHello, ConsoleServerFrame } from '@legator/contracts';
import { asDomainError, DomainError, EventStream, signalType, TypeFilter } from '@legator/core';
import type { Actor, EventSource } from '@legator/core';
import { FrameRate } from './frame-rate.js';
import type { KnownRow, LiveRows, Screen } from './live-rows.service.js';
import { readFrame } from './read-frame.js';
import { SocketOutlet } from './socket-outlet.js';

const HELLO_MS = 10_000;
const FRAMES_PER_SECOND = 20;
const POLICY_VIOLATION = 1008;
const INTERNAL_ERROR = 1011;
const TRY_AGAIN_LATER = 1013;

/** What a line needs of the server. */
export interface LineServices {
  readonly source: EventSource;
  readonly rows: LiveRows;
  readonly server: { readonly version: string; readonly started_at: string };
}

/**
 * One console at the other end of a socket. It hears three kinds of frames, tells events and rows, and holds nothing
 * back for a console that does not read: events wait in the table, rows are told as they are then.
 */
export class ConsoleLine implements Screen {
  readonly stream: EventStream;
  watched: ReadonlySet<string> = new Set();
  private readonly logger = new Logger('console');
  private readonly outlet: SocketOutlet;
  private readonly rate = new FrameRate(FRAMES_PER_SECOND);
  private readonly helloTimer: NodeJS.Timeout;
  private readonly shown = new Map<string, string>();
  private shownCounts = '';
  private greeted = false;
  /** What the console said that it was told before it came here. */
  private heldBefore: number | undefined;
  private over = false;
  private leaveRows: (() => void) | undefined;

  constructor(
    private readonly client: WebSocket,
    socket: Socket,
    readonly actor: Actor,
    private readonly services: LineServices,
  ) {
    this.outlet = new SocketOutlet(client, socket);
    this.stream = new EventStream(services.source, actor, this.outlet);
    this.helloTimer = setTimeout(() => this.refuse('no hello'), HELLO_MS);
    client.on('message', (data, isBinary) => this.received(data, isBinary));
    client.on('ping', (data) => this.pinged(data));
    client.on('pong', () => this.mayGoOn());
    client.on('close', () => this.ended());
  }

  get tenantId(): string {
    return this.actor.tenantId;
  }

  show(rows: ReadonlyMap<string, KnownRow>, counts: string): void {
    if (counts !== this.shownCounts && this.outlet.say(`{"type":"counts","counts":${counts}}`))
      this.shownCounts = counts;
    const fresh = [...this.watched].filter((id) => {
      const json = rows.get(id)?.json;
      return json !== undefined && json !== this.shown.get(id);
    });
    if (fresh.length === 0) return;
    const texts = fresh.map((id) => rows.get(id)!.json);
    if (!this.outlet.say(`{"type":"rows","rows":[${texts.join(',')}]}`)) return;
    for (const id of fresh) this.shown.set(id, rows.get(id)!.json);
  }

  private received(data: RawData, isBinary: boolean): void {
    if (!this.mayGoOn()) return;
    try {
      if (isBinary) throw new DomainError('invalid', 'console.binary_frame', 'Frames are text.');
      this.take(readFrame((data as Buffer).toString()));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.tell({ type: 'error', code: error.code, message: error.message });
    }
  }

  private take(frame: ConsoleClientFrame): void {
    if (frame.type === 'hello') return this.greet(frame);
    if (!this.greeted)
      throw new DomainError('conflict', 'console.hello_first', 'The first frame is a hello.');
    if (frame.type === 'ping')
      return this.tell({ type: 'pong', cursor: this.stream.position ?? this.heldBefore });
    this.watched = new Set(frame.probes);
    for (const id of this.shown.keys()) if (!this.watched.has(id)) this.shown.delete(id);
  }

  private greet(hello: ConsoleHello): void {
    if (this.greeted) throw new DomainError('conflict', 'console.hello_twice', 'There was a hello already.');
    this.greeted = true;
    this.heldBefore = hello.last_event_id;
    clearTimeout(this.helloTimer);
    void this.begin(hello).catch((error: unknown) => this.notBegun(error));
  }

  /** Without the database the console comes again with the number it has; anything else is a mistake of ours. */
  private notBegun(error: unknown): void {
    if (asDomainError(error).kind === 'unavailable') {
      this.client.close(TRY_AGAIN_LATER, 'unavailable');
      return;
    }
    this.logger.error({ err: error }, 'A console could not be served.');
    this.client.close(INTERNAL_ERROR, 'failed');
  }

  private async begin({ last_event_id, types }: ConsoleHello): Promise<void> {
    const { cursor, newest, gap } = await this.services.source.resume(last_event_id);
    if (this.over) return;
    this.tell({ type: 'ready', newest, server: this.services.server });
    if (gap) this.tell({ type: 'gap', ...gap });
    this.stream.start(cursor, new TypeFilter(types?.map(signalType)));
    this.leaveRows = this.services.rows.add(this);
  }

  private tell(frame: ConsoleServerFrame): void {
    this.outlet.say(JSON.stringify(frame));
  }

  /** By hand, because pings are frames too, and nobody who does not read is answered. */
  private pinged(data: Buffer): void {
    if (this.mayGoOn() && !this.outlet.isFull) this.client.pong(data);
  }

  /** Every frame is a sign of life, and one too many is the last. */
  private mayGoOn(): boolean {
    if (this.over || this.outlet.isGone) return false;
    this.outlet.heard();
    if (this.rate.take()) return true;
    this.refuse('too many frames');
    return false;
  }

  private refuse(reason: string): void {
    this.client.close(POLICY_VIOLATION, reason);
  }

  private ended(): void {
    this.over = true;
    clearTimeout(this.helloTimer);
    this.leaveRows?.();
  }
}
