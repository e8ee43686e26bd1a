/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { RegisteredProbe } from '../../models/registered-probe';
import type { RegisterProbe } from '../../models/register-probe';

export interface RegisterRegisterParams {
  body: RegisterProbe;
}

export function registerRegister(params: RegisterRegisterParams): ApiRequest<RegisteredProbe> {
  return {
    method: 'POST',
    path: `/api/v1/register`,
    body: params.body,
    as: 'json',
  };
}
