import { Injectable } from '@nestjs/common';
import type { SavedFilter, SaveFilter } from '@legator/contracts';
import { Clock, currentContext, DomainError, notFound, Signals, Transactions } from '@legator/core';
import { SavedFilterChanged } from '../signals/saved-filter-changed.signal.js';
import { SavedFilterRemoved } from '../signals/saved-filter-removed.signal.js';
import { parseFleetQuery } from './fleet-query.js';
import { SavedFiltersStore } from './saved-filters.store.js';
import type { SavedFilterRow } from './saved-filters.store.js';

const MAX_FILTERS = 200;

/**
 * Filters with a name, shared by everybody of the tenant. Whoever may read the fleet may keep one, change it and take
 * it away: it changes no machine, and each change is in the trail with what was there before.
 */
@Injectable()
export class SavedFilters {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: SavedFiltersStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  list(): Promise<SavedFilter[]> {
    return this.transactions.run(async (tx) => (await this.store.list(tx)).map(toView));
  }

  /**
   * Keeps it under the name, in place of what was there; the same again changes and reports nothing.
   * @throws `invalid_filter`; `fleet.too_many_filters` when there are 200 others
   */
  save(name: string, { q, sort }: SaveFilter): Promise<SavedFilter> {
    parseFleetQuery(q);
    const { actor } = currentContext();
    return this.transactions.run(async (tx) => {
      await this.store.lock(tx, actor.tenantId);
      const before = await this.store.find(tx, name);
      if (before && before.q === q && (before.sort ?? undefined) === sort) return toView(before);
      if (!before && (await this.store.count(tx)) >= MAX_FILTERS) throw tooMany();
      const row = { name, q, sort: sort ?? null, updated_by: actor.name, updated_at: this.clock.now() };
      await this.store.save(tx, actor.tenantId, row);
      await this.signals.record(
        tx,
        new SavedFilterChanged(name, contentOf(row), before && contentOf(before)),
      );
      return toView(row);
    });
  }

  /** @throws not_found */
  remove(name: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.store.lock(tx, currentContext().actor.tenantId);
      const before = await this.store.find(tx, name);
      if (!before) throw notFound('saved filter', name);
      await this.store.delete(tx, name);
      await this.signals.record(tx, new SavedFilterRemoved(name, contentOf(before)));
    });
  }
}

function contentOf({ q, sort }: SavedFilterRow): { q: string; sort?: string } {
  return sort === null ? { q } : { q, sort };
}

function toView({ name, q, sort, updated_by, updated_at }: SavedFilterRow): SavedFilter {
  return { name, q, sort: sort ?? undefined, updated_by, updated_at: updated_at.toISOString() };
}

function tooMany(): DomainError {
  return new DomainError(
    'conflict',
    'fleet.too_many_filters',
    `There are ${MAX_FILTERS} saved filters, which is as many as are kept. Remove one that nobody uses.`,
  );
}
