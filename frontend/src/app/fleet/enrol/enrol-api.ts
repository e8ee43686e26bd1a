import { Injectable, inject } from '@angular/core';
import { Api } from '../../core/api-client';
import { tokensCreate } from '../../core/api/fn/tokens/tokens-create';
import { tokensList } from '../../core/api/fn/tokens/tokens-list';
import { tokensRevoke } from '../../core/api/fn/tokens/tokens-revoke';
import type { CreateToken, CreatedToken, TokenList } from '../../core/api/models';

/** The calls about tokens with which probes enrol. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class EnrolApi {
  private readonly api = inject(Api);

  /** The only answer that ever holds the token's value. */
  create(body: CreateToken): Promise<CreatedToken> {
    return this.api.call(tokensCreate({ body }));
  }

  /** Newest first; for administrators. */
  list(): Promise<TokenList> {
    return this.api.call(tokensList());
  }

  async revoke(id: string): Promise<void> {
    await this.api.call(tokensRevoke({ id }));
  }
}
