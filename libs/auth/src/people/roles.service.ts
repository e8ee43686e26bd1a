import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { BUILT_IN_ROLES, isBuiltInRole, Permission } from '@legator/contracts';
import type { BuiltInRole, ChangeRole, CreateRole, RoleView } from '@legator/contracts';
import { Clock, currentContext, DomainError, may, notFound, Signals, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { KeyReach } from '../keys/key-reach.js';
import { OidcSettingsService } from '../oidc/oidc-settings.service.js';
import { IdentityChanges } from './identity-changes.js';
import { refuseBeyond } from './rights-guard.js';
import { gains, mustBeThere } from '../sign-in/being-there.js';
import { RolesStore } from './roles.store.js';
import type { CustomRole } from './roles.store.js';
import { RoleChanged } from './signals/role-changed.signal.js';
import { RoleCreated } from './signals/role-created.signal.js';
import { RoleRemoved } from './signals/role-removed.signal.js';

const Role = z.strictObject({
  name: z.string(),
  permissions: z.array(Permission),
  description: z.string(),
});
type Role = z.infer<typeof Role>;
const Update = Role.extend({ description: z.string().optional() });
type Update = z.infer<typeof Update>;
const Removal = z.strictObject({ name: z.string() });

/** The four roles that every tenant has, and those it made itself. */
@Injectable()
export class RolesService implements OnModuleInit {
  constructor(
    private readonly changes: IdentityChanges,
    private readonly transactions: Transactions,
    private readonly store: RolesStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly reach: KeyReach,
    private readonly provider: OidcSettingsService,
  ) {}

  onModuleInit(): void {
    const shared = {
      permission: 'role:manage',
      reach: 'tenant',
      subject: ({ name }: { name: string }) => ({ type: 'role', id: name }),
    } as const;
    this.changes.register<Role>({
      ...shared,
      name: 'role.create',
      title: 'Make a role',
      schema: Role,
      summarize: ({ name }) => `make the role ${name}`,
      run: (tx, role, actor) => this.insert(tx, role, actor),
    });
    this.changes.register<Update>({
      ...shared,
      name: 'role.change',
      title: 'Change a role',
      schema: Update,
      summarize: ({ name }) => `change the role ${name}`,
      run: (tx, role, actor) => this.update(tx, role, actor),
    });
    this.changes.register<{ name: string }>({
      ...shared,
      name: 'role.remove',
      title: 'Remove a role',
      schema: Removal,
      summarize: ({ name }) => `remove the role ${name}`,
      run: (tx, { name }, actor) => this.delete(tx, name, actor),
    });
  }

  async list(): Promise<RoleView[]> {
    const { actor } = currentContext();
    const counted = may(actor, 'role:manage') || may(actor, 'user:manage');
    return this.transactions.run(async (tx) => {
      const members = counted ? await this.store.members(tx, actor.tenantId) : undefined;
      const custom = await this.store.list(tx, actor.tenantId);
      return [...builtIn(), ...custom.map((role) => ({ ...role, built_in: false }))].map((role) => ({
        ...role,
        ...(members ? { members: members.get(role.name) ?? 0 } : {}),
      }));
    });
  }

  /** @throws `conflict` for a name in use, `beyond_own_rights` for permissions that the actor does not have */
  async create(input: CreateRole): Promise<RoleView> {
    const role = { ...input, permissions: [...new Set(input.permissions)] };
    await this.noting(role.name, () => this.changes.make('role.create', role));
    return { ...role, built_in: false };
  }

  async change(name: string, input: ChangeRole): Promise<RoleView> {
    const permissions = [...new Set(input.permissions)];
    const { actor } = currentContext();
    await this.noting(name, () => this.changes.make('role.change', { name, ...input, permissions }));
    const found = await this.transactions.run((tx) => this.store.find(tx, actor.tenantId, name));
    if (!found) throw notFound('role', name);
    return { ...found, built_in: false };
  }

  /** @throws `role_in_use` (409), also where the provider leads to it: a group would come to another role unsaid */
  async remove(name: string): Promise<void> {
    const { tenantId } = currentContext().actor;
    // Before the change itself: the provider's settings are the first tenant's, and another does not see them.
    const rules = isBuiltInRole(name) ? 0 : await this.provider.rulesTo(tenantId, name);
    if (rules > 0 && (await this.transactions.run((tx) => this.store.find(tx, tenantId, name))))
      throw inUse(name, { rules });
    await this.changes.make('role.remove', { name });
  }

  private async noting(name: string, work: () => Promise<unknown>): Promise<void> {
    await this.reach.noting(
      currentContext().actor,
      'rights',
      { type: 'role', id: name, username: name },
      work,
    );
  }

  private async insert(tx: Tx, role: Role, actor: Actor): Promise<Record<string, unknown>> {
    const { name } = role;
    if (isBuiltInRole(name) || (await this.store.find(tx, actor.tenantId, name))) throw nameInUse(name);
    refuseBeyond(actor, role.permissions);
    this.reach.checkGift(actor, role.permissions);
    mustBeThere(actor, this.clock.now(), 'whoever gets this role has these rights');
    await this.store.insert(tx, actor.tenantId, role);
    await this.signals.record(tx, new RoleCreated(role));
    return { name };
  }

  private async update(tx: Tx, wanted: Update, actor: Actor): Promise<Record<string, unknown>> {
    const before = await this.own(tx, wanted.name, actor);
    refuseBeyond(actor, [...before.permissions, ...wanted.permissions]);
    if (gains(before.permissions, wanted.permissions)) {
      this.reach.checkGift(actor, wanted.permissions);
      mustBeThere(actor, this.clock.now(), 'this gives everybody of this role more rights');
    }
    const after = { ...wanted, description: wanted.description ?? before.description };
    await this.store.update(tx, actor.tenantId, after);
    const members = (await this.store.members(tx, actor.tenantId)).get(wanted.name) ?? 0;
    await this.signals.record(tx, new RoleChanged(wanted.name, told(before), told(after), members));
    return { name: wanted.name };
  }

  private async delete(tx: Tx, name: string, actor: Actor): Promise<Record<string, unknown>> {
    const before = await this.own(tx, name, actor);
    refuseBeyond(actor, before.permissions);
    const members = (await this.store.members(tx, actor.tenantId)).get(name) ?? 0;
    const invited = await this.store.invited(tx, actor.tenantId, name, this.clock.now());
    const accounts = await this.store.accounts(tx, actor.tenantId, name);
    if (members + invited + accounts > 0) throw inUse(name, { members, invited, accounts });
    await this.store.remove(tx, actor.tenantId, name);
    await this.signals.record(tx, new RoleRemoved(name, told(before)));
    return { name };
  }

  private async own(tx: Tx, name: string, actor: Actor): Promise<CustomRole> {
    if (isBuiltInRole(name)) {
      throw new DomainError(
        'forbidden',
        'built_in_role',
        `Every tenant has the role ${name} as it is. Make one of your own instead.`,
      );
    }
    const found = await this.store.find(tx, actor.tenantId, name);
    if (!found) throw notFound('role', name);
    return found;
  }
}

export function builtIn(): RoleView[] {
  return Object.entries<BuiltInRole>(BUILT_IN_ROLES).map(([name, { permissions, description }]) => ({
    name,
    permissions: [...permissions],
    built_in: true,
    description,
  }));
}

function told({ permissions, description }: CustomRole): Record<string, unknown> {
  return { permissions, description };
}

type Users = 'members' | 'invited' | 'accounts' | 'rules';

function nameInUse(name: string): DomainError {
  return new DomainError('conflict', 'conflict', `There is a role ${name} already.`);
}

function inUse(
  name: string,
  { members = 0, invited = 0, accounts = 0, rules = 0 }: Partial<Record<Users, number>>,
): DomainError {
  const who = [
    [members, 'person', 'people'],
    [invited, 'invitation', 'invitations'],
    [accounts, 'service account', 'service accounts'],
    [rules, 'rule of the provider', 'rules of the provider'],
  ] as const;
  const words = who
    .filter(([count]) => count > 0)
    .map(([count, one, more]) => `${count} ${count === 1 ? one : more}`)
    .join(', ');
  return new DomainError(
    'conflict',
    'role_in_use',
    `The role ${name} is in use: ${words}. Give them another one first.`,
    { extra: { members, invitations: invited, service_accounts: accounts, provider_rules: rules } },
  );
}
