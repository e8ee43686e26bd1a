/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ProbeId } from '../../models/probe-id';
import type { ProbeTags } from '../../models/probe-tags';
import type { SetTags } from '../../models/set-tags';

export interface ProbesSetTagsParams {
  id: ProbeId;
  body: SetTags;
}

export function probesSetTags(params: ProbesSetTagsParams): ApiRequest<ProbeTags> {
  return {
    method: 'PUT',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}/tags`,
    body: params.body,
    as: 'json',
  };
}
