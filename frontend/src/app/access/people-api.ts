import { Injectable, inject } from '@angular/core';
import type {
  CreatedInvitation,
  CreatedUser,
  CreateInvitation,
  CreateUser,
  InvitationList,
  InvitationView,
  MemberView,
  Permission,
  ResetPassword,
  RoleList,
  RoleView,
  UserList,
  UserView,
} from '@legator/contracts';
import { Api } from '../core/api-client';
import { StepUp } from '../core/step-up/step-up';

const at = (...parts: string[]) => `/api/v1/${parts.map(encodeURIComponent).join('/')}`;

/** The calls about people, their roles and invitations. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class PeopleApi {
  private readonly api = inject(Api);
  private readonly stepUp = inject(StepUp);

  async users(): Promise<readonly UserView[]> {
    return (await this.send<UserList>('GET', at('users'))).users;
  }

  /** Without a password one is made, which the answer holds, once. */
  createUser(body: CreateUser): Promise<CreatedUser> {
    return this.proven('POST', at('users'), body);
  }

  changeUser(id: string, body: { display_name?: string; email?: string | null }): Promise<UserView> {
    return this.send('PATCH', at('users', id), body);
  }

  setRole(id: string, role: string): Promise<unknown> {
    return this.proven('PUT', at('users', id, 'role'), { role });
  }

  /** Everywhere; whether they may work in this tenant stays as it was. */
  setEnabled(id: string, enabled: boolean): Promise<UserView> {
    return this.send('POST', at('users', id, enabled ? 'enable' : 'disable'), {});
  }

  /** Into the tenant, where a provider or an administrator had disabled them. */
  letIn(tenant: string, id: string): Promise<MemberView> {
    return this.proven('PATCH', at('tenants', tenant, 'members', id), { state: 'active' });
  }

  resetPassword(id: string, revokeKeys = false): Promise<ResetPassword> {
    return this.proven('POST', at('users', id, 'password'), { revoke_keys: revokeKeys });
  }

  endSessions(id: string): Promise<{ ended: number }> {
    return this.send('POST', at('users', id, 'sessions', 'end'), {});
  }

  /** A lost device: they sign in by password alone from then on. */
  removePasskeys(id: string): Promise<unknown> {
    return this.proven('DELETE', at('users', id, 'passkeys'));
  }

  removeUser(id: string): Promise<unknown> {
    return this.send('DELETE', at('users', id));
  }

  async roles(): Promise<readonly RoleView[]> {
    return (await this.send<RoleList>('GET', at('roles'))).roles;
  }

  /** Makes the role, or changes it when there is one of the name. */
  saveRole(role: { name: string; permissions: Permission[]; description: string }, isNew: boolean) {
    const { name, ...rest } = role;
    return isNew
      ? this.send<RoleView>('POST', at('roles'), role)
      : this.proven<RoleView>('PUT', at('roles', name), rest);
  }

  removeRole(name: string): Promise<unknown> {
    return this.send('DELETE', at('roles', name));
  }

  async invitations(): Promise<readonly InvitationView[]> {
    return (await this.send<InvitationList>('GET', at('invitations'))).invitations;
  }

  /** The answer holds the link, once. */
  invite(body: CreateInvitation): Promise<CreatedInvitation> {
    return this.proven('POST', at('invitations'), body);
  }

  revokeInvitation(id: string): Promise<unknown> {
    return this.send('DELETE', at('invitations', id));
  }

  /** Asks the person to confirm that it is them, where the control plane wants that. */
  private proven<R>(method: string, path: string, body?: unknown): Promise<R> {
    return this.stepUp.run(() => this.send<R>(method, path, body));
  }

  private send<R>(method: string, path: string, body?: unknown): Promise<R> {
    return this.api.call<R>({ method, path, as: 'json', ...(body === undefined ? {} : { body }) });
  }
}
