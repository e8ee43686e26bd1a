import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { fleetBulkAssign } from '../core/api/fn/fleet/fleet-bulk-assign';
import { sitesCreate } from '../core/api/fn/sites/sites-create';
import { sitesList } from '../core/api/fn/sites/sites-list';
import type { AssignedSite, AssignSite, SiteList, SiteView } from '../core/api/models';

/** The calls about sites. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class SitesApi {
  private readonly api = inject(Api);

  /** By name, with how many probes are in each, and how those are. */
  list(): Promise<SiteList> {
    return this.api.call(sitesList());
  }

  create(name: string): Promise<SiteView> {
    return this.api.call(sitesCreate({ body: { name } }));
  }

  /** All of them or none. */
  assign(body: AssignSite): Promise<AssignedSite> {
    return this.api.call(fleetBulkAssign({ body }));
  }
}
