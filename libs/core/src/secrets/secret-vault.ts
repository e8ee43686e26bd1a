import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Transactions } from '../database/transactions.js';
import type { Tx } from '../database/transactions.js';
import { DomainError } from '../errors/domain-error.js';
import { seal, unseal } from './envelope.js';
import type { SecretRef, WrappingKey } from './envelope.js';
import { KeyRing } from './key-ring.js';
import { SecretsStore } from './secrets.store.js';

/** All that the API says about a secret. */
export interface SecretState {
  readonly set: boolean;
  readonly changedAt: Date | null;
  readonly changedBy: string | null;
}

/**
 * Keeps credentials of other systems: readable for the rooms that use them, never for whoever has only the database.
 *
 * Each record has a data key of its own, wrapped by a key-encryption key that is not in the database. Tenant, table and
 * id are bound in. Whoever keeps secrets calls `open` when the server starts, so that a wrong key stops it there.
 */
@Injectable()
export class SecretVault {
  private opening?: Promise<void>;

  constructor(
    private readonly transactions: Transactions,
    private readonly store: SecretsStore,
    private readonly ring: KeyRing,
    private readonly clock: Clock,
  ) {}

  /**
   * Finds the key that the database was set up with, or makes the first one. Rejects with a sentence for whoever
   * starts the server when it is another one.
   */
  open(): Promise<void> {
    this.opening ??= this.transactions.worker((tx) => this.findOrMake(tx));
    this.opening.catch(() => (this.opening = undefined));
    return this.opening;
  }

  /** Sets a secret, for the record's own tenant only; whatever was there is gone. */
  async put(tx: Tx, ref: SecretRef, text: string, changedBy: string): Promise<void> {
    await this.open();
    const current = await this.store.currentForSealing(tx);
    const key = await this.key(current!, ref);
    await this.store.save(tx, ref, {
      ...seal(text, ref, key),
      changedAt: this.clock.now(),
      changedBy,
    });
  }

  /** @returns the secret, or nothing when none is set; throws `secrets.unreadable` when it is not what was put there */
  async reveal(tx: Tx, ref: SecretRef): Promise<string | undefined> {
    await this.open();
    const stored = await this.store.find(tx, ref);
    if (!stored) return undefined;
    const key = await this.key(stored.keyId, ref);
    try {
      return unseal(stored, ref, key);
    } catch (cause) {
      throw unreadable(ref, 'it was changed in the database, or belongs to another record', cause);
    }
  }

  /** Whether there is one, since when, and by whom. */
  async state(tx: Tx, ref: SecretRef): Promise<SecretState> {
    const stored = await this.store.find(tx, ref);
    return {
      set: stored !== undefined,
      changedAt: stored?.changedAt ?? null,
      changedBy: stored?.changedBy ?? null,
    };
  }

  remove(tx: Tx, ref: SecretRef): Promise<void> {
    return this.store.remove(tx, ref);
  }

  private async key(id: string, ref: SecretRef): Promise<WrappingKey> {
    const key = await this.ring.find(id);
    if (key) return key;
    throw unreadable(ref, `it is kept under the key ${id}, which is not in ${this.ring.place}`);
  }

  private async findOrMake(tx: Tx): Promise<void> {
    // Replicas that start together on an empty database: the second one must see what the first one made.
    await this.store.lockKeys(tx);
    const current = await this.store.current(tx);
    const held = await this.ring.read();
    if (current === undefined) {
      const key = held.at(-1) ?? (await this.ring.make());
      return this.store.addCurrent(tx, key.id);
    }
    const needed = [current, ...(await this.store.keysInUse(tx))];
    const missing = needed.find((id) => !held.some((key) => key.id === id));
    if (missing !== undefined)
      throw keyMissing(
        missing,
        held.map(({ id }) => id),
        this.ring.place,
      );
  }
}

function unreadable(ref: SecretRef, why: string, cause?: unknown): DomainError {
  return new DomainError(
    'unavailable',
    'secrets.unreadable',
    `A secret of ${ref.table} cannot be opened: ${why}. Set it again, or bring the right key.`,
    { cause },
  );
}

function keyMissing(missing: string, held: readonly string[], place: string): Error {
  const found = held.length === 0 ? 'is not there' : `holds ${held.join(', ')}`;
  return new Error(
    `This database was set up with the secrets key ${missing}, but ${place} ${found}. Bring the right key, or point this server at its own database. No new key was made: what the old one wraps could no longer be read.`,
  );
}
