/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { RevertPreview } from '../../models/revert-preview';

export interface RevertsPreviewParams {
  requestId: string;
}

export function revertsPreview(params: RevertsPreviewParams): ApiRequest<RevertPreview> {
  return {
    method: 'POST',
    path: `/api/v1/commands/${encodeURIComponent(params.requestId)}/revert/preview`,
    as: 'json',
  };
}
