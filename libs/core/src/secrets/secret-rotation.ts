import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.js';
import type { Tx } from '../database/transactions.js';
import { DomainError } from '../errors/domain-error.js';
import { Signals } from '../signals/signals.service.js';
import { newWrappingKey, rewrap } from './envelope.js';
import type { WrappingKey } from './envelope.js';
import { KeyRing } from './key-ring.js';
import { SecretsKeyRotated } from './secrets-key-rotated.signal.js';
import { SecretVault } from './secret-vault.js';
import { SecretsStore } from './secrets.store.js';
import type { OldRow } from './secrets.store.js';

const BATCH = 200;

/** Where a rotation has come to; each is on disk before it is said. */
export type RotationStep = 'key_written' | 'switched' | 'rewrapped' | 'all_rewrapped' | 'key_removed';

export interface RotationOptions {
  /** Records per transaction. */
  readonly batch?: number;
  readonly onStep?: (step: RotationStep) => void;
}

export interface Rotation {
  readonly keyId: string;
  readonly records: number;
  /** Whether an earlier one that was interrupted has been brought to its end, and no new key was made. */
  readonly resumed: boolean;
}

/**
 * Gives the secrets a new key while the server runs.
 *
 * The new key is in the file before the database names it, and the old one stays there until no record needs it, so
 * every step can be the last one: run again, it goes on where it stopped. The sealed texts are not touched.
 */
@Injectable()
export class SecretRotation {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: SecretsStore,
    private readonly ring: KeyRing,
    private readonly vault: SecretVault,
    private readonly signals: Signals,
  ) {}

  /** In the context of whoever asks for it. Refuses while another one runs. */
  async rotate({ batch = BATCH, onStep = () => undefined }: RotationOptions = {}): Promise<Rotation> {
    await this.vault.open();
    return this.transactions.worker(async (guard) => {
      if (!(await this.store.takeRotation(guard))) throw alreadyRotating();
      const resumed = (await this.store.keysIn(guard, 'retiring')).length > 0;
      if (!resumed) await this.switch(onStep);
      const key = await this.currentKey(guard);
      const records = await this.rewrapAll(key, batch, onStep);
      onStep('all_rewrapped');
      await this.ring.write([key]);
      onStep('key_removed');
      await this.transactions.worker(async (tx) => {
        await this.store.retire(tx);
        await this.signals.record(tx, new SecretsKeyRotated(key.id, records));
      });
      return { keyId: key.id, records, resumed };
    });
  }

  /** A key that is in the file but nobody knows was left by a rotation that ended there, or brought by hand: it is taken. */
  private async switch(onStep: NonNullable<RotationOptions['onStep']>): Promise<void> {
    const held = await this.ring.read();
    const key = (await this.unknownKey(held)) ?? newWrappingKey();
    if (!held.includes(key)) await this.ring.write([...held, key]);
    onStep('key_written');
    await this.transactions.worker(async (tx) => {
      await this.store.lockKeys(tx);
      await this.store.addCurrent(tx, key.id);
    });
    onStep('switched');
  }

  private async unknownKey(held: readonly WrappingKey[]): Promise<WrappingKey | undefined> {
    const newest = held.at(-1);
    const known = await this.transactions.worker((tx) => this.store.knows(tx, newest!.id));
    return known ? undefined : newest;
  }

  private async currentKey(tx: Tx): Promise<WrappingKey> {
    const id = await this.store.current(tx);
    const key = await this.ring.find(id!);
    if (!key) throw new Error(`The key ${id} is not in ${this.ring.place}.`);
    return key;
  }

  private async rewrapAll(
    key: WrappingKey,
    batch: number,
    onStep: NonNullable<RotationOptions['onStep']>,
  ): Promise<number> {
    let records = 0;
    for (;;) {
      const done = await this.transactions.worker((tx) => this.rewrapSome(tx, key, batch));
      if (done === 0) return records;
      records += done;
      onStep('rewrapped');
    }
  }

  private async rewrapSome(tx: Tx, key: WrappingKey, batch: number): Promise<number> {
    const rows = await this.store.oldRows(tx, key.id, batch);
    const wrapped: OldRow[] = [];
    for (const row of rows) {
      const from = await this.ring.find(row.keyId);
      if (!from) throw stuck(row, `its key ${row.keyId} is not in ${this.ring.place}`);
      try {
        wrapped.push({ ...row, wrappedKey: rewrap(row.wrappedKey, row, from, key) });
      } catch {
        throw stuck(row, 'it was changed in the database');
      }
    }
    if (wrapped.length > 0) await this.store.rewrapped(tx, key.id, wrapped);
    return wrapped.length;
  }
}

function alreadyRotating(): DomainError {
  return new DomainError('conflict', 'secrets.rotating', 'The key of the secrets is being rotated already.');
}

function stuck({ tenantId, table, id }: OldRow, why: string): Error {
  return new Error(
    `The secret of ${table} ${id} (tenant ${tenantId}) cannot be given the new key: ${why}. Set it again or remove it, then run this again; until then both keys stay in use.`,
  );
}
