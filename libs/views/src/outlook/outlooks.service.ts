import { Injectable } from '@nestjs/common';
import type { ApprovalOutlook } from '@legator/contracts';
import { Clock, currentContext, may, notFound, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { askedChange, namesIn } from './asked-change.js';
import type { AskedChange } from './asked-change.js';
import { expectedGroups } from './expected-groups.js';
import type { HostFacts } from './host-facts.js';
import { HostSeries } from './host-series.js';
import type { SeriesWish } from './host-series.js';
import { OutlookStore } from './outlook.store.js';
import type { AskedFor } from './outlook.store.js';
import { wantedVitals } from './vital-choice.js';

/** Of a rollout over thousands, the first by name are looked at. */
const MOST_HOSTS = 50;
/** Beyond this what a host told last of itself says nothing of now. */
const FRESH_MS = 15 * 60_000;

/** What a request would change: how that came to be, and what it is expected to become. */
@Injectable()
export class Outlooks {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: OutlookStore,
    private readonly series: HostSeries,
    private readonly clock: Clock,
  ) {}

  /** @throws `not_found`, also for another tenant's */
  of(approvalId: string): Promise<ApprovalOutlook> {
    const mayReadHosts = may(currentContext().actor, 'fleet:read');
    const now = this.clock.now();
    return this.transactions.run(async (tx) => {
      const asked = await this.store.asked(tx, approvalId);
      if (!asked) throw notFound('approval', approvalId);
      const change = askedChange(asked);
      const hosts = mayReadHosts ? await this.hosts(tx, change, now) : [];
      const ids = hosts.map(({ id }) => id);
      const ran = await this.store.ran(tx, asked.directive_id, ids);
      const { series, notKept } = await this.read(tx, asked, change, { hosts, ran, now });
      const count = change.probeIds.length;
      // Where it ran, what the host tells now is not what was before; what was, the run itself shows.
      const before = hosts.filter(({ id }) => !ran.has(id));
      const { groups, more } =
        ran.size > 0 && before.length === 0
          ? { groups: [], more: 0 }
          : expectedGroups(change.effects, change.words, { hosts: before, count });
      return {
        approval_id: asked.id,
        now: now.toISOString(),
        may_read_hosts: mayReadHosts,
        hosts: count,
        hosts_told: hosts.length,
        series,
        not_kept: notKept,
        expected: groups,
        more_hosts: more,
      };
    });
  }

  private async hosts(tx: Tx, { probeIds, effects }: AskedChange, now: Date): Promise<HostFacts[]> {
    const found = await this.store.hosts(tx, probeIds, namesIn(effects), MOST_HOSTS);
    return found.map((host) => withoutOldUptime(host, now));
  }

  private read(
    tx: Tx,
    { state, decided_at }: AskedFor,
    { effects, words }: AskedChange,
    seen: Pick<SeriesWish, 'hosts' | 'ran' | 'now'>,
  ) {
    // What was approved may be about to run: until it has, now is what matters.
    const endedAt = state === 'pending' || state === 'approved' ? null : decided_at;
    return this.series.read(tx, { ...seen, wanted: wantedVitals(effects, words), endedAt });
  }
}

function withoutOldUptime(host: HostFacts, now: Date): HostFacts {
  const isFresh = host.vitalsAt !== null && Math.abs(now.getTime() - host.vitalsAt.getTime()) <= FRESH_MS;
  if (isFresh || !host.vitals) return host;
  const { uptimeSeconds: _old, ...vitals } = host.vitals;
  return { ...host, vitals };
}
