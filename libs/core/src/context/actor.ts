import type { Permission } from '@legator/contracts';

/** Who asks. Always taken from the credential, never from a body. */
export interface Actor {
  readonly type: 'local' | 'user' | 'key' | 'probe' | 'system';
  readonly id: string;
  /** How people know them. */
  readonly name: string;
  readonly tenantId: string;
  readonly permissions: readonly Permission[];
  /** Federation grants of a key, word for word: they narrow what it reads of other installations, and nothing else. */
  readonly grants?: readonly string[];
  /** Where the request came from, when it came over the network. */
  readonly address?: string;
  /** May change what tenants share: make tenants, and change the accounts of people who belong to several. */
  readonly installationAdmin?: boolean;
  /** How a person is signed in. Keys and programs have none. */
  readonly session?: ActorSession;
}

/** The sign-in that a person's request came with. */
export interface ActorSession {
  readonly id: string;
  /** What a changing request of a browser has to carry follows from it; absent where no browser adds the credential by itself. */
  readonly csrf?: string;
  /** When the person last proved to be there, and by what. */
  readonly confirmedAt?: Date;
  readonly confirmedBy?: 'password' | 'passkey' | 'oidc';
  /** Then nothing else proves that they are there. */
  readonly hasPasskey?: boolean;
  /** Of somebody who only ever signs in by the provider or a passkey. */
  readonly hasNoPassword?: boolean;
}

/** Whether the actor holds the permission; `admin` implies all. */
export function may(actor: Pick<Actor, 'permissions'>, permission: Permission): boolean {
  return actor.permissions.includes('admin') || actor.permissions.includes(permission);
}

/** The control plane itself, at work for a tenant. */
export function systemActor(tenantId: string, name = 'system'): Actor {
  return { type: 'system', id: name, name, tenantId, permissions: ['admin'], installationAdmin: true };
}
