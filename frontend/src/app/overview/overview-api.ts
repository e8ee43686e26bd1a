import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { probesList } from '../core/api/fn/probes/probes-list';
import type { ProbeStatus, ProbeView } from '../core/api/models';

export interface ProbePart {
  readonly probes: readonly ProbeView[];
  /** How many there are in all. */
  readonly total: number;
}

/** The calls of this feature. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class OverviewApi {
  private readonly api = inject(Api);

  /** Some probes with this status, the least healthy first. */
  async withStatus(status: ProbeStatus, limit: number): Promise<ProbePart> {
    const answer = await this.api.call(probesList({ status, limit, sort: 'health' }));
    return Array.isArray(answer) ? { probes: answer, total: answer.length } : answer;
  }
}
