/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CreatedInvitation } from '../../models/created-invitation';
import type { CreateInvitation } from '../../models/create-invitation';

export interface InvitationsCreateParams {
  body: CreateInvitation;
}

export function invitationsCreate(params: InvitationsCreateParams): ApiRequest<CreatedInvitation> {
  return {
    method: 'POST',
    path: `/api/v1/invitations`,
    body: params.body,
    as: 'json',
  };
}
