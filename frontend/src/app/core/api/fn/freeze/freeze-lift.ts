/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { LiftFreeze } from '../../models/lift-freeze';

export interface FreezeLiftParams {
  body: LiftFreeze;
}

export function freezeLift(params: FreezeLiftParams): ApiRequest<void> {
  return {
    method: 'DELETE',
    path: `/api/v1/execution/freeze`,
    body: params.body,
    as: 'text',
  };
}
