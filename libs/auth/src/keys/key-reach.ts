import { Injectable, Logger } from '@nestjs/common';
import type { Permission } from '@legator/contracts';
import { DomainError, may, Signals, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { ApiKeysStore } from '../api-keys.store.js';
import { isForPeople } from '../sign-in/being-there.js';
import { KeyOverreached } from './key-overreached.signal.js';
import type { Concerned, Reached } from './key-overreached.signal.js';
import { beyondKey, beyondKeyToGive } from './keys.errors.js';

/**
 * How far a key reaches into the accounts of people. A key that could reset a password could become that person: so never
 * whoever answers for it, nobody who may do more than it, and nobody who could hand out accounts, keys or rights, or who
 * decides about approvals, however much it may do itself. Nor does it make anybody such a person.
 */
@Injectable()
export class KeyReach {
  private readonly logger = new Logger('keys');

  constructor(
    private readonly transactions: Transactions,
    private readonly keys: ApiKeysStore,
    private readonly signals: Signals,
  ) {}

  /** As a worker. Says nothing about actors that are no keys. @throws `auth.key_reach` (403) */
  async check(
    tx: Tx,
    actor: Actor,
    person: Concerned & { readonly installationAdmin: boolean; readonly permissions: readonly Permission[] },
  ): Promise<void> {
    if (actor.type !== 'key') return;
    const { permissions, installationAdmin, id, username } = person;
    const isStronger = isForPeople(permissions) || permissions.some((one) => !may(actor, one));
    const owner = await this.keys.makerOf(tx, actor.id);
    if (isStronger || installationAdmin || !owner || owner.id === id) throw beyondKey(username);
  }

  /** What somebody is given by a key. @throws `auth.key_reach` (403) */
  checkGift(actor: Actor, given: readonly Permission[]): void {
    if (!this.mayGive(actor, given)) throw beyondKeyToGive();
  }

  /** Whether an actor of this kind gives these permissions to anybody at all, whatever it may do itself. */
  mayGive({ type }: Pick<Actor, 'type'>, given: readonly Permission[]): boolean {
    return type !== 'key' || !isForPeople(given);
  }

  /** Does the work. When a key was refused, that is written down: all else of it is undone with the work. */
  async noting<T>(actor: Actor, what: Reached, about: Concerned, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (actor.type === 'key' && error instanceof DomainError && error.kind === 'forbidden')
        await this.writeDown(actor, new KeyOverreached(actor, what, about, error.code));
      throw error;
    }
  }

  /** Refused either way: the answer does not depend on it. */
  private async writeDown(actor: Actor, signal: KeyOverreached): Promise<void> {
    await this.transactions
      .runAs(actor.tenantId, (tx) => this.signals.recordAll(tx, [{ signal, context: { actor } }]))
      .catch((error: unknown) =>
        this.logger.warn({ err: error }, 'What a key was refused could not be written down.'),
      );
  }
}
