import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { ACCESS_REVOKED_TOPIC, Background, Bus, Clock, DomainError, Transactions } from '@legator/core';
import type { Actor } from '@legator/core';
import { ApiKeysStore } from '../api-keys.store.js';
import type { FoundKey } from '../api-keys.store.js';
import { KeyGuesses } from '../rates/key-guesses.js';
import { formOf, hashKey } from '../secret-key.js';
import { effectiveRights } from './key-bounds.js';

/** Where a message of the bus is lost, a change of a key or of its owner is noticed within this time, in milliseconds. */
const REMEMBERED_MS = 1_000;
const MAX_REMEMBERED = 10_000;

/** From the text of a key to whose it is and what it may do now. */
@Injectable()
export class KnownKeys implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private remembered = new Map<string, { key: FoundKey; until: number }>();
  /** Hashes of keys that have worked here: they are looked up even while their address is throttled. */
  private readonly familiar = new Set<string>();
  private readonly uses = new Map<string, Date>();
  private readonly flush = new Background('key-use', () => this.storeUses(), 5_000);
  private unsubscribe?: () => void;

  constructor(
    private readonly transactions: Transactions,
    private readonly store: ApiKeysStore,
    private readonly guesses: KeyGuesses,
    private readonly clock: Clock,
    private readonly bus: Bus,
  ) {}

  /** Before whoever looks at credentials again when it hears the same: they must not be shown what was remembered. */
  onModuleInit(): void {
    // A new map and not an emptied one: a look-up that began before may no longer put its answer where it is found.
    this.unsubscribe = this.bus.subscribe(ACCESS_REVOKED_TOPIC, () => (this.remembered = new Map()));
  }

  onApplicationBootstrap(): void {
    this.flush.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    await this.flush.stop();
    await this.storeUses().catch(() => undefined);
  }

  /** @throws `unauthorized` for what is no key that works, `forbidden` for one whose time or owner is gone */
  async who(token: string, address: string): Promise<Actor> {
    const key = await this.find(token, address);
    const now = this.clock.now();
    if (key.expiresAt && key.expiresAt <= now) {
      throw new DomainError('forbidden', 'key_expired', 'This API key has expired. Ask for a new one.');
    }
    if (key.bound?.active === false) {
      throw new DomainError(
        'forbidden',
        'account_disabled',
        'Whoever this API key belongs to is disabled. Ask an administrator of the tenant.',
      );
    }
    this.uses.set(key.id, now);
    const { id, name, tenantId, grants } = key;
    const permissions = effectiveRights(key.permissions, key.bound);
    return { type: 'key', id, name, tenantId, permissions, grants, address };
  }

  private async find(token: string, address: string): Promise<FoundKey> {
    const form = formOf(token);
    const hash = hashKey(token);
    const id = hash.toString('base64');
    if (!this.familiar.has(id)) this.guesses.check(address);
    const key = form === 'key' ? await this.lookUp(hash, id) : undefined;
    if (key && !key.revokedAt) {
      if (this.familiar.size >= MAX_REMEMBERED) this.familiar.clear();
      this.familiar.add(id);
      return key;
    }
    this.familiar.delete(id);
    // A key that was revoked is no guess: its program need not be alarmed about, and tells nothing to whoever guesses.
    if (!key) await this.guesses.wrong(address);
    throw form === 'mistyped' ? mistyped() : unauthorized();
  }

  private async lookUp(hash: Buffer, id: string): Promise<FoundKey | undefined> {
    const { remembered } = this;
    const known = remembered.get(id);
    if (known && known.until > this.clock.monotonic()) return known.key;
    const key = await this.transactions.anonymous((tx) => this.store.findByHash(tx, hash));
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    if (key) remembered.set(id, { key, until: this.clock.monotonic() + REMEMBERED_MS });
    return key;
  }

  private async storeUses(): Promise<void> {
    if (this.uses.size === 0) return;
    const uses = [...this.uses].map(([id, at]) => ({ id, at }));
    this.uses.clear();
    await this.transactions.worker((tx) => this.store.touch(tx, uses));
  }
}

/** What does not open anything. The same for keys that were revoked and for keys that never were. */
export function unauthorized(): DomainError {
  return new DomainError(
    'unauthorized',
    'unauthorized',
    'This credential is not valid. Send `Authorization: Bearer lgk_…`.',
  );
}

function mistyped(): DomainError {
  return new DomainError(
    'unauthorized',
    'unauthorized',
    'This API key is mistyped: its last characters do not fit the others. Copy it once more.',
  );
}
