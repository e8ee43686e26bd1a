import { Clock } from './clock.js';
import type { Actor } from './context/actor.js';
import { findContext } from './context/request-context.js';
import type { Tx } from './database/transactions.js';
import { newId } from './ids.js';
import { AuditAppender } from './ports/audit-appender.js';
import type { AuditRecord } from './ports/audit-appender.js';
import { Authenticator } from './ports/authenticator.js';
import type { Credentials } from './ports/authenticator.js';
import { People, personId } from './ports/people.js';
import type { RecordedSignal, Signal } from './signals/signal.js';
import { Signals } from './signals/signals.service.js';
import type { SignalContext } from './signals/signals.service.js';

/** Somebody who may do everything in tenant `default`, unless told otherwise. */
export function anActor(over: Partial<Actor> = {}): Actor {
  return { type: 'user', id: 'ana', name: 'Ana', tenantId: 'default', permissions: ['admin'], ...over };
}

/** Keeps what was appended, in memory. */
export class FakeAuditAppender extends AuditAppender {
  readonly appended: AuditRecord[] = [];

  append(_tx: Tx, records: readonly AuditRecord[]): Promise<void> {
    this.appended.push(...records);
    return Promise.resolve();
  }
}

/**
 * Everybody is the same actor, unless the request says who: `Authorization: Bearer <name>` picks the actor of that
 * name, and a name nobody has is refused as no credential at all.
 */
export class FixedAuthenticator extends Authenticator {
  readonly denials: { actor: Actor | undefined; method: string; path: string; permission: string }[] = [];

  constructor(
    public actor: Actor | undefined = anActor(),
    readonly named: Record<string, Actor> = {},
  ) {
    super();
  }

  authenticate({ headers }: Credentials): Promise<Actor | undefined> {
    const name = headers.authorization?.replace(/^Bearer /, '');
    return Promise.resolve(name === undefined ? this.actor : this.named[name]);
  }

  denied(
    actor: Actor | undefined,
    what: { method: string; path: string; permission: string },
  ): Promise<void> {
    this.denials.push({ actor, ...what });
    return Promise.resolve();
  }
}

/** The people that a test names, each as `type:id`; and whose keys are whose. */
export class FakePeople extends People {
  people: string[] = ['user:ana', 'user:ben', 'user:eva'];
  readonly makers = new Map<string, string>();

  holding(): Promise<readonly string[]> {
    return Promise.resolve(this.people);
  }

  answerable(_tx: Tx, actor: Pick<Actor, 'type' | 'id'>): Promise<string> {
    return Promise.resolve(this.makers.get(personId(actor)) ?? personId(actor));
  }
}

/** Stands still until moved. */
export class ManualClock extends Clock {
  private elapsed = 0;

  constructor(private readonly start = new Date('2026-01-01T00:00:00Z')) {
    super();
  }

  now(): Date {
    return new Date(this.start.getTime() + this.elapsed);
  }

  monotonic(): number {
    return this.elapsed;
  }

  advance(ms: number): void {
    this.elapsed += ms;
  }
}

/** Keeps the facts that were recorded, and keeps a key to its first fact as the real one does. */
export class FakeSignals extends Signals {
  readonly recorded: Signal[] = [];
  readonly contexts: (SignalContext | undefined)[] = [];
  private readonly keys = new Map<string, string>();

  constructor() {
    super(...([] as unknown as ConstructorParameters<typeof Signals>));
  }

  override async record(_tx: Tx, signal: Signal): Promise<RecordedSignal> {
    const [recorded] = await this.keep([{ signal, context: findContext() }]);
    return recorded!;
  }

  override recordAll(
    _tx: Tx,
    facts: readonly { signal: Signal; context: SignalContext }[],
  ): Promise<RecordedSignal[]> {
    return this.keep(facts);
  }

  private keep(facts: readonly { signal: Signal; context?: SignalContext }[]): Promise<RecordedSignal[]> {
    return Promise.resolve(
      facts.map(({ signal, context }) => {
        const known = signal.dedupeKey === undefined ? undefined : this.keys.get(signal.dedupeKey);
        if (known !== undefined) return { id: known, existing: true };
        const id = newId();
        if (signal.dedupeKey !== undefined) this.keys.set(signal.dedupeKey, id);
        this.recorded.push(signal);
        this.contexts.push(context);
        return { id, existing: false };
      }),
    );
  }
}
