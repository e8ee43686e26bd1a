/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { AuditKey } from '../../models/audit-key';

export function auditKey(): ApiRequest<AuditKey> {
  return {
    method: 'GET',
    path: `/api/v1/audit/key`,
    as: 'json',
  };
}
