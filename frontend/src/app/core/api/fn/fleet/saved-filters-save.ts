/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SavedFilter } from '../../models/saved-filter';
import type { SavedFilterName } from '../../models/saved-filter-name';
import type { SaveFilter } from '../../models/save-filter';

export interface SavedFiltersSaveParams {
  name: SavedFilterName;
  body: SaveFilter;
}

export function savedFiltersSave(params: SavedFiltersSaveParams): ApiRequest<SavedFilter> {
  return {
    method: 'PUT',
    path: `/api/v1/fleet/saved-filters/${encodeURIComponent(params.name)}`,
    body: params.body,
    as: 'json',
  };
}
