/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ApprovalView } from '../../models/approval-view';

export interface ApprovalsGetParams {
  id: string;
}

export function approvalsGet(params: ApprovalsGetParams): ApiRequest<ApprovalView> {
  return {
    method: 'GET',
    path: `/api/v1/approvals/${encodeURIComponent(params.id)}`,
    as: 'json',
  };
}
