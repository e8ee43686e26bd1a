import { Injectable } from '@nestjs/common';
import { CLOSE } from '@legator/contracts';
import type { Inventory, Level, ListProbes, ProbeStatus } from '@legator/contracts';
import { afterCommit, Bus, Clock, currentContext, notFound, Signals, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { InventoryStore } from '../inventory/inventory.store.js';
import { announceEviction } from '../probe-eviction.js';
import { ProbeDeleted } from '../signals/probe-deleted.signal.js';
import { ProbeTagsChanged } from '../signals/probe-tags-changed.signal.js';
import { SummaryContributors } from '../summary-contributors.js';
import { CounterStore } from './counter.store.js';
import { readCursor, writeCursor } from './cursor.js';
import { ProbeListStore } from './probe-list.store.js';
import type { ListOrder, ListPage } from './probe-list.store.js';
import type { ProbeRecord } from './probe.record.js';
import { ProbeStore } from './probe.store.js';
import type { Target, TargetChoice } from './probe.store.js';
import { TagRules } from './tag-rules.js';

export interface ProbePage {
  readonly probes: readonly ProbeRecord[];
  readonly total: number;
  readonly nextCursor: string | null;
}

export interface FleetSummary {
  readonly counts: Readonly<Record<ProbeStatus, number>>;
  readonly total: number;
  readonly connected: number;
  /** What other rooms add, by their key. */
  readonly parts: Readonly<Record<string, unknown>>;
}

const PAGE = 100;

/** The probes of the tenant at work. */
@Injectable()
export class ProbesService {
  private readonly lastTargets = new WeakMap<Tx, { key: string; targets: Promise<Target[]> }>();

  constructor(
    private readonly transactions: Transactions,
    private readonly store: ProbeStore,
    private readonly lists: ProbeListStore,
    private readonly inventories: InventoryStore,
    private readonly counters: CounterStore,
    private readonly signals: Signals,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly tagRules: TagRules,
  ) {}

  /** All that the query chooses, in its order. */
  list(query: ListProbes): Promise<ProbeRecord[]> {
    return this.transactions.run(async (tx) =>
      (await this.lists.page(tx, { filter: query, order: orderOf(query) })).map(({ probe }) => probe),
    );
  }

  /** One page, how many there are in all, and where the next begins. */
  page(query: ListProbes): Promise<ProbePage> {
    const sort = query.sort ?? 'hostname';
    const limit = query.limit ?? PAGE;
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor, sort);
    const page: ListPage = { filter: query, order: orderOf(query), limit: limit + 1, after };
    return this.transactions.run(async (tx) => {
      const found = await this.lists.page(tx, page);
      const shown = found.slice(0, limit);
      const last = found.length > limit ? shown.at(-1) : undefined;
      return {
        probes: shown.map(({ probe }) => probe),
        total: await this.total(tx, query),
        nextCursor: last ? writeCursor({ sort, value: last.value, id: last.probe.id }) : null,
      };
    });
  }

  /** @throws not_found, for another tenant's probe as well */
  get(id: string): Promise<ProbeRecord> {
    return this.transactions.run((tx) => this.require(tx, id));
  }

  /** With what the host is made of, when it has told. */
  getWithInventory(id: string): Promise<{ probe: ProbeRecord; inventory: Inventory | undefined }> {
    return this.transactions.run(async (tx) => ({
      probe: await this.require(tx, id),
      inventory: await this.inventories.find(tx, id),
    }));
  }

  /** What is known of the host, in the caller's transaction. */
  inventory(tx: Tx, id: string): Promise<Inventory | undefined> {
    return this.inventories.find(tx, id);
  }

  /**
   * What a verdict and a dispatch need of many probes, in one query. Unknown ids are not in the answer. Asked twice for
   * the same in one transaction (by who requests and by who judges), it answers from memory.
   */
  targets(tx: Tx, choice: TargetChoice): Promise<Target[]> {
    const before = this.lastTargets.get(tx);
    const key = JSON.stringify(choice);
    if (before?.key === key) return before.targets;
    const targets = this.store.targets(tx, choice);
    this.lastTargets.set(tx, { key, targets });
    return targets;
  }

  byTag(tag: string): Promise<ProbeRecord[]> {
    return this.list({ tag: tag.trim().toLowerCase() });
  }

  tags(): Promise<Record<string, number>> {
    return this.transactions.run((tx) => this.store.tagCounts(tx));
  }

  summary(parts: SummaryContributors): Promise<FleetSummary> {
    return this.transactions.run(async (tx) => {
      const counts = await this.counters.counts(tx);
      const connected = counts.online + counts.degraded;
      const total = connected + counts.offline + counts.pending;
      return { counts, total, connected, parts: await parts.read(tx) };
    });
  }

  /** Replaces the tags; the same tags again change and report nothing. @throws what the rules about tags say */
  setTags(id: string, tags: readonly string[]): Promise<readonly string[]> {
    return this.transactions.run(async (tx) => {
      const probe = await this.requireLocked(tx, id);
      if (sameTags(probe.tags, tags)) return probe.tags;
      await this.tagRules.check(tx, [{ id, tags }]);
      await this.store.setTags(tx, id, tags);
      await this.signals.record(tx, new ProbeTagsChanged(id, probe.hostname, probe.tags, tags));
      return tags;
    });
  }

  /** What runs on the probe without a person. The policy that decided it reports it; here it is only kept. */
  async setLevel(tx: Tx, id: string, level: Level): Promise<void> {
    await this.requireLocked(tx, id);
    await this.setLevels(tx, [{ id, level }]);
  }

  /** As `setLevel`, for many in one statement; ids that name no probe of the tenant are left out. */
  async setLevels(tx: Tx, changes: readonly { readonly id: string; readonly level: Level }[]): Promise<void> {
    if (changes.length === 0) return;
    this.lastTargets.delete(tx);
    await this.store.setLevels(tx, changes);
  }

  /** Takes the probe out of the fleet and ends its connection. Its history stays. */
  delete(id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const probe = await this.requireLocked(tx, id);
      await this.remove(tx, [probe], 'asked');
    });
  }

  /** As `delete`, for many in one transaction; ids that name no probe of the tenant are answered as missing. */
  deleteAll(ids: readonly string[]): Promise<{ removed: string[]; missing: string[] }> {
    return this.transactions.run(async (tx) => {
      const probes = await this.store.lockAll(tx, ids);
      await this.remove(tx, probes, 'asked');
      const found = new Set(probes.map(({ id }) => id));
      return { removed: [...found], missing: [...new Set(ids)].filter((id) => !found.has(id)) };
    });
  }

  /** Removes the tenant's probes that are offline and were not seen for so many milliseconds. @returns their ids */
  cleanUp(olderThanMs: number): Promise<string[]> {
    return this.transactions.run(async (tx) => {
      const before = new Date(this.clock.now().getTime() - olderThanMs);
      const abandoned = await this.store.lockAbandoned(tx, before);
      await this.remove(tx, abandoned, 'cleanup');
      return abandoned.map(({ id }) => id);
    });
  }

  private async remove(tx: Tx, probes: readonly ProbeRecord[], reason: 'asked' | 'cleanup'): Promise<void> {
    if (probes.length === 0) return;
    const context = currentContext();
    await this.store.delete(
      tx,
      probes.map(({ id }) => id),
    );
    await this.signals.recordAll(
      tx,
      probes.map(({ id, hostname, os, arch, tags, level, status }) => ({
        signal: new ProbeDeleted(id, hostname, reason, { hostname, os, arch, tags, level, status }),
        context,
      })),
    );
    afterCommit(tx, () => {
      for (const { id } of probes)
        announceEviction(this.bus, { probeId: id, code: CLOSE.gone, reason: 'deleted' });
    });
  }

  private total(tx: Tx, { status, tag, site, os, q }: ListProbes): Promise<number> {
    if (!tag && !site && !os && !q) {
      return this.counters
        .counts(tx)
        .then((counts) =>
          status ? counts[status] : counts.online + counts.degraded + counts.offline + counts.pending,
        );
    }
    return this.lists.count(tx, { status, tag, site, os, q });
  }

  private async require(tx: Tx, id: string): Promise<ProbeRecord> {
    const probe = await this.store.find(tx, id);
    if (!probe) throw notFound('probe', id);
    return probe;
  }

  private async requireLocked(tx: Tx, id: string): Promise<ProbeRecord> {
    const probe = await this.store.lock(tx, id);
    if (!probe) throw notFound('probe', id);
    return probe;
  }
}

function orderOf({ sort = 'hostname' }: ListProbes): ListOrder {
  const descending = sort.startsWith('-');
  return { by: (descending ? sort.slice(1) : sort) as ListOrder['by'], descending };
}

function sameTags(before: readonly string[], after: readonly string[]): boolean {
  return before.length === after.length && before.every((tag, at) => tag === after[at]);
}
