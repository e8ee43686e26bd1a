import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Permission } from '@legator/contracts';
import { firstValueFrom } from 'rxjs';

/** Who is calling, as the control plane sees it. */
export interface Me {
  readonly id: string;
  readonly display_name: string;
  /** `local` while sign-in is off: everybody who reaches the address. */
  readonly type: string;
  readonly permissions: readonly Permission[];
  readonly tenant_id: string;
}

/** The calls about who one is. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class SessionApi {
  private readonly http = inject(HttpClient);

  me(): Promise<Me> {
    return firstValueFrom(this.http.get<Me>('/api/v1/me'));
  }
}
