/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ApprovalDetail } from '../../models/approval-detail';

export interface ApprovalsGetParams {
  id: string;
}

export function approvalsGet(params: ApprovalsGetParams): ApiRequest<ApprovalDetail> {
  return {
    method: 'GET',
    path: `/api/v1/approvals/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
