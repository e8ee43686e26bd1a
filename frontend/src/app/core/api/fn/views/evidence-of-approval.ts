/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ApprovalEvidence } from '../../models/approval-evidence';

export interface EvidenceOfApprovalParams {
  id: string;
}

export function evidenceOfApproval(params: EvidenceOfApprovalParams): ApiRequest<ApprovalEvidence> {
  return {
    method: 'GET',
    path: `/api/v1/approvals/${encodeURIComponent(params.id)}/evidence`,
    as: 'json',
  };
}
