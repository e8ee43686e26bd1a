/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { PeopleList } from '../../models/people-list';
import type { Permission } from '../../models/permission';

export interface UsersNamesParams {
  may?: Permission;
}

export function usersNames(params: UsersNamesParams = {}): ApiRequest<PeopleList> {
  return {
    method: 'GET',
    path: `/api/v1/people`,
    query: { may: params.may },
    as: 'json',
  };
}
