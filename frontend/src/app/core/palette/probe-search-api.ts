import { Injectable, inject } from '@angular/core';
import { Api } from '../api-client';
import { fleetTags } from '../api/fn/fleet/fleet-tags';
import { probesList } from '../api/fn/probes/probes-list';
import type { ProbeView } from '../api/models';

export type FoundProbe = Pick<ProbeView, 'id' | 'hostname' | 'status' | 'distribution' | 'os'>;

/** What the palette asks the fleet. Each call rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class ProbeSearchApi {
  private readonly api = inject(Api);

  /** Probes with this in their name, id, address, distribution or tags. */
  async find(q: string, limit: number): Promise<readonly FoundProbe[]> {
    const answer = await this.api.call(probesList({ limit, ...(q ? { q: q.slice(0, 200) } : {}) }));
    return Array.isArray(answer) ? answer : answer.probes;
  }

  /** Every tag, with how many probes carry it. */
  async tags(): Promise<Readonly<Record<string, number>>> {
    return (await this.api.call(fleetTags())).tags;
  }
}
