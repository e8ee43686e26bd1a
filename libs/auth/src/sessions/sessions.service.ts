import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { BUILT_IN_ROLES, isBuiltInRole } from '@legator/contracts';
import type { Permission } from '@legator/contracts';
import {
  ACCESS_REVOKED_TOPIC,
  afterCommit,
  Background,
  Bus,
  Clock,
  CONFIG,
  newId,
  Transactions,
} from '@legator/core';
import type { Actor, Config, Tx } from '@legator/core';
import { csrfOf, hashOf, looksLikeSession, makeSessionToken } from './session-token.js';
import { SessionsStore } from './sessions.store.js';
import type { AtProvider, Confirmation, FoundSession, SessionKind, SessionMethod } from './sessions.store.js';

/** A sign-in that was ended elsewhere is refused within this time, in milliseconds. */
const REMEMBERED_MS = 1_000;
const MAX_REMEMBERED = 10_000;
/** Ended sign-ins are kept this long, for whoever looks at what happened. */
const KEPT_MS = 7 * 86_400_000;

/** Where a sign-in comes from, as the request tells. */
export interface Origin {
  readonly address: string;
  readonly userAgent: string;
}

export interface OpenedSession {
  readonly id: string;
  /** For the cookie or the program; kept nowhere. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Who is signed in: opens, recognises, moves and ends. */
@Injectable()
export class Sessions implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  /** Replaced as a whole, never emptied: a look-up that is under way then writes into the one that nobody reads any more. */
  private remembered = new Map<string, { found: FoundSession; until: number }>();
  private readonly uses = new Map<string, Date>();
  private readonly flush = new Background('session-use', () => this.storeUses(), 5_000);
  private readonly sweep = new Background('session-sweep', () => this.dropOld(), 3_600_000);
  private unsubscribe?: () => void;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly store: SessionsStore,
    private readonly clock: Clock,
    private readonly bus: Bus,
  ) {}

  /** Before whoever looks at credentials again when it hears the same: they must not be shown what was remembered. */
  onModuleInit(): void {
    this.unsubscribe = this.bus.subscribe(ACCESS_REVOKED_TOPIC, () => (this.remembered = new Map()));
  }

  onApplicationBootstrap(): void {
    this.flush.start();
    this.sweep.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    await Promise.all([this.flush.stop(), this.sweep.stop()]);
    await this.storeUses().catch(() => undefined);
  }

  /** Opens one in the caller's transaction, which is that of a worker. */
  async open(
    tx: Tx,
    who: { userId: string; tenantId: string },
    how: {
      kind: SessionKind;
      method: SessionMethod;
      confirmedBy?: Confirmation;
      logoutHint?: string;
      provider?: AtProvider;
    } & Origin,
  ): Promise<OpenedSession> {
    const { token, hash } = makeSessionToken();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.config.sessionLifetimeMs);
    const id = newId();
    await this.store.insert(tx, {
      id,
      hash,
      ...who,
      kind: how.kind,
      method: how.method,
      createdAt: now,
      seenAt: now,
      expiresAt,
      address: how.address,
      userAgent: how.userAgent,
      confirmedBy: how.confirmedBy ?? null,
      logoutHint: how.logoutHint ?? null,
      provider: how.provider ?? null,
    });
    return { id, token, expiresAt };
  }

  /**
   * The actor of a token, or nothing when it does not hold any more. `used` says that somebody is at work now, which
   * keeps it alive; looking at it again does not.
   */
  async actorOf(
    token: string,
    { via, address, used }: { via: 'cookie' | 'bearer'; address: string; used: boolean },
  ): Promise<Actor | undefined> {
    if (!looksLikeSession(token)) return undefined;
    const found = await this.find(token);
    if (!found) return undefined;
    const now = this.clock.now();
    if (found.expiresAt <= now || found.seenAt <= this.idleSince(now)) return undefined;
    if (used) this.uses.set(found.id, now);
    return {
      type: 'user',
      id: found.userId,
      name: found.username,
      tenantId: found.tenantId,
      // Whoever has to choose a password first may do that and nothing else.
      permissions: found.mustChangePassword ? [] : permissionsOf(found),
      installationAdmin: found.installationAdmin && !found.mustChangePassword,
      address,
      session: {
        id: found.id,
        ...(via === 'cookie' ? { csrf: csrfOf(token) } : {}),
        ...(found.confirmedAt ? { confirmedAt: found.confirmedAt } : {}),
        ...(found.confirmedBy ? { confirmedBy: found.confirmedBy } : {}),
        ...(found.hasPasskey ? { hasPasskey: true } : {}),
        ...(found.hasNoPassword ? { hasNoPassword: true } : {}),
      },
    };
  }

  /** Everybody reads again who is signed in, once this transaction is committed: rights, names or sign-ins changed. */
  forgetAfter(tx: Tx, userId = ''): void {
    afterCommit(tx, () => {
      this.remembered = new Map();
      this.bus.publish(ACCESS_REVOKED_TOPIC, userId);
    });
  }

  /** Since when somebody has to have done something, to be signed in still. */
  idleSince(now: Date): Date {
    return new Date(now.getTime() - this.config.sessionIdleMs);
  }

  private async find(token: string): Promise<FoundSession | undefined> {
    const hash = hashOf(token);
    const id = hash.toString('base64');
    const into = this.remembered;
    const known = into.get(id);
    if (known && known.until > this.clock.monotonic()) return known.found;
    const now = this.clock.now();
    const found = await this.transactions.look((tx) => this.store.find(tx, hash, now, this.idleSince(now)));
    if (into.size >= MAX_REMEMBERED) into.clear();
    if (found) into.set(id, { found, until: this.clock.monotonic() + REMEMBERED_MS });
    else into.delete(id);
    return found;
  }

  private async storeUses(): Promise<void> {
    if (this.uses.size === 0) return;
    const uses = [...this.uses].map(([id, at]) => ({ id, at }));
    this.uses.clear();
    await this.transactions.worker((tx) => this.store.touch(tx, uses));
  }

  private dropOld(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    return this.transactions.worker((tx) => this.store.sweep(tx, before));
  }
}

/** What a role allows; a role that is gone allows nothing. */
export function permissionsOf({
  role,
  custom,
}: Pick<FoundSession, 'role' | 'custom'>): readonly Permission[] {
  return isBuiltInRole(role) ? BUILT_IN_ROLES[role].permissions : (custom ?? []);
}
