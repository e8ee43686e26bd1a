/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { RemovedFilter } from '../../models/removed-filter';
import type { SavedFilterName } from '../../models/saved-filter-name';

export interface SavedFiltersRemoveParams {
  name: SavedFilterName;
}

export function savedFiltersRemove(params: SavedFiltersRemoveParams): ApiRequest<RemovedFilter> {
  return {
    method: 'DELETE',
    path: `/api/v1/fleet/saved-filters/${encodeURIComponent(params.name)}`,
    as: 'json',
  };
}
