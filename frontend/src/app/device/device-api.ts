import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';

/** What a command line says of itself while it waits to be let in. */
export interface DeviceQuestion {
  readonly user_code: string;
  readonly host_name: string;
  readonly address: string;
  readonly created_at: string;
  readonly expires_at: string;
}

/** The calls about a command line that asks to be signed in. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class DeviceApi {
  private readonly api = inject(Api);

  ask(code: string): Promise<DeviceQuestion> {
    return this.api.call({ method: 'GET', path: this.at(code), as: 'json' });
  }

  decide(code: string, verb: 'approve' | 'deny'): Promise<unknown> {
    return this.api.call({ method: 'POST', path: `${this.at(code)}/${verb}`, body: {}, as: 'json' });
  }

  private at(code: string): string {
    return `/api/v1/auth/device/${encodeURIComponent(code)}`;
  }
}
