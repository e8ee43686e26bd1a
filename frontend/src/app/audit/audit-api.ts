import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { urlOf } from '../core/api-request';
import { auditEntry } from '../core/api/fn/audit/audit-entry';
import { type AuditExportParams, auditExport } from '../core/api/fn/audit/audit-export';
import { auditExportCsv } from '../core/api/fn/audit/audit-export-csv';
import { auditKey } from '../core/api/fn/audit/audit-key';
import { auditList } from '../core/api/fn/audit/audit-list';
import { auditTypes } from '../core/api/fn/audit/audit-types';
import { auditVerify } from '../core/api/fn/audit/audit-verify';
import { probesList } from '../core/api/fn/probes/probes-list';
import type { AuditEntryDetail, AuditKey, AuditPage, AuditVerification, ProbeView } from '../core/api/models';

/** Which entries; what is missing does not narrow. Times are RFC 3339. */
export type TrailFilter = AuditExportParams;

export interface AuditAsk {
  readonly filter: TrailFilter;
  /** The id of an entry: what is older follows. */
  readonly cursor?: string;
  readonly limit?: number;
}

/** The calls of this feature. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class AuditApi {
  private readonly api = inject(Api);

  /** Newest first. */
  list({ filter, cursor, limit = 100 }: AuditAsk): Promise<AuditPage> {
    return this.api.call(auditList({ ...filter, limit, cursor }));
  }

  entry(id: string): Promise<AuditEntryDetail> {
    return this.api.call(auditEntry({ id }));
  }

  async types(): Promise<readonly string[]> {
    return (await this.api.call(auditTypes())).types;
  }

  /** Probes with this in their name or id, for the filter. */
  async probes(q: string, limit: number): Promise<readonly Pick<ProbeView, 'id' | 'hostname'>[]> {
    const found = await this.api.call(probesList({ limit, ...(q ? { q } : {}) }));
    return (Array.isArray(found) ? found : found.probes).slice(0, limit);
  }

  /** Walks the whole chain on the server; may take a while. @param checkpoint a line kept elsewhere, to compare with */
  verify(checkpoint?: string): Promise<AuditVerification> {
    return this.api.call(auditVerify({ checkpoint }));
  }

  key(): Promise<AuditKey> {
    return this.api.call(auditKey());
  }

  /** Addresses of downloads: streamed by the control plane, however long the trail is. */
  exportUrls(filter: TrailFilter): { readonly jsonl: string; readonly csv: string } {
    return { jsonl: urlOf(auditExport(filter)), csv: urlOf(auditExportCsv(filter)) };
  }
}
