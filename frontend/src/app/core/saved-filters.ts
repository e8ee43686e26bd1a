import { Injectable, computed, inject } from '@angular/core';
import type { SavedFilter } from './api/models';
import { Loaded } from './loaded';
import { SavedFiltersApi } from './saved-filters-api';

/** Somebody else of the tenant may have saved one meanwhile. */
const FRESH_MS = 30_000;

/** The named filters of the fleet, for its page and for the palette. */
@Injectable({ providedIn: 'root' })
export class SavedFilters {
  private readonly api = inject(SavedFiltersApi);
  private readonly loaded = new Loaded(() => this.api.list());
  private readAt = Number.NEGATIVE_INFINITY;

  readonly all = computed<readonly SavedFilter[]>(() => this.loaded.value() ?? []);
  readonly error = this.loaded.error;

  /** Reads them if they were not read lately. */
  async fresh(): Promise<readonly SavedFilter[]> {
    if (Date.now() - this.readAt > FRESH_MS) await this.load();
    return this.all();
  }

  load(): Promise<void> {
    this.readAt = Date.now();
    return this.loaded.load();
  }

  /** Keeps it under this name, in place of what had the name before. Rejects with an `ApiError`. */
  async save(name: string, filter: Pick<SavedFilter, 'q' | 'sort'>): Promise<void> {
    await this.api.save(name, filter);
    await this.load();
  }

  async remove(name: string): Promise<void> {
    await this.api.remove(name);
    await this.load();
  }
}

/** The address that shows a filter. */
export function addressOf({ q, sort }: Pick<SavedFilter, 'q' | 'sort'>): string {
  const params = new URLSearchParams();
  if (q) params.set('q', q);
  if (sort) params.set('sort', sort);
  return params.size > 0 ? `/fleet?${params}` : '/fleet';
}
