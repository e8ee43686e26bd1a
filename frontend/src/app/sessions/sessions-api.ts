import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { sessionsEnd } from '../core/api/fn/sessions/sessions-end';
import { sessionsEndOthers } from '../core/api/fn/sessions/sessions-end-others';
import { sessionsList } from '../core/api/fn/sessions/sessions-list';
import type { SessionView } from '../core/api/models';

/** The calls about sign-ins that hold. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class SessionsApi {
  private readonly api = inject(Api);

  /** One's own everywhere, or those of everybody in this tenant. */
  async list(scope: 'own' | 'tenant'): Promise<readonly SessionView[]> {
    return (await this.api.call(sessionsList({ scope }))).sessions;
  }

  end(id: string): Promise<unknown> {
    return this.api.call(sessionsEnd({ id }));
  }

  endOthers(): Promise<{ ended: number }> {
    return this.api.call(sessionsEndOthers());
  }
}
