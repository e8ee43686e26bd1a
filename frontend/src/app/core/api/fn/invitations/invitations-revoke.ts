/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';

export interface InvitationsRevokeParams {
  id: string;
}

export function invitationsRevoke(params: InvitationsRevokeParams): ApiRequest<void> {
  return {
    method: 'DELETE',
    path: `/api/v1/invitations/${encodeURIComponent(params.id)}`,
    as: 'text',
  };
}
