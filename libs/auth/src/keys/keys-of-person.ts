import { Injectable } from '@nestjs/common';
import { ACCESS_REVOKED_TOPIC, afterCommit, Bus, Clock, Signals } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { ApiKeyRevoked } from '../api-key-revoked.signal.js';
import { ApiKeysStore } from '../api-keys.store.js';

/** The keys that somebody answers for, wherever they belong; not those of accounts for programs, which outlive people. */
@Injectable()
export class KeysOfPerson {
  constructor(
    private readonly store: ApiKeysStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly bus: Bus,
  ) {}

  /** In the caller's own transaction, which is that of a worker. @returns how many worked until now */
  async revoke(tx: Tx, userId: string, actor: Actor): Promise<number> {
    const gone = await this.store.revokeOfPerson(tx, userId, this.clock.now());
    await this.signals.recordAll(
      tx,
      gone.map(({ id, name, tenantId }) => ({
        signal: new ApiKeyRevoked(id, name),
        context: { actor: { ...actor, tenantId } },
      })),
    );
    if (gone.length > 0) afterCommit(tx, () => this.bus.publish(ACCESS_REVOKED_TOPIC, ''));
    return gone.length;
  }
}
