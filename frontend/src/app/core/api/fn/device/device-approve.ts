/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { DeviceDecision } from '../../models/device-decision';
import type { UserCode } from '../../models/user-code';

export interface DeviceApproveParams {
  user_code: UserCode;
}

export function deviceApprove(params: DeviceApproveParams): ApiRequest<DeviceDecision> {
  return {
    method: 'POST',
    path: `/api/v1/auth/device/${encodeURIComponent(params.user_code)}/approve`,
    as: 'json',
  };
}
