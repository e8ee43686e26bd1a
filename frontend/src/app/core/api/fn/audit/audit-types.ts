/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { AuditTypes } from '../../models/audit-types';

export function auditTypes(): ApiRequest<AuditTypes> {
  return {
    method: 'GET',
    path: `/api/v1/audit/types`,
    as: 'json',
  };
}
