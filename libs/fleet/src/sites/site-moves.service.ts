import { Injectable } from '@nestjs/common';
import { currentContext, may, Signals } from '@legator/core';
import type { Tx } from '@legator/core';
import { Freezes, WaitingSubjects } from '@legator/directives';
import { ProbeStore } from '../probes/probe.store.js';
import type { SiteOf } from '../probes/probe.store.js';
import { ProbeSiteChanged } from '../signals/probe-site-changed.signal.js';
import { SiteRules } from './site-rules.js';
import { siteFrozen } from './sites.errors.js';

/** Writes where probes are, after asking everybody who has a say in it. */
@Injectable()
export class SiteMoves {
  constructor(
    private readonly probes: ProbeStore,
    private readonly rules: SiteRules,
    private readonly freezes: Freezes,
    private readonly waiting: WaitingSubjects,
    private readonly signals: Signals,
  ) {}

  /**
   * Puts locked probes into a locked site, or out of theirs; each that moves with a fact of its own. What waits to start
   * on them is about the new site from now on, and about the old one still.
   * @returns how many moved
   * @throws `frozen` out of a frozen site for whoever may not lift the freeze; what the rules about sites say
   */
  async move(tx: Tx, probes: readonly SiteOf[], site: string | null): Promise<number> {
    const moving = probes.filter((probe) => probe.site !== site);
    if (moving.length === 0) return 0;
    const probeIds = moving.map(({ id }) => id);
    await this.refuseEscape(tx, moving);
    await this.rules.check(tx, { probeIds, site });
    await this.probes.setSite(tx, probeIds, site);
    if (site !== null) await this.waiting.add(tx, probeIds, { type: 'site', id: site });
    const context = currentContext();
    await this.signals.recordAll(
      tx,
      moving.map(({ id, hostname, site: before }) => ({
        signal: new ProbeSiteChanged(id, hostname, before, site),
        context,
      })),
    );
    return moving.length;
  }

  private async refuseEscape(tx: Tx, moving: readonly SiteOf[]): Promise<void> {
    if (may(currentContext().actor, 'execution:freeze')) return;
    const left = [...new Set(moving.flatMap(({ site }) => site ?? []))];
    const [freeze] = await this.freezes.of(tx, 'site', left);
    if (freeze) throw siteFrozen(freeze.scope_id, freeze.reason);
  }
}
