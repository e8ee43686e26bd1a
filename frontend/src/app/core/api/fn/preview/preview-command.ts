/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CommandPreview } from '../../models/command-preview';
import type { PreviewCommand } from '../../models/preview-command';

export interface PreviewCommandParams {
  body: PreviewCommand;
}

export function previewCommand(params: PreviewCommandParams): ApiRequest<CommandPreview> {
  return {
    method: 'POST',
    path: `/api/v1/commands/preview`,
    body: params.body,
    as: 'json',
  };
}
