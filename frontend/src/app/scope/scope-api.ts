import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { fleetRowsFilterValues } from '../core/api/fn/fleet/fleet-rows-filter-values';
import { sitesList } from '../core/api/fn/sites/sites-list';
import { probesList } from '../core/api/fn/probes/probes-list';

/** Something that can be chosen. */
export interface Offer {
  readonly id: string;
  readonly name: string;
  /** Of probes that have it. */
  readonly count?: number;
}

/** What there is to choose from. Rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class ScopeApi {
  private readonly api = inject(Api);

  /** Most common first. */
  async tags(prefix: string, limit: number): Promise<readonly Offer[]> {
    const { values } = await this.api.call(fleetRowsFilterValues({ key: 'tag', prefix, limit }));
    return values.map(({ value, count }) => ({ id: value, name: value, count }));
  }

  /** With this in their name or id, by name. */
  async sites(text: string, limit: number): Promise<readonly Offer[]> {
    const { sites } = await this.api.call(sitesList());
    const wanted = text.toLowerCase();
    return sites
      .filter(({ id, name }) => id.includes(wanted) || name.toLowerCase().includes(wanted))
      .slice(0, limit)
      .map(({ id, name, probes }) => ({ id, name, count: probes }));
  }

  /** With this in their name or id. */
  async probes(q: string, limit: number): Promise<readonly Offer[]> {
    const found = await this.api.call(probesList({ limit, ...(q ? { q } : {}) }));
    const probes = Array.isArray(found) ? found : found.probes;
    return probes.slice(0, limit).map(({ id, hostname }) => ({ id, name: hostname || id }));
  }
}
