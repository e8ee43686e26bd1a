/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { DirectiveTypeList } from '../../models/directive-type-list';

export function directivesListTypes(): ApiRequest<DirectiveTypeList> {
  return {
    method: 'GET',
    path: `/api/v1/directive-types`,
    as: 'json',
  };
}
