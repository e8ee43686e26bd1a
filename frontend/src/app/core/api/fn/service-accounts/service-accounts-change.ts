/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ChangeServiceAccount } from '../../models/change-service-account';
import type { ServiceAccountView } from '../../models/service-account-view';

export interface ServiceAccountsChangeParams {
  id: string;
  body: ChangeServiceAccount;
}

export function serviceAccountsChange(params: ServiceAccountsChangeParams): ApiRequest<ServiceAccountView> {
  return {
    method: 'PATCH',
    path: `/api/v1/service-accounts/${encodeURIComponent(params.id)}`,
    body: params.body,
    as: 'json',
  };
}
