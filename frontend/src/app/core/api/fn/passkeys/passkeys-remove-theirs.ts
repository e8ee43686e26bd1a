/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { RemovedPasskeys } from '../../models/removed-passkeys';

export interface PasskeysRemoveTheirsParams {
  id: string;
}

export function passkeysRemoveTheirs(params: PasskeysRemoveTheirsParams): ApiRequest<RemovedPasskeys> {
  return {
    method: 'DELETE',
    path: `/api/v1/users/${encodeURIComponent(params.id)}/passkeys`,
    as: 'json',
  };
}
