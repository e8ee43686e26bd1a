/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { DispatchedCommand } from '../../models/dispatched-command';
import type { RevertCommand } from '../../models/revert-command';

export interface RevertsRevertParams {
  requestId: string;
  body: RevertCommand;
}

export function revertsRevert(params: RevertsRevertParams): ApiRequest<DispatchedCommand> {
  return {
    method: 'POST',
    path: `/api/v1/commands/${encodeURIComponent(params.requestId)}/revert`,
    body: params.body,
    as: 'json',
  };
}
