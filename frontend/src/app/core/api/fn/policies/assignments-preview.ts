/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PolicyApply } from '../../models/policy-apply';
import type { PolicyForesight } from '../../models/policy-foresight';

export interface AssignmentsPreviewParams {
  body: PolicyApply;
}

export function assignmentsPreview(params: AssignmentsPreviewParams): ApiRequest<PolicyForesight> {
  return {
    method: 'POST',
    path: `/api/v1/policies/assignments/preview`,
    body: params.body,
    as: 'json',
  };
}
