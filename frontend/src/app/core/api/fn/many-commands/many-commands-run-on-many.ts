/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ManyCommandsAnswer } from '../../models/many-commands-answer';
import type { RunOnMany } from '../../models/run-on-many';

export interface ManyCommandsRunOnManyParams {
  body: RunOnMany;
}

export function manyCommandsRunOnMany(params: ManyCommandsRunOnManyParams): ApiRequest<ManyCommandsAnswer> {
  return {
    method: 'POST',
    path: `/api/v1/commands`,
    body: params.body,
    as: 'json',
  };
}
