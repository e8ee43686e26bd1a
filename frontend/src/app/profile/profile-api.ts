import { Injectable, inject } from '@angular/core';
import type { ChangedPassword, Profile } from '@legator/contracts';
import { Api } from '../core/api-client';
import type { PasskeyJson } from '../core/passkey';

export interface PasskeyView {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  readonly last_used_at: string | null;
}

const PROFILE = '/api/v1/profile';

/** The calls about one's own account. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class ProfileApi {
  private readonly api = inject(Api);

  profile(): Promise<Profile> {
    return this.send('GET', PROFILE);
  }

  change(body: { display_name?: string; email?: string | null }): Promise<Profile> {
    return this.send('PATCH', PROFILE, body);
  }

  changePassword(current: string, changed: string): Promise<ChangedPassword> {
    return this.send('POST', `${PROFILE}/password`, { current, new: changed });
  }

  async passkeys(): Promise<readonly PasskeyView[]> {
    return (await this.send<{ passkeys: PasskeyView[] }>('GET', `${PROFILE}/passkeys`)).passkeys;
  }

  /** What the browser needs to make one. Wants a proof of the last five minutes that one is there. */
  passkeyOptions(): Promise<{ options: PasskeyJson }> {
    return this.send('POST', `${PROFILE}/passkeys/options`, {});
  }

  addPasskey(body: { name: string; response: PasskeyJson }): Promise<PasskeyView> {
    return this.send('POST', `${PROFILE}/passkeys`, body);
  }

  renamePasskey(id: string, name: string): Promise<unknown> {
    return this.send('PATCH', `${PROFILE}/passkeys/${encodeURIComponent(id)}`, { name });
  }

  removePasskey(id: string): Promise<unknown> {
    return this.send('DELETE', `${PROFILE}/passkeys/${encodeURIComponent(id)}`);
  }

  private send<R>(method: string, path: string, body?: unknown): Promise<R> {
    return this.api.call<R>({ method, path, as: 'json', ...(body === undefined ? {} : { body }) });
  }
}
