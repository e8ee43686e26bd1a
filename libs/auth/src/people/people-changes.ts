import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { Clock, currentContext, notFound, personId, Signals } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { KeyReach } from '../keys/key-reach.js';
import { permissionsOf } from '../sessions/sessions.service.js';
import { SigningOut } from '../sign-in/signing-out.service.js';
import { gains, isWeighty, mustBeThere, WEIGHTY } from '../sign-in/being-there.js';
import { IdentityChanges } from './identity-changes.js';
import { belongsElsewhere, nameTaken } from './people.errors.js';
import { isDuplicate, PeopleStore } from './people.store.js';
import { refuseBeyond, refuseUnlessInstallation } from './rights-guard.js';
import { RolesStore } from './roles.store.js';
import { UserCreated } from './signals/user-created.signal.js';
import { UserRemoved } from './signals/user-removed.signal.js';
import { UserRoleChanged } from './signals/user-role-changed.signal.js';

const Creation = z.strictObject({
  id: z.uuid(),
  username: z.string(),
  display_name: z.string(),
  email: z.string().nullable(),
  role: z.string(),
  must_change_password: z.boolean(),
});
export type Creation = z.infer<typeof Creation>;
const RoleChange = z.strictObject({ id: z.uuid(), username: z.string(), role: z.string() });
type RoleChange = z.infer<typeof RoleChange>;
const Removal = z.strictObject({ id: z.uuid(), username: z.string() });
type Removal = z.infer<typeof Removal>;

/** Who belongs to a tenant, and as what. */
@Injectable()
export class PeopleChanges implements OnModuleInit {
  /** What a new password is known by, until its directive is done: within the request for it, or not at all. */
  private readonly hashes = new Map<string, string>();

  constructor(
    private readonly changes: IdentityChanges,
    private readonly people: PeopleStore,
    private readonly roles: RolesStore,
    private readonly out: SigningOut,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly reach: KeyReach,
  ) {}

  onModuleInit(): void {
    this.changes.register<Creation>({
      name: 'user.create',
      title: 'Add somebody',
      permission: 'user:manage',
      reach: 'tenant',
      schema: Creation,
      summarize: ({ username, role }) => `add ${username} as ${role}`,
      subject: ({ id }) => ({ type: 'user', id }),
      run: (tx, payload, actor) => this.insert(tx, payload, actor),
    });
    this.changes.register<RoleChange>({
      name: 'user.change_role',
      title: 'Give somebody another role',
      permission: 'user:manage',
      reach: 'tenant',
      schema: RoleChange,
      summarize: ({ username, role }) => `make ${username} ${role}`,
      subject: ({ id }) => ({ type: 'user', id }),
      run: (tx, payload, actor) => this.changeRole(tx, payload, actor),
    });
    this.changes.register<Removal>({
      name: 'user.remove',
      title: 'Remove somebody',
      permission: 'user:manage',
      reach: 'installation',
      schema: Removal,
      summarize: ({ username }) => `remove ${username}`,
      subject: ({ id }) => ({ type: 'user', id }),
      run: (tx, payload, actor) => this.leave(tx, payload, actor),
    });
  }

  /** `passwordHash` is kept out of the directive, and so out of every record of it. */
  async create(payload: Creation, passwordHash: string): Promise<void> {
    this.hashes.set(payload.id, passwordHash);
    try {
      await this.reach.noting(currentContext().actor, 'account', payload, () =>
        this.changes.make('user.create', payload),
      );
    } catch (error) {
      throw isDuplicate(error) ? nameTaken(payload.username) : error;
    } finally {
      this.hashes.delete(payload.id);
    }
  }

  async assignRole(payload: RoleChange): Promise<void> {
    await this.reach.noting(currentContext().actor, 'rights', payload, () =>
      this.changes.make('user.change_role', payload),
    );
  }

  async remove(payload: Removal): Promise<'removed' | 'kept'> {
    const { account } = await this.reach.noting(currentContext().actor, 'account', payload, () =>
      this.changes.make('user.remove', payload),
    );
    return account === 'kept' ? 'kept' : 'removed';
  }

  private async insert(tx: Tx, payload: Creation, actor: Actor): Promise<Record<string, unknown>> {
    const passwordHash = this.hashes.get(payload.id);
    if (!passwordHash) throw new Error('Somebody is made only by the request for them.');
    const { id, username, display_name: displayName, email, role } = payload;
    const given = await this.roles.permissionsOf(tx, actor.tenantId, role);
    refuseBeyond(actor, given);
    this.reach.checkGift(actor, given);
    if (isWeighty(given)) mustBeThere(actor, this.clock.now(), WEIGHTY);
    const mustChangePassword = payload.must_change_password;
    const createdAt = this.clock.now();
    await this.people.insertUser(tx, {
      id,
      username,
      displayName,
      email,
      passwordHash,
      mustChangePassword,
      createdAt,
    });
    const by = personId(actor);
    await this.people.join(tx, { tenantId: actor.tenantId, userId: id, role, by, at: createdAt });
    const after = { role, display_name: displayName, email, must_change_password: mustChangePassword };
    await this.signals.record(tx, new UserCreated(payload, after));
    return { id };
  }

  private async changeRole(tx: Tx, { id, role }: RoleChange, actor: Actor): Promise<Record<string, unknown>> {
    const found = await this.people.membership(tx, id);
    if (!found) throw notFound('user', id);
    const [had, given] = [permissionsOf(found), await this.roles.permissionsOf(tx, actor.tenantId, role)];
    refuseBeyond(actor, had);
    refuseBeyond(actor, given);
    if (found.installationAdmin && !found.belongsElsewhere)
      refuseUnlessInstallation(actor, `The account of ${found.username}`);
    await this.reach.check(tx, actor, { ...found, id, permissions: had });
    this.reach.checkGift(actor, given);
    if (found.role === role) return { id };
    if (gains(had, given)) mustBeThere(actor, this.clock.now(), 'this gives somebody more rights');
    await this.people.setRole(tx, actor.tenantId, id, role);
    await this.signals.record(tx, new UserRoleChanged({ id, username: found.username }, found.role, role));
    return { id };
  }

  private async leave(tx: Tx, { id }: Removal, actor: Actor): Promise<Record<string, unknown>> {
    const found = await this.people.take(tx, id, actor.tenantId);
    if (!found || found.role === null) throw notFound('user', id);
    const { username, role, custom } = found;
    const permissions = permissionsOf({ role, custom });
    refuseBeyond(actor, permissions);
    if (!found.belongsElsewhere && found.installationAdmin)
      refuseUnlessInstallation(actor, `Removing ${username}`);
    await this.reach.check(tx, actor, { ...found, permissions });
    await this.out.endAll(tx, found, 'removed', actor, actor.tenantId);
    await this.people.leave(tx, actor.tenantId, id);
    const account = found.belongsElsewhere ? 'kept' : 'removed';
    if (account === 'removed') await this.people.deleteUser(tx, id);
    await this.signals.record(tx, new UserRemoved({ id, username }, role, account));
    return { id, account };
  }
}

/** @throws `belongs_elsewhere` (403) when the account is not this tenant's alone to change */
export function refuseForeignAccount(
  actor: Actor,
  found: { username: string; belongsElsewhere: boolean },
): void {
  if (found.belongsElsewhere && !actor.installationAdmin) throw belongsElsewhere(found.username);
}
