/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ApprovalView } from '../../models/approval-view';
import type { WithdrawApproval } from '../../models/withdraw-approval';

export interface ApprovalsWithdrawParams {
  id: string;
  body: WithdrawApproval;
}

export function approvalsWithdraw(params: ApprovalsWithdrawParams): ApiRequest<ApprovalView> {
  return {
    method: 'POST',
    path: `/api/v1/approvals/${encodeURIComponent(params.id)}/withdraw`,
    body: params.body,
    as: 'json',
  };
}
