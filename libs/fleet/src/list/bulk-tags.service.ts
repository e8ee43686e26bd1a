import { Injectable } from '@nestjs/common';
import type { TaggedProbes, TagProbes } from '@legator/contracts';
import { currentContext, DomainError, Signals, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { ProbeStore } from '../probes/probe.store.js';
import type { TagsOf } from '../probes/probe.store.js';
import { ProbeTagsChanged } from '../signals/probe-tags-changed.signal.js';
import { FleetQueries } from './fleet-queries.service.js';

const MAX_TAGS = 64;

/** Changes the tags of many probes at once: all of them or, when one cannot take them, none. */
@Injectable()
export class BulkTags {
  constructor(
    private readonly transactions: Transactions,
    private readonly queries: FleetQueries,
    private readonly probes: ProbeStore,
    private readonly signals: Signals,
  ) {}

  /**
   * Each probe keeps its other tags. What has them already is not changed and not reported.
   * @throws `fleet.too_many_tags`, naming one probe that would have more than 64
   */
  change({ probes, q, add, remove }: TagProbes): Promise<TaggedProbes> {
    return this.transactions.run(async (tx) => {
      const ids = probes ?? (await this.queries.idsMatching(tx, q!));
      const found = await this.probes.lockTags(tx, ids);
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

  private async write(
    tx: Tx,
    changes: readonly { before: TagsOf; tags: readonly string[] }[],
  ): Promise<void> {
    if (changes.length === 0) return;
    const context = currentContext();
    await this.probes.setManyTags(
      tx,
      changes.map(({ before: { id }, tags }) => ({ id, tags })),
    );
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
