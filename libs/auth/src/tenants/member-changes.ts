import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { Clock, DomainError, notFound, personId, Signals } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { KeyReach } from '../keys/key-reach.js';
import { IdentityChanges } from '../people/identity-changes.js';
import { PeopleStore } from '../people/people.store.js';
import type { Target } from '../people/people.store.js';
import { refuseBeyond, refuseUnlessInstallation } from '../people/rights-guard.js';
import { RolesStore } from '../people/roles.store.js';
import { MemberAdded } from '../people/signals/member-added.signal.js';
import { MemberChanged } from '../people/signals/member-changed.signal.js';
import { MemberRemoved } from '../people/signals/member-removed.signal.js';
import { permissionsOf } from '../sessions/sessions.service.js';
import { gains, isWeighty, mustBeThere } from '../sign-in/being-there.js';
import { SigningOut } from '../sign-in/signing-out.service.js';
import { TenantsStore } from './tenants.store.js';
import { tellIn } from './told-in.js';

const Named = z.strictObject({ tenant_id: z.string(), id: z.uuid(), username: z.string() });
type Named = z.infer<typeof Named>;
const Addition = Named.extend({ role: z.string() });
type Addition = z.infer<typeof Addition>;
const Change = Named.extend({
  role: z.string().optional(),
  state: z.enum(['active', 'disabled']).optional(),
});
type Change = z.infer<typeof Change>;
const Whole = z.strictObject({
  id: z.uuid(),
  username: z.string(),
  tenant_ids: z.array(z.string()),
  role: z.string(),
});
type Whole = z.infer<typeof Whole>;

/** Memberships in a tenant by its id: one's own for those who manage its members, any for the installation’s. */
@Injectable()
export class MemberChanges implements OnModuleInit {
  constructor(
    private readonly changes: IdentityChanges,
    private readonly tenants: TenantsStore,
    private readonly people: PeopleStore,
    private readonly roles: RolesStore,
    private readonly out: SigningOut,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly reach: KeyReach,
  ) {}

  onModuleInit(): void {
    const shared = {
      permission: 'member:manage',
      reach: 'installation',
      subject: ({ id }: { id: string }) => ({ type: 'user', id }),
    } as const;
    this.changes.register<Addition>({
      ...shared,
      name: 'member.add',
      title: 'Take somebody into a tenant',
      schema: Addition,
      summarize: ({ username, tenant_id: tenant, role }) => `take ${username} into ${tenant} as ${role}`,
      run: (tx, payload, actor) => this.add(tx, payload, actor),
    });
    this.changes.register<Change>({
      ...shared,
      name: 'member.change',
      title: 'Change a membership',
      schema: Change,
      summarize: ({ username, tenant_id: tenant }) => `change what ${username} is in ${tenant}`,
      run: (tx, payload, actor) => this.change(tx, payload, actor),
    });
    this.changes.register<Named>({
      ...shared,
      name: 'member.remove',
      title: 'Take somebody out of a tenant',
      schema: Named,
      summarize: ({ username, tenant_id: tenant }) => `take ${username} out of ${tenant}`,
      run: async (tx, { id, tenant_id: tenantId }, actor) => {
        const found = await this.member(tx, id, tenantId, actor);
        return this.leave(tx, found, tenantId, actor);
      },
    });
    this.changes.register<Whole>({
      ...shared,
      permission: 'user:manage',
      name: 'user.set_tenants',
      title: 'Say where somebody belongs',
      schema: Whole,
      summarize: ({ username, tenant_ids: ids }) => `let ${username} belong to ${ids.join(', ')}`,
      run: (tx, payload, actor) => this.setTenants(tx, payload, actor),
    });
  }

  private async add(tx: Tx, payload: Addition, actor: Actor): Promise<Record<string, unknown>> {
    // Whoever belongs to another tenant only is asked by an invitation: nobody is drawn into one, or found out.
    refuseUnlessInstallation(actor, 'Adding accounts that exist');
    const { id, tenant_id: tenantId, role } = payload;
    const found = await this.people.take(tx, id, tenantId);
    if (!found || !(await this.tenants.take(tx, tenantId))) throw notFound('tenant', tenantId);
    if (!(await this.enter(tx, found, { tenantId, role }, actor))) throw alreadyMember(found.username);
    return { id };
  }

