import { Injectable, inject } from '@angular/core';
import { Api } from './api-client';
import { authMe } from './api/fn/auth/auth-me';
import type { Me } from './api/models';

export type { Me } from './api/models';

/** The calls about who one is. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class SessionApi {
  private readonly api = inject(Api);

  /** `type` is `local` while sign-in is off: everybody who reaches the address. */
  me(): Promise<Me> {
    return this.api.call(authMe());
  }
}
