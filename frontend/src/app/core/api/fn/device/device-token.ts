/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { DeviceToken } from '../../models/device-token';
import type { DeviceTokenRequest } from '../../models/device-token-request';

export interface DeviceTokenParams {
  body: DeviceTokenRequest;
}

export function deviceToken(params: DeviceTokenParams): ApiRequest<DeviceToken> {
  return {
    method: 'POST',
    path: `/api/v1/auth/device/token`,
    body: params.body,
    as: 'json',
  };
}
