/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ManyCommandsAnswer } from '../../models/many-commands-answer';
import type { RunByTag } from '../../models/run-by-tag';

export interface ManyCommandsRunByTagParams {
  tag: string;
  body: RunByTag;
}

export function manyCommandsRunByTag(params: ManyCommandsRunByTagParams): ApiRequest<ManyCommandsAnswer> {
  return {
    method: 'POST',
    path: `/api/v1/fleet/by-tag/${encodeURIComponent(params.tag)}/command`,
    body: params.body,
    as: 'json',
  };
}
