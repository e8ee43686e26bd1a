/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { CreateServiceAccount } from '../../models/create-service-account';
import type { ServiceAccountView } from '../../models/service-account-view';

export interface ServiceAccountsCreateParams {
  body: CreateServiceAccount;
}

export function serviceAccountsCreate(params: ServiceAccountsCreateParams): ApiRequest<ServiceAccountView> {
  return {
    method: 'POST',
    path: `/api/v1/service-accounts`,
    body: params.body,
    as: 'json',
  };
}
