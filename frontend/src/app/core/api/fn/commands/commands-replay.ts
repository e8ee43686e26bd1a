/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CommandReplay } from '../../models/command-replay';

export interface CommandsReplayParams {
  requestId: string;
  resume_token?: string;
  cursor?: string;
  last_seq?: number;
  since?: string;
  limit?: number;
}

export function commandsReplay(params: CommandsReplayParams): ApiRequest<CommandReplay> {
  return {
    method: 'GET',
    path: `/api/v1/commands/${encodeURIComponent(params.requestId)}/replay`,
    query: {
      resume_token: params.resume_token,
      cursor: params.cursor,
      last_seq: params.last_seq,
      since: params.since,
      limit: params.limit,
    },
    as: 'json',
  };
}
