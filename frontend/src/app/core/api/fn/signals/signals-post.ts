/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PostedSignal } from '../../models/posted-signal';
import type { PostSignal } from '../../models/post-signal';

export interface SignalsPostParams {
  body: PostSignal;
}

export function signalsPost(params: SignalsPostParams): ApiRequest<PostedSignal> {
  return {
    method: 'POST',
    path: `/api/v1/signals`,
    body: params.body,
    as: 'json',
  };
}
