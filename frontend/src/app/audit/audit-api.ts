import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { auditList } from '../core/api/fn/audit/audit-list';
import { auditVerify } from '../core/api/fn/audit/audit-verify';
import type { AuditPage, AuditVerification } from '../core/api/models';

export interface AuditAsk {
  readonly probeId?: string;
  /** The id of an entry: what is older follows. */
  readonly cursor?: string;
  readonly limit?: number;
}

/** The calls of this feature. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class AuditApi {
  private readonly api = inject(Api);

  /** Newest first. */
  list({ probeId, cursor, limit = 50 }: AuditAsk): Promise<AuditPage> {
    return this.api.call(auditList({ limit, probe_id: probeId, cursor }));
  }

  /** Walks the whole chain on the server; may take a while. */
  verify(): Promise<AuditVerification> {
    return this.api.call(auditVerify());
  }
}
