/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CancelCommand } from '../../models/cancel-command';
import type { CommandView } from '../../models/command-view';

export interface CommandsCancelParams {
  requestId: string;
  body: CancelCommand;
}

export function commandsCancel(params: CommandsCancelParams): ApiRequest<CommandView> {
  return {
    method: 'POST',
    path: `/api/v1/commands/${encodeURIComponent(params.requestId)}/cancel`,
    body: params.body,
    as: 'json',
  };
}
