import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import { DomainError } from '../errors/domain-error.js';
import { may } from '../context/actor.js';
import type { Actor } from '../context/actor.js';
import { Authenticator } from '../ports/authenticator.js';
import type { Credentials } from '../ports/authenticator.js';
import { EventSource } from './event-source.js';
import type { EventStream } from './event-stream.js';

const KEEPALIVE_MS = 15_000;
/** A reader that takes nothing for this long is cut off; it resumes where it was. */
const STUCK_MS = 60_000;

/** Bus topic: rights of the actor with this id were taken away; the empty text stands for anyone. */
export const ACCESS_REVOKED_TOPIC = 'access.revoked';

interface Reader {
  readonly stream: EventStream;
  readonly actor: Actor;
  readonly credentials: Credentials;
}

/** All readers of this replica: woken together, kept alive, and closed when their rights end or the server does. */
@Injectable()
export class EventStreams implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly readers = new Set<Reader>();
  private readonly ends: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;
  private closing = false;
  private checking = false;

  constructor(
    private readonly source: EventSource,
    private readonly bus: Bus,
    private readonly authenticator: Authenticator,
  ) {}

  onApplicationBootstrap(): void {
    this.ends.push(
      this.source.follow(() => this.readers.forEach(({ stream }) => stream.wake())),
      this.bus.subscribe(ACCESS_REVOKED_TOPIC, (actorId) => void this.recheck(actorId)),
    );
    this.timer = setInterval(() => this.beat(), KEEPALIVE_MS);
  }

  /** Before the HTTP server waits for its connections to end. */
  beforeApplicationShutdown(): void {
    this.closing = true;
    clearInterval(this.timer);
    this.ends.forEach((end) => end());
    for (const { stream } of this.readers) stream.end('stopping');
    this.readers.clear();
  }

  get size(): number {
    return this.readers.size;
  }

  /**
   * Keeps it alive, wakes it and ends it from now on.
   *
   * @returns the function to call when the connection is gone
   * @throws `shutting_down` while the server stops
   */
  add(reader: Reader): () => void {
    if (this.closing) {
      throw new DomainError('unavailable', 'shutting_down', 'This server is stopping. Connect again.', {
        retryAfter: 1,
      });
    }
    this.readers.add(reader);
    return () => {
      reader.stream.gone();
      this.readers.delete(reader);
    };
  }

  /** Every fifteen seconds: a sign of life, and a look whether the credential still holds. */
  beat(now = performance.now()): void {
    for (const { stream } of this.readers) {
      if (stream.fullFor(now) > STUCK_MS || stream.isSilent(now)) stream.cut();
      else stream.keepAlive();
    }
    if (this.checking) return;
    this.checking = true;
    void this.recheck('').finally(() => (this.checking = false));
  }

  private async recheck(actorId: string): Promise<void> {
    const concerned = [...this.readers].filter(({ actor }) => actorId === '' || actor.id === actorId);
    for (const reader of concerned) {
      if (this.readers.has(reader) && !(await this.stillMay(reader))) {
        reader.stream.end('revoked');
        this.readers.delete(reader);
      }
    }
  }

  private async stillMay({ actor, credentials }: Reader): Promise<boolean> {
    try {
      const now = await this.authenticator.authenticate(credentials);
      if (now?.tenantId !== actor.tenantId || !may(now, 'fleet:read')) return false;
      // What a stream tells was settled when it began, so it does not outlive any of the rights it began with.
      return actor.permissions.every((permission) => may(now, permission));
    } catch (error) {
      // While the database is away nothing new is sent anyway.
      return error instanceof DomainError && error.kind === 'unavailable';
    }
  }
}
