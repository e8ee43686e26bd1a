/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { AuditEntryDetail } from '../../models/audit-entry-detail';

export interface AuditEntryParams {
  id: string;
}

export function auditEntry(params: AuditEntryParams): ApiRequest<AuditEntryDetail> {
  return {
    method: 'GET',
    path: `/api/v1/audit/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
