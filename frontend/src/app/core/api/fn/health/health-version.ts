/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { BuildView } from '../../models/build-view';

export function healthVersion(): ApiRequest<BuildView> {
  return {
    method: 'GET',
    path: `/version`,
    as: 'json',
  };
}