  private async change(tx: Tx, payload: Change, actor: Actor): Promise<Record<string, unknown>> {
    const { id, tenant_id: tenantId, role, state } = payload;
    const found = await this.member(tx, id, tenantId, actor);
    if (role !== undefined) {
      const given = await this.roles.permissionsOf(tx, tenantId, role);
      if (!actor.installationAdmin) refuseBeyond(actor, given);
      this.reach.checkGift(actor, given);
      if (gains(permissionsOf({ ...found, role: found.role! }), given))
        mustBeThere(actor, this.clock.now(), 'this gives somebody more rights');
      await this.people.setRole(tx, tenantId, id, role);
    }
    if (state !== undefined) await this.people.setMemberState(tx, tenantId, id, state);
    if (state === 'disabled') await this.out.endAll(tx, found, 'disabled', actor, tenantId);
    const before = {
      ...(role === undefined ? {} : { role: found.role }),
      ...(state === undefined ? {} : { state: found.memberState }),
    };
    const after = { ...(role === undefined ? {} : { role }), ...(state === undefined ? {} : { state }) };
    await tellIn(this.signals, tx, actor, [tenantId], () => new MemberChanged(found, before, after));
    return { id };
  }

  private async setTenants(tx: Tx, payload: Whole, actor: Actor): Promise<Record<string, unknown>> {
    refuseUnlessInstallation(actor, 'Saying where people belong');
    const { id, tenant_ids: wanted, role } = payload;
    const there = await this.tenants.tenantsOf(tx, id);
    // All that are new before any that go: in between nobody belongs nowhere.
    for (const tenantId of new Set(wanted)) {
      if (there.some((one) => one.id === tenantId)) continue;
      const found = await this.people.take(tx, id, tenantId);
      if (!found || !(await this.tenants.take(tx, tenantId))) throw notFound('tenant', tenantId);
      await this.enter(tx, found, { tenantId, role }, actor);
    }
    for (const { id: tenantId } of there.filter((one) => !wanted.includes(one.id)))
      await this.leave(tx, (await this.people.take(tx, id, tenantId))!, tenantId, actor);
    return { id };
  }

  private async enter(
    tx: Tx,
    found: Target,
    { tenantId, role }: { tenantId: string; role: string },
    actor: Actor,
  ): Promise<boolean> {
    const given = await this.roles.permissionsOf(tx, tenantId, role);
    if (isWeighty(given)) mustBeThere(actor, this.clock.now(), 'this gives somebody more rights');
    const at = this.clock.now();
    const joined = await this.people.join(tx, {
      tenantId,
      userId: found.id,
      role,
      by: personId(actor),
      at,
    });
    if (!joined) return false;
    const how = found.id === actor.id ? 'own' : 'added';
    await tellIn(this.signals, tx, actor, [tenantId], () => new MemberAdded(found, role, how));
    return true;
  }

  private async leave(
    tx: Tx,
    found: Target,
    tenantId: string,
    actor: Actor,
  ): Promise<Record<string, unknown>> {
    await this.out.endAll(tx, found, 'removed', actor, tenantId);
    await this.people.leave(tx, tenantId, found.id);
    const account = found.belongsElsewhere ? 'kept' : 'removed';
    if (account === 'removed') await this.people.deleteUser(tx, found.id);
    const make = () => new MemberRemoved(found, found.role ?? '', account);
    await tellIn(this.signals, tx, actor, [tenantId], make);
    return { id: found.id };
  }

  /** @throws `not_found`, also for tenants that are none of the actor's business; `beyond_own_rights` */
  private async member(tx: Tx, id: string, tenantId: string, actor: Actor): Promise<Target> {
    const mine = tenantId === actor.tenantId || actor.installationAdmin;
    const found = mine ? await this.people.take(tx, id, tenantId) : undefined;
    if (!found || found.role === null) throw notFound('member', id);
    const permissions = permissionsOf({ ...found, role: found.role });
    if (!actor.installationAdmin) {
      refuseBeyond(actor, permissions);
      if (found.installationAdmin && !found.belongsElsewhere)
        refuseUnlessInstallation(actor, `The account of ${found.username}`);
    }
    await this.reach.check(tx, actor, { ...found, permissions });
    return found;
  }
}

function alreadyMember(username: string): DomainError {
  return new DomainError('conflict', 'already_member', `${username} belongs to this tenant already.`);
}
