/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { AuditVerification } from '../../models/audit-verification';

export interface AuditVerifyParams {
  checkpoint?: string;
}

export function auditVerify(params: AuditVerifyParams = {}): ApiRequest<AuditVerification> {
  return {
    method: 'GET',
    path: `/api/v1/audit/verify`,
    query: { checkpoint: params.checkpoint },
    as: 'json',
  };
}
