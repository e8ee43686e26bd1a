/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ApprovalView } from '../../models/approval-view';
import type { ReviewApproval } from '../../models/review-approval';

export interface ApprovalsReviewParams {
  id: string;
  body: ReviewApproval;
}

export function approvalsReview(params: ApprovalsReviewParams): ApiRequest<ApprovalView> {
  return {
    method: 'POST',
    path: `/api/v1/approvals/${encodeURIComponent(params.id)}/review`,
    body: params.body,
    as: 'json',
  };
}
