/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { InvitationList } from '../../models/invitation-list';

export function invitationsList(): ApiRequest<InvitationList> {
  return {
    method: 'GET',
    path: `/api/v1/invitations`,
    as: 'json',
  };
}
