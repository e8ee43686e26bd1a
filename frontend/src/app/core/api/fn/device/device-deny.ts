/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { DeviceDecision } from '../../models/device-decision';
import type { UserCode } from '../../models/user-code';

export interface DeviceDenyParams {
  user_code: UserCode;
}

export function deviceDeny(params: DeviceDenyParams): ApiRequest<DeviceDecision> {
  return {
    method: 'POST',
    path: `/api/v1/auth/device/${encodeURIComponent(params.user_code)}/deny`,
    as: 'json',
  };
}
