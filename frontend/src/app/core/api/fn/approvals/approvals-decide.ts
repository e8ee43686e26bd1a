/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { DecideApproval } from '../../models/decide-approval';
import type { DecisionAnswer } from '../../models/decision-answer';

export interface ApprovalsDecideParams {
  id: string;
  body: DecideApproval;
}

export function approvalsDecide(params: ApprovalsDecideParams): ApiRequest<DecisionAnswer> {
  return {
    method: 'POST',
    path: `/api/v1/approvals/${encodeURIComponent(params.id)}/decide`,
    body: params.body,
    as: 'json',
  };
}
