import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { ProbeStatus, ProbeView } from '@legator/contracts';
import { firstValueFrom } from 'rxjs';

export interface ProbePart {
  readonly probes: readonly ProbeView[];
  /** How many there are in all. */
  readonly total: number;
}

/** The calls of this feature. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class OverviewApi {
  private readonly http = inject(HttpClient);

  /** Some probes with this status, the least healthy first. */
  withStatus(status: ProbeStatus, limit: number): Promise<ProbePart> {
    const params = { status, limit, sort: 'health' };
    return firstValueFrom(this.http.get<ProbePart>('/api/v1/probes', { params }));
  }
}
