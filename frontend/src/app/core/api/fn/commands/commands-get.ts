/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CommandView } from '../../models/command-view';

export interface CommandsGetParams {
  requestId: string;
}

export function commandsGet(params: CommandsGetParams): ApiRequest<CommandView> {
  return {
    method: 'GET',
    path: `/api/v1/commands/${encodeURIComponent(params.requestId)}`,
    as: 'json',
  };
}
