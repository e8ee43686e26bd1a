/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Permission } from '../models/permission';

export interface Me {
  display_name: string;
  id: string;
  permissions: Array<Permission>;
  role: string;
  tenant_id: string;
  type: string;
  username: string;
}
