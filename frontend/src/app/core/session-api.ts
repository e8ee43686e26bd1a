import { Injectable, inject } from '@angular/core';
import { Api } from './api-client';
import { ApiError } from './api-error';
import { sessionsMe } from './api/fn/sessions/sessions-me';
import { socketTicketsIssue } from './api/fn/socket-tickets/socket-tickets-issue';
import type { Me } from './api/models';
import { PageOwner } from './page-owner';

export type { Me } from './api/models';

/** The calls about who one is. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class SessionApi {
  private readonly api = inject(Api);
  private readonly owner = inject(PageOwner);

  /** `type` is `local` while sign-in is off: everybody who reaches the address. */
  async me(): Promise<Me> {
    const me = await this.api.call(sessionsMe());
    if (!this.owner.isStill(me)) throw new ApiError('csrf', 'Somebody else is signed in by now.', 403);
    return me;
  }

  /** What a socket has to offer besides the cookie, each socket anew; nothing where no cookie says who one is. */
  async socketProtocols(): Promise<string[]> {
    return this.owner.csrf === undefined ? [] : (await this.api.call(socketTicketsIssue())).protocols;
  }
}
