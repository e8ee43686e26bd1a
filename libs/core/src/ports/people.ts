import type { Permission } from '@legator/contracts';
import type { Actor } from '../context/actor.js';
import type { Tx } from '../database/transactions.js';

/** Who there is. Provided by `auth`; both answers are about the tenant of the transaction. */
export abstract class People {
  /** Active people who hold a permission, as `personId` writes them; keys and service accounts are none. */
  abstract holding(tx: Tx, permission: Permission): Promise<readonly string[]>;
  /** Who answers for what an actor asks: a person for themselves, and for the keys they made. As `personId` writes it. */
  abstract answerable(tx: Tx, actor: Pick<Actor, 'type' | 'id'>): Promise<string>;
}

/** One text per actor, the same wherever it is written down. */
export function personId({ type, id }: Pick<Actor, 'type' | 'id'>): string {
  return `${type}:${id}`;
}

/** Whether this is somebody, not something. */
export function isPerson({ type }: Pick<Actor, 'type'>): boolean {
  return type === 'user' || type === 'local';
}
