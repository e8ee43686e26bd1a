/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { ErrorBody } from '../../models/error-body';

export function oidcLoginLogin(): ApiRequest<ErrorBody> {
  return {
    method: 'GET',
    path: `/auth/oidc/login`,
    as: 'json',
  };
}
