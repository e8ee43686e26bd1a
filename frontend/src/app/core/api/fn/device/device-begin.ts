/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { DeviceAnswer } from '../../models/device-answer';
import type { DeviceRequest } from '../../models/device-request';

export interface DeviceBeginParams {
  body: DeviceRequest;
}

export function deviceBegin(params: DeviceBeginParams): ApiRequest<DeviceAnswer> {
  return {
    method: 'POST',
    path: `/api/v1/auth/device`,
    body: params.body,
    as: 'json',
  };
}
