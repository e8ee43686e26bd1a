import { Injectable } from '@nestjs/common';
import type {
  AddMember,
  ChangeMember,
  ChangeTenant,
  CreateOrganization,
  CreateTenant,
  MemberView,
  OrganizationView,
  TenantView,
} from '@legator/contracts';
import { currentContext, notFound, Transactions } from '@legator/core';
import type { Actor } from '@legator/core';
import { KeyReach } from '../keys/key-reach.js';
import { IdentityChanges } from '../people/identity-changes.js';
import { refuseUnlessInstallation } from '../people/rights-guard.js';
import { UsersStore } from '../people/users.store.js';
import { slugOf } from './tenant-slug.js';
import { TenantsStore } from './tenants.store.js';
import type { Tenant } from './tenants.store.js';

const FIRST_ORGANIZATION = 'default';

/** Tenants as whoever asks may see them, and the requests to change them. */
@Injectable()
export class TenantsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: TenantsStore,
    private readonly users: UsersStore,
    private readonly changes: IdentityChanges,
    private readonly reachOfKeys: KeyReach,
  ) {}

  async list(id?: string): Promise<TenantView[]> {
    const { actor } = currentContext();
    const who = {
      userId: actor.type === 'user' ? actor.id : null,
      tenantId: actor.tenantId,
      all: actor.installationAdmin === true,
      ...(id === undefined ? {} : { id }),
    };
    return (await this.transactions.look((tx) => this.store.list(tx, who))).map(toView);
  }

  /** @throws `not_found` for one where the actor does not belong as for none */
  async get(id: string): Promise<TenantView> {
    const [found] = await this.list(id);
    if (!found) throw notFound('tenant', id);
    return found;
  }

  async create(input: CreateTenant): Promise<TenantView> {
    const id = slugOf(input);
    const { name, contact_email, organization_id = FIRST_ORGANIZATION } = input;
    await this.changes.make('tenant.create', { id, name, contact_email, organization_id });
    return this.get(id);
  }

  async change(id: string, input: ChangeTenant): Promise<TenantView> {
    await this.changes.make('tenant.change', { id, ...input });
    return this.get(id);
  }

  async remove(id: string): Promise<void> {
    await this.changes.make('tenant.remove', { id });
  }

  async organizations(): Promise<OrganizationView[]> {
    const { actor } = currentContext();
    const only = actor.installationAdmin ? undefined : actor.tenantId;
    const rows = await this.transactions.look((tx) => this.store.organizations(tx, only));
    return rows.map(({ id, name, createdAt, tenants }) => ({
      id,
      name,
      created_at: createdAt.toISOString(),
      tenants,
    }));
  }

  async createOrganization(input: CreateOrganization): Promise<OrganizationView> {
    const id = slugOf(input);
    await this.changes.make('organization.create', { id, name: input.name });
    const made = (await this.organizations()).find((one) => one.id === id);
    if (!made) throw notFound('organisation', id);
    return made;
  }

  async members(tenantId: string): Promise<MemberView[]> {
    await this.reach(tenantId);
    const rows = await this.transactions.look((tx) => this.store.members(tx, tenantId));
    return rows.map(({ userId, displayName, createdAt, ...one }) => ({
      ...one,
      user_id: userId,
      display_name: displayName,
      created_at: createdAt.toISOString(),
    }));
  }

  async addMember(tenantId: string, { username, role }: AddMember): Promise<MemberView> {
    const actor = await this.reach(tenantId);
    // Before anybody is looked up: who asks must not learn which names there are.
    refuseUnlessInstallation(actor, 'Adding accounts that exist');
    const user = await this.transactions.look((tx) => this.users.byUsername(tx, username));
    if (!user) throw notFound('user', username);
    await this.changes.make('member.add', {
      tenant_id: tenantId,
      id: user.id,
      username: user.username,
      role,
    });
    return this.member(tenantId, user.id);
  }

  async changeMember(tenantId: string, userId: string, input: ChangeMember): Promise<MemberView> {
    const { username } = await this.member(tenantId, userId);
    const payload = { tenant_id: tenantId, id: userId, username, ...input };
    await this.reachOfKeys.noting(currentContext().actor, 'rights', payload, () =>
      this.changes.make('member.change', payload),
    );
    return this.member(tenantId, userId);
  }

  async removeMember(tenantId: string, userId: string): Promise<void> {
    const { username } = await this.member(tenantId, userId);
    const payload = { tenant_id: tenantId, id: userId, username };
    await this.reachOfKeys.noting(currentContext().actor, 'rights', payload, () =>
      this.changes.make('member.remove', payload),
    );
  }

  /** Exactly these from now on; for administrators of the installation. */
  async setTenants(userId: string, tenantIds: readonly string[], role: string): Promise<void> {
    refuseUnlessInstallation(currentContext().actor, 'Saying where people belong');
    const user = await this.transactions.look((tx) => this.users.byId(tx, userId));
    if (!user) throw notFound('user', userId);
    const { username } = user;
    await this.changes.make('user.set_tenants', { id: userId, username, tenant_ids: tenantIds, role });
  }

  private async member(tenantId: string, userId: string): Promise<MemberView> {
    const found = (await this.members(tenantId)).find((one) => one.user_id === userId);
    if (!found) throw notFound('member', userId);
    return found;
  }

  /** @throws `not_found` for tenants that are none of the actor's business */
  private async reach(tenantId: string): Promise<Actor> {
    const { actor } = currentContext();
    if (tenantId !== actor.tenantId && !actor.installationAdmin) throw notFound('tenant', tenantId);
    await this.get(tenantId);
    return actor;
  }
}

function toView(row: Tenant): TenantView {
  return {
    id: row.id,
    name: row.name,
    slug: row.id,
    contact_email: row.contactEmail,
    created_at: row.createdAt.toISOString(),
    organization_id: row.organizationId,
    state: row.state,
    members: row.members,
    ...(row.role ? { role: row.role } : {}),
  };
}
