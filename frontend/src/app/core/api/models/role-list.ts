/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { RoleView } from '../models/role-view';

export interface RoleList {
  roles: Array<RoleView>;
  total: number;
}
