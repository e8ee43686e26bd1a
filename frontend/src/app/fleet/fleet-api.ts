import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { tokensCreate } from '../core/api/fn/tokens/tokens-create';
import type { CreatedToken } from '../core/api/models';

/** The calls for adding a probe. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class FleetApi {
  private readonly api = inject(Api);

  /** Makes a token for one probe; its line is not shown again. */
  invite(): Promise<CreatedToken> {
    return this.api.call(tokensCreate({ body: {} }));
  }
}
