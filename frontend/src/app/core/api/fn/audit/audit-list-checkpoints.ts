/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { AuditCheckpoints } from '../../models/audit-checkpoints';

export interface AuditListCheckpointsParams {
  limit?: number;
  before?: number;
}

export function auditListCheckpoints(params: AuditListCheckpointsParams = {}): ApiRequest<AuditCheckpoints> {
  return {
    method: 'GET',
    path: `/api/v1/audit/checkpoints`,
    query: { limit: params.limit, before: params.before },
    as: 'json',
  };
}
