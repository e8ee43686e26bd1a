/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Permission } from '../models/permission';

export interface UserRole {
  permissions: Array<Permission>;
  role: string;
  user_id: string;
}
