/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { LookAtInvitation } from '../../models/look-at-invitation';
import type { SeenInvitation } from '../../models/seen-invitation';

export interface InvitationsLookParams {
  body: LookAtInvitation;
}

export function invitationsLook(params: InvitationsLookParams): ApiRequest<SeenInvitation> {
  return {
    method: 'POST',
    path: `/api/v1/auth/invitation/look`,
    body: params.body,
    as: 'json',
  };
}
