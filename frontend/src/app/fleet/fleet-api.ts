import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { probesGet } from '../core/api/fn/probes/probes-get';
import { probesList } from '../core/api/fn/probes/probes-list';
import { tokensCreate } from '../core/api/fn/tokens/tokens-create';
import type { CreatedToken, ProbeDetail, ProbeView } from '../core/api/models';

/** The calls of this feature. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class FleetApi {
  private readonly api = inject(Api);

  async list(): Promise<readonly ProbeView[]> {
    const answer = await this.api.call(probesList());
    return Array.isArray(answer) ? answer : answer.probes;
  }

  get(id: string): Promise<ProbeDetail> {
    return this.api.call(probesGet({ id }));
  }

  /** Makes a token for one probe; its line is not shown again. */
  invite(): Promise<CreatedToken> {
    return this.api.call(tokensCreate({ body: {} }));
  }
}
