/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PendingCommands } from '../../models/pending-commands';

export function commandsPending(): ApiRequest<PendingCommands> {
  return {
    method: 'GET',
    path: `/api/v1/commands/pending`,
    as: 'json',
  };
}
