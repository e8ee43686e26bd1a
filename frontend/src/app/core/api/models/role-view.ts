/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Permission } from '../models/permission';

export interface RoleView {
  built_in: boolean;
  description?: string;
  members?: number;
  name: string;
  permissions: Array<Permission>;
}
