/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ResumeRollout } from '../../models/resume-rollout';
import type { RolloutView } from '../../models/rollout-view';

export interface RolloutsResumeParams {
  id: string;
  body: ResumeRollout;
}

export function rolloutsResume(params: RolloutsResumeParams): ApiRequest<RolloutView> {
  return {
    method: 'POST',
    path: `/api/v1/rollouts/${encodeURIComponent(params.id)}/resume`,
    body: params.body,
    as: 'json',
  };
}
