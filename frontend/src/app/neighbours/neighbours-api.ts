import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { neighboursOf } from '../core/api/fn/neighbours/neighbours-of';
import type { NeighboursView } from '../core/api/models';

/** Whom a host talks to. Rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class NeighboursApi {
  private readonly api = inject(Api);

  of(probe: string): Promise<NeighboursView> {
    return this.api.call(neighboursOf({ id: probe }));
  }
}
