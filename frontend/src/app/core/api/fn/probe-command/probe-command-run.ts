/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CommandAnswer } from '../../models/command-answer';
import type { RunCommand } from '../../models/run-command';

export interface ProbeCommandRunParams {
  id: string;
  wait?: string;
  stream?: string;
  body: RunCommand;
}

export function probeCommandRun(params: ProbeCommandRunParams): ApiRequest<CommandAnswer> {
  return {
    method: 'POST',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}/command`,
    query: { wait: params.wait, stream: params.stream },
    body: params.body,
    as: 'json',
  };
}
