import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { SiteId, SiteName } from '@legator/contracts';
import { Clock, currentContext, DomainError, may, Signals } from '@legator/core';
import type { Subject, Tx } from '@legator/core';
import { DirectiveTypes, Freezes } from '@legator/directives';
import { z } from 'zod';
import { ProbeStore } from '../probes/probe.store.js';
import { SiteChanged } from '../signals/site-changed.signal.js';
import { SiteCreated } from '../signals/site-created.signal.js';
import { SiteRemoved } from '../signals/site-removed.signal.js';
import { SiteMoves } from './site-moves.service.js';
import { SiteRules } from './site-rules.js';
import { noSite, siteInUse, siteTaken, tooManySites } from './sites.errors.js';
import { SitesStore } from './sites.store.js';

const MOST_SITES = 1_000;

export const SiteCreation = z.strictObject({ id: SiteId, name: SiteName, description: z.string().max(500) });
export type SiteCreation = z.infer<typeof SiteCreation>;
export const SiteChange = z.strictObject({
  id: SiteId,
  name: SiteName.optional(),
  description: z.string().max(500).optional(),
});
export type SiteChange = z.infer<typeof SiteChange>;
export const SiteRemoval = z.strictObject({ id: SiteId, take_out_probes: z.boolean() });
export type SiteRemoval = z.infer<typeof SiteRemoval>;

const about = ({ id }: { readonly id: string }): Subject => ({ type: 'site', id });

/** What making, changing and removing a site does: each a directive of its own, done within its request. */
@Injectable()
export class SiteChanges implements OnModuleInit {
  constructor(
    private readonly types: DirectiveTypes,
    private readonly store: SitesStore,
    private readonly probes: ProbeStore,
    private readonly moves: SiteMoves,
    private readonly rules: SiteRules,
    private readonly freezes: Freezes,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const shared = {
      kind: 'inline',
      permission: 'site:manage',
      judged: false,
      exemptFromFreeze: true,
      requestable: false,
      rerunnable: false,
      subject: about,
    } as const;
    this.types.register<SiteCreation>({
      ...shared,
      name: 'site.create',
      title: 'Make a site',
      schema: SiteCreation,
      summarize: ({ name }) => `Make the site ${name}`,
      run: (tx, { tenantId }, creation) => this.create(tx, tenantId, creation),
    });
    this.types.register<SiteChange>({
      ...shared,
      name: 'site.change',
      title: 'Change a site',
      schema: SiteChange,
      summarize: ({ id }) => `Change the site ${id}`,
      run: (tx, _directive, change) => this.change(tx, change),
    });
    this.types.register<SiteRemoval>({
      ...shared,
      name: 'site.remove',
      title: 'Remove a site',
      schema: SiteRemoval,
      summarize: ({ id }) => `Remove the site ${id}`,
      run: (tx, _directive, removal) => this.remove(tx, removal),
    });
  }

  private async create(tx: Tx, tenantId: string, { id, name, description }: SiteCreation) {
    await this.store.lockAll(tx, tenantId);
    if (await this.store.find(tx, id)) throw siteTaken('id', id);
    await this.refuseName(tx, id, name);
    if ((await this.store.count(tx)) >= MOST_SITES) throw tooManySites(MOST_SITES);
    const created_by = currentContext().actor.name;
    await this.store.insert(tx, tenantId, {
      ...{ id, name, description, created_by },
      created_at: this.clock.now(),
    });
    await this.signals.record(tx, new SiteCreated(id, { name, description }));
    return { id };
  }

  private async change(tx: Tx, { id, name, description }: SiteChange) {
    await this.store.lockAll(tx, currentContext().actor.tenantId);
    const before = await this.store.lock(tx, id, 'alone');
    if (!before) throw noSite(id);
    const after = {
      ...before,
      name: name ?? before.name,
      description: description ?? before.description,
    };
    if (after.name === before.name && after.description === before.description) return { id };
    await this.refuseName(tx, id, after.name);
    await this.store.change(tx, after, this.clock.now());
    await this.signals.record(tx, new SiteChanged(id, called(before), called(after)));
    return { id };
  }

  private async remove(tx: Tx, { id, take_out_probes }: SiteRemoval) {
    const site = await this.store.lock(tx, id, 'alone');
    if (!site) throw noSite(id);
    const inside = await this.probes.lockSites(tx, await this.store.probeIds(tx, id));
    const uses = [
      ...(take_out_probes || inside.length === 0 ? [] : [`${counted(inside.length, 'probe')} in it`]),
      ...(await this.otherUses(tx, id)),
    ];
    if (uses.length > 0) throw siteInUse(id, uses);
    if (inside.length > 0 && !may(currentContext().actor, 'fleet:write')) throw mayNotTakeOut();
    await this.moves.move(tx, inside, null);
    await this.store.delete(tx, id);
    await this.signals.record(tx, new SiteRemoved(id, called(site), inside.length));
    return { id, probes: inside.length };
  }

  /** Never taken away along with it: a policy that holds less back, or a freeze that is over, is a decision of its own. */
  private async otherUses(tx: Tx, id: string): Promise<string[]> {
    const frozen = (await this.freezes.of(tx, 'site', [id])).length > 0;
    const tokens = await this.store.openTokens(tx, id, this.clock.now());
    return [
      ...(await this.rules.usesOf(tx, id)),
      ...(frozen ? ['it is frozen'] : []),
      ...(tokens > 0 ? [`${counted(tokens, 'registration token')} for it can still be used`] : []),
    ];
  }

  private async refuseName(tx: Tx, id: string, name: string): Promise<void> {
    const other = await this.store.named(tx, name);
    if (other && other.id !== id) throw siteTaken('name', name);
  }
}

function called({ name, description }: { name: string; description: string }) {
  return { name, description };
}

function counted(n: number, one: string): string {
  return n === 1 ? `1 ${one}` : `${n} ${one}s`;
}

function mayNotTakeOut(): DomainError {
  return new DomainError(
    'forbidden',
    'forbidden',
    'Taking probes out of their site needs the permission fleet:write, which you do not have. Whoever administers this tenant can grant it.',
  );
}
