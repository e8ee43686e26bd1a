/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ServiceAccountList } from '../../models/service-account-list';

export function serviceAccountsList(): ApiRequest<ServiceAccountList> {
  return {
    method: 'GET',
    path: `/api/v1/service-accounts`,
    as: 'json',
  };
}
