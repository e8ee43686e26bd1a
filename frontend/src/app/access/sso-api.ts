import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { StepUp } from '../core/step-up/step-up';

/** The settings of the provider, as the control plane names them. */
export interface SsoSettings {
  readonly enabled: boolean;
  readonly provider_url: string;
  readonly client_id: string;
  readonly redirect_url: string | null;
  readonly scopes: readonly string[];
  readonly role_claim: string;
  readonly role_mapping: Readonly<Record<string, string>>;
  /** Empty: whoever fits no entry is refused. */
  readonly default_role: string;
  readonly auto_create_users: boolean;
  readonly provider_name: string | null;
  readonly tenant: string;
}

export interface SsoView {
  readonly settings?: Partial<SsoSettings>;
  readonly client_secret: {
    readonly set: boolean;
    readonly changed_at: string | null;
    readonly changed_by: string | null;
  };
  /** Names of settings that the environment of the server holds; they cannot be changed here. */
  readonly from_environment: readonly string[];
  readonly callback_url: string | null;
  readonly changed_at: string | null;
  readonly changed_by: string | null;
}

export type SsoWish = Partial<SsoSettings> & { client_secret?: string | null };

export interface SsoCheck {
  readonly name: string;
  readonly outcome: 'ok' | 'warning' | 'failed';
  readonly message: string;
}

export interface SsoMapping {
  readonly outcome: 'role' | 'refused';
  readonly role: string | null;
  readonly tenant: string;
  readonly username: string;
  readonly display_name: string;
  readonly values: readonly string[];
  readonly explanation: string;
  readonly unknown_roles: readonly string[];
}

const OIDC = '/api/v1/auth/oidc';

/** The calls about the provider that people sign in with. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class SsoApi {
  private readonly api = inject(Api);
  private readonly stepUp = inject(StepUp);

  view(): Promise<SsoView> {
    return this.send('GET', OIDC);
  }

  save(wish: SsoWish): Promise<SsoView> {
    return this.stepUp.run(() => this.send<SsoView>('PUT', OIDC, wish));
  }

  remove(): Promise<unknown> {
    return this.stepUp.run(() => this.send<unknown>('DELETE', OIDC));
  }

  /** Asks the provider itself; what is missing is taken from the settings in force. */
  test(wish: SsoWish): Promise<{ ok: boolean; checks: readonly SsoCheck[] }> {
    return this.send('POST', `${OIDC}/test`, wish);
  }

  /** What somebody with these claims would be. */
  map(claims: unknown, settings: Partial<SsoSettings>): Promise<SsoMapping> {
    return this.send('POST', `${OIDC}/map`, { claims, settings });
  }

  private send<R>(method: string, path: string, body?: unknown): Promise<R> {
    return this.api.call<R>({ method, path, as: 'json', ...(body === undefined ? {} : { body }) });
  }
}
