import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { freezeFreeze } from '../core/api/fn/freeze/freeze-freeze';
import { freezeHistory } from '../core/api/fn/freeze/freeze-history';
import type { FreezeView } from '../core/api/models';
import type { Scope } from '../scope/scope-words';

export interface FreezeWish {
  readonly scope: Scope;
  readonly reason: string;
  /** RFC 3339; without it, until somebody lifts it. */
  readonly until?: string;
}

/** The calls of this page. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class FreezesApi {
  private readonly api = inject(Api);

  /** Newest first. @param before when the last one of the page before began */
  async history(limit: number, before?: string): Promise<readonly FreezeView[]> {
    return (await this.api.call(freezeHistory({ limit, ...(before ? { before } : {}) }))).freezes;
  }

  async freeze({ scope: { type, id }, reason, until }: FreezeWish): Promise<FreezeView> {
    const scope = type === 'tenant' ? { type } : { type, id };
    return (await this.api.call(freezeFreeze({ body: { scope, reason, ...(until ? { until } : {}) } })))
      .freeze;
  }
}
