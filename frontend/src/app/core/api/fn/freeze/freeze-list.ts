/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { FreezeList } from '../../models/freeze-list';

export function freezeList(): ApiRequest<FreezeList> {
  return {
    method: 'GET',
    path: `/api/v1/execution/freeze`,
    as: 'json',
  };
}
