import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import {
  ACCESS_REVOKED_TOPIC,
  Authenticator,
  Bus,
  Background,
  Clock,
  CONFIG,
  DomainError,
  Signals,
  systemActor,
  Transactions,
} from '@legator/core';
import type { Actor, Config, Credentials } from '@legator/core';
import { AccessDenied } from './access-denied.signal.js';
import { ApiKeysStore } from './api-keys.store.js';
import type { FoundKey } from './api-keys.store.js';
import { hashKey, looksLikeKey } from './secret-key.js';

/** A revoked key is refused within this time, in milliseconds. */
const REMEMBERED_MS = 1_000;
const MAX_REMEMBERED = 10_000;
/** Refused attempts of nobody in particular that the trail takes per minute; more are counted, not written. */
const ANONYMOUS_PER_MINUTE = 60;
const DEFAULT_TENANT = 'default';

/** With sign-in off everybody is `local`; that is why the server then listens on loopback only. */
const LOCAL: Actor = {
  type: 'local',
  id: 'local',
  name: 'local',
  tenantId: DEFAULT_TENANT,
  permissions: ['admin'],
};

/** Knows callers by their API key. */
@Injectable()
export class KeyAuthenticator
  extends Authenticator
  implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown
{
  private readonly logger = new Logger('auth');
  private readonly remembered = new Map<string, { key: FoundKey; until: number }>();
  private readonly uses = new Map<string, Date>();
  private readonly flush = new Background('key-use', () => this.storeUses(), 5_000);
  private unsubscribe?: () => void;
  private minute = { at: 0, count: 0 };

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly store: ApiKeysStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly bus: Bus,
  ) {
    super();
  }

  /** Before whoever looks at credentials again when it hears the same: they must not be shown what was remembered. */
  onModuleInit(): void {
    this.unsubscribe = this.bus.subscribe(ACCESS_REVOKED_TOPIC, () => this.remembered.clear());
  }

  onApplicationBootstrap(): void {
    this.flush.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    await this.flush.stop();
    await this.storeUses().catch(() => undefined);
  }

  async authenticate({ headers, address }: Credentials): Promise<Actor | undefined> {
    if (!this.config.auth) return { ...LOCAL, address };
    const { authorization } = headers;
    if (authorization === undefined) return undefined;
    const [scheme, token = ''] = authorization.split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !looksLikeKey(token)) throw unauthorized();
    const key = await this.find(token);
    if (!key || key.revokedAt) throw unauthorized();
    const now = this.clock.now();
    if (key.expiresAt && key.expiresAt <= now) {
      throw new DomainError('forbidden', 'key_expired', 'This API key has expired. Ask for a new one.');
    }
    this.uses.set(key.id, now);
    return {
      type: 'key',
      id: key.id,
      name: key.name,
      tenantId: key.tenantId,
      permissions: key.permissions,
      address,
    };
  }

  async denied(
    actor: Actor | undefined,
    what: { method: string; path: string; permission: string },
  ): Promise<void> {
    if (!actor && !this.roomForAnonymous()) return;
    const who = actor ?? { ...systemActor(DEFAULT_TENANT, 'anonymous') };
    const reason = actor ? ('insufficient_permissions' as const) : ('authentication_required' as const);
    const fact = { signal: new AccessDenied(who, { ...what, reason }), context: { actor: who } };
    // Refused either way: the answer does not depend on whether it could be written down.
    await this.transactions
      .runAs(who.tenantId, (tx) => this.signals.recordAll(tx, [fact]))
      .catch((error: unknown) =>
        this.logger.warn({ err: error }, 'A refused attempt could not be written down.'),
      );
  }

  private async find(token: string): Promise<FoundKey | undefined> {
    const hash = hashKey(token);
    const id = hash.toString('base64');
    const known = this.remembered.get(id);
    if (known && known.until > this.clock.monotonic()) return known.key;
    const key = await this.transactions.anonymous((tx) => this.store.findByHash(tx, hash));
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    if (key) this.remembered.set(id, { key, until: this.clock.monotonic() + REMEMBERED_MS });
    return key;
  }

  private async storeUses(): Promise<void> {
    if (this.uses.size === 0) return;
    const uses = [...this.uses].map(([id, at]) => ({ id, at }));
    this.uses.clear();
    await this.transactions.worker((tx) => this.store.touch(tx, uses));
  }

  private roomForAnonymous(): boolean {
    const minute = Math.floor(this.clock.monotonic() / 60_000);
    if (this.minute.at !== minute) {
      const dropped = this.minute.count - ANONYMOUS_PER_MINUTE;
      if (dropped > 0)
        this.logger.warn(`${dropped} more attempts without credentials were refused in the last minute.`);
      this.minute = { at: minute, count: 0 };
    }
    this.minute.count += 1;
    return this.minute.count <= ANONYMOUS_PER_MINUTE;
  }
}

function unauthorized(): DomainError {
  return new DomainError(
    'unauthorized',
    'unauthorized',
    'This credential is not valid. Send `Authorization: Bearer lgk_…`.',
  );
}
