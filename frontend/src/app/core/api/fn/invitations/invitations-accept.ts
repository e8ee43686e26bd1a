/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { AcceptedInvitation } from '../../models/accepted-invitation';
import type { AcceptInvitation } from '../../models/accept-invitation';

export interface InvitationsAcceptParams {
  body: AcceptInvitation;
}

export function invitationsAccept(params: InvitationsAcceptParams): ApiRequest<AcceptedInvitation> {
  return {
    method: 'POST',
    path: `/api/v1/auth/invitation/accept`,
    body: params.body,
    as: 'json',
  };
}
