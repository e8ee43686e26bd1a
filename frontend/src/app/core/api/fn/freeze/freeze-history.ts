/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { FreezeList } from '../../models/freeze-list';

export interface FreezeHistoryParams {
  limit?: number;
  before?: string;
}

export function freezeHistory(params: FreezeHistoryParams = {}): ApiRequest<FreezeList> {
  return {
    method: 'GET',
    path: `/api/v1/execution/freeze/history`,
    query: { limit: params.limit, before: params.before },
    as: 'json',
  };
}
