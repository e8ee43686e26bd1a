import type { Permission } from '@legator/contracts';

/** Who asks. Always taken from the credential, never from a body. */
export interface Actor {
  readonly type: 'local' | 'user' | 'key' | 'probe' | 'system';
  readonly id: string;
  /** How people know them. */
  readonly name: string;
  readonly tenantId: string;
  readonly permissions: readonly Permission[];
  /** Where the request came from, when it came over the network. */
  readonly address?: string;
}

/** Whether the actor holds the permission; `admin` implies all. */
export function may(actor: Actor, permission: Permission): boolean {
  return actor.permissions.includes('admin') || actor.permissions.includes(permission);
}

/** The control plane itself, at work for a tenant. */
export function systemActor(tenantId: string, name = 'system'): Actor {
  return { type: 'system', id: name, name, tenantId, permissions: ['admin'] };
}
