/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Permission } from '../models/permission';

export interface CreateServiceAccount {
  description?: string;
  name: string;
  permissions?: Array<Permission>;
  role?: string;
}
