import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { AuditPage, AuditVerification } from '@legator/contracts';

export interface AuditAsk {
  readonly probeId?: string;
  /** The id of an entry: what is older follows. */
  readonly cursor?: string;
  readonly limit?: number;
}

/** The calls of this feature. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class AuditApi {
  private readonly http = inject(HttpClient);

  /** Newest first. */
  list({ probeId, cursor, limit = 50 }: AuditAsk): Promise<AuditPage> {
    const params = { limit, ...(probeId ? { probe_id: probeId } : {}), ...(cursor ? { cursor } : {}) };
    return firstValueFrom(this.http.get<AuditPage>('/api/v1/audit', { params }));
  }

  /** Walks the whole chain on the server; may take a while. */
  verify(): Promise<AuditVerification> {
    return firstValueFrom(this.http.get<AuditVerification>('/api/v1/audit/verify'));
  }
}
