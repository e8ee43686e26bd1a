import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { ProbeStatus } from '@legator/contracts';
import { firstValueFrom } from 'rxjs';

/** How many probes there are, in all and by status; a status without probes is left out. */
export interface FleetSummary {
  readonly total: number;
  readonly connected: number;
  readonly counts: Partial<Record<ProbeStatus, number>>;
}

@Injectable({ providedIn: 'root' })
export class FleetCountsApi {
  private readonly http = inject(HttpClient);

  summary(): Promise<FleetSummary> {
    return firstValueFrom(this.http.get<FleetSummary>('/api/v1/fleet/summary'));
  }
}
