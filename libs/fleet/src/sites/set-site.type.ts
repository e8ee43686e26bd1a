import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AssignSite } from '@legator/contracts';
import { notFound } from '@legator/core';
import type { Subject, Tx } from '@legator/core';
import { DirectiveTypes } from '@legator/directives';
import type { Directive, InlineType } from '@legator/directives';
import { FleetQueries } from '../list/fleet-queries.service.js';
import { TimedSearches } from '../list/timed-searches.js';
import { ProbeStore } from '../probes/probe.store.js';
import type { SiteOf } from '../probes/probe.store.js';
import { SiteMoves } from './site-moves.service.js';
import { noSite } from './sites.errors.js';
import { SitesStore } from './sites.store.js';

export const PROBE_SITE_SET = 'probe.site.set';

/**
 * Puts probes into a site, or out of theirs: all of them or, when something stands against one, none. No freeze holds it
 * back, since it starts nothing; out of a frozen site see `SiteMoves`.
 */
@Injectable()
export class SetSiteType implements InlineType<AssignSite>, OnModuleInit {
  readonly kind = 'inline';
  readonly name = PROBE_SITE_SET;
  readonly title = 'Put probes into a site';
  readonly schema = AssignSite;
  readonly permission = 'fleet:write';
  readonly judged = false;
  readonly exemptFromFreeze = true;
  readonly requestable = true;
  readonly rerunnable = false;

  constructor(
    private readonly types: DirectiveTypes,
    private readonly sites: SitesStore,
    private readonly probes: ProbeStore,
    private readonly moves: SiteMoves,
    private readonly queries: FleetQueries,
    private readonly searches: TimedSearches,
  ) {}

  onModuleInit(): void {
    this.types.register(this);
  }

  summarize({ probes, q, site }: AssignSite): string {
    const which = probes
      ? probes.length === 1
        ? probes[0]
        : `${probes.length} probes`
      : `what matches ${q}`;
    return site === null ? `Take ${which} out of its site` : `Put ${which} into the site ${site}`;
  }

  subject({ probes, site }: AssignSite): Subject {
    if (probes?.length === 1) return { type: 'probe', id: probes[0]! };
    return site === null ? { type: 'fleet', id: '*' } : { type: 'site', id: site };
  }

  alsoAbout({ site }: AssignSite): Subject[] {
    return site === null ? [] : [{ type: 'site', id: site }];
  }

  /** @throws `not_found` for the site, and for a probe that was the only one named */
  async run(tx: Tx, _directive: Directive, { probes, q, site }: AssignSite) {
    // First, as removing a site does: so that two never wait for each other.
    if (site !== null && !(await this.sites.lock(tx, site, 'keep'))) throw noSite(site);
    const ids = probes ?? (await this.queries.idsMatching(tx, q!));
    const locked = await this.searches.within(tx, () => this.probes.lockSites(tx, ids));
    const found = await this.stillMatching(tx, locked, q);
    if (probes?.length === 1 && found.length === 0) throw notFound('probe', probes[0]!);
    return { matched: found.length, changed: await this.moves.move(tx, found, site) };
  }

  /** What was changed by others before its row was locked may not be what the filter means any more. */
  private async stillMatching(tx: Tx, locked: readonly SiteOf[], q?: string): Promise<readonly SiteOf[]> {
    if (q === undefined) return locked;
    const matching = new Set(await this.queries.idsMatching(tx, q));
    return locked.filter(({ id }) => matching.has(id));
  }
}
