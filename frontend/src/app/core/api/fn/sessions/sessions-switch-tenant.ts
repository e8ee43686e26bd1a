/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { Me } from '../../models/me';
import type { SwitchTenant } from '../../models/switch-tenant';

export interface SessionsSwitchTenantParams {
  body: SwitchTenant;
}

export function sessionsSwitchTenant(params: SessionsSwitchTenantParams): ApiRequest<Me> {
  return {
    method: 'POST',
    path: `/api/v1/session/tenant`,
    body: params.body,
    as: 'json',
  };
}
