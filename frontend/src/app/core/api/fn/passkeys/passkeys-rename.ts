/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { RenamePasskey } from '../../models/rename-passkey';

export interface PasskeysRenameParams {
  id: string;
  body: RenamePasskey;
}

export function passkeysRename(params: PasskeysRenameParams): ApiRequest<void> {
  return {
    method: 'PATCH',
    path: `/api/v1/profile/passkeys/${encodeURIComponent(params.id)}`,
    body: params.body,
    as: 'text',
  };
}
