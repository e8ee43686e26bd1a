/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SavedFilterList } from '../../models/saved-filter-list';

export function savedFiltersList(): ApiRequest<SavedFilterList> {
  return {
    method: 'GET',
    path: `/api/v1/fleet/saved-filters`,
    as: 'json',
  };
}
