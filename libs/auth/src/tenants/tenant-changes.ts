import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { Clock, DomainError, invalidAt, notFound, Signals, TenantLimits } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { DEFAULT_TENANT } from '../local-actor.js';
import { IdentityChanges } from '../people/identity-changes.js';
import { PeopleStore } from '../people/people.store.js';
import { refuseUnlessInstallation } from '../people/rights-guard.js';
import { MemberAdded } from '../people/signals/member-added.signal.js';
import { OrganizationCreated } from './organization-created.signal.js';
import { TenantChanged } from './tenant-changed.signal.js';
import { TenantCreated } from './tenant-created.signal.js';
import { TenantRemoved } from './tenant-removed.signal.js';
import { TenantsStore } from './tenants.store.js';
import { tellIn } from './told-in.js';

const Creation = z.strictObject({
  id: z.string(),
  name: z.string(),
  contact_email: z.string(),
  organization_id: z.string(),
});
type Creation = z.infer<typeof Creation>;
const Change = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  contact_email: z.string().optional(),
  organization_id: z.string().optional(),
  state: z.enum(['active', 'suspended']).optional(),
});
type Change = z.infer<typeof Change>;
const Removal = z.strictObject({ id: z.string() });
const Organization = z.strictObject({ id: z.string(), name: z.string() });
type Organization = z.infer<typeof Organization>;

/** Makes, changes and closes tenants, which is for administrators of the installation, apart from their names. */
@Injectable()
export class TenantChanges implements OnModuleInit {
  constructor(
    private readonly changes: IdentityChanges,
    private readonly store: TenantsStore,
    private readonly people: PeopleStore,
    private readonly limits: TenantLimits,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const shared = {
      permission: 'tenant:manage',
      reach: 'installation',
      subject: ({ id }: { id: string }) => ({ type: 'tenant', id }),
    } as const;
    this.changes.register<Creation>({
      ...shared,
      name: 'tenant.create',
      title: 'Make a tenant',
      schema: Creation,
      summarize: ({ name }) => `make the tenant ${name}`,
      run: (tx, payload, actor) => this.insert(tx, payload, actor),
    });
    this.changes.register<Change>({
      ...shared,
      name: 'tenant.change',
      title: 'Change a tenant',
      schema: Change,
      summarize: ({ id }) => `change the tenant ${id}`,
      run: (tx, payload, actor) => this.change(tx, payload, actor),
    });
    this.changes.register<{ id: string }>({
      ...shared,
      name: 'tenant.remove',
      title: 'Remove a tenant',
      schema: Removal,
      summarize: ({ id }) => `remove the tenant ${id}`,
      run: (tx, { id }, actor) => this.close(tx, id, actor),
    });
    this.changes.register<Organization>({
      ...shared,
      name: 'organization.create',
      title: 'Make an organisation',
      subject: ({ id }) => ({ type: 'organization', id }),
      schema: Organization,
      summarize: ({ name }) => `make the organisation ${name}`,
      run: (tx, payload, actor) => this.insertOrganization(tx, payload, actor),
    });
  }

  private async insert(tx: Tx, payload: Creation, actor: Actor): Promise<Record<string, unknown>> {
    refuseUnlessInstallation(actor, 'Making tenants');
    const { id, name, contact_email: contactEmail, organization_id: organizationId } = payload;
    await this.needOrganization(tx, organizationId);
    if (!(await this.store.insert(tx, { id, name, contactEmail, organizationId }))) throw slugTaken(id);
    const after = { name, contact_email: contactEmail, organization_id: organizationId };
    await tellIn(this.signals, tx, actor, [actor.tenantId, id], () => new TenantCreated({ id, name }, after));
    if (actor.type === 'user') await this.found(tx, id, actor);
    return { id };
  }

  /** Whoever makes it begins as its administrator: it has nobody else who could invite. */
  private async found(tx: Tx, tenantId: string, actor: Actor): Promise<void> {
    const at = this.clock.now();
    await this.people.join(tx, { tenantId, userId: actor.id, role: 'admin', by: `user:${actor.id}`, at });
    const user = { id: actor.id, username: actor.name };
    await tellIn(this.signals, tx, actor, [tenantId], () => new MemberAdded(user, 'admin', 'founder'));
  }

  private async change(tx: Tx, payload: Change, actor: Actor): Promise<Record<string, unknown>> {
    const found = await this.take(tx, payload.id, actor);
    const { name, contact_email: contactEmail, organization_id: organizationId, state } = payload;
    if (state !== undefined) refuseUnlessInstallation(actor, 'Suspending tenants');
    if (organizationId !== undefined) {
      refuseUnlessInstallation(actor, 'Moving tenants to another organisation');
      await this.needOrganization(tx, organizationId);
    }
    await this.store.change(tx, found.id, { name, contactEmail, organizationId, state });
    const all = {
      name: [found.name, name],
      contact_email: [found.contactEmail, contactEmail],
      organization_id: [found.organizationId, organizationId],
      state: [found.state, state],
    };
    const given = Object.entries(all).filter(([, [, to]]) => to !== undefined);
    const before = Object.fromEntries(given.map(([field, [from]]) => [field, from]));
    const after = Object.fromEntries(given.map(([field, [, to]]) => [field, to]));
    const make = () => new TenantChanged({ id: found.id, name: name ?? found.name }, before, after);
    await tellIn(this.signals, tx, actor, [actor.tenantId, found.id], make);
    return { id: found.id };
  }

  /** Closed for good: nobody is signed in there any more. What its trail says is kept, and so is its name. */
  private async close(tx: Tx, id: string, actor: Actor): Promise<Record<string, unknown>> {
    refuseUnlessInstallation(actor, 'Removing tenants');
    const found = await this.take(tx, id, actor);
    if (id === DEFAULT_TENANT) throw neededTenant();
    const { probes } = await this.limits.usage(tx, id);
    if (probes > 0) throw hasProbes(found.name, probes);
    await this.store.change(tx, id, { state: 'archived' });
    await tellIn(this.signals, tx, actor, [actor.tenantId, id], () => new TenantRemoved(found));
    return { id };
  }

  private async insertOrganization(
    tx: Tx,
    payload: Organization,
    actor: Actor,
  ): Promise<Record<string, unknown>> {
    refuseUnlessInstallation(actor, 'Making organisations');
    if (!(await this.store.insertOrganization(tx, payload))) throw slugTaken(payload.id);
    await this.signals.record(tx, new OrganizationCreated(payload));
    return { id: payload.id };
  }

  private async take(tx: Tx, id: string, actor: Actor) {
    const found =
      id === actor.tenantId || actor.installationAdmin ? await this.store.take(tx, id) : undefined;
    if (!found) throw notFound('tenant', id);
    return found;
  }

  private async needOrganization(tx: Tx, id: string): Promise<void> {
    if (!(await this.store.hasOrganization(tx, id)))
      throw invalidAt('organization_id', `there is no organisation ${id}`);
  }
}

function slugTaken(slug: string): DomainError {
  return new DomainError(
    'conflict',
    'slug_conflict',
    `The slug ${slug} is or was in use. Choose another one.`,
  );
}

function hasProbes(name: string, probes: number): DomainError {
  const many = probes === 1 ? '1 probe' : `${probes} probes`;
  return new DomainError('conflict', 'has_probes', `${name} has ${many}. Remove them first.`, {
    extra: { probes },
  });
}

function neededTenant(): DomainError {
  return new DomainError(
    'conflict',
    'needed_tenant',
    'The first tenant stays: what belongs to the whole installation is written down there. Rename it instead.',
  );
}
