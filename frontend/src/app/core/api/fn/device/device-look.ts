/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { DeviceView } from '../../models/device-view';
import type { UserCode } from '../../models/user-code';

export interface DeviceLookParams {
  user_code: UserCode;
}

export function deviceLook(params: DeviceLookParams): ApiRequest<DeviceView> {
  return {
    method: 'GET',
    path: `/api/v1/auth/device/${encodeURIComponent(params.user_code)}`,
    as: 'json',
  };
}
