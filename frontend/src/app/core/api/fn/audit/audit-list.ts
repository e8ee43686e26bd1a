/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { AuditPage } from '../../models/audit-page';

export interface AuditListParams {
  probe_id?: string;
  type?: string;
  actor?: string;
  subject_type?: string;
  subject_id?: string;
  since?: string;
  until?: string;
  limit?: number;
  cursor?: string;
}

export function auditList(params: AuditListParams = {}): ApiRequest<AuditPage> {
  return {
    method: 'GET',
    path: `/api/v1/audit`,
    query: {
      probe_id: params.probe_id,
      type: params.type,
      actor: params.actor,
      subject_type: params.subject_type,
      subject_id: params.subject_id,
      since: params.since,
      until: params.until,
      limit: params.limit,
      cursor: params.cursor,
    },
    as: 'json',
  };
}
