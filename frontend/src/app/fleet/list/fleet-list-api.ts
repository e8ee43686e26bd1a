import { Injectable, inject } from '@angular/core';
import { Api } from '../../core/api-client';
import { urlOf } from '../../core/api-request';
import { fleetBulkRemove } from '../../core/api/fn/fleet/fleet-bulk-remove';
import { fleetBulkTag } from '../../core/api/fn/fleet/fleet-bulk-tag';
import { fleetRowsExportCsv } from '../../core/api/fn/fleet/fleet-rows-export-csv';
import { fleetRowsFilterValues } from '../../core/api/fn/fleet/fleet-rows-filter-values';
import { fleetRowsList } from '../../core/api/fn/fleet/fleet-rows-list';
import { fleetRowsSparklines } from '../../core/api/fn/fleet/fleet-rows-sparklines';
import type {
  FilterValues,
  FleetRow,
  FleetRowPage,
  FleetSort,
  FleetSparklines,
  RemovedProbes,
  TaggedProbes,
  TagProbes,
} from '../../core/api/models';

/** What is asked of the list: which probes, in which order. */
export interface FleetView {
  readonly q: string;
  readonly sort: FleetSort;
}

export type ValueKey = 'tag' | 'os' | 'site' | 'policy' | 'status' | 'version';

/** The calls of the fleet's list. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class FleetListApi {
  private readonly api = inject(Api);

  page({ q, sort }: FleetView, limit: number, cursor?: string): Promise<FleetRowPage> {
    return this.api.call(fleetRowsList({ q, sort, limit, ...(cursor ? { cursor } : {}) }));
  }

  /** These as they are now, at most 500; those that are gone are missing. */
  async again(ids: readonly string[]): Promise<readonly FleetRow[]> {
    return (await this.api.call(fleetRowsList({ ids: ids.join(',') }))).rows;
  }

  /** The last hour of at most 200. */
  lines(ids: readonly string[]): Promise<FleetSparklines> {
    return this.api.call(fleetRowsSparklines({ ids: ids.join(',') }));
  }

  async values(key: ValueKey, prefix: string): Promise<FilterValues['values']> {
    return (await this.api.call(fleetRowsFilterValues({ key, prefix }))).values;
  }

  tag(change: TagProbes): Promise<TaggedProbes> {
    return this.api.call(fleetBulkTag({ body: change }));
  }

  /** At most 500, together or not at all. */
  remove(probes: readonly string[]): Promise<RemovedProbes> {
    return this.api.call(fleetBulkRemove({ body: { probes: [...probes] } }));
  }

  /** Where all that match can be downloaded. */
  csv({ q, sort }: FleetView): string {
    return urlOf(fleetRowsExportCsv({ q, sort }));
  }
}
