/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ApprovalList } from '../../models/approval-list';
import type { ApprovalState } from '../../models/approval-state';

export interface ApprovalsListParams {
  status?: ApprovalState;
  limit?: number;
}

export function approvalsList(params: ApprovalsListParams = {}): ApiRequest<ApprovalList> {
  return {
    method: 'GET',
    path: `/api/v1/approvals`,
    query: { status: params.status, limit: params.limit },
    as: 'json',
  };
}
