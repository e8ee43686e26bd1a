import { Inject, Injectable } from '@nestjs/common';
import type { Permission } from '@legator/contracts';
import { Clock, CONFIG, Transactions } from '@legator/core';
import type { Actor, Config } from '@legator/core';
import { ApiKeysStore } from './api-keys.store.js';
import { effectiveRights } from './keys/key-bounds.js';
import { LOCAL } from './local-actor.js';
import { SessionsStore } from './sessions/sessions.store.js';
import { permissionsOf } from './sessions/sessions.service.js';

/** Somebody by the words under which they were written down. */
export interface Someone {
  readonly type: string;
  readonly id: string;
  readonly tenantId: string;
}

/**
 * For work that goes on after whoever asked for it has left: the actor with the rights they have now. There is no
 * sign-in behind it, so nothing can be confirmed by it and nobody becomes the administrator of the installation.
 */
@Injectable()
export class ActingFor {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly people: SessionsStore,
    private readonly keys: ApiKeysStore,
    private readonly clock: Clock,
  ) {}

  /** Nothing when they may not act in this tenant any more: disabled, gone, expired, revoked, or the tenant is closed. */
  actorOf({ type, id, tenantId }: Someone): Promise<Actor | undefined> {
    if (type === 'local')
      return Promise.resolve(!this.config.auth && tenantId === LOCAL.tenantId ? LOCAL : undefined);
    if (type === 'user') return this.person(id, tenantId);
    if (type === 'key') return this.key(id, tenantId);
    return Promise.resolve(undefined);
  }

  private async person(id: string, tenantId: string): Promise<Actor | undefined> {
    const found = await this.transactions.look((tx) => this.people.member(tx, id, tenantId));
    if (!found || found.mustChangePassword) return undefined;
    return { type: 'user', id, name: found.username, tenantId, permissions: permissionsOf(found) };
  }

  private async key(id: string, tenantId: string): Promise<Actor | undefined> {
    const now = this.clock.now();
    const found = await this.transactions.look((tx) => this.keys.live(tx, tenantId, id, now));
    if (!found || found.bound?.active === false) return undefined;
    const permissions: readonly Permission[] = effectiveRights(found.permissions, found.bound);
    return { type: 'key', id, name: found.name, tenantId, permissions, grants: found.grants };
  }
}
