/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Permission } from '../models/permission';
import type { RoleName } from '../models/role-name';

export interface CreateRole {
  description?: string;
  name: RoleName;
  permissions: Array<Permission>;
}
