import { Inject, Injectable } from '@nestjs/common';
import { BUILT_IN_ROLES } from '@legator/contracts';
import type { BuiltInRole, Permission } from '@legator/contracts';
import { CONFIG, People, personId } from '@legator/core';
import type { Actor, Config, Tx } from '@legator/core';
import { ApiKeysStore } from './api-keys.store.js';
import { LOCAL } from './local-actor.js';
import { UsersStore } from './people/users.store.js';

/** With sign-in off there is exactly one person. With it on, those who belong to the tenant. */
@Injectable()
export class KnownPeople extends People {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly keys: ApiKeysStore,
    private readonly users: UsersStore,
  ) {
    super();
  }

  async holding(tx: Tx, permission: Permission): Promise<readonly string[]> {
    if (!this.config.auth) return [personId(LOCAL)];
    const ids = await this.users.holding(tx, permission, builtInWith(permission));
    return ids.map((id) => personId({ type: 'user', id }));
  }

  /**
   * For a key whoever made it, however many keys lie between, and for a key of a service account whoever made that. Keys
   * that were made on the server have nobody, and answer for themselves.
   */
  async answerable(tx: Tx, actor: Pick<Actor, 'type' | 'id'>): Promise<string> {
    if (actor.type !== 'key') return personId(actor);
    const maker = await this.keys.makerOf(tx, actor.id);
    if (!maker?.type || !maker.id || maker.type === 'system') return personId(actor);
    return personId({ type: maker.type, id: maker.id });
  }
}

function builtInWith(permission: Permission): string[] {
  return Object.entries<BuiltInRole>(BUILT_IN_ROLES)
    .filter(([, { permissions }]) => permissions.includes('admin') || permissions.includes(permission))
    .map(([name]) => name);
}
