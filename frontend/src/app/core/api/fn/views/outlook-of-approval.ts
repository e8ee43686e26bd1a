/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ApprovalOutlook } from '../../models/approval-outlook';

export interface OutlookOfApprovalParams {
  id: string;
}

export function outlookOfApproval(params: OutlookOfApprovalParams): ApiRequest<ApprovalOutlook> {
  return {
    method: 'GET',
    path: `/api/v1/approvals/${encodeURIComponent(params.id)}/outlook`,
    as: 'json',
  };
}
