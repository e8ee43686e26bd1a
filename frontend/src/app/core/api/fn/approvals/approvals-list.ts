/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ApprovalList } from '../../models/approval-list';
import type { ApprovalState } from '../../models/approval-state';

export interface ApprovalsListParams {
  status?: ApprovalState;
  limit?: number;
  waiting_for?: 'me';
  needs_review?: 'true';
  asked_by?: 'me';
  decided?: 'true';
  cursor?: string;
}

export function approvalsList(params: ApprovalsListParams = {}): ApiRequest<ApprovalList> {
  return {
    method: 'GET',
    path: `/api/v1/approvals`,
    query: {
      status: params.status,
      limit: params.limit,
      waiting_for: params.waiting_for,
      needs_review: params.needs_review,
      asked_by: params.asked_by,
      decided: params.decided,
      cursor: params.cursor,
    },
    as: 'json',
  };
}
