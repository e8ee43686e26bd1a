import { Injectable } from '@nestjs/common';
import type { TaggedProbes, TagProbes } from '@legator/contracts';
import { currentContext, DomainError, Signals, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { ProbeStore } from '../probes/probe.store.js';
import type { TagsOf } from '../probes/probe.store.js';
import { TagRules } from '../probes/tag-rules.js';
import { ProbeTagsChanged } from '../signals/probe-tags-changed.signal.js';
import { FleetQueries } from './fleet-queries.service.js';
import { TimedSearches } from './timed-searches.js';

const MAX_TAGS = 64;

/** Changes the tags of many probes at once: all of them or, when one cannot take them, none. */
@Injectable()
export class BulkTags {
  constructor(
    private readonly transactions: Transactions,
    private readonly queries: FleetQueries,
    private readonly searches: TimedSearches,
    private readonly probes: ProbeStore,
    private readonly signals: Signals,
    private readonly rules: TagRules,
  ) {}

  /**
   * Each probe keeps its other tags. What has them already is not changed and not reported.
   * @throws `fleet.too_many_tags`, naming one probe that would have more than 64; `query_too_slow` when others hold one of
   * them for too long; what the rules about tags say
   */
  change({ probes, q, add, remove }: TagProbes): Promise<TaggedProbes> {
    return this.transactions.run(async (tx) => {
      const ids = probes ?? (await this.queries.idsMatching(tx, q!));
      const locked = await this.searches.within(tx, () => this.probes.lockTags(tx, ids));
      const found = await this.stillMatching(tx, locked, q);
      const changes = found
        .map((before) => ({ before, tags: changed(before.tags, add, remove) }))
        .filter(
          ({ before, tags }) =>
            tags.length !== before.tags.length || add.some((tag) => !before.tags.includes(tag)),
        );
      const full = changes.find(
        ({ before, tags }) => tags.length > MAX_TAGS && tags.length > before.tags.length,
      );
      if (full) throw tooManyTags(full.before);
      await this.write(tx, changes);
      return { matched: found.length, changed: changes.length };
    });
  }

  /** What was changed by others before its row was locked may not be what the filter means any more. */
  private async stillMatching(tx: Tx, locked: readonly TagsOf[], q?: string): Promise<readonly TagsOf[]> {
    if (q === undefined) return locked;
    const matching = new Set(await this.queries.idsMatching(tx, q));
    return locked.filter(({ id }) => matching.has(id));
  }

  private async write(
    tx: Tx,
    changes: readonly { before: TagsOf; tags: readonly string[] }[],
  ): Promise<void> {
    if (changes.length === 0) return;
    const context = currentContext();
    const given = changes.map(({ before: { id }, tags }) => ({ id, tags }));
    await this.rules.check(tx, given);
    await this.probes.setManyTags(tx, given);
    await this.signals.recordAll(
      tx,
      changes.map(({ before, tags }) => ({
        signal: new ProbeTagsChanged(before.id, before.hostname, before.tags, tags),
        context,
      })),
    );
  }
}

/** Those that stay in their order, then the new ones in theirs. */
function changed(tags: readonly string[], add: readonly string[], remove: readonly string[]): string[] {
  return [...new Set([...tags.filter((tag) => !remove.includes(tag)), ...add])];
}

function tooManyTags({ id, hostname }: TagsOf): DomainError {
  return new DomainError(
    'invalid',
    'fleet.too_many_tags',
    `${hostname || id} would have more than ${MAX_TAGS} tags, so none were changed.`,
    { extra: { probe_id: id } },
  );
}
