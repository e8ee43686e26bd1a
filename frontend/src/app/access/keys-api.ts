import { Injectable, inject } from '@angular/core';
import type {
  ApiKeyList,
  ApiKeyView,
  ChangeServiceAccount,
  CreateApiKey,
  CreatedApiKey,
  CreateServiceAccount,
  RotatedApiKey,
  ServiceAccountList,
  ServiceAccountView,
} from '@legator/contracts';
import { Api } from '../core/api-client';
import { StepUp } from '../core/step-up/step-up';

const KEYS = '/api/v1/auth/keys';
const ACCOUNTS = '/api/v1/service-accounts';

/** The calls about API keys and the accounts of programs. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class KeysApi {
  private readonly api = inject(Api);
  private readonly stepUp = inject(StepUp);

  async keys(): Promise<readonly ApiKeyView[]> {
    return (await this.send<ApiKeyList>('GET', KEYS)).keys;
  }

  /** The answer holds the key, once. */
  createKey(body: CreateApiKey): Promise<CreatedApiKey> {
    return this.proven('POST', KEYS, body);
  }

  /** A new key in place of this one, which goes on for `overlap`. */
  rotate(id: string, overlap: string): Promise<RotatedApiKey> {
    return this.proven('POST', `${KEYS}/${encodeURIComponent(id)}/rotate`, { overlap });
  }

  revoke(id: string): Promise<unknown> {
    return this.send('DELETE', `${KEYS}/${encodeURIComponent(id)}`);
  }

  async accounts(): Promise<readonly ServiceAccountView[]> {
    return (await this.send<ServiceAccountList>('GET', ACCOUNTS)).service_accounts;
  }

  createAccount(body: CreateServiceAccount): Promise<ServiceAccountView> {
    return this.send('POST', ACCOUNTS, body);
  }

  changeAccount(id: string, body: ChangeServiceAccount): Promise<ServiceAccountView> {
    return this.proven('PATCH', `${ACCOUNTS}/${encodeURIComponent(id)}`, body);
  }

  removeAccount(id: string): Promise<unknown> {
    return this.send('DELETE', `${ACCOUNTS}/${encodeURIComponent(id)}`);
  }

  /** Asks the person to confirm that it is them, where the control plane wants that. */
  private proven<R>(method: string, path: string, body: unknown): Promise<R> {
    return this.stepUp.run(() => this.send<R>(method, path, body));
  }

  private send<R>(method: string, path: string, body?: unknown): Promise<R> {
    return this.api.call<R>({ method, path, as: 'json', ...(body === undefined ? {} : { body }) });
  }
}
